"""The worker: its consumers work through the entries of a stream and take over those of dead
processes; each event of an entry becomes one change of the store."""

from __future__ import annotations

import random
import re
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import structlog

from bot.heartbeat import PAUSE_S, STORE_LOG, lives, pid_scope, process_name
from cases.calendar import is_case_number
from cases.facts.fact import Fact
from cases.log import Act, LogEntry
from config.clock import Clock, now
from handlers.dispatch import handle
from handlers.events import Event, FromPerson, Pressed, TimerDue
from handlers.request import Context, Request
from line.inbound import OLDEST, BadBody, Ignored, Skew, read_body, timer_event, to_event
from line.outbound import OutboundRenderer, menu_links
from store.connection import StoreClient
from store.durability import processes_at, take_from_dead
from store.errors import StoreError, is_transient, trouble_of
from store.exceptions import LostRace
from store.failures import CLOCK
from store.stream import MOST_DELIVERIES, Counters, Inbox, Stream, StreamEntry, received_at
from store.together import let_others_end, together
from store.unit_of_work import UnitsOfWork
from web.open311.inbox_entry import partner_event

_log = structlog.get_logger()


def consumer_name(thread: int) -> str:
    """Return the name of a consumer of this process."""
    return f"{process_name()}:{thread}"


@dataclass(frozen=True, slots=True)
class ConsumerPace:
    """How a consumer reads its stream: up to *batch* entries are worked on side by side; an entry
    is taken from a consumer that was silent for *idle_ms*."""

    batch: int = 32
    block_ms: int = 2_000
    idle_ms: int = 30_000
    look_every_s: float = 5.0


def batches(
    stream: Stream, pace: ConsumerPace, room: Callable[[], int]
) -> Iterator[list[StreamEntry]]:
    """Take entries without end: first those that this consumer had, then those that a silent one
    left behind, and new ones. *room* waits until more may be taken and returns how many."""
    entries = stream.take_back()
    while entries:
        yield entries
        entries = stream.take_back(after=entries[-1].id)
    look_again_at = 0.0
    while True:
        most, entries = room(), []
        if time.monotonic() >= look_again_at:
            entries = stream.take_over(pace.idle_ms)
            look_again_at = time.monotonic() + (0 if entries else pace.look_every_s)
        yield entries or stream.take(most, pace.block_ms)


def _alone(entry: StreamEntry) -> str:
    return entry.id


@dataclass(frozen=True, slots=True)
class Consumer:
    """Takes the entries of a stream and passes each to *work*: first the ones it had before a
    restart, one by one, then the ones of silent consumers, else new ones, a batch side by side.
    Those of one *lane* are worked on one after the other."""

    stream: Stream
    work: Callable[[StreamEntry], None]
    pace: ConsumerPace
    lane: Callable[[StreamEntry], str] = _alone

    def run(self, stop: threading.Event) -> None:
        """Work until *stop*; an entry that is begun is finished."""
        self.stream.prepare()  # a store that took another's place may have none
        for entries in batches(self.stream, self.pace, lambda: self.pace.batch):
            self._finish_all(entries, stop)
            if stop.is_set():
                return

    def _finish_all(self, entries: list[StreamEntry], stop: threading.Event) -> None:
        lanes: dict[str, list[StreamEntry]] = {}
        for entry in entries:
            lanes.setdefault(self.lane(entry), []).append(entry)
        jobs = [partial(self._follow, lane) for lane in lanes.values()]
        failures = together(self.stream.client, jobs)
        for lane, failure in zip(lanes.values(), failures, strict=True):
            for entry in lane:
                self._finish(entry, stop, failure)
                failure = None

    def _follow(self, lane: list[StreamEntry]) -> None:
        """Work on the entries of a lane; what is not finished stays in it."""
        while lane:
            self.work(lane[0])
            del lane[0]

    def _finish(self, entry: StreamEntry, stop: threading.Event, failure: Exception | None) -> None:
        """Work on an entry after its *failure*, again and again while the store is away, which is
        no fault of its."""
        while True:
            if failure is not None:
                if stop.is_set() or not is_transient(failure):
                    raise failure
                STORE_LOG.waits_for(failure)
                # It may have come as far as LINE: the next try must not be taken for the first.
                entry = replace(entry, deliveries=max(entry.deliveries, 2))
                stop.wait(PAUSE_S)
                with suppress(*StoreError):
                    self.stream.hold(entry)
            try:
                self.work(entry)
                return
            except Exception as error:
                failure = error


