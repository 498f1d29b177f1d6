"""The kind of a case and its danger. A danger is never withdrawn and puts the case at the top of
the queue. A sharer who says only that it is urgent gets the numbers to call and is asked which
danger it is."""

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
    """The codes of a kind, of a danger, or of a kind and the danger that it implies."""

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
    """Return *case* with a kind and a danger that were named."""
    return in_danger(
        replace(case, need=replace(case.need, kind=named.kind or case.need.kind)), named.danger
    )


def record_kind(case: Case, named: Named, request: Request[object]) -> tuple[Case, list[Alerted]]:
    """Save the kind and the danger of an open case. Return the case, and the alert about a danger
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
    """Return the members to alert of a danger: those who could claim the case, or its holder."""
    if case.state is State.WAITING:
        return alert_recipients(case, request)
    members = map(request.teams.find, request.people.find_all([case.holder or 0]))
    return [member for member in members if member is not None]


#: The number of a person's last cases among which an open one is looked for.
_LOOKED_AT = 10


@handles(SayKind)
def say_kind(request: CommandRequest[SayKind]) -> list[Fact]:
    """Record the kind or a danger that a sharer of this open case taps, or ask for it if the button
    names neither. A tap never withdraws a danger, and a further danger is added."""
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
    """Ask which danger it is: of the case of the talk, else of the last open case that the person
    shared, else of the place that they share next."""
    person = request.person
    return [DangerAsked(person, _case_meant(person, request))]


def _case_meant(person: Person, request: Request[object]) -> Case | None:
    case = case_of_talk(person, request)
    own = request.cases.shared_by(person.id, count=_LOOKED_AT)
    return case or next((one for one in own if one.is_open), None)
