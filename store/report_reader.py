"""Reports for managers, digests and the push quota in Redis. A report is read from counters alone,
so that its time grows with days and centres and never with cases or sharers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from cases import report
from cases.calendar import Period, Span, period_of, periods_between
from cases.digest import Quota
from cases.log import COUNTED_SPANS
from cases.periods import any_days, as_many_days, before, year_before
from cases.ports import Timer
from cases.statistics import Numbers, add_up
from config.clock import from_ms, to_ms
from geo.centres import Point, corners
from store import keys, timers
from store.connection import StoreClient, Transaction, flat, replies
from store.log import SPOT_SPANS
from store.statistics import RedisStatistics
from store.timers import take_turn

#: The most hot spots that a map can show.
_MOST_SPOTS = 200
#: About 100 m: a cell of 500 m needs nothing finer.
_DECIMALS = 3
_MONTHS_AND_DAYS = (Span.MONTH, Span.DAY)


@dataclass(frozen=True, slots=True)
class RedisReports:
    """Reports on the *centres* of the file: one without shares has a row as well."""

    client: StoreClient
    centres: Sequence[str]

    def read(self, asked: report.ReportOf, today: date) -> report.FullReport:
        """Return all that the page shows on *today*. The caller checks who may see which scope."""
        now, then, last_year = self._numbers(asked, today)
        spots_of = None if asked.is_country else _months_of(asked.period)
        return report.FullReport(
            asked=asked,
            now=now,
            before=then,
            last_year=last_year,
            series=tuple(self._series(asked, today)),
            hours=self._hours(asked),
            centres=tuple(self._centres(asked.period, today)) if asked.is_country else (),
            spots=tuple(self._spots(asked.scope, spots_of)) if spots_of else (),
            spots_of=spots_of,
        )

    def _numbers(
        self, asked: report.ReportOf, today: date
    ) -> tuple[Numbers, Numbers, Numbers | None]:
        period = asked.period
        then = as_many_days(before(period), period, today)
        last_year = as_many_days(year_before(period), period, today)
        known = [period, then] if then == last_year else [period, then, last_year]
        found = RedisStatistics(self.client).numbers_of_all([asked.scope], known)
        return found[0], found[1], found[2] if last_year != then else None

    def _series(self, asked: report.ReportOf, today: date) -> Iterator[report.SeriesPoint]:
        last = min(asked.period.last, today)
        points = periods_between(asked.period.first, last, asked.series_by)
        parts = [list(point.parts(COUNTED_SPANS)) for point in points]
        steps = [step.value for step in report.Step]
        names = (keys.count(asked.scope, one.label) for some in parts for one in some)
        counts = replies(self.client, (("HMGET", name, *steps) for name in names))
        named = (dict(zip(steps, (int(one or 0) for one in row), strict=True)) for row in counts)
        for point, some in zip(points, parts, strict=True):
            yield report.SeriesPoint(point, add_up(islice(named, len(some))))

    def _hours(self, asked: report.ReportOf) -> tuple[tuple[int, ...], ...]:
        parts = asked.period.parts(COUNTED_SPANS)
        counts = add_up(self._hashes(keys.hours(asked.scope, part.label) for part in parts))
        return tuple(tuple(counts[f"{day}.{hour}"] for hour in range(24)) for day in range(7))

    def _centres(self, period: Period, today: date) -> Iterator[report.CentreRow]:
        statistics = RedisStatistics(self.client)
        every = sorted({*self.centres, *statistics.centres()})
        silent = self._silent(every, today)
        for numbers in statistics.numbers_of_all(every, [period]):
            yield report.CentreRow(numbers.centre, numbers, numbers.centre in silent)

    def _silent(self, centres: Sequence[str], today: date) -> set[str]:
        """Return the centres without a share in the last 30 days, today included."""
        days = Period(today - timedelta(days=report.SILENT_DAYS - 1), today, Span.DAY)
        labels = [part.label for part in days.parts(_MONTHS_AND_DAYS)]
        heard = add_up(self._hashes(map(keys.distinct, labels)))
        quiet = [one for one in centres if not heard[one]]
        # Callers are not counted as sharers: only the shares themselves show activity.
        names = [(keys.count(one, label), report.Step.SHARES) for one in quiet for label in labels]
        shares = replies(self.client, (("HGET", *name) for name in names))
        called = {one: sum(int(next(shares) or 0) for _ in labels) for one in quiet}
        return {one for one, often in called.items() if not often}

    def _spots(self, centre: str, months: Period) -> Iterator[report.Spot]:
        parts = months.parts(SPOT_SPANS)
        cells = add_up(self._hashes(keys.spots(centre, part.label) for part in parts))
        # With equal numbers the southern one comes first, so that every report has the same spots.
        ordered = sorted(cells.items(), key=lambda one: (-one[1], one[0]))
        hot = [one for one in ordered if one[1] >= report.FEWEST_IN_SPOT]
        yield from (_spot(cell, cases) for cell, cases in hot[:_MOST_SPOTS])

    def _hashes(self, names: Iterable[str]) -> Iterator[dict[str, int]]:
        for raw in replies(self.client, (("HGETALL", name) for name in names)):
            yield {field.decode(): int(count) for field, count in raw.items()}


def _months_of(period: Period) -> Period:
    """Return the whole months that *period* touches: spots are counted by month."""
    first, last = (period_of(day, Span.MONTH) for day in (period.first, period.last))
    return any_days(first.first, last.last)


def _spot(cell: str, cases: int) -> report.Spot:
    south_west, north_east = corners(cell)
    middle = Point(
        (south_west.latitude + north_east.latitude) / 2,
        (south_west.longitude + north_east.longitude) / 2,
    )
    return report.Spot(cell, middle.rounded(_DECIMALS), south_west, north_east, cases)


#: LINE's quota is read at most once in this time, by whichever process comes first.
_ASKED_EVERY_S = 3600
#: The same while it refuses pushes.
_ASKED_SOON_S = 30
#: How long a stored quota counts, so that a month that ended low does not silence the next one.
_STANDS_S = 6 * 3600
_PUSHES, _LEFT_OUT = "digest_pushes", "digests_left_out"


@dataclass(frozen=True, slots=True)
class RedisDigests:
    """Implements cases.ports.Digests on one transaction."""

    tx: Transaction

    def quota(self) -> Quota | None:
        return _quota(self.tx.peek("HGETALL", keys.QUOTA))

    def spent(self, month: Period) -> int:
        """Read without a comparison: every centre's digest adds to the number, and none must wait
        for another."""
        return int(self.tx.peek("HGET", keys.DIGESTS, f"pushes:{month.label}") or 0)

    def left_out(self, row: str) -> int:
        return int(self.tx.read("HGET", keys.DIGESTS, f"left_out:{row}") or 0)

    def leave_out(self, row: str) -> None:
        self.tx.write("HINCRBY", keys.DIGESTS, f"left_out:{row}", 1)
        self.tx.write("HINCRBY", keys.TALLIES, _LEFT_OUT, 1)

    def send(self, row: str, month: Period, pushes: int) -> None:
        self.tx.write("HINCRBY", keys.DIGESTS, f"pushes:{month.label}", pushes)
        self.tx.write("HDEL", keys.DIGESTS, f"left_out:{row}")
        self.tx.write("HINCRBY", keys.TALLIES, _PUSHES, pushes)


def set_clock(client: StoreClient, row: str, due: datetime) -> bool:
    """Set the time of the first digest of a kind, unless it is set; return whether it was set."""
    return bool(client.zadd(keys.TIMERS, {_row(row): to_ms(due)}, nx=True))


def clock_of(client: StoreClient, row: str) -> datetime | None:
    """Return the time of the next digest of a kind."""
    due: Any = client.zscore(keys.TIMERS, _row(row))
    return None if due is None else from_ms(int(due))


def move_clock(client: StoreClient, row: str, due: datetime) -> None:
    """Change the time of a digest whose timer still runs."""
    client.zadd(keys.TIMERS, {_row(row): to_ms(due)}, xx=True)


def _row(row: str) -> str:
    return timers.row(Timer.DIGEST, row)


def may_ask(client: StoreClient) -> bool:
    """Return whether this process is the one that reads LINE's quota in this hour."""
    return take_turn(client, keys.QUOTA_ASKED, _ASKED_EVERY_S)


