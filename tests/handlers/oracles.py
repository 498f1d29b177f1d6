"""What a case may only say when it has happened: a visit, a reason for the distance, an alert."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from cases.case import Case, State, is_planned
from cases.facts.casework import Alerted, CaseReleased, Why
from cases.facts.fact import Fact
from cases.facts.moves import CaseUnmerged
from cases.facts.team_changes import CasesBack
from cases.taxonomy import Taxonomy
from config.settings import Settings
from handlers.events import Event

#: The alerts with which a wait begins. Reminders, dangers and hand-overs come while it runs on.
_BEGINS = {Why.NEW, Why.RELEASED, Why.REOPENED, Why.UNMERGED, Why.RESTED, Why.REVISIT}


class Visits:
    """Remembers at which cases their holder has been, by what was to be seen after each event."""

    def __init__(self, taxonomy: Taxonomy, settings: Settings) -> None:
        self._taxonomy = taxonomy
        self._far = settings.check_in_m
        self._there: set[str] = set()

    def look(self, cases: Mapping[str, Case]) -> None:
        """Take in how the cases stand now."""
        for number, case in cases.items():
            if case.state is State.ON_SITE:
                self._there.add(number)
            elif case.is_open:
                self._there.discard(number)

    def broken(self, case: Case) -> Iterator[str]:
        """Say what a case claims that no visit proves."""
        known = [self._taxonomy.outcomes[code] for code in case.visit.outcomes]
        if any(one.needs_visit for one in known) and case.number not in self._there:
            yield f"{case.number} has {case.visit.outcomes} without a check-in of this visit"
        found = self._taxonomy.people_met(case.visit.outcomes)
        visit = case.visit
        if found and (visit.distance_m or 0) > self._far and visit.far_reason is None:
            yield f"{case.number} has {visit.outcomes} {visit.distance_m} m away without a reason"
        near = visit.distance_m is not None and visit.distance_m <= self._far
        if visit.no_check_in and (case.is_open or found or near):
            yield f"{case.number} is {case.state}, and says why nobody checked in at the pin"


class Hearing:
    """Remembers since when somebody has known of each case that waits."""

    def __init__(self, settings: Settings) -> None:
        self._patience = timedelta(minutes=settings.escalate_minutes)
        self._since: dict[str, datetime] = {}

    def too_early(self, event: Event, facts: Sequence[Fact]) -> Iterator[str]:
        """Say which case is overdue before those who could take it had their time."""
        for fact in facts:
            if isinstance(fact, Alerted) and fact.why is Why.UNCLAIMED:
                since = self._since.get(fact.case.number)
                if since is not None and event.at - since < self._patience:
                    yield f"{fact.case.number} is overdue at {event.at}, heard of at {since}"

    def look(self, event: Event, facts: Sequence[Fact], cases: Mapping[str, Case]) -> None:
        """Take in who heard of what, and forget what does not wait."""
        for number in _heard_of(facts):
            self._since.setdefault(number, event.at)
        for number, case in cases.items():
            if case.state is not State.WAITING or is_planned(case, event.at):
                self._since.pop(number, None)


def _heard_of(facts: Sequence[Fact]) -> Iterator[str]:
    """Name the cases whose wait begins, and of which somebody hears; who gives one back, or takes
    it out of a merge, knows of it."""
    for fact in facts:
        match fact:
            case Alerted() if fact.team and fact.why in _BEGINS:
                yield fact.case.number
            case CaseReleased() | CaseUnmerged():
                yield fact.case.number
            case CasesBack():
                yield from (case.number for case in fact.cases)
