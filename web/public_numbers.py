"""The totals that everybody may see: up to the end of yesterday, hidden by one rule."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import structlog

from cases.calendar import (
    BUDDHIST_ERA,
    Period,
    Span,
    fiscal_year,
    local_day,
    period_of,
    periods_between,
)
from cases.log import COUNTRY
from cases.statistics import PublicRow, PublicTable, publish, publish_row
from config.clock import Clock
from store.connection import StoreClient
from store.errors import is_transient, trouble_of
from store.statistics import RedisPublicCounts, RedisStatistics
from web.catalogue import Catalogue

#: Of each province, and of the country alone: what was found out in the field is few in most
#: provinces, and few numbers of few persons say much about each.
OF_PROVINCES = ("shares", "cases")
OF_COUNTRY = ("visited", "found")
#: So many fiscal years are told, the running one included.
MOST_YEARS = 5
#: What happened in a month is counted at most seven days after it (line.inbound.OLDEST); from the
#: eighth day on nothing moves the month any more.
SETTLED_AFTER = timedelta(days=8)
_LIFE_S = 300


@dataclass(frozen=True, slots=True)
class PublicYear:
    """One fiscal year (Buddhist era); the last of its *months* may be cut short."""

    year: int
    months: tuple[Period, ...]
    tables: Mapping[str, PublicTable]
    country: Mapping[str, PublicRow]


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """All that is told, up to *until*, the newest year first; *version* changes with it."""

    until: date
    years: tuple[PublicYear, ...]
    version: str

    @property
    def now(self) -> PublicYear:
        """Return the running fiscal year."""
        return self.years[0]


class PublicTotals:
    """Reads the totals and keeps them for five minutes; when the store is away, longer."""

    def __init__(self, client: StoreClient, catalogue: Catalogue, clock: Clock) -> None:
        self._counts = RedisPublicCounts(client)
        self._statistics = RedisStatistics(client)
        self._catalogue = catalogue
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: PublicNumbers | None = None
        self._stale_at = 0.0

    def find(self) -> PublicNumbers | None:
        """Return the totals; None while the store is away and none were ever read."""
        with self._lock:
            if time.monotonic() >= self._stale_at:
                self._refresh()
            return self._kept

    def _refresh(self) -> None:
        try:
            self._kept = self._read(local_day(self._clock()) - timedelta(days=1))
            self._stale_at = time.monotonic() + _LIFE_S
        except Exception as error:
            if not is_transient(error):
                raise
            structlog.get_logger().warning("public totals not read", reason=trouble_of(error).word)

    def _read(self, until: date) -> PublicNumbers:
        filed = (centre.id for centre in self._catalogue.centres)
        centres = sorted({*filed, *self._statistics.centres()})
        last = fiscal_year(until)
        first = max(min(self._counts.first_year() or last, last), last - MOST_YEARS + 1)
        years = tuple(self._year(year, centres, until) for year in range(last, first - 1, -1))
        version = hashlib.sha256(repr((until, years)).encode()).hexdigest()[:20]
        return PublicNumbers(until, years, version)

    def _year(self, year: int, centres: list[str], until: date) -> PublicYear:
        months = tuple(_months(year, until))
        found = self._counts.by_month(centres, months, OF_PROVINCES)
        country = self._counts.by_month([COUNTRY], months, OF_COUNTRY)
        settled = sum(is_settled(month, until) for month in months)
        return PublicYear(
            year,
            months,
            {name: publish(found[name], settled) for name in OF_PROVINCES},
            {name: publish_row(country[name][COUNTRY], settled) for name in OF_COUNTRY},
        )


def _months(year: int, until: date) -> Iterable[Period]:
    """Return the months of a fiscal year, up to *until*."""
    first = period_of(date(year - BUDDHIST_ERA, 1, 1), Span.YEAR)
    return periods_between(first.first, min(first.last, until), Span.MONTH)


def is_settled(month: Period, until: date) -> bool:
    """Return whether a month is over so long that late events cannot move it."""
    return month.is_whole and month.last + SETTLED_AFTER <= until
