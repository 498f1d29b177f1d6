"""What failed: dead letters and parked calls, to look at and to send again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from store import keys
from store.connection import StoreClient
from store.moments import from_ms, to_ms
from store.outbox import Call
from store.stream import Entry, Stream

_BATCH = 500


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An inbox entry that failed five times."""

    id: str
    at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Parked:
    """A call that LINE refuses."""

    id: str
    at: datetime
    reason: str
    messages: int


def dead_letters(client: StoreClient) -> list[DeadLetter]:
    """Give the dead letters, oldest first."""
    return [
        DeadLetter(entry.id, from_ms(entry.kept_at_ms), entry.fields["error"].decode())
        for entry in _dead(client)
    ]


def replay(client: StoreClient) -> int:
    """Send the dead letters round again, each exactly once, and give how many went."""
    stream = Stream(client, keys.DEAD, "operator")
    return sum(
        stream.move_to_stream(entry, _home(entry), _without_error(entry)) for entry in _dead(client)
    )


def parked(client: StoreClient) -> list[Parked]:
    """Give the parked calls, oldest first."""
    rows = [
        Parked(call.id, from_ms(call.created_ms), reason, len(call.messages))
        for call, reason in _parked(client)
    ]
    return sorted(rows, key=lambda row: row.at)


def retry(client: StoreClient, now: datetime) -> tuple[int, int]:
    """Queue the parked calls again as pushes, and give how many; those that are not worth a push
    are let go (the second number): the moment of a free reply has passed.

    The id stays: should two operators do this at once, LINE takes one push a retry key."""
    sent = let_go = 0
    for call, _ in _parked(client):
        pipeline = client.pipeline(transaction=True)
        pipeline.hdel(keys.PARKED, call.id)
        if call.worth_push:
            again = replace(call, reply_token="", created_ms=to_ms(now), tries=0)
            pipeline.xadd(keys.OUTBOX, dict([again.to_words()]))
        pipeline.execute()
        sent, let_go = sent + call.worth_push, let_go + (not call.worth_push)
    return sent, let_go


def _dead(client: StoreClient) -> Iterator[Entry]:
    """Give what is there now; what fails anew while this runs comes behind the last and waits."""
    newest: Any = client.xrevrange(keys.DEAD, count=1)
    first, last = "-", newest[0][0] if newest else b"0-0"
    while rows := _range(client, first, last):
        for entry_id, fields in rows:
            yield Entry(entry_id.decode(), {name.decode(): value for name, value in fields.items()})
        first = f"({rows[-1][0].decode()}"


def _range(client: StoreClient, first: str, last: bytes) -> Any:
    return client.xrange(keys.DEAD, min=first, max=last, count=_BATCH)


def _home(entry: Entry) -> str:
    """Give the stream that a dead letter came from."""
    return keys.OUTBOX if "call" in entry.fields else keys.INBOX


def _without_error(entry: Entry) -> dict[str, bytes]:
    return {name: value for name, value in entry.fields.items() if name != "error"}


def _parked(client: StoreClient) -> Iterator[tuple[Call, str]]:
    rows: Any = client.hgetall(keys.PARKED)
    for raw in rows.values():
        kept = json.loads(raw)
        yield Call.from_json(kept["call"]), str(kept["reason"])
