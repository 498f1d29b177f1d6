"""The digests: each morning a centre's to its heads, each week and month the country's to the
managers. One row each; it sets itself again in the change that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cases.calendar import BANGKOK, Period, Span, local_day, period_of
from cases.clocks import after_quiet
from cases.digest import Cost, has_happened, next_day
from cases.facts.digests import Digested
from cases.facts.fact import Fact
from cases.facts.team_changes import LateCases
from cases.people import Digest, Member, Person
from cases.ports import Timer
from handlers.alerts import heads, moment
from handlers.digesting import are_stopped, of_centre, of_country
from handlers.events import TimerDue
from handlers.registry import handles
from handlers.request import Request

#: What comes later than this was held up by an outage; it wakes nobody by night.
_IN_TIME = timedelta(hours=1)


@handles(Timer.LATE)
def tell_heads(request: Request[TimerDue]) -> list[Fact]:
    """Tell the heads of a centre what happened yesterday and what is open and late; look again
    tomorrow while something is open or has happened. Who wants no digest, and everybody when the
    month's pushes run low, hears of what is late all the same."""
    if _rests(request, Timer.LATE):
        return []
    digest = of_centre(_NOBODY, request.event.case, request)
    today = period_of(local_day(moment(request)), Span.DAY)
    (so_far,) = request.context.statistics.series(request.event.case, [today])
    if digest.standing.open or has_happened(so_far):
        request.timers.set(Timer.LATE, request.event.case, _due(Digest.DAILY, request))
    if not digest.standing.open and not has_happened(digest.now):
        return []
    team = [head for head in heads(request.event.case, request) if not head.person.blocked]
    told = _told(digest, request.event.case, team, request)
    return [*told, *_late(digest, request.event.case, team, told, request)]


@handles(Timer.DIGEST)
def tell_managers(request: Request[TimerDue]) -> list[Fact]:
    """Tell the managers of all centres the last week, or month, of the country."""
    kind = Digest(request.event.case)
    if _rests(request, Timer.DIGEST):
        return []
    request.timers.set(Timer.DIGEST, kind.value, _due(kind, request))
    team = [member for id in request.context.centres.known_ids for member in request.teams.of(id)]
    if not any(one.reads(kind) for one in team):
        return []
    digest = of_country(_NOBODY, kind, request)
    return [*_told(digest, kind.value, team, request)]


def at_hour(day: date, hour: int) -> datetime:
    """Return the moment at which the digests of a day go."""
    return datetime.combine(day, time(hour), BANGKOK).astimezone(UTC)


#: Stands in a digest until it is known who reads it.
_NOBODY = Person(0, "")


def _told(
    digest: Digested, row: str, team: Sequence[Member], request: Request[object]
) -> list[Digested]:
    """Give the digest to all who read it, with what it costs; none if pushes run low."""
    readers = {one.person.id: one.person for one in team if one.reads(digest.kind)}
    if not readers:
        return []
    if are_stopped(request):
        request.unit.digests.leave_out(row)
        return []
    cost = _cost(row, len(readers), request)
    return [replace(digest, to=reader, cost=cost) for reader in readers.values()]


def _late(
    digest: Digested,
    row: str,
    team: Sequence[Member],
    told: Sequence[Digested],
    request: Request[object],
) -> list[LateCases]:
    """Tell those who read no digest of what is late."""
    of = digest.standing
    if not (of.waiting or of.held or of.ending):
        return []
    known = {one.to.id for one in told}
    others = [one.person for one in team if one.person.id not in known]
    return [
        LateCases(one, request.context.centre(row), of.waiting, of.held, of.ending)
        for one in others
    ]


def _cost(row: str, pushes: int, request: Request[object]) -> Cost:
    month = _month(request)
    cost = Cost(
        pushes, request.unit.digests.spent(month) + pushes, request.unit.digests.left_out(row)
    )
    request.unit.digests.send(row, month, pushes)
    return cost


def _month(request: Request[object]) -> Period:
    return period_of(local_day(moment(request)), Span.MONTH)


def _due(kind: Digest, request: Request[object]) -> datetime:
    return at_hour(next_day(kind, moment(request), request.settings), request.settings.digest_hour)


def _rests(request: Request[TimerDue], timer: Timer) -> bool:
    """Put what an outage has brought into the night off until its end."""
    now = moment(request)
    if now - request.event.at < _IN_TIME:
        return False
    rested = after_quiet(now, request.settings)
    if rested > now:
        request.timers.set(timer, request.event.case, rested)
    return rested > now
