"""Where and when people are seen, counted for the officers who go next time."""

from __future__ import annotations

from cases.best_time import BestTime, best_time
from cases.case import Case
from handlers.request import Request


def count_sighting(case: Case, request: Request[object]) -> None:
    """Count a share at the place of its case; the place of one's own need is nobody's pitch."""
    if not case.own_need:
        request.unit.sightings.add(case.place.point)


def best_time_at(case: Case, request: Request[object]) -> BestTime | None:
    """Say when people were mostly seen around the place of *case*."""
    return None if case.own_need else best_time(request.unit.sightings.around(case.place.point))
