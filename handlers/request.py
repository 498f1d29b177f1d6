"""One event, and all that belongs to its handling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

from cases.people import Person
from cases.ports import Cases, Limits, Log, People, Teams, Timers, UnitOfWork
from config.settings import Settings
from handlers.context import Context
from handlers.events import Event, FromPerson

E = TypeVar("E", covariant=True)
F = TypeVar("F", bound=Event)


@dataclass(frozen=True)
class Request(Generic[E]):
    """What a handler works on: the event, its unit of work, and what every handler knows."""

    event: E
    unit: UnitOfWork
    context: Context

    @cached_property
    def person(self: Request[FromPerson]) -> Person:
        """The one who caused the event, as kept before it; a new one where none is known."""
        return self.unit.people.of_line(self.event.line_id)

    def on(self, event: F) -> Request[F]:
        """Return a request for *event* in the same unit of work."""
        return Request(event, self.unit, self.context)

    @property
    def at(self) -> datetime:
        return self.unit.at

    @property
    def now(self) -> datetime:
        return self.unit.now

    @property
    def settings(self) -> Settings:
        return self.context.settings

    @property
    def cases(self) -> Cases:
        return self.unit.cases

    @property
    def people(self) -> People:
        return self.unit.people

    @property
    def teams(self) -> Teams:
        return self.unit.teams

    @property
    def timers(self) -> Timers:
        return self.unit.timers

    @property
    def log(self) -> Log:
        return self.unit.log

    @property
    def limits(self) -> Limits:
        return self.unit.limits
