"""Write a year of invented cases in the form that the service stores: as uneven as real ones, as
weekends, rain, feasts and the press shape them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import cos, hypot, radians
from random import Random

from cases.calendar import BANGKOK, Span, case_number, local_day, next_time, period_of
from cases.case import CALLER, Case, Origin, Place
from cases.people import NEVER, NOBODY, Person
from cases.ports import Timer
from cases.taxonomy import Taxonomy
from config.clock import to_ms
from config.settings import Settings
from geo.centres import Centre, Centres, Point
from handlers.case_retention import DECIMALS_KEPT
from store import keys
from store.bulk import Bulk, reserve_numbers, reserve_people
from store.cases import RedisCases
from store.connection import StoreClient
from store.log import RedisLog, SharerSets
from store.timers import RedisTimers
from tools.sample.life import Life, SampleTown, Sharers, World, falling

#: Monday first: markets and temples are full at the end of the week.
_WEEKDAYS = (0.85, 0.85, 0.9, 0.95, 1.1, 1.4, 1.3)
_RAINY_MONTHS = range(5, 11)
_RAIN_BEGINS, _RAIN_GOES_ON, _RAIN = 0.2, 0.7, 0.45
#: Factor on the day of a press report and on the days after it; days from one report to the next.
_PRESS = (14.0, 6.0, 2.5)
_PRESS_EVERY = 60
#: Month and days of New Year, Songkran and Loy Krathong's week.
_FEASTS = ((1, 1, 3, 1.7), (4, 12, 16, 1.9), (11, 10, 16, 1.4))
#: Midnight first: on the way to work, at noon, on the way home.
_HOURS = (1, 1, 0, 0, 1, 4, 12, 22, 20, 16, 15, 22, 26, 18, 14, 16, 24, 30, 28, 20, 14, 9, 4, 2)


def _shares_of_days(today: date, shares: int, random: Random) -> Counter[date]:
    """Return the number of shares, *shares* in all, by day of the last fiscal year and of this one
    so far: reports have a year to compare with."""
    first = period_of(today, Span.YEAR).before().first
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    return Counter(random.choices(days, _weights(days, random), k=shares))


def _moment_of(day: date, random: Random) -> datetime:
    (hour,) = random.choices(range(24), _HOURS)
    at = time(hour, random.randrange(60), random.randrange(60))
    return datetime.combine(day, at, BANGKOK).astimezone(UTC)


def _weights(days: Sequence[date], random: Random) -> list[float]:
    weights, rains = [], False
    for day in days:
        chance = _RAIN_GOES_ON if rains else _RAIN_BEGINS
        rains = day.month in _RAINY_MONTHS and random.random() < chance
        weights.append(_WEEKDAYS[day.weekday()] * _feast(day) * (_RAIN if rains else 1.0))
    for first in random.sample(range(len(days)), len(days) // _PRESS_EVERY):
        for after, factor in enumerate(_PRESS):
            if first + after < len(days):
                weights[first + after] *= factor
    return weights


def _feast(day: date) -> float:
    factors = (
        factor for month, first, last, factor in _FEASTS
        if day.month == month and first <= day.day <= last
    )  # fmt: skip
    return next(factors, 1.0)


#: The capital, those around it, where visitors go and large towns, and the province of the demo's
#: team: a reader would not believe a year in which the smallest province shares most.
_BUSY = {
    "TH-10": 16.0, "TH-11": 4.0, "TH-12": 4.0, "TH-13": 3.0, "TH-14": 10.0, "TH-20": 7.0,
    "TH-30": 4.0, "TH-40": 3.0, "TH-41": 2.0, "TH-50": 6.0, "TH-57": 2.0, "TH-65": 2.0,
    "TH-83": 5.0, "TH-84": 2.0, "TH-90": 4.0,
}  # fmt: skip
#: Numbers of provinces without any share, and of those without one in the last days.
_SILENT, _FADING, _FADED_DAYS = 5, 4, 45
_SPREAD, _MOST_SPOTS = 0.5, 7
_AT_A_SPOT = 0.7
_METRES_A_DEGREE = 111_000
_NEAR_M, _TOWN_M, _AROUND_M = 60.0, 2_500.0, 7_000.0


def _towns(centres: Sequence[Centre], today: date, random: Random) -> list[SampleTown]:
    """Return the centres that get shares, each with random properties."""
    others = [one for one in centres if one.id not in _BUSY]
    still = random.sample(others, min(len(others), _SILENT + _FADING))
    silent, fading = still[:_SILENT], still[_SILENT:]
    faded = date.fromordinal(today.toordinal() - _FADED_DAYS)
    return [
        _town(centre, faded if centre in fading else today, random)
        for centre in centres
        if centre not in silent
    ]


def _place_in(town: SampleTown, random: Random) -> Point:
    """Return a random point: mostly at a spot, the first spot most often."""
    if random.random() < _AT_A_SPOT:
        (spot,) = random.choices(town.spots, falling(town.spots))
        return _around(spot, _NEAR_M, random)
    return _around(town.centre.point, _AROUND_M, random)


def _town(centre: Centre, last: date, random: Random) -> SampleTown:
    weight = random.lognormvariate(0, _SPREAD) * _BUSY.get(centre.id, 1.0)
    spots = [_around(centre.point, _TOWN_M, random) for _ in range(random.randint(2, _MOST_SPOTS))]
    pace, finds = random.lognormvariate(2.2, 0.7), random.uniform(0.25, 0.6)
    return SampleTown(centre, weight, last, tuple(spots), pace, finds)


def _around(point: Point, metres: float, random: Random) -> Point:
    degrees = metres / _METRES_A_DEGREE
    east = random.gauss(0, degrees) / cos(radians(point.latitude))
    return Point(point.latitude + random.gauss(0, degrees), point.longitude + east)


#: Open cases are older than the time to their escalation, so that they need no timers.
_BEFORE_NOW = timedelta(hours=1)
_ANOTHER_SHARE, _SHARED_WITHIN_MIN = 0.35, 50
_A_CALLER, _SHARED_BEFORE = 0.03, 0.3


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A planned case: its town, its point and the times of its shares."""

    town: SampleTown
    point: Point
    times: tuple[datetime, ...]


