"""Acts told as JSON: `{"kind": "text", "userId": "U...", "text": "..."}` becomes its event."""

import re
from collections.abc import Callable

from simulator.platform import Platform
from simulator.refusals import ApiError, Json
from simulator.webhooks import Events, redelivered

ACTS = (
    "follow",
    "unfollow",
    "text",
    "sticker",
    "location",
    "image",
    "postback",
    "unsend",
    "join",
    "leave",
    "unknown",
    "unknown_message",
    "standby",
)
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")


def text_of(user: str, text: str) -> Json:
    return {"kind": "text", "userId": user, "text": text}


def tap_of(user: str, data: str) -> Json:
    """A tap on a button, by the data that it sends back."""
    return {"kind": "postback", "userId": user, "data": data}


def location_of(
    user: str, latitude: float, longitude: float, title: str = "", address: str = ""
) -> Json:
    named = {"title": title, "address": address}
    place: Json = {"kind": "location", "userId": user, "latitude": latitude, "longitude": longitude}
    return place | {name: said for name, said in named.items() if said}


def again_of(event: Json) -> Json:
    """LINE brings an event once more, marked as such."""
    return {"kind": "raw", "event": redelivered(event)}


def simple_act(kind: str, user: str) -> Json:
    """What needs no more words than who does it: sticker, follow, unknown, standby."""
    told: Json = {"kind": kind, "userId": user}
    return told | ({"text": "..."} if kind == "standby" else {})


def act(platform: Platform, told: Json) -> Json:
    """The other keys are the arguments of the act; `raw` takes a finished event as it is."""
    kind = told.get("kind")
    event = told.get("event")
    if kind == "raw" and isinstance(event, dict):
        return event
    if kind not in ACTS:
        raise ApiError(400, f"kind must be one of {', '.join(ACTS)}, raw")
    arguments = {_snake(key): value for key, value in told.items() if key != "kind"}
    make: Callable[..., Json] = getattr(Events(platform), str(kind))
    try:
        return make(**arguments)
    except TypeError as wrong:
        raise ApiError(400, str(wrong)) from wrong


def _snake(name: str) -> str:
    return _CAPITAL.sub(r"_\1", name).lower()
