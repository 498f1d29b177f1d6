"""A message as its receiver understands it: which case it is about, and what can be tapped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from cases.people import Language
from geo.centres import Point
from messages.texts import asking, correction, own_need, results
from simulator.reading import read

_CASE = re.compile(r"(?<![\d-])\d{2}-\d{4}-\d{4,9}(?![\d-])")
_RESULTS = (results.RESULT, own_need.RESULT)
_RESULT = frozenset(text.say(language) for text in _RESULTS for language in Language)
_SORRY = frozenset(correction.SORRY.say(language) for language in Language)
_ANSWERS = frozenset(text.say(language) for text in asking.ANSWERS for language in Language)


@dataclass(frozen=True, slots=True)
class ReceivedButton:
    """A button as it was received; *data* is what a tap sends back, *fields* are its parts."""

    do: str
    case: str
    fields: Mapping[str, str]
    data: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One message that LINE took, to one person at *at_ms* of LINE's clock. *way* is where the
    first map on it leads; *is_result* tells a sharer how a case ended, *is_correction* that it
    ended otherwise, *answers* are what one may say to an officer's question."""

    to: str
    at_ms: int
    is_push: bool
    cost: int
    buttons: tuple[ReceivedButton, ...]
    cases: frozenset[str]
    way: Point | None
    is_result: bool
    answers: tuple[str, ...] = ()
    is_correction: bool = False

    def button(self, do: str, case: str = "") -> ReceivedButton | None:
        """Return the first button with the action *do* (of *case*, if given), None if there is
        none."""
        found = (one for one in self.buttons if one.do == do and case in ("", one.case))
        return next(found, None)


def read_message(row: Mapping[str, Any]) -> Heard:
    """Return the message in a row of the simulator's accepted messages."""
    seen = read(row["message"])
    ways = (_way(link) for link in seen.links)
    return Heard(
        to=row["to"],
        at_ms=row["at"],
        is_push=row["kind"] != "reply",
        cost=row["cost"],
        buttons=tuple(read_button(data) for data in seen.taps),
        cases=frozenset(number for text in seen.words for number in _CASE.findall(text)),
        way=next((way for way in ways if way is not None), None),
        is_result=bool(_RESULT & {*seen.words}) and not _SORRY & {*seen.words},
        is_correction=bool(_SORRY & {*seen.words}),
        answers=tuple(dict.fromkeys(text for text in seen.words if text in _ANSWERS)),
    )


def read_button(data: str) -> ReceivedButton:
    """Return the button with this postback data."""
    fields = dict(parse_qsl(data))
    return ReceivedButton(fields.get("do", ""), fields.get("case", ""), fields, data)


def _way(address: str) -> Point | None:
    found = parse_qs(urlsplit(address).query).get("destination", [""])[0].split(",")
    return Point(float(found[0]), float(found[1])) if len(found) == 2 else None
