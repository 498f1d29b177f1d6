"""A case's number as sharers know it: it may have been merged into one with another number."""

from __future__ import annotations

from cases.case import Case
from cases.people import Language
from messages.parts import Row
from messages.texts import citizen

#: The latest; nobody reads more.
_SHOWN = 5


def number_rows(case: Case, language: Language) -> tuple[Row, ...]:
    """Name the case."""
    return ((citizen.NUMBER.say(language), case.number), *merged_rows(case, language))


def merged_rows(case: Case, language: Language) -> tuple[Row, ...]:
    """Name the cases that are in it, for their sharers know no other number."""
    shown = ", ".join(case.links.merged[: -_SHOWN - 1 : -1])
    return ((citizen.TOGETHER_WITH.say(language), shown),) if shown else ()
