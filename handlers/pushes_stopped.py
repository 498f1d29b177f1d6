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
from handlers.events import FromPerson
from handlers.request import Request

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
