"""Counters by cells of about 500 m: where cases are opened, for hot spots, and at which hours
people are shared, for the best time to go. Never of one person.

The log holds no place, so a rebuild cannot make the counters of opened cases anew; it holds which
openings were counted, so that their sums can be held against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.best_time import SightingCounts
from cases.calendar import BANGKOK, Span, local_day, period_of
from geo.point import Point, cell
from store import keys
from store.transaction import Transaction

#: The periods that have spots, longest first: a day has too few cases to be one.
SPOT_SPANS = (Span.YEAR, Span.MONTH)


def keys_of(centre: str, at: datetime) -> list[str]:
    """Return the keys in which a case of *centre* that was opened *at* counts."""
    day = local_day(at)
    return [keys.spots(centre, period_of(day, span).label) for span in SPOT_SPANS]


#: A year, and some days so that a yearly feast is still known when it comes again.
LIFE_S = 400 * 24 * 3600
_DAY, _DAYS = "day", "days"


@dataclass(frozen=True, slots=True)
class RedisSightings:
    """cases.ports.Sightings on one transaction."""

    tx: Transaction
    at: datetime

    def add(self, point: Point) -> None:
        key, local = keys.sightings(cell(point)), self.at.astimezone(BANGKOK)
        self.tx.write("HINCRBY", key, f"{local.weekday()}.{local.hour}", 1)
        last = self.tx.read("HGET", key, _DAY)
        day = local.date().isoformat()
        if last is None or last.decode() < day:
            self.tx.write("HSET", key, _DAY, day)
            self.tx.write("HINCRBY", key, _DAYS, 1)
        self.tx.write("EXPIRE", key, LIFE_S)

    def around(self, point: Point) -> SightingCounts:
        raw = self.tx.peek("HGETALL", keys.sightings(cell(point)))
        kept = {name.decode(): value for name, value in raw.items()}
        hours = {name: int(often) for name, often in kept.items() if "." in name}
        return SightingCounts({_hour(name): hours[name] for name in hours}, int(kept.get(_DAYS, 0)))


def _hour(name: str) -> tuple[int, int]:
    weekday, hour = name.split(".")
    return int(weekday), int(hour)
