"""What became true of somebody's way to the pages with a login."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.facts.fact import Fact
from cases.people import Member, Person
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class PageLinked(Fact):
    """A head or manager gets a link that is good once, *until* then; *centre* is None for the
    country."""

    to: Person
    member: Member
    centre: Centre | None
    token: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class SignedOut(Fact):
    """Every session of a member is over, on every device."""

    to: Person