def take_over(client: StoreClient, stream: str, consumers: Sequence[str]) -> None:
    """Give *consumers* of this process the entries that dead processes of this machine had taken
    from *stream*.

    Without this they wait until a consumer was silent for 30 s; a reply token certainly lives for
    15 (docs/decisions/0008). Entries under this very process's id are a dead one's too; the
    consumers take those back by themselves."""
    here = pid_scope()
    for process in processes_at(client, stream, here) if here else ():
        if process != process_name() and not lives(process):
            taken = take_from_dead(client, stream, process, consumers)
            if taken:
                _log.warning("taken over", entries=taken, stream=stream)


#: Two officers may press at once, a crowd may share at once; somebody wins each round.
_MOST_ROUNDS = 100
_LONGEST_PAUSE_S = 0.01


class Failed(Exception):
    """Raised when an event of an entry could not be applied; *kind* and *place* name the error
    without its text, which may hold somebody's words."""

    def __init__(self, error: Exception, event: Event) -> None:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        self.cases = case_of(event)
        self.kind = trouble_of(error).word
        self.place = f"{frame.name}:{frame.lineno}"
        super().__init__(f"{self.kind} in {self.place}")


class TooOld(Exception):
    """Raised when an entry waited here until the marks of applied events may be deleted: that is
    our failure, and an operator must see it."""


class ClockIsOff(Exception):
    """Raised when LINE's time and ours are a week apart and ours may be the wrong one: the entry is
    kept aside until it can be told from one that was applied long ago."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One consumer of the inbox."""

    inbox: Inbox
    units: UnitsOfWork
    context: Context
    renderer: OutboundRenderer
    tallies: Counters
    clock: Clock
    skew: Skew = field(default_factory=lambda: Skew(now))

    def work(self, entry: StreamEntry) -> None:
        """Apply an entry and take it out; one that keeps failing goes to the dead letters.

        While the store is away the entry stays where it is. An entry that is delivered once more
        after the last try has ended its worker each time."""
        if entry.deliveries > MOST_DELIVERIES:
            self._dead_letter(entry, "it ended the worker")
            return
        try:
            self._apply_all(entry)
        except (BadBody, TooOld) as error:
            self._dead_letter(entry, type(error).__name__)
        except ClockIsOff:
            self._dead_letter(entry, CLOCK)
        except Failed as error:
            _log.error(
                "event failed",
                error=error.kind,
                place=error.place,
                entry=entry.id,
                cases=error.cases,
            )
            if entry.deliveries >= MOST_DELIVERIES:
                self._dead_letter(entry, str(error))
        else:
            self.inbox.done(entry)

    def _apply_all(self, entry: StreamEntry) -> None:
        """Apply every event of an entry, whatever becomes of the others."""
        failed: Failed | TooOld | ClockIsOff | None = None
        for event in events_of(entry, self.clock(), self.skew):
            if event is Ignored.TOO_OLD:
                failed = failed or self._why_too_old(entry)
            if isinstance(event, Ignored):
                self.tallies.add(f"ignored_{event.value}")
                continue
            try:
                self._apply(event, entry)
            except Exception as error:
                if is_transient(error):
                    raise
                failed = Failed(error, event)  # whatever it is, it is this event's alone
        if failed is not None:
            raise failed

    def _why_too_old(self, entry: StreamEntry) -> TooOld | ClockIsOff | None:
        """Return why an old entry becomes a dead letter; None where LINE certainly sent it late."""
        if has_waited_too_long(entry, self.clock()):
            return TooOld()
        if not self.skew.is_right():
            return ClockIsOff()
        _log.warning("event too old", entry=entry.id)
        return None

    def _apply(self, event: Event, entry: StreamEntry) -> None:
        for _ in range(_MOST_ROUNDS):
            at = self.clock()
            unit = self.units.open(event.id, event.at, at)
            try:
                facts = handle(Request(event, unit, self.context))
                calls = self.renderer.render(event, facts, at)
                applied = unit.commit([*calls, *menu_links(event, facts, at)])
            except LostRace:
                self.tallies.add("lost_races")
                let_others_end()
                time.sleep(random.uniform(0, _LONGEST_PAUSE_S))  # noqa: S311  (jitter)
                continue
            self.tallies.add("applied" if applied else "repeated")
            done = "event applied" if applied else "event repeated"
            _log.info(done, entry=entry.id, **trace(event, unit.log.written, facts))
            return
        raise LostRace

    def _dead_letter(self, entry: StreamEntry, error: str) -> None:
        self.inbox.dead_letter(entry, error)
        self.tallies.add("buried")
        _log.error("dead letter", entry=entry.id, error=error)


