"""What a digest says: the numbers of the last whole day, week or month, and what is open now."""

from __future__ import annotations

from cases.digest import OpenCases, Standing, parts_drawn, period_told
from cases.facts.digests import Digested
from cases.log import COUNTRY
from cases.people import Digest, Person
from cases.ports import UnitOfWork
from handlers.alerts import moment
from handlers.context import Context
from handlers.timers.late import standing_of

#: So many centres are named, those with the most open cases.
_NAMED = 3


def of_centre(to: Person, centre: str, unit: UnitOfWork, context: Context) -> Digested:
    """Sum up a centre's yesterday."""
    standing = standing_of(centre, unit, context)
    return _digest(to, Digest.DAILY, centre, standing, unit, context)


def of_country(to: Person, kind: Digest, unit: UnitOfWork, context: Context) -> Digested:
    """Sum up the country's last week or month."""
    opened = context.statistics.open_cases(context.centres.known_ids)
    return _digest(to, kind, COUNTRY, _of_all(opened, context), unit, context)


def are_stopped(unit: UnitOfWork, context: Context) -> bool:
    """Return whether no digest goes out, because the month's pushes run low."""
    quota = unit.digests.quota()
    return quota is not None and quota.is_low(context.settings.quota_reserve)


def _digest(
    to: Person, kind: Digest, scope: str, standing: Standing, unit: UnitOfWork, context: Context
) -> Digested:
    period = period_told(kind, moment(unit))
    periods = [period, period.before(), *parts_drawn(kind, period)]
    now, before, *parts = context.statistics.series(scope, periods)
    centre = None if scope == COUNTRY else context.centre(scope)
    return Digested(to, kind, centre, now, before, tuple(parts), standing)


def _of_all(opened: OpenCases, context: Context) -> Standing:
    ranked = sorted(opened.of.items(), key=lambda one: (-one[1], one[0]))
    most = tuple((context.centre(centre), count) for centre, count in ranked[:_NAMED] if count)
    return Standing(sum(opened.of.values()), escalated=opened.escalated, most=most)
