"""What a spreadsheet would take for a formula, in a file of plain text."""

from __future__ import annotations

Cell = str | int | float | None

#: How a formula begins, also in full width; a tab or a line break may bring one behind it.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
#: Blanks that str.lstrip leaves; a spreadsheet may look behind them.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def harmless(cell: Cell) -> Cell:
    """Keep a spreadsheet from taking text for a formula: it shows what begins with ' as text."""
    if isinstance(cell, str) and (cell.startswith(_FORMULA) or _bare(cell).startswith(_FORMULA)):
        return f"'{cell}"
    return cell


def _bare(text: str) -> str:
    """Take off every blank before *text*, seen and unseen, in whatever order."""
    shorter = text.lstrip().lstrip(_UNSEEN)
    return shorter if shorter == text else _bare(shorter)
