"""The numbers of a centre and period as columns: alike in the workbook, in the plain files and in
`stats show`, so that each can be held against the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from cases.statistics import Numbers
from messages.texts import workbook
from messages.texts.manager import REFUSED, ROWS
from messages.texts.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One number of each row; *name* is what `stats show` calls it. *of* gives None where it can
    not be told."""

    name: str
    words: Text
    of: Callable[[Numbers], int | None]


def columns(*, whole_country: bool) -> list[Column]:
    """Return every number that a row has. What comes from abroad belongs to no centre."""
    return [one for one in _COLUMNS if whole_country or one.name != "refused"]


def _counted(name: str, title: Text) -> Column:
    return Column(name, title, lambda numbers: numbers[name])


def _minutes(of: str, share: float, numbers: Numbers) -> int | None:
    return numbers.minutes(of, share)


_COLUMNS = (
    _counted("shares", ROWS["shares"]),
    Column("sharers", ROWS["sharers"], lambda numbers: numbers.sharers),
    _counted("cases", ROWS["cases"]),
    _counted("claimed", ROWS["claimed"]),
    _counted("visited", ROWS["visited"]),
    _counted("found", ROWS["found"]),
    _counted("helped", workbook.HELPED),
    _counted("persons", ROWS["persons"]),
    _counted("closed", ROWS["closed"]),
    _counted("reopened", ROWS["reopened"]),
    _counted("confirmed", workbook.CONFIRMED),
    _counted("disputed", workbook.DISPUTED),
    _counted("escalated", workbook.ESCALATED),
    _counted("handed_over", workbook.HANDED_OVER),
    _counted("received", workbook.RECEIVED),
    _counted("far", ROWS["far"]),
    _counted("unproved", ROWS["unproved"]),
    _counted("refused", REFUSED),
    *(
        Column(f"{of}_{name}", workbook.TIMES[of, name], partial(_minutes, of, share))
        for of in ("claim", "visit", "close")
        for name, share in (("median", 0.5), ("p90", 0.9))
    ),
)
