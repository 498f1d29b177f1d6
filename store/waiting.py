"""Calls that wait for LINE: until a way is open, and until they are tried once more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.clock import from_ms, to_ms
from store import keys
from store.connection import StoreClient, script
from store.outbox import RANK
from store.stream import entry_time

#: Where calls are set aside, and the word for it that operators read.
WAYS = {keys.WAITING_FOR_LINE: "line", keys.WAITING_FOR_QUOTA: "quota"}
#: A sender that takes an entry with this field calls LINE even while the way is shut.
PROBE = "probe"
_RANKS = 5
#: Calls of the list "later" lie by their next try, not by age; so many of them are looked at.
_LOOKED_AT = 100
_CREATED = re.compile(rb'"(?:created|again)_ms":(\d+)')
#: What a process says of a shut way stands for so long; it says so every few seconds.
_SHUT_LIFE_S = 20
_STOPPED_LIFE_S = 180


@dataclass(frozen=True, slots=True)
class LineState:
    """What the workers last said of the ways to LINE: *shut_for* is why nothing is tried (away,
    unauthorized, rate_limit; empty while it is open)."""

    shut_for: str = ""
    shut_since: datetime | None = None
    pushes_stopped_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many calls wait where, and since when the oldest does (None: none waits)."""

    counts: dict[str, int]
    oldest: datetime | None


class WaitingCalls:
    """Moves calls that were set aside back into the outbox; any number of processes may."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._move = script(client, "move_due")

    def release(self, way: str, most: int, longest: int) -> int:
        """Move up to *most* calls back, in their order, while fewer than *longest* are in the
        outbox: a new urgent alert must not stand behind thousands. Give how many were moved."""
        return self._moved(way, 0, most, str(longest))

    def probe(self, way: str, skip: int = 0) -> int:
        """Move one call back that is sent although the way is shut, after passing over *skip*."""
        return self._moved(way, skip, 1, "", PROBE, 1)

    def hurry(self) -> int:
        """Make the calls that are tried later due now; return how many."""
        later: Any = self._client.zunionstore(keys.OUTBOX_LATER, {keys.OUTBOX_LATER: 0})
        return int(later)

    def _moved(self, way: str, skip: int, most: int, longest: str, *more: str | int) -> int:
        args = ["+inf", skip, most, longest, "call", *more]
        return int(self._move(keys=[way, keys.OUTBOX], args=args, client=self._client))


def say_line_shut(client: StoreClient, reason: str, since: datetime) -> None:
    """Say why nothing is tried, for /readyz, /metrics and doctor."""
    client.set(keys.LINE_SHUT, f"{reason} {to_ms(since)}", ex=_SHUT_LIFE_S)


def say_pushes_stopped(client: StoreClient, since: datetime) -> None:
    """Say that the quota is used up; since when it is, another process may have said before."""
    pipeline = client.pipeline(transaction=True)
    pipeline.set(keys.PUSHES_STOPPED, to_ms(since), nx=True)
    pipeline.expire(keys.PUSHES_STOPPED, _STOPPED_LIFE_S)
    pipeline.execute()


def line_state(client: StoreClient) -> LineState:
    """Return what the workers last said."""
    shut: Any = client.get(keys.LINE_SHUT)
    stopped: Any = client.get(keys.PUSHES_STOPPED)
    reason, since = shut.decode().split() if shut else ("", "0")
    return LineState(
        shut_for=reason,
        shut_since=from_ms(int(since)) if shut else None,
        pushes_stopped_since=from_ms(int(stopped)) if stopped else None,
    )


def waiting(client: StoreClient) -> Waiting:
    """Count the calls that wait, in one round trip whose cost does not grow with them."""
    pipeline = client.pipeline(transaction=False)
    pipeline.xrange(keys.OUTBOX, count=1)
    pipeline.zrange(keys.OUTBOX_LATER, 0, _LOOKED_AT - 1)
    pipeline.xlen(keys.OUTBOX)
    for many in (keys.OUTBOX_LATER, *WAYS):
        pipeline.zcard(many)
    for way, rank in _first_of_each:
        pipeline.zrange(way, rank * RANK, (rank + 1) * RANK - 1, byscore=True, offset=0, num=1)
    first, later, *rest = pipeline.execute()
    counts = dict(zip(("outbox", "later", *WAYS.values()), rest, strict=False))
    calls = [*later, *(call for found in rest[len(counts) :] for call in found)]
    times = [entry_time(first[0][0])] if first else []
    times += [from_ms(max(map(int, found))) for call in calls if (found := _CREATED.findall(call))]
    return Waiting(counts, min(times, default=None))


_first_of_each = [(way, rank) for way in WAYS for rank in range(_RANKS)]
