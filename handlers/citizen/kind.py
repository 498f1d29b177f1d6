"""A sharer says what the share is about; what is urgent goes to the top of the queue. Who only says
that it is urgent is asked what it is, numbers to call first."""

from __future__ import annotations

from cases.case import Case
from cases.commands import AskDanger, SayKind
from cases.details import IN_WORDS
from cases.facts.fact import Fact
from cases.facts.shares import DangerAsked, KindAsked, KindNotTaken, KindSaid
from cases.people import Person
from handlers.citizen.conversation import open_case_of, still_open, talk_about
from handlers.citizen.promise import still_waiting
from handlers.events import FromPerson
from handlers.registry import handles
from handlers.request import CommandRequest, Request
from handlers.saying import named_by, say

#: Of so many of their last cases one may be open.
_LOOKED_AT = 10


@handles(SayKind)
def say_kind(request: CommandRequest[SayKind]) -> list[Fact]:
    """Take the kind, or a danger, from one who shared this open case, or ask for it where the
    button names neither. A danger is never taken back by a tap, and a further one is heard as
    well."""
    command, person = request.command, request.person
    case = open_case_of(person, command.case, request)
    if case is not None and command.kind is None and command.urgent is None:
        talk_about(case, person, still_open(person, case, request), request)
        return [KindAsked(person, case)]
    named = named_by(command.kind, command.urgent, request)
    if case is None or named is None:
        return [KindNotTaken(person)]
    said, alerted = say(case, named, request)
    asked = still_open(person, said, request)
    asked = tuple(one for one in asked if not named.danger or one in IN_WORDS)
    asked = talk_about(said, person, asked, request)
    told = KindSaid(person, said, named.danger, asked)
    return [told, *alerted, *still_waiting(person, request)]


@handles(AskDanger)
def ask_danger(request: Request[FromPerson]) -> list[Fact]:
    """Ask what the danger is: in the case of the talk, else in the last open one they shared, else
    at the place that they share next."""
    person = request.person
    return [DangerAsked(person, _case_meant(person, request))]


def _case_meant(person: Person, request: Request[object]) -> Case | None:
    topic = person.case_topic_at(request.at)
    case = open_case_of(person, topic.case, request) if topic else None
    own = request.cases.shared_by(person.id, count=_LOOKED_AT)
    return case or next((one for one in own if one.is_open), None)
