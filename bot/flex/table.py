"""Numbers now beside numbers before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flex.colours import PALE_INK
from bot.flex.shapes import Shape, line, text

#: A label, the number now and the number before.
TableRow = tuple[str, str, str]


def table(head: TableRow, rows: Sequence[TableRow]) -> list[Shape]:
    """Draw a table of three columns, the numbers at the right edge."""
    return [_row(head, bold=False), *(_row(row, bold=True) for row in rows)]


def _row(row: TableRow, *, bold: bool) -> Shape:
    label, now, before = row
    return line(
        [
            text(label, size="sm", color=PALE_INK, flex=6),
            text(now, size="sm", bold=bold, flex=4, align="end"),
            text(before, size="sm", color=PALE_INK, flex=4, align="end"),
        ],
        spacing="sm",
    )
