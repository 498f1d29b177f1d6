"""`make typed`: how well typed words are understood and personal data masked, on the corpora."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from cases.masking import mask
from tests.typed import masking


def main() -> None:
    """Print the figures of both corpora, and each line that came out wrong."""
    console = Console()
    _show_masking(console)


def _show_masking(console: Console) -> None:
    table = Table("masking", "personal", "masked", "harmless", "kept")
    for part in masking.PARTS:
        found = masking.figures(part, mask)
        numbers = (found.personal, f"{found.masked:.3f}", found.harmless, f"{found.kept:.3f}")
        table.add_row(part, *map(str, numbers))
        for line in found.wrong:
            console.print(f"wrong: {line}", markup=False)
    console.print(table)


if __name__ == "__main__":
    main()
