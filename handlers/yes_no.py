"""A typed yes or no is taken for the tap on the button, directly after the question.

Whatever somebody is told next ends the question, so that a late yes answers nothing else. Only a
button that is *the* yes or *the* no is pressed: to "what is this place?" nobody can say yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from cases.case import Case, State
from cases.commands import (
    AskDanger,
    Command,
    Confirm,
    Erase,
    Keep,
    Release,
    RemoveMember,
    SayFound,
    SayNotFound,
    SayWhosePlace,
    ShowMyData,
    ShowTeam,
    Start,
    Thank,
)
from cases.facts.answers import StillThereAsked
from cases.facts.callers import WhosePlace
from cases.facts.casework import OfficerArrived
from cases.facts.fact import Fact
from cases.facts.personal_data import EraseAsked, TooManyShares
from cases.facts.shares import DangerAsked, SharersTold
from cases.facts.silent_holders import HolderAsked
from cases.facts.team_changes import RemovalAsked
from cases.facts.unsure_words import ActAsked, OwnNeedAsked
from cases.moments import to_ms
from cases.people import NOBODY, Member, Person
from cases.seen import Seen
from cases.yes_no import ANY_YES, Answer, YesNo
from handlers.context import Context
from handlers.events import FromPerson, TextSent
from handlers.request import Request

#: Whom a fact is told to.
_HEARERS = ("to", "sharers", "team", "heads")


def as_tap(request: Request[FromPerson]) -> Request[FromPerson]:
    """Return the request for the button that a typed yes or no stands for; any other request as it
    is."""
    event = request.event
    if not isinstance(event, TextSent) or event.answer is None:
        return request
    person = request.people.known(event.line_id)
    asked = request.limits.yes_no(person.id) if person else None
    command = asked.command_at(event.answer, request.at) if asked else None
    return request.asking(command) if command else request


def remember(facts: Sequence[Fact], request: Request[object]) -> None:
    """Keep for each person who is told something what a yes or a no means from now on."""
    until = request.now + timedelta(minutes=request.settings.detail_minutes)
    asked: dict[int, YesNo | None] = {}
    for fact in facts:
        commands = commands_of(fact, request.context)
        for person in hearers_of(fact):
            question = YesNo(commands, request.at, until) if commands else None
            asked[person.id] = question or asked.get(person.id)
    for person_id, question in asked.items():
        if person_id != NOBODY:
            request.limits.put_yes_no(person_id, question)


def hearers_of(fact: Fact) -> Iterator[Person]:
    """Yield everybody whom a fact is told to."""
    for name in _HEARERS:
        told = getattr(fact, name, ())
        for one in told if isinstance(told, tuple) else (told,):
            yield one.person if isinstance(one, Member) else one


def commands_of(fact: Fact, context: Context) -> dict[Answer, Command]:
    """Return the commands of the buttons that are the yes and the no of a question; none of what is
    no such question."""
    match fact:
        case OwnNeedAsked(case=case):
            number = case.number if case else ""
            return _either(Start(number, "me"), Start(number, "other"))
        case ActAsked(command=command):
            return _either(command, Thank())
        case HolderAsked(case=case):
            commands = _either(Keep(case.number), Release(case.number))
            if case.state is State.ON_SITE:  # who has arrived closes it, and cannot release
                del commands[Answer.NO]
            return commands
        case DangerAsked() | TooManyShares():  # yes: which one, numbers to call first
            yes = AskDanger()
            return {Answer.YES: yes, Answer.PARTICLE: yes, Answer.NO: Thank()}
        case StillThereAsked(case=case):
            return dict.fromkeys((Answer.YES, Answer.PARTICLE), Confirm(case.number, Seen.HERE))
        case OfficerArrived(case=case):
            return {Answer.YES: SayFound(case.number), Answer.NO: SayNotFound(case.number)}
        case RemovalAsked(member=member):
            return {Answer.YES: RemoveMember(member.person.id, sure=True), Answer.NO: ShowTeam()}
        case EraseAsked(at=at):
            return {Answer.YES: Erase(sure=True, asked=to_ms(at)), Answer.NO: ShowMyData()}
        case SharersTold(case=case) if _asks_did_you_see(case, context):
            return {Answer.YES: Confirm(case.number, Seen.YES)}
        case WhosePlace(case=case):
            return {Answer.NO: SayWhosePlace(case.number, "nothing")}
        case _:
            return {}


def _either(yes: Command, no: Command) -> dict[Answer, Command]:
    return {**dict.fromkeys(ANY_YES, yes), Answer.NO: no}


def _asks_did_you_see(case: Case, context: Context) -> bool:
    known = (context.taxonomy.outcomes.get(code) for code in case.visit.outcomes)
    return not case.own_need and any(one.needs_visit for one in known if one)