@dataclass(slots=True)
class Crowd:
    """Chooses sharers: ids without a real person, some of whom share several times."""

    first: int
    random: Random
    known: int = 0

    def somebody(self) -> Person:
        """Return a caller, a person who shared before, or a new one."""
        chance = self.random.random()
        if chance < _A_CALLER:
            return Person(NOBODY, "")
        if self.known and chance < _A_CALLER + _SHARED_BEFORE:
            return Person(self.first + self.random.randrange(self.known), "")
        self.known += 1
        return Person(self.first + self.known - 1, "")


@dataclass(frozen=True, slots=True)
class Told:
    """The totals of a sample year."""

    first: datetime
    shares: int
    cases: int
    open: int


@dataclass(frozen=True, slots=True)
class SampleYear:
    """Writes a sample year into the store of *client*."""

    client: StoreClient
    centres: Centres
    taxonomy: Taxonomy
    settings: Settings

    def write(self, shares: int, seed: int, now: datetime) -> Told:
        """Write about *shares* shares up to *now*; the same seed makes the same year."""
        random = Random(seed)  # noqa: S311  (a story, no secret)
        world = World(self.taxonomy, self.settings, now - _BEFORE_NOW, random, self._neighbour)
        plans = sorted(_plans(list(self.centres), shares, world), key=lambda plan: plan.times[0])
        crowd = Crowd(reserve_people(self.client, shares), random)
        lives = [Life(*one, world, []) for one in self._numbered(plans, crowd)]
        for life in lives:
            life.lead()
        bulk = Bulk(self.client)
        for step in sorted((one for life in lives for one in life.steps), key=lambda one: one.at):
            step.write(RedisLog(bulk, step.at, SharerSets(bulk, now)))
        cases = [life.case for life in lives]
        self._write_cases(bulk, cases, now)
        bulk.commit()
        return _told(cases)

    def _numbered(
        self, plans: Sequence[CasePlan], crowd: Crowd
    ) -> Iterator[tuple[Case, Sharers, SampleTown]]:
        """Open the cases in their order, each with the next number of its centre's month."""
        months = [_month(plan) for plan in plans]
        running = reserve_numbers(self.client, Counter(months))
        for plan, month in zip(plans, months, strict=True):
            sharers = [(at, crowd.somebody()) for at in plan.times]
            yield _opened(plan, sharers, f"{month}-{running[month]:04d}"), sharers, plan.town
            running[month] += 1

    def _neighbour(self, case: Case) -> str:
        """Return the id of the nearest centre other than the case's own."""
        others, here = (one for one in self.centres if one.id != case.centre), case.place.point
        # Degrees are exact enough for a comparison.
        return min(
            others,
            key=lambda one: hypot(
                one.point.latitude - here.latitude, one.point.longitude - here.longitude
            ),
        ).id

    def _write_cases(self, bulk: Bulk, cases: list[Case], now: datetime) -> None:
        """Write the cases in their last state; old places are rounded as retention requires."""
        kept, timers = RedisCases(bulk), RedisTimers(bulk)
        rough_before = now - timedelta(days=self.settings.round_place_days)
        for case in cases:
            if case.closed_at is not None and case.closed_at < rough_before:
                point = case.place.point.rounded(DECIMALS_KEPT)
                case = replace(case, place=Place(point))
            kept.add(case)
            if case.is_open:
                alerted = max(case.waiting_since, case.opened_at)
                bulk.write("HSET", keys.case(case.number), "alerted_at", to_ms(alerted))
        morning = next_time(now, self.settings.digest_hour)
        for centre in {case.centre for case in cases if case.is_open}:
            timers.set(Timer.LATE, centre, morning)


