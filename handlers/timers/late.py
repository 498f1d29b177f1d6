"""What is late in a centre: what waits too long, what is held too long or by one out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from cases.case import Case, State
from cases.clocks import is_forgotten_soon
from cases.digest import Standing
from handlers.alerts import moment
from handlers.request import Request

#: More open cases of one centre are not looked at in one morning.
_MOST = 1_000


def standing_of(centre: str, request: Request[object]) -> Standing:
    """Look at the open cases of a centre; the nation's are also those that others left."""
    nation = centre == request.settings.national_centre
    cases, total = request.cases.queue(centre, first=0, count=_MOST, with_escalated=nation)
    waiting = [case for case in cases if _waits_too_long(case, request)]
    held = [case for case in cases if _is_held_too_long(case, request)]
    ending = [case for case in cases if is_forgotten_soon(case, moment(request), request.settings)]
    return Standing(total, _oldest(waiting), _oldest(held), ending=_oldest(ending))


def _waits_too_long(case: Case, request: Request[object]) -> bool:
    limit = timedelta(minutes=request.settings.escalate_minutes)
    return case.state is State.WAITING and moment(request) > case.waiting_since + limit


def _is_held_too_long(case: Case, request: Request[object]) -> bool:
    """Count from the last time that it waited: when it was claimed since then, nobody kept."""
    if case.holder is None:
        return False
    since = max(case.waiting_since, case.claimed_at or case.waiting_since)
    is_long = moment(request) > since + timedelta(hours=request.settings.late_hours)
    return is_long or _is_out_of_reach(case.holder, request)


def _is_out_of_reach(holder: int, request: Request[object]) -> bool:
    """Return whether the holder has blocked the account: nothing that is told reaches them."""
    return all(person.blocked for person in request.people.find_all([holder]))


def _oldest(cases: Sequence[Case]) -> tuple[Case, ...]:
    return tuple(sorted(cases, key=lambda case: (case.opened_at, case.number)))
