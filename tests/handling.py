"""Handle events on a real store, as the worker does, and look at what became true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from cases.case import Case
from cases.facts.fact import Fact
from cases.log import Act
from cases.people import Invitation, Person, Role
from cases.ports import Timer
from handlers.dispatch import handle
from handlers.events import Event, TimerDue
from handlers.request import Context, Request
from line.flex import WORDS_AT
from line.inbound import timer_event
from store import keys
from store.log import ENTRY
from store.people import invite
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork
from tests.builders import AUDIT_KEYS, NOW, a_line_id, a_text, an_event_id

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class Handling:
    """The handlers on one store."""

    client: Any
    context: Context

    def do(self, event: Event, now: datetime | None = None) -> list[Fact]:
        """Handle *event* and commit; nothing of it is true if it was applied before."""
        unit = self.unit(event.id, event.at, now or event.at)
        facts = handle(Request(event, unit, self.context))
        return facts if unit.commit([]) else []

    def unit(self, event: str = "", at: datetime = NOW, now: datetime = NOW) -> RedisUnitOfWork:
        """Open a unit of work, to look or to arrange."""
        units = UnitsOfWork(self.client, AUDIT_KEYS, words_at=WORDS_AT)
        return units.open(event or an_event_id(), at, now)

    def case(self, number: str) -> Case:
        """Return a case as it is kept."""
        case = self.unit().cases.find(number)
        assert case is not None
        return case

    def person(self, who: int) -> Person:
        """Return somebody as they are kept."""
        return self.unit().people.of_line(a_line_id(who))

    def person_of(self, line_id: str) -> Person:
        """Return somebody as they are kept, by LINE's id."""
        return self.unit().people.of_line(line_id)

    def enrol(self, who: int, centre: str = "TH-14", role: Role = Role.OFFICER) -> None:
        """Invite somebody and let them send the code."""
        code = invite(self.client, Invitation(centre, role), uses=1, days=1)
        self.do(a_text(who, code))

    def queue(self, centre: str) -> list[str]:
        """Return the numbers in a centre's queue, in order."""
        found, _ = self.unit().cases.queue(centre, first=0, count=99, with_escalated=False)
        return [case.number for case in found]

    def count(self, name: str, centre: str = "TH-14", period: str = "2026-11-20") -> int:
        """Return a counter."""
        return int(self.client.hget(keys.count(centre, period), name) or 0)

    def logged(self, act: Act) -> int:
        """Count an act in the log."""
        rows = self.client.xrange(keys.LOG)
        return sum(ENTRY.read_hash(fields).act is act for _, fields in rows)

    def timers(self) -> list[TimerDue]:
        """Return what the clock will bring to cases, in order."""
        return [one for one in self.all_timers() if one.kind != Timer.LATE]

    def digest_rows(self) -> list[TimerDue]:
        """Return the clocks of the digests to managers."""
        return [one for one in self.all_timers() if one.kind == Timer.DIGEST]

    def all_timers(self) -> list[TimerDue]:
        """Return what the clock will bring, in order."""
        rows = self.client.zrange(keys.TIMERS, 0, -1, withscores=True)
        return [timer_event({"timer": row, "due": b"%d" % due}) for row, due in rows]


def only(facts: list[Fact], kind: type[AnyFact]) -> AnyFact:
    """Return the one fact of that kind."""
    found = [fact for fact in facts if isinstance(fact, kind)]
    assert len(found) == 1, [type(fact).__name__ for fact in facts]
    return found[0]
