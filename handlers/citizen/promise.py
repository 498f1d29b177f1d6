"""What a sharer may expect of a case that waits: this centre's own recent times, or nothing."""

from __future__ import annotations

from datetime import timedelta

from cases.case import Case, State, is_planned
from cases.citizen_facts import NobodyAlerted, StillWaiting
from cases.facts import Fact
from cases.log import COUNTRY
from cases.outlook import Outlook, Taker, Usual
from cases.people import Person
from cases.ports import Desk
from handlers.alerts import has_staff, hearers
from handlers.citizen.sharer import mark_late, mark_untold
from handlers.house import House

#: Fewer claims say nothing about the next one, and would tell of single cases.
_FEWEST_CLAIMS = 5
#: Of so many of the last shares a person is told by themselves that one is late.
_LAST_SHARED = 5


def outlook(case: Case, desk: Desk, house: House) -> Outlook | None:
    """Say who can take a waiting case, and how soon its centre usually does; None for others, and
    for one that a team goes to again later."""
    if case.state is not State.WAITING or is_planned(case, desk.now):
        return None
    if desk.pushes.stopped_since() and desk.pushes.told_at(case) is None:
        return Outlook(Taker.UNTOLD)
    if case.waiting_since > desk.now:
        return Outlook(Taker.RESTING, since=case.waiting_since)
    taker = _taker(case, desk, house)
    usual = _usual(case.centre, desk, house) if taker is Taker.CENTRE else None
    # Where nothing is promised, a case is late when the heads and the nation hear of it.
    minutes = usual.minutes_said if usual else house.settings.escalate_minutes
    return Outlook(taker, usual, desk.now >= case.waiting_since + timedelta(minutes=minutes))


def still_waiting(person: Person, desk: Desk, house: House) -> list[Fact]:
    """Say it before they ask, once in the life of a case, in an answer that goes out anyway: a push
    would be paid for. So do those hear that nobody could be alerted whose case came before LINE
    had said so, and whose receipt promised more."""
    for case in desk.cases.shared_by(person.id, count=_LAST_SHARED):
        expected = outlook(case, desk, house)
        if expected and expected.late and mark_late(person, case, desk):
            return [StillWaiting(person, case)]
        if _promised_more(case, expected, desk) and mark_untold(person, case, desk):
            return [NobodyAlerted(person, case)]
    return []


def _promised_more(case: Case, expected: Outlook | None, desk: Desk) -> bool:
    since = desk.pushes.stopped_since()
    untold = expected is not None and expected.taker is Taker.UNTOLD
    return untold and since is not None and case.waiting_since <= since


def _taker(case: Case, desk: Desk, house: House) -> Taker:
    if has_staff(case, desk):
        return Taker.CENTRE
    return Taker.NATION if hearers(case, desk, house) else Taker.NOBODY


def _usual(centre: str, desk: Desk, house: House) -> Usual | None:
    for scope in (centre, COUNTRY):
        numbers = house.statistics.recent(scope, desk.now)
        median = numbers.minutes("claim", 0.5)
        if median is not None and numbers["claimed"] >= _FEWEST_CLAIMS:
            return Usual(median, of_country=scope == COUNTRY)
    return None
