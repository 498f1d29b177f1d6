"""Chats as phones show them: profiles, the users' own messages, and those of the bot."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from simulator.json_forms import milliseconds
from simulator.platform import Accepted, Platform
from simulator.refusals import Json
from simulator.users import User

#: A webhook's message -> what the sender's phone needs of it.
_SHOWN = ("type", "id", "text", "packageId", "stickerId", "title", "address")
_PLACE = ("latitude", "longitude")


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message of a user; `after` is the number of the bot's newest message at that moment."""

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


class ChatLog:
    """What users wrote, as their own phones show it."""

    def __init__(self) -> None:
        self._said: list[ChatMessage] = []
        self._lock = Lock()
        #: The number of resets, so that a screen knows when to start again.
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
    """Return the message that the user's own phone shows for an event; None if it shows none."""
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
    """Return the user of an event in a one-to-one chat, else None."""
    source = _object(event.get("source"))
    return str(source["userId"]) if source.get("type") == "user" and "userId" in source else None


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def phone_of(platform: Platform, user: User) -> Json:
    """Return a user's profile, and what the phone shows around the chat."""
    menu = platform.rich_menus.seen_by(user.id)
    return {
        "userId": user.id,
        "displayName": user.display_name,
        "language": user.language,
        "blocked": user.blocked,
        "role": user.role,
        "colour": user.colour,
        "loading": platform.is_loading(user.id),
        "richMenu": None if menu is None else menu.as_json(),
    }


def row_of(accepted: Accepted) -> Json:
    """Return a message of the bot; its order [n, 0] sorts it before users' messages after it."""
    return {
        "chat": accepted.to,
        "from": "bot",
        "order": [accepted.number, 0],
        "at": milliseconds(accepted.at),
        "message": accepted.message,
        "kind": accepted.kind,
        "cost": accepted.cost,
    }
