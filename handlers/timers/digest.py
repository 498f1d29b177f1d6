"""The digests: each morning a centre's to its heads, each week and month the country's to the
managers. One row each; it sets itself again in the change that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cases.calendar import BANGKOK, Period, Span, local_day, period_of
from cases.clocks import after_quiet
from cases.digest import Cost, Digested, has_happened, next_day
from cases.facts import Fact
from cases.people import Digest, Member, Person
from cases.ports import Desk, Timer
from cases.team_facts import LateCases
from handlers.alerts import heads, moment
from handlers.digesting import are_stopped, of_centre, of_country
from handlers.events import TimerDue
from handlers.house import House

#: What comes later than this was held up by an outage; it wakes nobody by night.
_IN_TIME = timedelta(hours=1)


def tell_heads(event: TimerDue, desk: Desk, house: House) -> list[Fact]:
    """Tell the heads of a centre what happened yesterday and what is open and late; look again
    tomorrow while something is open or has happened. Who wants no digest, and everybody when the
    month's pushes run low, hears of what is late all the same."""
    if _rests(event, Timer.LATE, desk, house):
        return []
    digest = of_centre(_NOBODY, event.case, desk, house)
    today = period_of(local_day(moment(desk)), Span.DAY)
    (so_far,) = house.statistics.series(event.case, [today])
    if digest.standing.open or has_happened(so_far):
        desk.timers.set(Timer.LATE, event.case, _due(Digest.DAILY, desk, house))
    if not digest.standing.open and not has_happened(digest.now):
        return []
    team = [head for head in heads(event.case, desk) if not head.person.blocked]
    told = _told(digest, event.case, team, desk, house)
    return [*told, *_late(digest, event.case, team, told, house)]


def tell_managers(event: TimerDue, desk: Desk, house: House) -> list[Fact]:
    """Tell the managers of all centres the last week, or month, of the country."""
    kind = Digest(event.case)
    if _rests(event, Timer.DIGEST, desk, house):
        return []
    desk.timers.set(Timer.DIGEST, kind.value, _due(kind, desk, house))
    team = [member for centre in house.centres for member in desk.teams.of(centre.id)]
    if not any(one.reads(kind) for one in team):
        return []
    digest = of_country(_NOBODY, kind, desk, house)
    return [*_told(digest, kind.value, team, desk, house)]


def at_hour(day: date, house_hour: int) -> datetime:
    """Return the moment at which the digests of a day go."""
    return datetime.combine(day, time(house_hour), BANGKOK).astimezone(UTC)


#: Stands in a digest until it is known who reads it.
_NOBODY = Person(0, "")


def _told(
    digest: Digested, row: str, team: Sequence[Member], desk: Desk, house: House
) -> list[Digested]:
    """Give the digest to all who read it, with what it costs; none if pushes run low."""
    readers = {one.person.id: one.person for one in team if one.reads(digest.kind)}
    if not readers:
        return []
    if are_stopped(desk, house):
        desk.digests.leave_out(row)
        return []
    cost = _cost(row, len(readers), desk)
    return [replace(digest, to=reader, cost=cost) for reader in readers.values()]


def _late(
    digest: Digested, row: str, team: Sequence[Member], told: Sequence[Digested], house: House
) -> list[LateCases]:
    """Tell those who read no digest of what is late."""
    of = digest.standing
    if not (of.waiting or of.held or of.ending):
        return []
    known = {one.to.id for one in told}
    others = [one.person for one in team if one.person.id not in known]
    return [LateCases(one, house.centre(row), of.waiting, of.held, of.ending) for one in others]


def _cost(row: str, pushes: int, desk: Desk) -> Cost:
    month = _month(desk)
    cost = Cost(pushes, desk.digests.spent(month) + pushes, desk.digests.left_out(row))
    desk.digests.send(row, month, pushes)
    return cost


def _month(desk: Desk) -> Period:
    return period_of(local_day(moment(desk)), Span.MONTH)


def _due(kind: Digest, desk: Desk, house: House) -> datetime:
    return at_hour(next_day(kind, moment(desk), house.settings), house.settings.digest_hour)


def _rests(event: TimerDue, timer: Timer, desk: Desk, house: House) -> bool:
    """Put what an outage has brought into the night off until its end."""
    now = moment(desk)
    if now - event.at < _IN_TIME:
        return False
    rested = after_quiet(now, house.settings)
    if rested > now:
        desk.timers.set(timer, event.case, rested)
    return rested > now
