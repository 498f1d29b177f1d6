"""Signed webhooks as LINE sends them, one share each."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Sequence
from typing import Any

from geo.centres import Point

SECRET = "bench-channel-secret"
TOKEN = "bench-channel-access-token"


def share(number: int, place: Point) -> dict[str, Any]:
    """Build the event of sharer *number*, with all that LINE writes into one."""
    return {
        "type": "message",
        "message": {
            "type": "location",
            "id": f"{100000000000000000 + number}",
            "title": "ตลาดสด",
            "address": "ถนนสายหลัก ตำบลในเมือง อำเภอเมือง",
            "latitude": place.latitude,
            "longitude": place.longitude,
        },
        "webhookEventId": f"01BENCH{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": f"U{number:032x}"},
        "replyToken": f"{number:032x}",
        "mode": "active",
    }


def body(event: dict[str, Any]) -> bytes:
    """Write one event's body as LINE does."""
    written = {"destination": f"U{0:032x}", "events": [event]}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def bodies(places: Sequence[Point], *, first: int = 1) -> list[bytes]:
    """Build a body for each place, each of another sharer."""
    return [body(share(number, place)) for number, place in enumerate(places, first)]


def request(body: bytes, path: str = "/callback") -> bytes:
    """Spell a whole signed HTTP request, ready to be written to a socket."""
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: LineBotWebhook/2.0\r\n"
        "Content-Type: application/json; charset=utf-8\r\n"
        f"X-Line-Signature: {base64.b64encode(digest).decode()}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
