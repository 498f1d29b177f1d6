"""The request (an event and its unit of work), the context that is the same for all events, and the
registry of handlers by the type that they handle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from cases import ports
from cases.case import Case, Place
from cases.commands import Command
from cases.facts.fact import Fact
from cases.people import Member, Person
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centre, Centres, Point, metres
from geo.whereabouts import Whereabouts
from handlers.events import Event, FromPerson, Pressed

C = TypeVar("C", bound=Command, covariant=True)
E = TypeVar("E", covariant=True)
F = TypeVar("F", bound=Event)


@dataclass(frozen=True)
class Request(Generic[E]):
    """The argument of a handler: the event, its unit of work, and the context."""

    event: E
    unit: ports.UnitOfWork
    context: Context

    @property
    def person(self: Request[FromPerson]) -> Person:
        """The person who caused the event, as stored before it; a new one if unknown."""
        # No cached_property: before Python 3.12 all requests share its lock, and while one waits
        # for the store every other thread would wait with it.
        if "known" not in vars(self):
            vars(self)["known"] = self.unit.people.of_line(self.event.line_id)
        person: Person = vars(self)["known"]
        return person

    def on(self, event: F) -> Request[F]:
        """Return a request for *event* in the same unit of work."""
        return Request(event, self.unit, self.context)

    def asking(self: Request[FromPerson], command: Command) -> Request[Pressed]:
        """Return the request of the same person for *command*, as if its button was tapped."""
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
    def cases(self) -> ports.Cases:
        return self.unit.cases

    @property
    def people(self) -> ports.People:
        return self.unit.people

    @property
    def teams(self) -> ports.Teams:
        return self.unit.teams

    @property
    def timers(self) -> ports.Timers:
        return self.unit.timers

    @property
    def log(self) -> ports.Log:
        return self.unit.log

    @property
    def limits(self) -> ports.Limits:
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


class Map(Protocol):
    """Finds where a point lies; implemented by geo.whereabouts.Locator."""

    def locate(self, point: Point, address: str | None) -> Whereabouts:
        """Return whether a point is in Thailand (yes if in doubt), and in which province."""


@dataclass(frozen=True, slots=True)
class Context:
    """Values that are the same for all events of a process."""

    settings: Settings
    centres: Centres
    taxonomy: Taxonomy
    map: Map
    profiles: ports.Profiles
    statistics: ports.Statistics
    attachments: ports.AttachmentSource

    def centre(self, centre_id: str) -> Centre:
        """Return a centre, also one that is no longer in the file; the national centre for an
        unknown id."""
        return self.centres.known(centre_id) or self.receiver(centre_id)

    def receiver(self, centre_id: str) -> Centre:
        """Return the centre that gets new work for *centre_id*: the national centre if that id is
        no longer in the file."""
        named = (centre_id, self.settings.national_centre)
        found = (self.centres.by_id(one) for one in named)
        return next(filter(None, found), None) or next(iter(self.centres))

    def locate(self, place: Place) -> Whereabouts:
        """Return where a place is."""
        return self.map.locate(place.point, place.address or None)

    def centre_for(self, place: Place, province: str | None) -> Centre:
        """Return the nearest centre; with ROUTING=province the centre with jurisdiction, if there
        is one."""
        if self.settings.routing == "province" and province is not None:
            return self.receiver(province)
        return self.centres.nearest(place.point)

    def metres_to(self, centre_id: str, point: Point) -> float:
        """Return the geodesic distance from a centre to *point*."""
        return metres(self.centre(centre_id).point, point)


Handler = Callable[[Any], list[Fact]]
H = TypeVar("H", bound=Handler)
#: Handlers by the type of an event or a command, or by the kind of a timer.
HANDLERS: dict[type | ports.Timer, Handler] = {}


def handles(*kinds: type | ports.Timer) -> Callable[[H], H]:
    """Register a function for events or commands of these types, or for timers of these kinds."""

    def register(handler: H) -> H:
        for kind in kinds:
            if kind in HANDLERS:
                raise TypeError(f"{kind} has a handler already")
            HANDLERS[kind] = handler
        return handler

    return register
