"""What became of the cases that a person shared, and what they may expect of one that waits: this
centre's own recent times, or nothing."""

from __future__ import annotations

from datetime import timedelta

from cases.case import Case, State, is_planned
from cases.commands import ShowStatus
from cases.facts.fact import Fact
from cases.facts.shares import NobodyAlerted, OwnCase, StatusShown, StillWaiting
from cases.log import COUNTRY
from cases.outlook import Outlook, Taker, Usual
from cases.people import Person
from handlers.alerts import alert_recipients, has_staff
from handlers.citizen.sharer import mark_late, mark_untold
from handlers.registry import handles
from handlers.request import CommandRequest, Request

#: Fewer claims say nothing about the next one, and would tell of single cases.
_FEWEST_CLAIMS = 5
#: Of so many of the last shares a person is told by themselves that one is late.
_LAST_SHARED = 5
#: A carousel holds twelve cards; older cases have been told of long since.
_MOST_SHOWN = 10


@handles(ShowStatus)
def status(request: CommandRequest[ShowStatus]) -> list[Fact]:
    """Show the latest cases of the one who asks, and of nobody else."""
    person, context = request.person, request.context
    cases = request.cases.shared_by(person.id, count=_MOST_SHOWN)
    own = (OwnCase(case, context.centre(case.centre), outlook(case, request)) for case in cases)
    return [StatusShown(person, tuple(own))]


def outlook(case: Case, request: Request[object]) -> Outlook | None:
    """Return who can claim a waiting case, and how soon its centre usually does; None for a case
    that does not wait, or waits for a planned visit."""
    if case.state is not State.WAITING or is_planned(case, request.now):
        return None
    if request.unit.pushes.stopped_since() and request.unit.pushes.told_at(case) is None:
        return Outlook(Taker.UNTOLD)
    if case.waiting_since > request.now:
        return Outlook(Taker.RESTING, since=case.waiting_since)
    taker = _taker(case, request)
    usual = _usual(case.centre, request) if taker is Taker.CENTRE else None
    # Where nothing is promised, a case is late when the heads and the nation hear of it.
    minutes = usual.minutes_said if usual else request.settings.escalate_minutes
    return Outlook(taker, usual, request.now >= case.waiting_since + timedelta(minutes=minutes))


def still_waiting(person: Person, request: Request[object]) -> list[Fact]:
    """Return a sentence on a case that is late, or of which nobody could be alerted, for an answer
    that goes out anyway (a push would cost). Each is said once in the life of a case."""
    for case in request.cases.shared_by(person.id, count=_LAST_SHARED):
        expected = outlook(case, request)
        if expected and expected.late and mark_late(person, case, request):
            return [StillWaiting(person, case)]
        if _promised_more(case, expected, request) and mark_untold(person, case, request):
            return [NobodyAlerted(person, case)]
    return []


def _promised_more(case: Case, expected: Outlook | None, request: Request[object]) -> bool:
    since = request.unit.pushes.stopped_since()
    untold = expected is not None and expected.taker is Taker.UNTOLD
    return untold and since is not None and case.waiting_since <= since


def _taker(case: Case, request: Request[object]) -> Taker:
    if has_staff(case, request):
        return Taker.CENTRE
    return Taker.NATION if alert_recipients(case, request) else Taker.NOBODY


def _usual(centre: str, request: Request[object]) -> Usual | None:
    for scope in (centre, COUNTRY):
        numbers = request.context.statistics.recent(scope, request.now)
        median = numbers.minutes("claim", 0.5)
        if median is not None and numbers["claimed"] >= _FEWEST_CLAIMS:
            return Usual(median, of_country=scope == COUNTRY)
    return None
