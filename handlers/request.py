"""One event, and all that belongs to its handling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

from cases.case import Case
from cases.commands import Command
from cases.people import Member, Person
from cases.ports import Cases, Limits, Log, People, Teams, Timers, UnitOfWork
from config.settings import Settings
from handlers.context import Context
from handlers.events import Event, FromPerson, Pressed

C = TypeVar("C", bound=Command, covariant=True)
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

    def asking(self: Request[FromPerson], command: Command) -> Request[Pressed]:
        """Return the request of the same person for *command*, as if its button was pressed."""
        event = self.event
        token = event.reply_token
        return self.on(Pressed(event.id, event.at, event.line_id, command, reply_token=token))

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


@dataclass(frozen=True)
class CommandRequest(Request[Pressed], Generic[C]):
    """A request for a command that anybody may give."""

    command: C


@dataclass(frozen=True)
class MemberRequest(CommandRequest[C]):
    """A request of a member of a team, who may give the command."""

    member: Member


@dataclass(frozen=True)
class CaseRequest(MemberRequest[C]):
    """A request of a member who may give the command to this case."""

    case: Case
