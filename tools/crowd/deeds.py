"""What somebody does in LINE at one moment, and as what it is remembered."""

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
    """What a ledger keeps a deed as."""

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
    """One event that *who* causes; *told* is how LINE's stand-in takes it. *case* and *share*, its
    number in the plan, are filled where the sort needs them."""

    who: str
    told: Json
    sort: Sort = Sort.OTHER
    case: str = ""
    share: int = -1


def press(who: str, button: ReceivedButton, sort: Sort = Sort.OTHER) -> Deed:
    """Tap a button that was received."""
    return Deed(who, tap_of(who, button.data), sort, case=button.case)


def tap(who: str, do: str, case: str, sort: Sort = Sort.OTHER, **fields: str) -> Deed:
    """Send the data of a button without having received it."""
    more = "".join(f"&{name}={value}" for name, value in fields.items())
    return press(who, read_button(f"v=1&do={do}&case={case}{more}"), sort)


def forge(who: str, do: str, case: str) -> Deed:
    """Send the data of a button that only staff receive."""
    return tap(who, do, case, Sort.FORGED, outcome="NOT_FOUND")


def write(who: str, words: str, sort: Sort = Sort.OTHER) -> Deed:
    """Send a text."""
    return Deed(who, text_of(who, words), sort)


def type_act(who: str, act: str) -> Deed:
    """Type the word that stands for a button, as staff do on a computer."""
    return write(who, TYPED[act][0])


def share(who: str, place: Place, sort: Sort = Sort.SHARE, number: int = -1) -> Deed:
    """Send a place."""
    title, _, address = place.address.partition(", ")
    at = place.point
    told = location_of(who, at.latitude, at.longitude, title, address or title)
    return Deed(who, told, sort, share=number)


def check_in(who: str, here: Point, case: str = "") -> Deed:
    """Send one's own location, as an officer in the street does."""
    return Deed(who, location_of(who, here.latitude, here.longitude), Sort.CHECK_IN, case=case)


def again(event: Json) -> Deed:
    """Let LINE bring an event once more."""
    return Deed("", again_of(event), Sort.AGAIN)


def simply(kind: str, who: str) -> Deed:
    """Do what needs no more words: sticker, follow, ..."""
    return Deed(who, simple_act(kind, who))
