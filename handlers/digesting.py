"""What a digest says: the numbers of the last whole day, week or month, and what is open now."""

from __future__ import annotations

from cases.digest import Digested, OpenCases, Standing, parts_drawn, period_told
from cases.log import COUNTRY
from cases.people import Digest, Person
from cases.ports import Desk
from handlers.alerts import moment
from handlers.house import House
from handlers.timers.late import standing_of

#: So many centres are named, those with the most open cases.
_NAMED = 3


def of_centre(to: Person, centre: str, desk: Desk, house: House) -> Digested:
    """Sum up a centre's yesterday."""
    standing = standing_of(centre, desk, house)
    return _digest(to, Digest.DAILY, centre, standing, desk, house)


def of_country(to: Person, kind: Digest, desk: Desk, house: House) -> Digested:
    """Sum up the country's last week or month."""
    opened = house.statistics.open_cases([centre.id for centre in house.centres])
    return _digest(to, kind, COUNTRY, _of_all(opened, house), desk, house)


def are_stopped(desk: Desk, house: House) -> bool:
    """Return whether no digest goes out, because the month's pushes run low."""
    quota = desk.digests.quota()
    return quota is not None and quota.is_low(house.settings.quota_reserve)


def _digest(
    to: Person, kind: Digest, scope: str, standing: Standing, desk: Desk, house: House
) -> Digested:
    period = period_told(kind, moment(desk))
    periods = [period, period.before(), *parts_drawn(kind, period)]
    now, before, *parts = house.statistics.series(scope, periods)
    centre = None if scope == COUNTRY else house.centre(scope)
    return Digested(to, kind, centre, now, before, tuple(parts), standing)


def _of_all(opened: OpenCases, house: House) -> Standing:
    ranked = sorted(opened.of.items(), key=lambda one: (-one[1], one[0]))
    most = tuple((house.centre(centre), count) for centre, count in ranked[:_NAMED] if count)
    return Standing(sum(opened.of.values()), escalated=opened.escalated, most=most)
