"""While LINE takes no pushes nobody is alerted: who writes reads so in the free answer.

(docs/decisions/0045-pushes-stopped.md)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from cases.facts.answers import AnswerTaken, CaseReopened, MovedHere
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
from cases.facts.team_changes import AlertsStopped
from cases.people import Person
from cases.ports import UnitOfWork
from handlers.context import Context
from handlers.events import FromPerson

#: These say by themselves what may be expected of the case.
_SAY_SO = (CaseOpened, ShareJoined, StatusShown, CaseReopened, NobodyAlerted)
#: After these a citizen would believe that the team hears of it now.
_Promise = KindSaid | AnswerTaken | DangerAsked | DangerSaid | OwnNeedHeard | MovedHere


def with_pushes_stopped(
    event: FromPerson, facts: Sequence[Fact], unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Add to an answer that alerts do not go out: to all of staff with what waits, to a citizen
    where the answer would promise too much."""
    told = list(facts)
    if not told or not event.reply_token:
        return told
    person = unit.people.known(event.line_id)
    if any(isinstance(fact, _SAY_SO) for fact in told):
        return told
    if person is not None and person.centre is not None:
        return [*told, *_for_staff(person, unit, context)]
    promises = [fact.to for fact in told if _promises(fact)]
    if not promises or unit.pushes.stopped_since() is None:
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


def _for_staff(person: Person, unit: UnitOfWork, context: Context) -> list[Fact]:
    since = unit.pushes.stopped_since()
    member = unit.teams.find(person) if since else None
    if since is None or member is None:
        return []
    is_nation = member.centre == context.settings.national_centre
    return [
        AlertsStopped(person, since, unit.pushes.untold(member.centre, with_escalated=is_nation))
    ]
