"""All that a drill is judged by: what people did and read, and what there is to see at the end.

The results are values, so that tests can judge the promises on made-up ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.case import Case
from simulator.refusals import Json
from simulator.webhooks import happened_ms
from tools.crowd.deeds import Deed, Heard, Sort, Witness

#: Stands for the LINE id of a caller, who has none.
NOBODY = ""


@dataclass
class Ledger(Witness):
    """Records what was sent and received during an evening."""

    claims: dict[tuple[str, str], int] = field(default_factory=dict)
    """(officer, case) -> when (ms) the officer last pressed claim"""
    claimed: dict[str, int] = field(default_factory=dict)
    """case -> when (ms) the claim was pressed that got it"""
    released: set[str] = field(default_factory=set)
    """cases that an officer gave back"""
    heard: list[Heard] = field(default_factory=list)
    cases: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    signatures: Counter[int] = field(default_factory=Counter)
    """HTTP status of answers to wrong signatures -> times"""
    passed: Counter[str] = field(default_factory=Counter)
    """kind of fault of calls to LINE -> times"""
    in_vain: int = 0
    """how often an officer got no answer in time"""
    killed: list[str] = field(default_factory=list)

    def did(self, deed: Deed, event: Json) -> None:
        """Record a deed that was sent as *event*."""
        super().did(deed, event)
        if deed.sort is Sort.CLAIM:
            self.claims[deed.who, deed.case] = happened_ms(event)
        elif deed.sort is Sort.RELEASE:
            self.released.add(deed.case)

    def refused(self, status: int) -> None:
        """Record the HTTP status of the answer to a wrongly signed body."""
        self.signatures[status] += 1

    def took(self, heard: Heard) -> None:
        """Record a message that somebody received."""
        self.heard.append(heard)
        self.cases |= heard.cases
        if heard.is_result:
            self.closed |= heard.cases
        got = heard.button("going")
        if got is not None and (heard.to, got.case) in self.claims:
            self.claimed.setdefault(got.case, self.claims[heard.to, got.case])


@dataclass(frozen=True, slots=True)
class Brought:
    """Deliveries of webhooks. *first_ms* is the time of the first delivery by event, *acknowledged*
    are events answered with 200 at least once, *took_ms* the durations of answered deliveries."""

    first_ms: Mapping[str, int] = field(default_factory=dict)
    acknowledged: frozenset[str] = frozenset()
    took_ms: Sequence[float] = ()
    failures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store keeps. *shares* leads from a case to its shares and their LINE ids; *spoken*
    are cases of which a sharer said here, moved or gone; *acts* counts the log; *verified* is what
    `stats verify` says; *left* is what waits or is parked."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    shares: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spoken: frozenset[str] = frozenset()
    holders: Mapping[int, str] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    sharers: int | None = 0
    acts: Mapping[str, int] = field(default_factory=dict)
    tallies: Mapping[str, int] = field(default_factory=dict)
    verified: Sequence[str] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    dead: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """Checks and times after the end: *astray* are cases opened at another centre than the nearest,
    *looked_up* is the number of cases compared."""

    astray: Sequence[str] = ()
    looked_up: int = 0
    nearest_ms: float = 0.0
    report_ms: float = 0.0
    leaks: Sequence[str] = ()
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class End:
    """All results of an evening; *staff* are the LINE ids of all members of teams."""

    ledger: Ledger
    brought: Brought
    kept: Stored
    measured: Measured
    staff: frozenset[str]
    is_calm: bool
    """no faults were on, so speed and price are judged"""
    lone: frozenset[str] = frozenset()
    """ids of centres with one officer on duty"""
    clocked: frozenset[str] = frozenset()
    """numbers of cases with a running timer when the officers went home"""

    @property
    def stands_in(self) -> Mapping[str, list[str]]:
        """Return the numbers of the cases that contain each share."""
        found: dict[str, list[str]] = {}
        for number, shares in self.kept.shares.items():
            for share in shares:
                found.setdefault(share, []).append(number)
        return found
