"""What became true of digests: one is due, or they were chosen."""

from __future__ import annotations

from dataclasses import dataclass

from cases.digest import Cost, Standing
from cases.facts.fact import Fact
from cases.people import Digest, Person
from cases.statistics import Numbers
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Digested(Fact):
    """Somebody reads a digest: of a centre, or (None) of the country. Without a *cost* they asked
    for it, and it is the free reply; *stopped* tells that none comes by itself, because the month's
    pushes run low."""

    to: Person
    kind: Digest
    centre: Centre | None
    now: Numbers
    before: Numbers
    parts: tuple[Numbers, ...]
    standing: Standing
    cost: Cost | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class DigestsChosen(Fact):
    """The digests that somebody may have, and which of them they want."""

    to: Person
    wanted: tuple[tuple[Digest, bool], ...]
