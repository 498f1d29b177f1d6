"""People who have gone: who wrote nothing for long, or blocked the account, is forgotten.

As an erasure does it, in silence; whoever writes again begins anew.
(docs/decisions/0058-lives-of-people.md)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from cases.facts.fact import Fact
from cases.facts.personal_data import Erased
from cases.ports import Timer, UnitOfWork
from handlers.citizen.my_data import erase_all
from handlers.context import Context
from handlers.events import FromPerson, TimerDue, Unfollowed

#: More than the limits of a day let anybody share while a share is kept.
_ALL_THEIRS = 10_000
#: Who has an open case, or a place in a team, is looked at again.
_LATER = timedelta(days=30)


def plan(event: FromPerson, facts: Sequence[Fact], unit: UnitOfWork, context: Context) -> None:
    """Set when the one who wrote is forgotten if nothing more comes. Who blocks the account may
    still come back and hear the result, as long as anybody is tied to their share."""
    if any(isinstance(fact, Erased) for fact in facts):
        return
    person = unit.people.known(event.line_id)
    if person is None:
        return
    days = context.settings.forget_people_days
    if isinstance(event, Unfollowed):
        days = min(days, context.settings.forget_sharers_days)
    unit.timers.set(Timer.FORGET_PERSON, str(person.id), unit.now + timedelta(days=days))


def forget(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Forget a person, unless they wrote meanwhile, are in a team or shared an open case."""
    number = int(event.case)
    if unit.timers.is_set(Timer.FORGET_PERSON, event.case):
        return []
    for person in unit.people.find_all([number]):
        cases = unit.cases.shared_by(number, count=_ALL_THEIRS)
        held = unit.cases.held_by(number, first=0, count=1)[1]
        if person.centre is None and not held and not any(case.is_open for case in cases):
            return erase_all(person, unit, context)
        unit.timers.set(Timer.FORGET_PERSON, event.case, unit.now + _LATER)
    return []
