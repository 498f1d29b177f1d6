"""A ceiling for the urgent alerts of one account: every case is kept, their teams hear together.

Nobody can tell a flood from a disaster, so nothing is refused and the first ones are alerted of as
ever; but one account must not use up the pushes by which the whole country is alerted.
(docs/decisions/0057-ceiling-for-urgent-alerts.md)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from cases.case import Case
from cases.facts.casework import Alerted
from cases.facts.fact import Fact
from cases.facts.team_changes import UrgentSummedUp
from cases.log import Act
from cases.pace import UrgentPace
from cases.ports import Timer, UnitOfWork
from handlers.alerts import heads, hearers, moment
from handlers.context import Context
from handlers.events import FromPerson, TimerDue

#: Between one summing up and the next; the pause doubles while more come.
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(minutes=10)
_MOST_DOUBLINGS = 4


def with_ceiling(
    event: FromPerson, facts: Sequence[Fact], unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Count the urgent alerts that a citizen causes; beyond the limits they are summed up. What a
    member does at work is not counted."""
    urgent = [fact for fact in facts if isinstance(fact, Alerted) and fact.case.cannot_wait]
    person = unit.people.known(event.line_id) if urgent else None
    if person is None or person.centre is not None:
        return list(facts)
    pace = unit.limits.urgent_pace(person.id).count(unit.at)
    if not _is_over(pace, context):
        unit.limits.save_urgent_pace(person.id, pace)
        return list(facts)
    numbers = dict.fromkeys((*pace.pending, *(fact.case.number for fact in urgent)))
    for fact in urgent:
        unit.cases.save(replace(fact.case, summed_up=True))
        unit.log.record(Act.SUMMED_UP, fact.case)
    pace = replace(pace, pending=tuple(numbers))
    unit.limits.save_urgent_pace(person.id, pace)
    unit.limits.mark_summed_up()
    others = [fact for fact in facts if fact not in urgent]
    if unit.timers.is_set(Timer.SUM_UP, str(person.id)):
        return others
    return [*others, *_told(person.id, pace, unit, context, new=[fact.case for fact in urgent])]


def sum_up(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Let the teams hear of what came since the last time."""
    return list(flush(int(event.case), unit, context))


def flush(person: int, unit: UnitOfWork, context: Context) -> list[UrgentSummedUp]:
    """Tell of what is pending."""
    pace = unit.limits.urgent_pace(person)
    return _told(person, pace, unit, context) if pace.pending else []


def _told(
    person: int, pace: UrgentPace, unit: UnitOfWork, context: Context, new: Sequence[Case] = ()
) -> list[UrgentSummedUp]:
    """Tell of what is pending, *new* cases among it, and set when to look again. The last part of
    the month's pushes is kept for other accounts: until there are more it waits in the queues."""
    quota = unit.digests.quota()
    if quota is not None and quota.is_low(context.settings.urgent_reserve):
        unit.timers.set(Timer.SUM_UP, str(person), moment(unit) + _LONGEST_PAUSE)
        return []
    pause = _FIRST_PAUSE * 2 ** min(pace.rounds, _MOST_DOUBLINGS)
    unit.timers.set(Timer.SUM_UP, str(person), moment(unit) + min(pause, _LONGEST_PAUSE))
    total = pace.summed_up + len(pace.pending)
    told = replace(pace, pending=(), summed_up=total, rounds=pace.rounds + 1)
    unit.limits.save_urgent_pace(person, told)
    known = {case.number: case for case in new}
    found = (known.get(number) or unit.cases.find(number) for number in pace.pending)
    still_open = [case for case in found if case is not None and case.is_open]
    return list(_by_centre(still_open, total, unit, context))


def _by_centre(
    cases: Sequence[Case], total: int, unit: UnitOfWork, context: Context
) -> Iterator[UrgentSummedUp]:
    for centre in dict.fromkeys(case.centre for case in cases):
        own = tuple(case for case in cases if case.centre == centre)
        hear = {one.person.id: one for case in own for one in hearers(case, unit, context)}
        hear |= {one.person.id: one for one in heads(centre, unit) if one.can_be_alerted}
        yield UrgentSummedUp(tuple(hear.values()), own, total)


def _is_over(pace: UrgentPace, context: Context) -> bool:
    limits = context.settings
    return pace.lately.count > limits.urgent_per_10_min or pace.of_day.count > limits.urgent_per_day
