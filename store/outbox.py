"""The outbox: calls to LINE, queued in the same commit as the change that caused them."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from cases.case import State
from config.clock import to_ms
from store import keys
from store.connection import StoreClient
from store.exceptions import BadCall
from store.menu_links import MenuLink, RedisMenus
from store.stream import Stream, StreamEntry

JsonObject = dict[str, Any]
#: The distance between the scores of two ranks: more than any time in milliseconds.
RANK = 10**14
#: Made once for this bot: the pushes that a multicast is split into have the same keys at each try.
_SPLIT = UUID("a3c5e2d1-7b7e-4f53-9a0f-2d6f0e9c8b41")


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """Up to five messages to one person, or to several in one multicast: *to* then names them with
    blanks between. *id* is derived from the event's id and is the retry key of a push. With a
    *reply_token* a reply is tried first: LINE accepts it for about a minute from *token_ms*, when
    the webhook that brought it came, or came again; without *worth_push* nothing else is tried.
    *to* is empty if the recipient is not stored any more. *alert_for* is the case whose alert this
    is, or several with blanks between; *urgent* says that one of them is. *menu* says that this is
    no message: the rich menu that the person should have at the time of the call is linked.
    *until_ms* is when a link in it expires: the call is deleted then, and never parked.
    *maybe_sent* says that an earlier try may have reached LINE; *tries* counts them. At *again_ms*
    an operator queued it again. *plain* says that its messages are the plain text of messages that
    LINE refused."""

    id: str
    to: str
    messages: tuple[JsonObject, ...]
    created_ms: int
    reply_token: str = ""
    token_ms: int = 0
    worth_push: bool = True
    alert_for: str = ""
    urgent: bool = False
    menu: bool = False
    until_ms: int = 0
    maybe_sent: bool = False
    tries: int = 0
    again_ms: int = 0
    plain: bool = False

    @property
    def recipients(self) -> list[str]:
        """Return the LINE user ids of the recipients; none if they are not stored any more."""
        return self.to.split()

    def split(self) -> list[OutboundMessage]:
        """Return a push to each recipient, each with a retry key of its own."""
        return [
            replace(self, id=str(uuid5(_SPLIT, f"{self.id}:{one}")), to=one, tries=0)
            for one in self.recipients
        ]

    @property
    def rank(self) -> int:
        """Return its rank among waiting calls, by how soon it helps a person: urgent alerts,
        alerts, messages that must arrive (receipts), other answers, menus."""
        if self.alert_for:
            return 0 if self.urgent else 1
        if self.menu:
            return 4
        return 2 if self.worth_push else 3

    def to_words(self) -> tuple[str, str]:
        """Return the stream entry's field and value."""
        return "call", self.to_json()

    def to_json(self) -> str:
        """Return the call as JSON."""
        # Not asdict(): it copies every leaf of a card, which costs more than the rest of an event.
        kept = {name: getattr(self, name) for name in _FIELDS}
        said = {name: value for name, value in kept.items() if value != _DEFAULTS[name]}
        said["messages"] = _pack(self.messages)
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> OutboundMessage:
        """Return the call of a JSON text; fields that a newer version has added are ignored. Raises
        BadCall."""
        try:
            kept = json.loads(text)
            known = {name: kept[name] for name in _FIELDS if name in kept}
            return cls(**(known | {"messages": tuple(_unpacked(kept["messages"]))}))
        except (KeyError, TypeError, ValueError, zlib.error, OSError) as error:
            raise BadCall from error

    def texts(self) -> str:
        """Return the cases that the call is an alert of and its messages, as LINE gets them, in one
        text."""
        return f"{self.alert_for} {_written(self.messages)}"


_FIELDS = tuple(field.name for field in fields(OutboundMessage))
_DEFAULTS = {one.name: one.default for one in fields(OutboundMessage)}
#: Messages are packed with the text that most of them have in common. A text stays as it is as long
#: as a call may wait that was packed with it; a better one gets the next number.
_TEXT = 1
_WINDOW = -zlib.MAX_WBITS  # raw: no header, no checksum; the store keeps what it is given


@cache
def _common(number: int) -> bytes:
    return (Path(__file__).parent / f"outbox_dictionary_{number}.txt").read_bytes()


@cache
def _packer() -> Any:
    """Build what is copied for each call: to read the common text takes as long as to pack."""
    return zlib.compressobj(6, zlib.DEFLATED, _WINDOW, 9, zlib.Z_DEFAULT_STRATEGY, _common(_TEXT))


def _pack(messages: tuple[JsonObject, ...]) -> str:
    """Return messages as the number of the common text, a colon, and the deflated bytes in
    base64."""
    packer = _packer().copy()
    small = packer.compress(_written(messages).encode()) + packer.flush()
    return f"{_TEXT}:{base64.b64encode(small).decode()}"


