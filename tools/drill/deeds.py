"""What somebody does in LINE at one moment of the evening, and what it will be held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cases.case import Place
from geo.point import Point
from messages.texts.words import TYPED
from tools.drill.heard import Button


class Sort(StrEnum):
    """What the ledger keeps a deed as."""

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
    """One event; *told* is how LINE's stand-in takes it. *case* and *share* (its place in the
    plan) are filled where the sort needs them."""

    told: Mapping[str, Any]
    sort: Sort = Sort.OTHER
    case: str = ""
    share: int = -1

    @property
    def who(self) -> str:
        """Return the LINE id of the one who acts."""
        return str(self.told.get("userId", ""))


def press(who: str, button: Button, sort: Sort = Sort.OTHER) -> Deed:
    """Tap a button that was received."""
    return Deed({"kind": "postback", "userId": who, "data": button.data}, sort, case=button.case)


def forge(who: str, do: str, case: str) -> Deed:
    """Send the data of a button that only staff receive."""
    data = f"v=1&do={do}&case={case}&outcome=NOT_FOUND"
    return Deed({"kind": "postback", "userId": who, "data": data}, Sort.FORGED)


def write(who: str, words: str, sort: Sort = Sort.OTHER) -> Deed:
    """Send a text."""
    return Deed({"kind": "text", "userId": who, "text": words}, sort)


def type_act(who: str, act: str) -> Deed:
    """Type the word that stands for a button, as staff do on a computer."""
    return write(who, TYPED[act][0])


def share(who: str, place: Place, sort: Sort, number: int = -1) -> Deed:
    """Send a place."""
    told = {"kind": "location", "userId": who, **_degrees(place.point)}
    if place.address:
        title, _, address = place.address.partition(", ")
        told |= {"title": title, "address": address or title}
    return Deed(told, sort, share=number)


def check_in(who: str, here: Point, case: str) -> Deed:
    """Send one's own location, as an officer in the street does."""
    return Deed({"kind": "location", "userId": who, **_degrees(here)}, Sort.CHECK_IN, case=case)


def again(event: Mapping[str, Any]) -> Deed:
    """Let LINE bring an event once more, marked as such."""
    marked = {**event, "deliveryContext": {"isRedelivery": True}}
    return Deed({"kind": "raw", "event": marked}, Sort.AGAIN)


def simply(kind: str, who: str) -> Deed:
    """Do what needs no more words: sticker, follow, ..."""
    told = {"kind": kind, "userId": who}
    return Deed(told | ({"text": "..."} if kind == "standby" else {}))


def _degrees(point: Point) -> dict[str, Any]:
    return {"latitude": point.latitude, "longitude": point.longitude}