def _plans(centres: Sequence[Centre], shares: int, world: World) -> Iterator[CasePlan]:
    """Yield the cases to be made: the shares are spread over days, then over towns and cases."""
    today, random = local_day(world.until), world.random
    found = _towns(centres, today, random)
    for day, count in sorted(_shares_of_days(today, shares, random).items()):
        alive = [town for town in found if day <= town.last]
        while count > 0:
            (town,) = random.choices(alive, [one.weight for one in alive])
            many = min(count, _together(random))
            count -= many
            times = _times(_moment_of(day, random), many, world)
            if times:
                yield CasePlan(town, _place_in(town, random), times)


def _together(random: Random) -> int:
    """Return a random number of shares of one case."""
    many = 1
    while random.random() < _ANOTHER_SHARE:
        many += 1
    return many


def _times(first: datetime, many: int, world: World) -> tuple[datetime, ...]:
    within = [timedelta(minutes=world.random.uniform(1, _SHARED_WITHIN_MIN)) for _ in range(many)]
    times = sorted([first, *(first + later for later in within[1:])])
    return tuple(at for at in times if at <= world.until)


def _month(plan: CasePlan) -> str:
    """Return a case number's beginning: province and month, without the running number."""
    number = case_number(plan.town.centre.id, local_day(plan.times[0]), 0)
    return number.rpartition("-")[0]


def _opened(plan: CasePlan, sharers: Sharers, number: str) -> Case:
    first, people = sharers[0], {person.id for _, person in sharers}
    return Case(
        number=number,
        centre=plan.town.centre.id,
        place=Place(plan.point),
        opened_at=first[0],
        waiting_since=first[0],
        last_shared_at=sharers[-1][0],
        shares=len(sharers),
        sharers=len(people),
        origin=Origin(
            channel=CALLER if first[1].id == NOBODY else "",
            province=plan.town.centre.id,
            province_by="sample",
        ),
    )


def _told(cases: Sequence[Case]) -> Told:
    return Told(
        first=min((case.opened_at for case in cases), default=NEVER),
        shares=sum(case.shares for case in cases),
        cases=len(cases),
        open=sum(case.is_open for case in cases),
    )
