"""What became true when words were likely to ask for something, but not sure to."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.commands import Command
from cases.facts.fact import Fact
from cases.people import Person


@dataclass(frozen=True, slots=True)
class OwnNeedAsked(Fact):
    """Somebody is asked whether it is they who need help; what they wrote stands with *case*, where
    one is talked about."""

    to: Person
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class ActAsked(Fact):
    """Somebody is asked whether they mean *command*; what they wrote stands with *case*, where one
    is talked about, and nobody was told of it."""

    to: Person
    command: Command
    case: Case | None = None
