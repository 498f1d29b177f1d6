"""All there is to see when the evening is over; each part is a value, so that the promises can be
judged on made-up ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.case import Case
from tools.drill.ledger import Ledger

#: The LINE id of whom staff enter a case for.
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What LINE says of its webhooks. *first_ms* is when an event was brought the first time,
    *acknowledged* are the events answered with 200 at least once; *took_ms* of every try."""

    first_ms: Mapping[str, int] = field(default_factory=dict)
    acknowledged: frozenset[str] = frozenset()
    took_ms: Sequence[float] = ()
    failures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
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
    """What was looked up and timed at the end: *astray* are cases that another centre opened than
    the nearest, *looked_up* how many were compared."""

    astray: Sequence[str] = ()
    looked_up: int = 0
    nearest_ms: float = 0.0
    report_ms: float = 0.0
    leaks: Sequence[str] = ()
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class End:
    """The evening, seen from its end; *staff* are the LINE ids of all who are in a team."""

    ledger: Ledger
    brought: Brought
    kept: Kept
    measured: Measured
    staff: frozenset[str]
    is_calm: bool
    """no faults: how fast and how cheap things were is judged"""
    lone: frozenset[str] = frozenset()
    """centres with one officer on duty"""
    clocked: frozenset[str] = frozenset()
    """cases of which the national centre was still to be told when officers went home"""

    @property
    def stands_in(self) -> Mapping[str, list[str]]:
        """Return for each share the cases that it stands in."""
        found: dict[str, list[str]] = {}
        for number, shares in self.kept.shares.items():
            for share in shares:
                found.setdefault(share, []).append(number)
        return found
