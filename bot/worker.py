"""Takes the inbox: each event becomes one atomic change and the calls to LINE that it causes."""

from __future__ import annotations

import random
import time
import traceback
from dataclasses import dataclass, field

import structlog

from bot.entries import events_of, has_waited_too_long
from bot.trace import case_of, trace
from config.clock import Clock, now
from handlers.context import Context
from handlers.dispatch import handle
from handlers.events import Event
from handlers.request import Request
from line.inbound import BadBody, Ignored
from line.outbound import Replies
from line.richmenu.linking import menu_calls
from line.skew import Skew
from store.counters import Counters
from store.errors import is_transient, trouble_of
from store.failures import CLOCK
from store.inbox import MOST_DELIVERIES, Inbox
from store.stream import Entry
from store.transaction import LostRace
from store.unit_of_work import UnitsOfWork

#: Two officers may press at once, a crowd may share at once; somebody wins each round.
_MOST_ROUNDS = 100
_LONGEST_PAUSE_S = 0.01
_log = structlog.get_logger()


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
    """Raised when an entry has waited here until the mark of its events may be forgotten: that is
    our failure, and an operator must see it."""


class ClockIsOff(Exception):
    """Raised when LINE's time and ours are a week apart, and nothing says that ours is right: what
    came is kept aside until it can be told from what was applied long ago."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One consumer of the inbox."""

    inbox: Inbox
    units: UnitsOfWork
    context: Context
    replies: Replies
    tallies: Counters
    clock: Clock
    skew: Skew = field(default_factory=lambda: Skew(now))

    def work(self, entry: Entry) -> None:
        """Apply an entry and take it out; one that keeps failing goes to the dead letters.

        A store that does not answer is nobody's fault: the entry just stays where it is. One that
        comes once more after the last delivery has ended its worker each time."""
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

    def _apply_all(self, entry: Entry) -> None:
        """Apply every event of an entry; a bad one never keeps its neighbours from it."""
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

    def _why_too_old(self, entry: Entry) -> TooOld | ClockIsOff | None:
        """Return why an entry is kept aside; None where LINE brought it too late, for certain."""
        if has_waited_too_long(entry, self.clock()):
            return TooOld()
        if not self.skew.is_right():
            return ClockIsOff()
        _log.warning("event too old", entry=entry.id)
        return None

    def _apply(self, event: Event, entry: Entry) -> None:
        for _ in range(_MOST_ROUNDS):
            at = self.clock()
            unit = self.units.open(event.id, event.at, at)
            try:
                became = handle(Request(event, unit, self.context))
                calls = self.replies.calls(event, became, at)
                applied = unit.commit([*calls, *menu_calls(event, became, at)])
            except LostRace:
                self.tallies.add("lost_races")
                time.sleep(random.uniform(0, _LONGEST_PAUSE_S))  # noqa: S311  (jitter)
                continue
            self.tallies.add("applied" if applied else "repeated")
            done = "event applied" if applied else "event repeated"
            _log.info(done, entry=entry.id, **trace(event, unit.log.written, became))
            return
        raise LostRace

    def _dead_letter(self, entry: Entry, error: str) -> None:
        self.inbox.dead_letter(entry, error)
        self.tallies.add("buried")
        _log.error("dead letter", entry=entry.id, error=error)
