"""People who have gone: who wrote nothing for long, or blocked the account, is forgotten.

As an erasure does it, in silence; whoever writes again begins anew.
(docs/decisions/0058-lives-of-people.md)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from cases.facts.fact import Fact
from cases.facts.personal_data import Erased
from cases.ports import Timer
from handlers.citizen.my_data import erase_all
from handlers.events import FromPerson, TimerDue, Unfollowed
from handlers.registry import handles
from handlers.request import Request

#: More than the limits of a day let anybody share while a share is kept.
_ALL_THEIRS = 10_000
#: Who has an open case, or a place in a team, is looked at again.
_LATER = timedelta(days=30)


def plan(request: Request[FromPerson], facts: Sequence[Fact]) -> None:
    """Set when the one who wrote is forgotten if nothing more comes. Who blocks the account may
    still come back and hear the result, as long as anybody is tied to their share."""
    if any(isinstance(fact, Erased) for fact in facts):
        return
    person = request.people.known(request.event.line_id)
    if person is None:
        return
    days = request.settings.forget_people_days
    if isinstance(request.event, Unfollowed):
        days = min(days, request.settings.forget_sharers_days)
    request.timers.set(Timer.FORGET_PERSON, str(person.id), request.now + timedelta(days=days))


@handles(Timer.FORGET_PERSON)
def forget(request: Request[TimerDue]) -> list[Fact]:
    """Forget a person, unless they wrote meanwhile, are in a team or shared an open case."""
    number = int(request.event.case)
    if request.timers.is_set(Timer.FORGET_PERSON, request.event.case):
        return []
    for person in request.people.find_all([number]):
        cases = request.cases.shared_by(number, count=_ALL_THEIRS)
        held = request.cases.held_by(number, first=0, count=1)[1]
        if person.centre is None and not held and not any(case.is_open for case in cases):
            return erase_all(person, request)
        request.timers.set(Timer.FORGET_PERSON, request.event.case, request.now + _LATER)
    return []
