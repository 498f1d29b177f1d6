"""A person needs help themselves. They first get the numbers of people to call; then, if they wish,
they send their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, questions
from cases.commands import SayOwnNeed, Start
from cases.facts.fact import Fact
from cases.facts.shares import DetailAsked, OwnNeedHeard
from cases.log import Act
from cases.people import About, Person, Topic
from handlers.alerts import start_clocks_and_alert
from handlers.citizen import share, talk
from handlers.citizen.conversation import open_case_of, still_open, talk_about, tell_holder
from handlers.events import FromPerson
from handlers.request import CommandRequest, Request, handles

#: How long the next place counts as the person's own.
_LIFE = timedelta(hours=1)
#: The number of a person's last cases among which one for themselves is looked for.
_LOOKED_AT = 10


@handles(Start)
def start(request: CommandRequest[Start]) -> list[Fact]:
    """Begin the talk with a person who needs help themselves; ask a witness for the place, or show
    the guide."""
    person, command = request.person, request.command
    if command.who == "me":
        return hear(request, command.case)
    if person.topic_at(request.at, About.OWN_NEED):
        request.people.save(replace(person, topic=None))
    case = open_case_of(person, command.case, request) if command.who == "other" else None
    if case is None:
        return talk.guide(request)
    asked = talk_about(case, person, still_open(person, case, request), request)
    return [DetailAsked(person, case, asked)]


@handles(SayOwnNeed)
def say(request: CommandRequest[SayOwnNeed]) -> list[Fact]:
    """Handle the button "I need help myself"."""
    return hear(request, request.command.case)


def hear(request: Request[FromPerson], number: str = "") -> list[Fact]:
    """Answer a person who needs help, and mark the case that they shared as their own need. This is
    never refused: a case that is closed or another's is left unchanged, and the answer is the
    same."""
    person = request.person
    case = open_case_of(person, number, request) or _own(person, request)
    if case is None:
        topic = Topic(About.OWN_NEED, "", request.now + _LIFE)
        request.people.save(replace(person, topic=topic))
        return [OwnNeedHeard(person)]
    if case.own_need:
        return [_heard(case, person, request)]
    request.log.record(Act.OWN_NEED_SAID, case)
    shares = request.cases.shares(case.number)
    if any(one.person != person.id for one in shares):
        own = next(one for one in reversed(shares) if one.person == person.id)
        return share.separate(case, own, person, request, own_need=True)
    marked, alerted = start_clocks_and_alert(replace(case, own_need=True), request)
    request.cases.save(marked)
    heard = _heard(marked, person, request)
    return [heard, *tell_holder(marked, person, request), *alerted]


def _own(person: Person, request: Request[object]) -> Case | None:
    """Return the open case that the person marked as their own need."""
    cases = request.cases.shared_by(person.id, count=_LOOKED_AT)
    return next((case for case in cases if case.is_open and case.own_need), None)


def _heard(case: Case, person: Person, request: Request[object]) -> OwnNeedHeard:
    talk_about(case, person, questions(case), request)
    return OwnNeedHeard(person, case, request.context.centre(case.centre))