def events_of(entry: StreamEntry, now: datetime, skew: Skew | None = None) -> list[Event | Ignored]:
    """Read the events of an entry; *skew* compares the clocks by them. Raises BadBody."""
    if "timer" in entry.fields:
        return [timer_event(entry.fields)]
    if "share" in entry.fields:
        return [partner_event(entry.fields, received_at(entry), now)]
    body = read_body(entry.fields.get("body", b""))
    if skew is not None:
        skew.received(body, received_at(entry))
    return [_from_line(raw, received_at(entry), now) for raw in body]


_SENDER = re.compile(rb'"userId":"(\w+)"')


def lane_of(entry: StreamEntry) -> str:
    """Return the first person of a webhook: what they did in a row is worked on in that order. All
    else has a lane of its own."""
    named = _SENDER.search(entry.fields.get("body", b""))
    return named[1].decode() if named else entry.id


def is_too_old(entry: StreamEntry, now: datetime) -> bool:
    """Return whether an entry came so long ago that none of its events would be applied."""
    try:
        events = events_of(entry, now)
    except BadBody:
        return has_waited_too_long(entry, now)
    return Ignored.TOO_OLD in events and all(isinstance(one, Ignored) for one in events)


def has_waited_too_long(entry: StreamEntry, now: datetime) -> bool:
    """Return whether an entry was received so long ago that it must not be applied."""
    return now - received_at(entry) > OLDEST


def _from_line(raw: object, at: datetime, now: datetime) -> Event | Ignored:
    event = to_event(raw, at, now)
    return replace(event, received_at=at) if isinstance(event, FromPerson) else event


_FACTS = (Act.FACT_SAID, Act.FACT_TAKEN_BACK)


def case_of(event: Event) -> list[str]:
    """Return the number of the case that an event names, if any: a timer may name a centre or a
    member instead."""
    named = event.case if isinstance(event, Pressed | TimerDue) else ""
    return [named] if is_case_number(named) else []


def trace(event: Event, written: Sequence[LogEntry], facts: Sequence[Fact]) -> dict[str, object]:
    """Return what the worker's log says of an applied event: cases and acts, no person, no place.

    A closing fact names no case in the log of the store, so that nobody ties the two: the line of
    its event names none either."""
    fields: dict[str, object] = {
        "what": event.kind if isinstance(event, TimerDue) else type(event).__name__,
        "acts": [entry.act.value for entry in written],
        "became": [type(fact).__name__ for fact in facts],
    }
    if any(entry.act in _FACTS for entry in written):
        return fields
    named = dict.fromkeys([*case_of(event), *(entry.case for entry in written if entry.case)])
    return {**fields, "cases": list(named)}
