"""Write a year of invented cases, as uneven as real ones, in the form that the service stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from cases.calendar import case_number, local_day, next_time
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
from tools.sample.days import SampleTown, days_told, moment_of, place_in, shares_of_days, towns
from tools.sample.life import Life, Sharers, World

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
        others = (one for one in self.centres if one.id != case.centre)
        return min(others, key=lambda one: _apart(one, case.place.point)).id

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
    found = towns(centres, today, random)
    for day, count in sorted(shares_of_days(days_told(today), shares, random).items()):
        alive = [town for town in found if day <= town.last]
        while count > 0:
            (town,) = random.choices(alive, [one.weight for one in alive])
            many = min(count, _together(random))
            count -= many
            times = _times(moment_of(day, random), many, world)
            if times:
                yield CasePlan(town, place_in(town, random), times)


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


def _apart(centre: Centre, point: Point) -> float:
    """Return a number that grows with the distance, for comparison only."""
    north = centre.point.latitude - point.latitude
    east = centre.point.longitude - point.longitude
    return north * north + east * east


def _told(cases: Sequence[Case]) -> Told:
    return Told(
        first=min((case.opened_at for case in cases), default=NEVER),
        shares=sum(case.shares for case in cases),
        cases=len(cases),
        open=sum(case.is_open for case in cases),
    )
