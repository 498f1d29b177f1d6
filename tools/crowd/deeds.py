"""The actions that the simulated people send to LINE, and the sort under which each is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.case import Place
from geo.centres import Point
from messages.texts.words import TYPED
from simulator.refusals import Json
from simulator.webhooks import again_of, location_of, simple_act, tap_of, text_of
from tools.crowd.heard import ReceivedButton, read_button


class Sort(StrEnum):
    """The sort of action under which a ledger records a deed."""

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
    """One event that the user *who* causes; *told* is its form for the simulator. *case* (a case
    number) and *share* (a number of the plan) are set where the sort needs them."""

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
    """Return a second delivery of the same event by LINE."""
    return Deed("", again_of(event), Sort.AGAIN)


def simply(kind: str, who: str) -> Deed:
    """Return an event that has no content: a sticker, a follow, ..."""
    return Deed(who, simple_act(kind, who))
