"""Acts told as JSON: `{"kind": "text", "userId": "U...", "text": "..."}` becomes its event."""

import re
from collections.abc import Callable

from simulator.platform import Platform
from simulator.refusals import Json, Refused
from simulator.webhooks import Events

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


def act(platform: Platform, told: Json) -> Json:
    """The other keys are the arguments of the act; `raw` takes a finished event as it is."""
    kind = told.get("kind")
    event = told.get("event")
    if kind == "raw" and isinstance(event, dict):
        return event
    if kind not in ACTS:
        raise Refused(400, f"kind must be one of {', '.join(ACTS)}, raw")
    arguments = {_snake(key): value for key, value in told.items() if key != "kind"}
    make: Callable[..., Json] = getattr(Events(platform), str(kind))
    try:
        return make(**arguments)
    except TypeError as wrong:
        raise Refused(400, str(wrong)) from wrong


def _snake(name: str) -> str:
    return _CAPITAL.sub(r"_\1", name).lower()
