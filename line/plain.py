"""Plain text in place of messages whose form LINE refuses: better a bare text than no alert."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from store.outbox import JsonObject, OutboundMessage

#: Made once for this bot: the plain text of a call has the same retry key at each try.
_PLAIN = UUID("3b0f6a64-2f0b-4a7e-8f6a-5c1d2e9b7a10")
#: LINE counts a text in UTF-16 units.
_LONGEST = 5_000
_MAP = "https://www.google.com/maps/search/?api=1&query={},{}"


def in_plain_words(call: OutboundMessage) -> OutboundMessage | None:
    """Return *call* with plain texts in place of its messages; None if they are plain already, or
    have no words. Its id is another one, for LINE accepts one body under one key."""
    texts = tuple(_message(text) for text in map(_words, call.messages) if text)
    if call.plain or not texts or texts == call.messages:
        return None
    return replace(call, id=str(uuid5(_PLAIN, call.id)), messages=texts, plain=True)


def _message(text: str) -> JsonObject:
    cut = text.encode("utf-16-le", "replace")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    return {"type": "text", "text": cut}


def _words(message: Mapping[str, Any]) -> str:
    """Return the words of a message in their order, each line once, because the card repeats those
    of the notification."""
    return "\n".join(dict.fromkeys(line for line in _lines(message) if line.strip()))


def _lines(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _lines(one)
        return
    if not isinstance(part, dict) or part.get("type") in ("postback", "message"):
        return
    if "latitude" in part:
        yield from (str(part.get(name, "")) for name in ("title", "address"))
        yield _MAP.format(part.get("latitude"), part.get("longitude"))
        return
    if part.get("type") == "uri":
        label, address = str(part.get("label", "")), str(part.get("uri", ""))
        yield f"{label} {address.removeprefix('tel:')}".strip()
        return
    for name in ("altText", "title", "text"):
        if isinstance(part.get(name), str):
            yield part[name]
    for inner in part.values():
        yield from _lines(inner)
