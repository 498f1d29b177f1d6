"""The numbers of a centre and period, each described once: the page, the workbook, the plain files
and `stats show` take their names, words and values from here, so that each can be held against the
others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter, itemgetter

from cases.statistics import Numbers
from messages.texts import report_page, workbook
from messages.texts.text import Text

MEDIAN, P90 = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. *name* is what `stats show` calls it; *of* reads a count, or the minutes of what
    *is_time*, and returns None where it cannot be told."""

    name: str
    words: Text
    of: Callable[[Numbers], int | None]
    is_time: bool = False


def measures(*, whole_country: bool) -> list[Measure]:
    """Return every number that a row has. A share from abroad ("refused") belongs to no centre."""
    return [one for one in MEASURES.values() if whole_country or one.name != "refused"]


def _minutes(of: str, share: float, numbers: Numbers) -> int | None:
    return numbers.minutes(of, share)


_COUNTS = (
    "shares", "sharers", "cases", "claimed", "visited", "found", "helped", "persons", "closed",
    "reopened", "confirmed", "disputed", "escalated", "handed_over", "received", "far", "unproved",
    "refused",
)  # fmt: skip
_WORDS = report_page.NUMBERS | {"confirmed": workbook.CONFIRMED, "disputed": workbook.DISPUTED}
_ALL = (
    *(
        Measure(name, _WORDS[name], attrgetter(name) if name == "sharers" else itemgetter(name))
        for name in _COUNTS
    ),
    *(
        Measure(f"{of}_{name}", workbook.TIMES[of, name], partial(_minutes, of, share), True)
        for of in ("claim", "visit", "close")
        for name, share in (("median", MEDIAN), ("p90", P90))
    ),
)
#: By their names, in the order of the columns.
MEASURES = {one.name: one for one in _ALL}
