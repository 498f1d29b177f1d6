"""What a case is about: its kind, and a danger, which is never taken back and goes to the top of
the queue. Who only says that it is urgent is asked what it is, numbers to call first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.case import IN_WORDS, Case, State, in_danger
from cases.commands import AskDanger, SayKind
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.shares import DangerAsked, KindAsked, KindNotTaken, KindSaid
from cases.people import Member, Person
from handlers.alerts import alert, alert_recipients, start_clocks_now
from handlers.citizen.conversation import case_of_talk, open_case_of, still_open, talk_about
from handlers.citizen.sharer import still_waiting
from handlers.events import FromPerson
from handlers.request import CommandRequest, Request, handles


@dataclass(frozen=True, slots=True)
class Named:
    """A kind, a danger, or a kind and the danger that it brings with it, by their codes."""

    kind: str | None
    danger: str | None


def find_codes(
    kind_code: str | None, danger_code: str | None, request: Request[object]
) -> Named | None:
    """Return the kind and the danger of these codes; None if neither is known."""
    kind = request.context.taxonomy.kinds.get(kind_code or "")
    danger = request.context.taxonomy.urgencies.get(danger_code or "")
    if kind is None and danger is None:
        return None
    flag = danger.code if danger else (kind.urgent if kind else None)
    return Named(kind.code if kind else None, flag)


def with_kind(case: Case, named: Named) -> Case:
    """Return *case* with a kind and a danger that somebody named."""
    return in_danger(
        replace(case, need=replace(case.need, kind=named.kind or case.need.kind)), named.danger
    )


def record_kind(case: Case, named: Named, request: Request[object]) -> tuple[Case, list[Alerted]]:
    """Write the kind and the danger of an open case. Return the case, and the alert about a danger
    that was not known before."""
    said = with_kind(case, named)
    if said == case:
        return case, []
    is_danger = said.need.dangers != case.need.dangers
    if is_danger:
        said = start_clocks_now(said, request)
    request.cases.save(said)
    request.log.record_said(said, before=case)
    if not is_danger:
        return said, []
    return said, [alert(said, urgent_recipients(said, request), Why.URGENT, request)]


def urgent_recipients(case: Case, request: Request[object]) -> list[Member]:
    """Return whom to alert of a danger: those who could claim the case, or its holder."""
    if case.state is State.WAITING:
        return alert_recipients(case, request)
    members = map(request.teams.find, request.people.find_all([case.holder or 0]))
    return [member for member in members if member is not None]


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
    named = find_codes(command.kind, command.urgent, request)
    if case is None or named is None:
        return [KindNotTaken(person)]
    said, alerted = record_kind(case, named, request)
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
    case = case_of_talk(person, request)
    own = request.cases.shared_by(person.id, count=_LOOKED_AT)
    return case or next((one for one in own if one.is_open), None)
