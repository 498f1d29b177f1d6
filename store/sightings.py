"""When people were seen where, in Redis: counters by cell and hour of the week, nobody in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.best_time import Sightings
from cases.calendar import BANGKOK
from geo.point import Point, cell
from store import keys
from store.transaction import Transaction

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

    def around(self, point: Point) -> Sightings:
        raw = self.tx.peek("HGETALL", keys.sightings(cell(point)))
        kept = {name.decode(): value for name, value in raw.items()}
        hours = {name: int(often) for name, often in kept.items() if "." in name}
        return Sightings({_hour(name): hours[name] for name in hours}, int(kept.get(_DAYS, 0)))


def _hour(name: str) -> tuple[int, int]:
    weekday, hour = name.split(".")
    return int(weekday), int(hour)
