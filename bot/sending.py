"""Passes the calls of the outbox to hundreds of threads or greenlets: a slow call holds up no
other, and those to one chat keep their order where it matters."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue

from bot.heartbeat import PAUSE_S, STORE_LOG, Job
from bot.worker import ConsumerPace, batches
from store.errors import StoreError, is_transient
from store.exceptions import BadCall
from store.failures import PROBE
from store.outbox import OutboundMessage, address_of
from store.stream import Stream, StreamEntry

#: Entries for each hand: those that wait for a busy chat must not keep all others out.
_AHEAD = 4
#: The calls to one chat in their order, as groups that may go together: alerts of different cases,
#: by their cases, or one call of another kind.
_Lane = deque[dict[str, str]]
#: An entry, the chats that it goes to, and its case if it is an alert.
_Held = tuple[StreamEntry, tuple[str, ...], str]
#: An entry that was delivered so often may have ended its process each time: it is sent alone.
_SUSPECT = 3


class Dispatcher:
    """Takes the entries of a stream and has *hands* threads, or greenlets, pass each to *work*.

    An entry waits for those before it to the same chats; alerts of different cases go together,
    for on a bad day one team gets more of them than a chat takes one by one. A later alert of a
    case takes the place of one to the same chats that nobody has begun to send. What a dead
    process had in hand is taken along; what was delivered often goes alone, so that a call that
    ends its process takes no other with it."""

    def __init__(
        self, stream: Stream, work: Callable[[StreamEntry], None], pace: ConsumerPace, hands: int
    ) -> None:
        self.stream = stream
        self.work = work
        self._pace = pace
        self._hands = hands
        self._ready: SimpleQueue[_Held | None] = SimpleQueue()
        self._changed = threading.Condition()
        #: What was taken and is not finished, and the ids of those that a hand sends.
        self._in_hand: dict[str, _Held] = {}
        self._begun: set[str] = set()
        self._lanes: dict[str, _Lane] = {}
        self._held_at = time.monotonic()

    def jobs(self) -> list[Job]:
        """Return the jobs, each for a thread of its own."""
        return [self.take, self._end, *([self._serve] * self._hands)]

    def take(self, stop: threading.Event) -> None:
        """Take entries until *stop*."""
        self.stream.prepare()  # a store that took another's place may have none
        for entries in batches(self.stream, self._pace, lambda: self._room(stop)):
            for entry in entries:
                if entry.id in self._in_hand:
                    continue
                if entry.deliveries >= _SUSPECT:
                    self._wait_for(0, stop)
                    self._finish(entry, stop)
                else:
                    self._begin(entry)
            self._hold()
            if stop.is_set():
                return

    def _room(self, stop: threading.Event) -> int:
        """Wait until more entries may be taken, and return how many."""
        self._wait_for(_AHEAD * self._hands - 1, stop)
        return max(1, _AHEAD * self._hands - len(self._in_hand))

    def _wait_for(self, most: int, stop: threading.Event) -> None:
        """Wait until no more than *most* entries are in hand."""
        with self._changed:
            while len(self._in_hand) > most and not stop.is_set():
                self._changed.wait(PAUSE_S)
                self._hold()

    def _hold(self) -> None:
        """Renew the sign of life of the entries in hand, so that no other process takes them
        over."""
        if time.monotonic() - self._held_at < self._pace.idle_ms / 3000:
            return
        self._held_at = time.monotonic()
        held = [entry for entry, *_ in list(self._in_hand.values())]
        if held:
            self.stream.hold(*held)

    def _begin(self, entry: StreamEntry) -> None:
        held = entry, *address_of(entry)
        with self._changed:
            dropped = self._join(held)
            if dropped is None:
                self._add(held)
        if dropped is not None:
            self.stream.done(dropped)  # the other one is in hand, and no less kept

    def _add(self, held: _Held) -> None:
        entry, chats, case = held
        self._in_hand[entry.id] = held
        for chat in chats:
            lane = self._lanes.setdefault(chat, deque())
            if case and lane and not lane[-1].keys() & {"", case}:
                lane[-1][case] = entry.id
            else:
                lane.append({case: entry.id})
        if self._may_go(entry.id):
            self._ready.put(held)

    def _join(self, held: _Held) -> StreamEntry | None:
        """Let the later one of two alerts of a case keep the place of the earlier one, if nobody
        has begun to send that. Return the one that need not be sent, None if both have to be."""
        entry, chats, case = held
        last = [self._lanes[chat][-1] for chat in chats if chat in self._lanes]
        waiting = {group.get(case, "") for group in last} if len(last) == len(chats) else set()
        other_id = waiting.pop() if case and len(waiting) == 1 else ""
        if not other_id or other_id in self._begun:
            return None
        other, its_chats, _ = self._in_hand[other_id]
        if set(its_chats) != set(chats):
            return None
        if _says_all_of(other, entry):
            return entry
        if not _says_all_of(entry, other):
            return None
        del self._in_hand[other_id]
        self._in_hand[entry.id] = held
        for group in last:
            group[case] = entry.id
        return other

    def _may_go(self, entry_id: str) -> bool:
        _, chats, case = self._in_hand[entry_id]
        return all(self._lanes[chat][0].get(case) == entry_id for chat in chats)

    def _done(self, entry: StreamEntry) -> None:
        with self._changed:
            _, chats, case = self._in_hand[entry.id]
            following: set[str] = set()
            for chat in chats:
                lane = self._lanes[chat]
                del lane[0][case]
                if not lane[0]:
                    lane.popleft()
                    following.update(lane[0].values() if lane else ())
                if not lane:
                    del self._lanes[chat]
            del self._in_hand[entry.id]
            self._begun.discard(entry.id)
            for next_id in sorted(following):
                if self._may_go(next_id):
                    self._ready.put(self._in_hand[next_id])
            self._changed.notify_all()

    def _serve(self, stop: threading.Event) -> None:
        while (held := self._ready.get()) is not None and not stop.is_set():
            entry = self._now_in_place_of(held)
            self._finish(entry, stop)
            self._done(entry)

    def _now_in_place_of(self, held: _Held) -> StreamEntry:
        entry, chats, case = held
        with self._changed:
            if chats:
                entry, *_ = self._in_hand[self._lanes[chats[0]][0][case]]
            self._begun.add(entry.id)
        return entry

    def _end(self, stop: threading.Event) -> None:
        """End every hand at *stop*. The entries that none has begun are left to the next
        process."""
        stop.wait()
        for _ in range(self._hands):
            self._ready.put(None)

    def _finish(self, entry: StreamEntry, stop: threading.Event) -> None:
        """Work on an entry; again and again while the store is away, for that is not the entry's
        fault."""
        while True:
            try:
                self.work(entry)
                return
            except Exception as error:
                if not is_transient(error):
                    raise
                if stop.is_set():
                    return
                STORE_LOG.waits_for(error)
            # It may have come as far as LINE: the next try must not be taken for the first.
            entry = replace(entry, deliveries=max(entry.deliveries, 2))
            stop.wait(PAUSE_S)
            with suppress(*StoreError):
                self.stream.hold(entry)


def _says_all_of(later: StreamEntry, earlier: StreamEntry) -> bool:
    """Return whether an alert was made after another one that is nothing but an alert. Each shows
    all that was known of its case."""
    try:
        one, other = (
            OutboundMessage.from_json(entry.fields.get("call", b"")) for entry in (later, earlier)
        )
    except BadCall:
        return False
    is_alone = len(other.messages) <= 1 and not other.reply_token and PROBE not in earlier.fields
    return is_alone and one.created_ms > other.created_ms
