"""Numbers now beside numbers before."""

from __future__ import annotations

from collections.abc import Sequence

from messages.flex.colours import PALE_INK
from messages.flex.shapes import Shape, line, text

#: A label, the number now and the number before.
TableRow = tuple[str, str, str]


#: Of so many parts is a row; a number has three of them, words such as "21 h 40 min" four.
_PARTS, _SHORT, _LONG = 14, 3, 4
#: The longest number, 9,999,999.
_NUMBER = 9


def table(head: TableRow, rows: Sequence[TableRow]) -> list[Shape]:
    """Draw a table of three columns, the numbers at the right edge."""
    has_words = any(len(cell) > _NUMBER for _, *cells in rows for cell in cells)
    room = _LONG if has_words else _SHORT
    return [_row(head, room, bold=False), *(_row(row, room, bold=True) for row in rows)]


def _row(row: TableRow, room: int, *, bold: bool) -> Shape:
    label, now, before = row
    return line(
        [
            text(label, size="sm", color=PALE_INK, flex=_PARTS - 2 * room),
            text(now, size="sm", bold=bold, flex=room, align="end"),
            text(before, size="sm", color=PALE_INK, flex=room, align="end"),
        ],
        spacing="sm",
    )
