"""`make typed`: how well typed words are understood and personal data masked, on the corpora."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from cases.masking import mask
from tests.typed import masking, words


def main() -> None:
    """Print the figures of both corpora, and each line that came out wrong."""
    console = Console()
    for part in words.PARTS:
        _show_words(part, console)
    _show_masking(console)


def _show_words(part: str, console: Console) -> None:
    """Print how often each act is found where it is meant, at once or asked back, and how often it
    is taken to be meant in vain."""
    measured = words.measure(part)
    table = Table(
        f"words, {part}", "meant", "recall", "at once", "precision", "asked in vain", "done in vain"
    )
    for act, found in [*sorted(measured.acts.items()), ("all", measured.together())]:
        rates = (f"{found.recall:.3f}", str(found.done), f"{found.precision:.3f}")
        table.add_row(
            act, str(found.meant), *rates, str(found.asked_in_vain), str(found.done_in_vain)
        )
    for line in measured.wrong:
        console.print(f"wrong: {line}", markup=False)
    console.print(table)


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