def ask_again(client: StoreClient) -> None:
    """Allow the next process to read LINE's quota before the hour is over."""
    client.delete(keys.QUOTA_ASKED)


def ask_soon(client: StoreClient) -> None:
    """Allow LINE's quota to be read again within the minute, because LINE refuses pushes."""
    client.expire(keys.QUOTA_ASKED, _ASKED_SOON_S, lt=True)


def keep_quota(client: StoreClient, quota: Quota) -> None:
    """Store the quota that LINE returned."""
    fields = {"used": quota.used, "at": to_ms(quota.asked_at)}
    limited = {} if quota.limit is None else {"limit": quota.limit}
    pipeline = client.pipeline(transaction=True)
    pipeline.delete(keys.QUOTA)
    pipeline.hset(keys.QUOTA, items=flat(fields | limited))
    pipeline.expire(keys.QUOTA, _STANDS_S)
    pipeline.execute()


def kept_quota(client: StoreClient) -> Quota | None:
    """Return the quota that LINE last returned."""
    found: Any = client.hgetall(keys.QUOTA)
    return _quota(found)


def _quota(raw: Mapping[bytes, bytes]) -> Quota | None:
    if not raw:
        return None
    limit = int(raw[b"limit"]) if b"limit" in raw else None
    return Quota(limit, int(raw[b"used"]), from_ms(int(raw[b"at"])))