def _unpacked(kept: str | list[JsonObject]) -> list[JsonObject]:
    """Read messages; those of older versions were kept as they are."""
    if not isinstance(kept, str):
        return kept
    number, _, small = kept.partition(":")
    unpacker = zlib.decompressobj(_WINDOW, _common(int(number)))
    messages: list[JsonObject] = json.loads(unpacker.decompress(base64.b64decode(small)))
    return messages


#: Messages are trees that we have just built: no circle to look for at each node.
_written = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


_ADDRESS = re.compile(rb'"(to|alert_for)":"([^"]*)"')


def address_of(entry: StreamEntry) -> tuple[tuple[str, ...], str]:
    """Return the LINE user ids that an entry goes to and the one case that it is an alert of,
    without reading all of it."""
    found = dict(_ADDRESS.findall(entry.fields.get("call", b"")))
    chats = found.get(b"to", b"").decode().split()
    alert_for = found.get(b"alert_for", b"").decode()
    return tuple(dict.fromkeys(chats)), "" if " " in alert_for else alert_for


class Outbox(Stream):
    """One sender's view of the outbox."""

    def __init__(self, client: StoreClient, consumer: str) -> None:
        super().__init__(client, keys.OUTBOX, consumer)
        self._menus = RedisMenus(client)

    def menu_link(self, call: OutboundMessage) -> MenuLink | None:
        """Return the menu that the recipient of *call* should have now; None if none is
        installed."""
        return self._menus.link_of(call.to)

    def knows(self, line_id: str) -> bool:
        """Return whether that LINE user id is stored; an erasure deletes it."""
        return bool(self._client.hexists(keys.PEOPLE, line_id))

    def delivered(self, entry: StreamEntry, call: OutboundMessage, now: datetime) -> bool:
        """Remove a call that LINE has accepted; an alert's time is noted in its case for the
        sweeper."""
        if not call.alert_for:
            return self.done(entry)
        *others, last = call.alert_for.split()
        for number in others:
            self._client.hset(keys.case(number), "alerted_at", to_ms(now))
        return self.move_to_hash(entry, keys.case(last), {"alerted_at": to_ms(now)})

    def split(self, entry: StreamEntry, call: OutboundMessage) -> bool:
        """Queue a push to each recipient in the place of a multicast."""
        return self.move_to_entries(entry, *(one.to_words() for one in call.split()))

    def later(self, entry: StreamEntry, call: OutboundMessage, due: datetime) -> bool:
        """Move *call* to be tried again at *due*."""
        return self.move_to_sorted_set(entry, keys.OUTBOX_LATER, to_ms(due), call.to_json())

    def set_aside(self, entry: StreamEntry, call: OutboundMessage, waiting: str) -> bool:
        """Move *call* to one of the sorted sets of store/failures.py."""
        score = call.rank * RANK + call.created_ms
        return self.move_to_sorted_set(entry, waiting, score, call.to_json())

    def dead_letter(self, entry: StreamEntry) -> bool:
        """Move an entry that cannot be read to the dead letters."""
        return self.move_to_stream(entry, keys.DEAD, {**entry.fields, "error": "BadCall"})

    def park(self, entry: StreamEntry, call: OutboundMessage, reason: str) -> bool:
        """Move a call that LINE refuses to the parked ones, which doctor and /metrics show."""
        return self.move_to_hash(entry, keys.PARKED, {call.id: parked_row(call.to_json(), reason)})


def parked_row(call: str, reason: str) -> str:
    """Return the row of a parked call."""
    return json.dumps({"reason": reason, "call": call}, ensure_ascii=False)


_WAITING, _CLOSED = (state.value.encode() for state in (State.WAITING, State.CLOSED))


class _Calling(NamedTuple):
    """The fields of a case that decide whether its alert is still needed."""

    state: bytes | None
    holder: bytes | None
    centre: bytes | None
    escalated: bytes | None


def still_calls(client: StoreClient, call: OutboundMessage, national_centre: str) -> bool:
    """Return whether a recipient of an alert may claim one of its cases or holds it; True for a
    call that is no alert."""
    if not call.alert_for:
        return True
    return any(_still_calls(client, call, one, national_centre) for one in call.recipients)


def _still_calls(client: StoreClient, call: OutboundMessage, to: str, national_centre: str) -> bool:
    person: Any = client.hget(keys.PEOPLE, to)
    if person is None:
        return False
    pipeline = client.pipeline(transaction=False)
    pipeline.hget(keys.person(int(person)), "centre")
    for number in call.alert_for.split():
        pipeline.hmget(keys.case(number), _Calling._fields)
    centre, *cases = pipeline.execute()
    is_nation = centre == national_centre.encode()
    return any(_calls(_Calling(*row), person, centre, is_nation=is_nation) for row in cases)


def _calls(case: _Calling, person: bytes, centre: bytes | None, *, is_nation: bool) -> bool:
    if case.state == _WAITING:
        return case.centre == centre or (is_nation and case.escalated is not None)
    return case.state not in (None, _CLOSED) and case.holder == person
