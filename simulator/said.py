"""What people did in their chats, as their own phones show it."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from simulator.clock import milliseconds
from simulator.refusals import Json

#: A webhook's message -> what the sender's phone needs of it.
_SHOWN = ("type", "id", "text", "packageId", "stickerId", "title", "address")
_PLACE = ("latitude", "longitude")


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """`after` is the newest message of the bot at that moment: it tells where this one stands."""

    number: int
    after: int
    at: datetime
    by: str
    shown: Json

    def as_json(self) -> Json:
        return {
            "chat": self.by,
            "from": "user",
            "order": [self.after, self.number],
            "at": milliseconds(self.at),
            "message": self.shown,
        }


class SaidLog:
    """LINE tells the bot, but not this: a phone keeps what its owner said."""

    def __init__(self) -> None:
        self._said: list[ChatMessage] = []
        self._lock = Lock()
        #: Counts how often all began anew, so that a screen knows when to forget.
        self.begun = 0

    def add(self, by: str, shown: Json, *, after: int, at: datetime) -> None:
        with self._lock:
            self._said.append(ChatMessage(len(self._said) + 1, after, at, by, shown))

    def after(self, number: int) -> list[ChatMessage]:
        with self._lock:
            return self._said[max(number, 0) :]

    def clear(self) -> None:
        with self._lock:
            self._said.clear()
            self.begun += 1


def shown_of(event: Json, display_text: str | None = None) -> Json | None:
    """What an event looks like on the phone of who caused it; None where nothing shows."""
    kind = event.get("type")
    message = event.get("message")
    if kind == "message" and isinstance(message, dict):
        return {key: message[key] for key in (*_SHOWN, *_PLACE) if key in message}
    if kind == "postback":
        return {"type": "text", "text": display_text} if display_text else None
    if kind == "unsend":
        return {"type": "unsend"} | _object(event.get("unsend"))
    return {"type": kind} if kind in ("follow", "unfollow") else None


def sender_of(event: Json) -> str | None:
    """Who did it, in a chat with the account alone."""
    source = _object(event.get("source"))
    return str(source["userId"]) if source.get("type") == "user" and "userId" in source else None


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}
