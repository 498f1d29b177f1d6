"""Events as LINE spells them, for the tests of what comes in."""

from __future__ import annotations

import json
from typing import Any

from config.clock import to_ms
from line.inbound import read_body, to_event
from tests.builders import NOW, a_line_id

Raw = dict[str, Any]
MESSAGE_OF: dict[str, Raw] = {
    "text": {"type": "text", "text": "สวัสดี"},
    "location": {"type": "location", "latitude": 14.3532, "longitude": 100.5689},
    "image": {"type": "image", "id": "1", "contentProvider": {"type": "line"}},
    "sticker": {"type": "sticker", "packageId": "1", "stickerId": "2"},
}


def a_raw(kind: str = "follow", **changes: Any) -> Raw:
    """Spell an event as LINE does."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": to_ms(NOW),
        "source": {"type": "user", "userId": a_line_id(1)},
        "webhookEventId": "01KAGMTEST0000000000000001",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "a-token",
    } | changes


def a_message(kind: str, **changes: Any) -> Raw:
    """Spell a message event."""
    return a_raw("message", message=MESSAGE_OF[kind] | changes)


def a_press(data: object) -> Raw:
    """Spell a press of a button."""
    return a_raw("postback", postback={"data": data})


def read(raw: object) -> Any:
    """Read one event, received when it happened."""
    return to_event(raw, NOW, NOW)


def through_json(raw: object) -> Any:
    """Read an event out of the bytes of a body."""
    (one,) = read_body(json.dumps({"events": [raw]}).encode())
    return read(one)
