"""What the simulated people send to LINE and read of it, and the record of both by the ids of
events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from cases.case import Place
from cases.people import Language
from geo.centres import Point
from messages.texts import asking, correction, own_need, results
from messages.texts.words import TYPED
from simulator.reading import read
from simulator.refusals import Json
from simulator.webhooks import again_of, event_id, location_of, simple_act, tap_of, text_of

_CASE = re.compile(r"(?<![\d-])\d{2}-\d{4}-\d{4,9}(?![\d-])")
_RESULTS = (results.RESULT, own_need.RESULT)
_RESULT = frozenset(text.say(language) for text in _RESULTS for language in Language)
_SORRY = frozenset(correction.SORRY.say(language) for language in Language)
_ANSWERS = frozenset(
    text.say(language)
    for fitting in (*asking.ANSWERS.values(), asking.YES_OR_NO)
    for text in fitting
    for language in Language
)


@dataclass(frozen=True, slots=True)
class ReceivedButton:
    """A button as it was received; *data* is what a tap sends back, *fields* are its parts."""

    do: str
    case: str
    fields: Mapping[str, str]
    data: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that LINE accepted, as one person reads it; *at_ms* is the time by LINE's clock.
    *way* is the place that its first map leads to. *is_result* says that it tells a sharer how a
    case ended, *is_correction* that the case ended otherwise; *answers* are the possible answers to
    an officer's question."""

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
    """Return the button that sends this postback data."""
    fields = dict(parse_qsl(data))
    return ReceivedButton(fields.get("do", ""), fields.get("case", ""), fields, data)


def _way(address: str) -> Point | None:
    found = parse_qs(urlsplit(address).query).get("destination", [""])[0].split(",")
    return Point(float(found[0]), float(found[1])) if len(found) == 2 else None


class Sort(StrEnum):
    """The sort of action under which a ledger records a deed. FORGED is a staff button that
    somebody else pressed; CHECK_IN is an officer's location, which is a share if it comes too late;
    CALLER is a place that an officer sends for a caller; ANSWER is an answer to an officer's
    question; GIVE_BACK ends a shift and releases all cases."""

    SHARE = "share"
    ABROAD = "abroad"
    FORGED = "forged"
    CHECK_IN = "check_in"
    CLAIM = "claim"
    RELEASE = "release"
    CALLER = "caller"
    ANSWER = "answer"
    GIVE_BACK = "give_back"
    AGAIN = "again"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that the user *who* causes, with its form for the simulator in *told*. *case* (a
    case number) and *share* (a number of the plan) are set where the sort needs them."""

    who: str
    told: Json
    sort: Sort = Sort.OTHER
    case: str = ""
    share: int = -1


def press(who: str, button: ReceivedButton, sort: Sort = Sort.OTHER) -> Deed:
    """Return the tap on a button that was received."""
    return Deed(who, tap_of(who, button.data), sort, case=button.case)


def tap(who: str, do: str, case: str, sort: Sort = Sort.OTHER, **fields: str) -> Deed:
    """Return a tap with the data of a button that was not received."""
    more = "".join(f"&{name}={value}" for name, value in fields.items())
    return press(who, read_button(f"v=1&do={do}&case={case}{more}"), sort)


def forge(who: str, do: str, case: str) -> Deed:
    """Return a tap with the data of a button that only staff receive."""
    return tap(who, do, case, Sort.FORGED, outcome="NOT_FOUND")


def write(who: str, words: str, sort: Sort = Sort.OTHER) -> Deed:
    """Return a text message."""
    return Deed(who, text_of(who, words), sort)


def type_act(who: str, act: str) -> Deed:
    """Return the typed word that stands for a button: staff on a computer have no menu."""
    return write(who, TYPED[act][0])


def share(who: str, place: Place, sort: Sort = Sort.SHARE, number: int = -1) -> Deed:
    """Return a location message with a place that is shared."""
    title, _, address = place.address.partition(", ")
    at = place.point
    told = location_of(who, at.latitude, at.longitude, title, address or title)
    return Deed(who, told, sort, share=number)


def check_in(who: str, here: Point, case: str = "") -> Deed:
    """Return a location message with an officer's own position."""
    return Deed(who, location_of(who, here.latitude, here.longitude), Sort.CHECK_IN, case=case)


def again(event: Json) -> Deed:
    """Return the deed of LINE, which delivers the same event a second time."""
    return Deed("", again_of(event), Sort.AGAIN)


def simply(kind: str, who: str) -> Deed:
    """Return the deed of an event without a content: a sticker, a follow."""
    return Deed(who, simple_act(kind, who))


@dataclass
class Witness:
    """Records the deeds of an evening; a ledger adds what the judge of its promises needs."""

    done: dict[Sort, dict[str, str]] = field(default_factory=lambda: {sort: {} for sort in Sort})
    """sort -> event -> LINE id of whose deed it is"""

    @property
    def shares(self) -> dict[str, str]:
        """Return the shares of places in Thailand: event -> LINE id of the citizen."""
        return self.done[Sort.SHARE]

    def did(self, deed: Deed, event: Json) -> None:
        """Record a deed that was sent as *event*."""
        self.done[deed.sort][event_id(event)] = deed.who

    def took(self, heard: Heard) -> None:
        """Record a message that LINE accepted; a ledger overrides it."""

    def refused(self, status: int) -> None:
        """Record the answer of the web to a body with a wrong signature; a ledger overrides it."""
