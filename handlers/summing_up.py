"""What holds alerts back: one account that causes too many, and LINE while it takes no pushes.

Nobody can tell a flood from a disaster, so nothing is refused and the first alerts go out as ever;
but one account must not use up the pushes by which the whole country is alerted: its other cases
are summed up (docs/decisions/0057-ceiling-for-urgent-alerts.md). While LINE takes no pushes,
whoever writes reads in the free answer that nobody is alerted
(docs/decisions/0045-pushes-stopped.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeGuard

from cases.case import Case
from cases.facts.answers import AnswerTaken, CaseReopened, MovedHere
from cases.facts.casework import Alerted
from cases.facts.fact import Fact
from cases.facts.personal_data import DangerSaid
from cases.facts.shares import (
    CaseOpened,
    DangerAsked,
    KindSaid,
    NobodyAlerted,
    OwnNeedHeard,
    ShareJoined,
    StatusShown,
)
from cases.facts.team_changes import AlertsStopped, UrgentSummedUp
from cases.log import Act
from cases.pace import UrgentPace
from cases.people import Person
from cases.ports import Timer
from handlers.alerts import alert_recipients, heads, worked_at
from handlers.events import FromPerson, TimerDue
from handlers.registry import handles
from handlers.request import Request

#: Between one summing up and the next; the pause doubles while more come.
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(minutes=10)
_MOST_DOUBLINGS = 4


def with_ceiling(request: Request[FromPerson], facts: Sequence[Fact]) -> list[Fact]:
    """Count the urgent alerts that a citizen causes; beyond the limits they are summed up. What a
    member does at work is not counted."""
    urgent = [fact for fact in facts if isinstance(fact, Alerted) and fact.case.cannot_wait]
    person = request.people.known(request.event.line_id) if urgent else None
    if person is None or person.centre is not None:
        return list(facts)
    pace = request.limits.urgent_pace(person.id).count(request.at)
    if not _is_over(pace, request):
        request.limits.save_urgent_pace(person.id, pace)
        return list(facts)
    numbers = dict.fromkeys((*pace.pending, *(fact.case.number for fact in urgent)))
    for fact in urgent:
        request.cases.save(replace(fact.case, summed_up=True))
        request.log.record(Act.SUMMED_UP, fact.case)
    pace = replace(pace, pending=tuple(numbers))
    request.limits.save_urgent_pace(person.id, pace)
    request.limits.mark_summed_up()
    others = [fact for fact in facts if fact not in urgent]
    if request.timers.is_set(Timer.SUM_UP, str(person.id)):
        return others
    return [*others, *_told(person.id, pace, request, new=[fact.case for fact in urgent])]


@handles(Timer.SUM_UP)
def sum_up(request: Request[TimerDue]) -> list[Fact]:
    """Tell the teams of the alerts that came since the last summary."""
    return list(flush(int(request.event.case), request))


def flush(person: int, request: Request[object]) -> list[UrgentSummedUp]:
    """Return the summary of pending alerts."""
    pace = request.limits.urgent_pace(person)
    return _told(person, pace, request) if pace.pending else []


def _told(
    person: int, pace: UrgentPace, request: Request[object], new: Sequence[Case] = ()
) -> list[UrgentSummedUp]:
    """Tell of what is pending, *new* cases among it, and set when to look again. The last part of
    the month's pushes is kept for other accounts: until there are more it waits in the queues."""
    quota = request.unit.digests.quota()
    if quota is not None and quota.is_low(request.settings.urgent_reserve):
        request.timers.set(Timer.SUM_UP, str(person), worked_at(request) + _LONGEST_PAUSE)
        return []
    pause = _FIRST_PAUSE * 2 ** min(pace.rounds, _MOST_DOUBLINGS)
    request.timers.set(Timer.SUM_UP, str(person), worked_at(request) + min(pause, _LONGEST_PAUSE))
    total = pace.summed_up + len(pace.pending)
    told = replace(pace, pending=(), summed_up=total, rounds=pace.rounds + 1)
    request.limits.save_urgent_pace(person, told)
    known = {case.number: case for case in new}
    found = (known.get(number) or request.cases.find(number) for number in pace.pending)
    still_open = [case for case in found if case is not None and case.is_open]
    return list(_by_centre(still_open, total, request))


def _by_centre(
    cases: Sequence[Case], total: int, request: Request[object]
) -> Iterator[UrgentSummedUp]:
    for centre in dict.fromkeys(case.centre for case in cases):
        own = tuple(case for case in cases if case.centre == centre)
        hear = {one.person.id: one for case in own for one in alert_recipients(case, request)}
        hear |= {one.person.id: one for one in heads(centre, request) if one.can_be_alerted}
        yield UrgentSummedUp(tuple(hear.values()), own, total)


def _is_over(pace: UrgentPace, request: Request[object]) -> bool:
    limits = request.settings
    return pace.lately.count > limits.urgent_per_10_min or pace.of_day.count > limits.urgent_per_day


#: These say by themselves what may be expected of the case.
_SAY_SO = (CaseOpened, ShareJoined, StatusShown, CaseReopened, NobodyAlerted)
#: After these a citizen would believe that the team hears of it now.
_Promise = KindSaid | AnswerTaken | DangerAsked | DangerSaid | OwnNeedHeard | MovedHere


def with_pushes_stopped(request: Request[FromPerson], facts: Sequence[Fact]) -> list[Fact]:
    """Add to an answer that alerts do not go out: to all of staff with what waits, to a citizen
    where the answer would promise too much."""
    told = list(facts)
    if not told or not request.event.reply_token:
        return told
    person = request.people.known(request.event.line_id)
    if any(isinstance(fact, _SAY_SO) for fact in told):
        return told
    if person is not None and person.centre is not None:
        return [*told, *_for_staff(person, request)]
    promises = [fact.to for fact in told if _promises(fact)]
    if not promises or request.unit.pushes.stopped_since() is None:
        return told
    return [*told, NobodyAlerted(promises[0])]


def _promises(fact: Fact) -> TypeGuard[_Promise]:
    match fact:
        case KindSaid():
            return fact.danger is not None
        case AnswerTaken():
            return fact.case.is_open
        case _:
            return isinstance(fact, _Promise)


def _for_staff(person: Person, request: Request[object]) -> list[Fact]:
    since = request.unit.pushes.stopped_since()
    member = request.teams.find(person) if since else None
    if since is None or member is None:
        return []
    is_nation = member.centre == request.settings.national_centre
    return [
        AlertsStopped(
            person, since, request.unit.pushes.untold(member.centre, with_escalated=is_nation)
        )
    ]
