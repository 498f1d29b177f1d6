"""What a run measured, as lines of JSON and as one table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from rich import box
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One measured value; *peer* is what it is held against, measured in the same run, and
    *target* what was promised."""

    part: str
    measure: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    more_is_better: bool = True
    target: str = ""

    @property
    def ratio(self) -> float | None:
        """Say how many times better than the peer; below 1 is worse."""
        if not self.peer_value or not self.value:
            return None
        ratio = self.value / self.peer_value
        return ratio if self.more_is_better else 1 / ratio

    def to_json(self) -> str:
        """Spell the row for a program."""
        return json.dumps(asdict(self) | {"ratio": self.ratio}, ensure_ascii=False)


def failed(part: str, failures: Sequence[str], when: str = "") -> Row:
    """Count the requests that were not answered 200, and name what became of them."""
    words = ["not answered 200", when, *sorted(set(failures))]
    measure = " ".join(word for word in words if word)
    return Row(part, measure, len(failures), "requests", target="0")


def percentile(values: Iterable[float], share: float) -> float:
    """Return the nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share * 1000) // 1000) - 1)]


def print_table(rows: Sequence[Row], title: str) -> None:
    """Show all rows side by side."""
    table = Table(title=title, box=box.MARKDOWN, title_justify="left")
    table.add_column("part", no_wrap=True)
    table.add_column("measure")
    for name in ("ours", "unit", "peer", "peer's", "times better", "target"):
        table.add_column(name, justify="left" if name in ("unit", "peer", "target") else "right")
    for row in rows:
        peers = "" if row.peer_value is None else _short(row.peer_value)
        times = "" if row.ratio is None else f"{row.ratio:.2f}"
        words = [row.part, row.measure, _short(row.value), row.unit, row.peer, peers, times]
        table.add_row(*words, row.target)
    console = Console()
    console.width = max(console.width, 180)
    console.print(table)


def _short(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"
