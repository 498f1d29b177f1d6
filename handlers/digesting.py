"""What a digest says: the numbers of the last whole day, week or month, and what is open now."""

from __future__ import annotations

from cases.digest import OpenCases, Standing, parts_drawn, period_told
from cases.facts.digests import Digested
from cases.log import COUNTRY
from cases.people import Digest, Person
from handlers.alerts import moment
from handlers.request import Request
from handlers.timers.late import standing_of

#: So many centres are named, those with the most open cases.
_NAMED = 3


def of_centre(to: Person, centre: str, request: Request[object]) -> Digested:
    """Sum up a centre's yesterday."""
    standing = standing_of(centre, request)
    return _digest(to, Digest.DAILY, centre, standing, request)


def of_country(to: Person, kind: Digest, request: Request[object]) -> Digested:
    """Sum up the country's last week or month."""
    opened = request.context.statistics.open_cases(request.context.centres.known_ids)
    return _digest(to, kind, COUNTRY, _of_all(opened, request), request)


def are_stopped(request: Request[object]) -> bool:
    """Return whether no digest goes out, because the month's pushes run low."""
    quota = request.unit.digests.quota()
    return quota is not None and quota.is_low(request.settings.quota_reserve)


def _digest(
    to: Person, kind: Digest, scope: str, standing: Standing, request: Request[object]
) -> Digested:
    period = period_told(kind, moment(request))
    periods = [period, period.before(), *parts_drawn(kind, period)]
    now, before, *parts = request.context.statistics.series(scope, periods)
    centre = None if scope == COUNTRY else request.context.centre(scope)
    return Digested(to, kind, centre, now, before, tuple(parts), standing)


def _of_all(opened: OpenCases, request: Request[object]) -> Standing:
    ranked = sorted(opened.of.items(), key=lambda one: (-one[1], one[0]))
    most = tuple(
        (request.context.centre(centre), count) for centre, count in ranked[:_NAMED] if count
    )
    return Standing(sum(opened.of.values()), escalated=opened.escalated, most=most)
