"""Streams that lose nothing: a consumer group takes the entries, which leave only when they are
done. The inbox stores webhook bodies and due timers before they are acknowledged."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis.exceptions import ResponseError

from config.clock import from_ms, to_ms
from store import keys
from store.connection import Command, StoreClient, Word, ask, flat, round_trip, script

GROUP = "workers"


@dataclass(frozen=True, slots=True)
class StreamEntry:
    """One entry in a consumer's hands; *deliveries* counts this one too."""

    id: str
    fields: Mapping[str, bytes]
    deliveries: int = 1

    @property
    def kept_at_ms(self) -> int:
        """Return the server's time when the entry was kept."""
        return int(self.id.split("-")[0])


class Stream:
    """One consumer's view of a stream."""

    def __init__(self, client: StoreClient, key: str, consumer: str) -> None:
        self._client = client
        #: The stream's key, and the consumer's name.
        self.key, self.consumer = key, consumer
        self._move = script(client, "move_entry")
        self._forget = script(client, "forget_consumers")

    @property
    def client(self) -> StoreClient:
        """Return the connection that the stream is read by."""
        return self._client

    def prepare(self) -> None:
        """Make the stream and its group if they do not exist; a store that is full or a replica
        refuses this even if they do."""
        if self._has_group():
            return
        try:
            self._client.xgroup_create(self.key, GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise

    def _has_group(self) -> bool:
        if not self._client.exists(self.key):
            return False
        groups: Any = self._client.xinfo_groups(self.key)
        return any(group["name"] == GROUP.encode() for group in groups)

    def take(self, count: int, block_ms: int) -> list[StreamEntry]:
        """Take up to *count* new entries, waiting *block_ms* for the first."""
        reply: Any = self._client.xreadgroup(
            GROUP, self.consumer, {self.key: ">"}, count=count, block=block_ms
        )
        return [_entry(*raw) for _, raws in reply or [] for raw in raws]

    def take_back(self, after: str = "0") -> list[StreamEntry]:
        """Take again the next entry *after* that this consumer had in hand when the store became
        unreachable. One by one, here and in take_over(): a delivery counts against an entry, so one
        that ends its worker each time must not take along those that only wait behind it."""
        reply: Any = self._client.xreadgroup(GROUP, self.consumer, {self.key: after}, count=1)
        return [
            _entry(*raw, deliveries=self._deliveries(raw[0])) for _, raws in reply for raw in raws
        ]

    def take_over(self, idle_ms: int) -> list[StreamEntry]:
        """Take over an entry that another consumer has had for *idle_ms* without a sign of life."""
        # XAUTOCLAIM would look at the first ten only, whose consumers may all be alive.
        rows: Any = self._client.xpending_range(self.key, GROUP, "-", "+", 1, idle=idle_ms)
        return [
            _entry(*raw, deliveries=row["times_delivered"] + 1)
            for row in rows
            for raw in self._claimed(row["message_id"], idle_ms)
        ]

    def hold(self, *entries: StreamEntry) -> None:
        """Renew the sign of life, so that no consumer takes over entries that wait here."""
        ids: list[Any] = [entry.id for entry in entries]
        self._client.xclaim(self.key, GROUP, self.consumer, 0, ids, justid=True)

    def forget_dead_consumers(self, idle_ms: int) -> int:
        """Delete consumers without entries that have not asked for any for *idle_ms*; return their
        number. Each process is a new one, so that without this the group grows for ever."""
        return int(self._forget(keys=[self.key], args=[GROUP, idle_ms], client=self._client))

    def done(self, entry: StreamEntry) -> bool:
        """Delete *entry*; return False if another consumer had done so."""
        return self._replace(entry, self.key, "none")

    def move_to_stream(self, entry: StreamEntry, target: str, fields: Mapping[str, Word]) -> bool:
        """Replace the entry by an entry with *fields* in the stream *target*."""
        return self._replace(entry, target, "stream", *flat(fields))

    def move_to_entries(self, entry: StreamEntry, *fields: tuple[str, str]) -> bool:
        """Put an entry of one field each back into the stream in the entry's place."""
        return self._replace(entry, self.key, "entries", *(word for one in fields for word in one))

    def move_to_sorted_set(self, entry: StreamEntry, target: str, score: int, member: str) -> bool:
        """Replace the entry by *member* in the sorted set *target*."""
        return self._replace(entry, target, "sorted set", score, member)

    def move_to_hash(self, entry: StreamEntry, target: str, fields: Mapping[str, Word]) -> bool:
        """Replace the entry by *fields* in the hash *target*."""
        return self._replace(entry, target, "hash", *flat(fields))

    def _replace(self, entry: StreamEntry, target: str, kind: str, *words: Word) -> bool:
        return bool(
            self._move(
                keys=[self.key, target], args=[GROUP, entry.id, kind, *words], client=self._client
            )
        )

    def _claimed(self, entry_id: bytes, idle_ms: int) -> Any:
        return self._client.xclaim(self.key, GROUP, self.consumer, idle_ms, [entry_id])

    def _deliveries(self, entry_id: bytes) -> int:
        rows: Any = self._client.xpending_range(self.key, GROUP, entry_id, entry_id, 1)
        return int(rows[0]["times_delivered"]) if rows else 1


def _entry(entry_id: bytes, fields: Mapping[bytes, bytes], *, deliveries: int = 1) -> StreamEntry:
    named = {name.decode(): value for name, value in (fields or {}).items()}
    return StreamEntry(entry_id.decode(), named, deliveries)


#: The entries that are read at a time, few enough that no other client waits long.
_BATCH = 500


def entries(
    client: StoreClient, key: str, first: str = "-", last: Word = "+"
) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    """Yield the entries of a stream from *first* to *last*, with their ids."""
    while rows := ask(client, [("XRANGE", key, first, last, "COUNT", _BATCH)])[0]:
        yield from rows
        first = f"({rows[-1][0].decode()}"


def entry_time(entry_id: bytes) -> datetime:
    """Return the server's time at which an entry of a stream was stored."""
    return from_ms(int(entry_id.split(b"-")[0]))


#: The number of deliveries after which an entry is moved to the dead letters.
MOST_DELIVERIES = 5


@dataclass(slots=True)
class _Body:
    """A webhook body that waits; *reply* is the store's, or why it was not kept."""

    command: Command
    reply: Any = None


class Keeper:
    """Keeps webhook bodies. Those that come while others are being written go together after them:
    one round trip and one write to the disk for all, however many wait."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._waiting: list[_Body] = []

    def keep(self, body: bytes, received_at: datetime) -> None:
        """Keep a body; when this returns, the store has it as durably as it can."""
        mine = _Body(("XADD", keys.INBOX, "*", "body", body, "at", to_ms(received_at)))
        self._waiting.append(mine)
        with self._lock:
            if mine.reply is None:  # whoever holds the lock writes for all who wait
                self._write()
        if isinstance(mine.reply, Exception):
            raise mine.reply

    def _write(self) -> None:
        bodies, self._waiting = self._waiting, []
        replies: list[Any]
        try:
            replies = round_trip(self._client, [one.command for one in bodies])
        except Exception as error:
            # Whoever came meanwhile has waited for the same store: LINE waits no second time.
            bodies, self._waiting = bodies + self._waiting, []
            replies = [error] * len(bodies)
        for one, reply in zip(bodies, replies, strict=True):
            one.reply = reply


class Inbox(Stream):
    """One consumer's view of the inbox."""

    def __init__(self, client: StoreClient, consumer: str, stream: str = keys.INBOX) -> None:
        super().__init__(client, stream, consumer)

    def dead_letter(self, entry: StreamEntry, error: str) -> bool:
        """Move *entry* to the dead letters with the kind of its error, never the error's text,
        which may hold somebody's words."""
        return self.move_to_stream(entry, keys.DEAD, {**entry.fields, "error": error})


class Fetches(Inbox):
    """One consumer's view of the photos that are due to be fetched: an inbox of their own, so that
    a slow data host of LINE's holds up no share."""

    def __init__(self, client: StoreClient, consumer: str) -> None:
        super().__init__(client, consumer, keys.FETCHING)


def received_at(entry: StreamEntry) -> datetime:
    """Return the time when the web received a body, or when a timer was moved into the inbox."""
    return from_ms(int(entry.fields["at"]) if "at" in entry.fields else entry.kept_at_ms)


class Counters:
    """Counts in memory and writes now and then: a crash may cost a few seconds of counts."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """Add one to a counter."""
        with self._lock:
            self._waiting[what] += 1

    def write(self) -> None:
        """Write the counts since the last time."""
        with self._lock:
            counted, self._waiting = self._waiting, Counter()
        if not counted:
            return
        pipeline = self._client.pipeline(transaction=False)
        for what, times in counted.items():
            pipeline.hincrby(keys.TALLIES, what, times)
        pipeline.execute()
