"""The course of one invented case as entries of the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from cases.calendar import after_quiet, escalation_due
from cases.case import Case, State, in_danger
from cases.log import Act, Proof
from cases.people import Person
from cases.ports import Log
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centre, Point

_KIND_SAID, _DANGER, _FACT_SAID = 0.75, 0.05, 0.6
_HANDED_OVER, _SLOW, _NOT_VISITED, _TWO_PERSONS = 0.04, 0.08, 0.1, 0.08
_REOPENED, _CONFIRMED, _DISPUTED = 0.03, 0.1, 0.02
_PROOFS = {Proof.NEAR: 85, Proof.FAR: 10, Proof.UNPROVED: 5}
_LEFT, _LEFT_FOR = 0.35, timedelta(days=3)
#: Weights of the kinds in the order of the taxonomy: the first are usual, the last are rare.
_KINDS = (60, 12, 14, 2, 8, 4)

#: Time and sharer of each share of a case.
Sharers = list[tuple[datetime, Person]]


@dataclass(frozen=True, slots=True)
class SampleTown:
    """A centre of the sample year. *weight* is its part of the shares, *last* the day of its last
    share, *spots* are points with many cases, *claim_minutes* is the median time to a claim,
    *finds* the rate of persons found."""

    centre: Centre
    weight: float
    last: date
    spots: tuple[Point, ...]
    claim_minutes: float
    finds: float


@dataclass(frozen=True, slots=True)
class LogStep:
    """One entry of the log: its time, and the function that writes it."""

    at: datetime
    write: Callable[[Log], None]


@dataclass(frozen=True, slots=True)
class World:
    """What all cases of the year have in common; nothing happens after *until*."""

    taxonomy: Taxonomy
    settings: Settings
    until: datetime
    random: Random
    neighbour: Callable[[Case], str]


@dataclass(slots=True)
class Life:
    """A case in its last state, and the steps that led to it."""

    case: Case
    sharers: Sharers
    town: SampleTown
    world: World
    steps: list[LogStep]

    def lead(self) -> None:
        """Simulate the case from its first share until it ends or time is over."""
        self._open()
        ready = self._wait()
        if not self._is_left() and self._work(ready, again=False):
            self._look_back()

    def _open(self) -> None:
        case, random = self.case, self.world.random
        for at, person in self.sharers:
            self._step(at, _sharing(case, person))
        self._step(case.opened_at, lambda log: log.record_opened(case))
        said_at = case.opened_at + _minutes(random, 2)
        if random.random() < _KIND_SAID and said_at <= self.world.until:
            self._say_kind(said_at)

    def _say_kind(self, at: datetime) -> None:
        random, before = self.world.random, self.case
        kinds = list(self.world.taxonomy.kinds.values())
        weights = [*_KINDS[: len(kinds)], *[1] * (len(kinds) - len(_KINDS))]
        (kind,) = random.choices(kinds, weights)
        danger = kind.urgent
        if random.random() < _DANGER:
            danger = random.choice(list(self.world.taxonomy.urgencies))
        said = in_danger(replace(before, need=replace(before.need, kind=kind.code)), danger)
        self._step(at, lambda log: log.record_said(said, before=before))
        self.case = said

    def _wait(self) -> datetime:
        """Wait for somebody to claim the case; it may be handed over or escalated meanwhile."""
        random, settings = self.world.random, self.world.settings
        starts = self.case.opened_at
        if not self.case.cannot_wait:
            starts = after_quiet(starts, settings)
        self.case = replace(self.case, waiting_since=starts)
        taken = starts + _minutes(random, self.town.claim_minutes)
        if random.random() < _SLOW:
            taken += _minutes(random, 36 * 60)
        if random.random() < _HANDED_OVER:
            taken += self._hand_over(starts + _minutes(random, 8))
        late = escalation_due(self.case, settings)
        if late < min(taken, self.world.until):
            self.case = escalated = replace(self.case, escalated=True)
            self._step(late, lambda log: log.record(Act.ESCALATED, escalated))
        return taken

    def _hand_over(self, at: datetime) -> timedelta:
        if at > self.world.until:
            return timedelta()
        case = self.case
        self.case = passed = replace(
            case,
            centre=self.world.neighbour(case),
            handover=replace(case.handover, passed=(*case.handover.passed, case.centre)),
        )
        self._step(at, lambda log: log.record(Act.HANDED_OVER, case))
        self._step(at, lambda log: log.record(Act.RECEIVED, passed))
        return at - self.case.waiting_since

    def _is_left(self) -> bool:
        """Return whether the case is still untouched, as some of the last days are."""
        is_new = self.world.until - self.case.opened_at < _LEFT_FOR
        return is_new and self.world.random.random() < _LEFT

    def _work(self, claimed_at: datetime, *, again: bool) -> bool:
        """Claim, visit and close the case. Return False, and change nothing, if it ends after
        *until*."""
        random, case = self.world.random, replace(self.case, claimed_at=claimed_at)
        steps = [LogStep(claimed_at, _acting(Act.CLAIMED, case, first=not again))]
        ends = claimed_at + _minutes(random, 15)
        visited = random.random() >= _NOT_VISITED
        if visited:
            there = claimed_at + _minutes(random, 35)
            ends = there + _minutes(random, 20)
            case = replace(
                case, arrived_at=there, visit=replace(case.visit, distance_m=random.randint(0, 200))
            )
            steps.append(LogStep(claimed_at + _minutes(random, 4), _acting(Act.WENT, case)))
            steps.append(LogStep(there, _acting(Act.ARRIVED, case, first=not again)))
        if ends > self.world.until:
            return False
        found = visited and random.random() < self.town.finds
        case = replace(
            case, visit=replace(case.visit, outcomes=self._outcomes(found=found, visited=visited))
        )
        self.case = case = replace(case, state=State.CLOSED, closed_at=ends)
        self.steps += [*steps, LogStep(ends, self._closing(case, found=found))]
        if found:
            self._say_facts(case, ends)
        return True

    def _outcomes(self, *, found: bool, visited: bool) -> tuple[str, ...]:
        random, every = self.world.random, self.world.taxonomy.outcomes_where(found=found)
        able = [one for one in every if found or one.needs_visit is visited]
        persons = 2 if found and random.random() < _TWO_PERSONS else 1
        return tuple(one.code for one in random.choices(able, falling(able), k=persons))

    def _closing(self, case: Case, *, found: bool) -> Callable[[Log], None]:
        (proof,) = self.world.random.choices(list(_PROOFS), list(_PROOFS.values()))
        helped = self.world.taxonomy.helped(case.visit.outcomes)
        met = len(case.visit.outcomes) if found else 0
        how = proof if found else Proof.NEAR
        return lambda log: log.record_close(
            case, found=found, persons=met, proof=how, helped=helped
        )

    def _say_facts(self, case: Case, at: datetime) -> None:
        random = self.world.random
        for name, values in self.world.taxonomy.facts.items():
            if random.random() < _FACT_SAID:
                (value,) = random.choices(values, falling(values))
                self._step(at, _saying(case, f"{name}:{value}"))

    def _look_back(self) -> None:
        """Let a sharer confirm or dispute the result, or reopen the case, or do nothing."""
        random, closed_at = self.world.random, self.case.closed_at
        if closed_at is None:
            return
        at = closed_at + _minutes(random, 8 * 60)
        told = random.random()
        if told < _CONFIRMED:
            self._step(at, _acting(Act.CONFIRMED, self.case))
        elif told < _CONFIRMED + _DISPUTED:
            self._step(at, _acting(Act.DISPUTED, self.case))
        elif told < _CONFIRMED + _DISPUTED + _REOPENED:
            self._reopen(at)

    def _reopen(self, at: datetime) -> None:
        closed = self.case
        self.case = again = replace(
            closed,
            state=State.WAITING,
            closed_at=None,
            visit=replace(closed.visit, outcomes=()),
            reopened=closed.reopened + 1,
            waiting_since=at,
        )
        number = len(self.steps)
        if self._work(at + _minutes(self.world.random, self.town.claim_minutes), again=True):
            self.steps.insert(number, LogStep(at, _acting(Act.REOPENED, again)))
        else:
            self.case = closed

    def _step(self, at: datetime, write: Callable[[Log], None]) -> None:
        if at <= self.world.until:
            self.steps.append(LogStep(at, write))


def _sharing(case: Case, person: Person) -> Callable[[Log], None]:
    return lambda log: log.record_share(case, person)


def _acting(act: Act, case: Case, *, first: bool = True) -> Callable[[Log], None]:
    return lambda log: log.record(act, case, first=first)


def _saying(case: Case, fact: str) -> Callable[[Log], None]:
    return lambda log: log.record_fact(case, fact)


def _minutes(random: Random, median: float) -> timedelta:
    """Return a random duration: mostly about *median* minutes, sometimes much longer."""
    return timedelta(minutes=min(median * random.lognormvariate(0, 0.8), 7 * 24 * 60))


def falling(of: Sequence[object]) -> list[float]:
    """Return weights by which the first of *of* is chosen most often."""
    return [1 / rank for rank, _ in enumerate(of, start=1)]
