"""Which handler an event goes to, and what is asked before and added after."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import handlers
from cases.commands import AskDanger, Cancel, EnterCaller, Skip, Thank
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.personal_data import NamelessHeard
from cases.people import NOBODY, About, Person
from cases.ports import Timer
from handlers import person_retention, summing_up, yes_no
from handlers.citizen import (
    asking_back,
    before_place,
    detail,
    limits,
    my_data,
    own_need,
    photo,
    share,
    still_there,
    talk,
)
from handlers.codes import codes_in
from handlers.events import (
    Event,
    FromPerson,
    LocationSent,
    Nameless,
    PartnerShared,
    PhotoSent,
    Pressed,
    TextSent,
    TimerDue,
)
from handlers.permission import permitted
from handlers.pushes_stopped import with_pushes_stopped
from handlers.registry import HANDLERS, handles
from handlers.request import Request
from handlers.staff import asking, caller, team, visit, whose_place
from handlers.typed import meant

#: What is an answer while an officer waits for one.
_MAY_ANSWER = (Thank, Skip, Cancel, AskDanger)
#: What the next text of somebody is taken for, by what the talk is about.
_ANSWERS = {
    About.DETAIL: detail.add_words,
    About.MOVED: detail.add_words,
    About.ASK: asking.send,
    About.CALLER: caller.add_words,
}

for _module in walk_packages(handlers.__path__, "handlers."):
    import_module(_module.name)  # each registers its handlers


def handle(request: Request[Event]) -> list[Fact]:
    """Decide what an event changes; the facts say what became true."""
    facts = _decided(request)
    yes_no.remember(facts, request)
    return facts


def _decided(request: Request[Event]) -> list[Fact]:
    match request.event:
        case TimerDue() as event:
            return HANDLERS[Timer(event.kind)](request)
        case PartnerShared():
            return HANDLERS[PartnerShared](request)
        case Nameless():
            return [NamelessHeard(Person(NOBODY, ""))]
        case event:
            return _of_person(request.on(event))


def _of_person(request: Request[FromPerson]) -> list[Fact]:
    if _was_taken_back(request):
        return []
    request = yes_no.as_tap(request)
    over = limits.over_limit(request)
    facts = HANDLERS[type(request.event)](request) if over is None else over
    facts = summing_up.with_ceiling(request, facts)
    facts = with_pushes_stopped(request, facts)
    facts = photo.with_unusable(request, facts)
    person_retention.plan(request, facts)
    return my_data.with_notice(request, facts)


def _was_taken_back(request: Request[FromPerson]) -> bool:
    """Return whether a message comes after the word that it was unsent."""
    if not isinstance(request.event, LocationSent | TextSent | PhotoSent):
        return False
    return request.unit.messages.was_unsent(request.event.message)


@handles(Pressed)
def _command(request: Request[Pressed]) -> list[Fact]:
    asked = permitted(request)
    return [asked] if isinstance(asked, Refused) else HANDLERS[type(asked.command)](asked)


@handles(LocationSent)
def _location(request: Request[LocationSent]) -> list[Fact]:
    taken = whose_place.ask_which(request)
    if taken is None:
        taken = caller.take_place(request)
    if taken is None:
        taken = visit.check_in(request)
    if taken is None:
        taken = still_there.move(request)
    return share.share(request) if taken is None else taken


@handles(TextSent)
def _text(request: Request[TextSent]) -> list[Fact]:
    person = request.person
    topic = next(filter(None, (person.topic_at(request.at, one) for one in _ANSWERS)), None)
    codes = codes_in(request.event.text, in_talk=topic is not None)
    if codes:
        return team.join(request, codes)
    found = meant(request.event, person, request.at)
    may_answer = not found.sure or isinstance(found.command, _MAY_ANSWER)
    if may_answer and topic and detail.is_awaited(person, topic, request):
        answered = detail.add_words(request, topic.case)
        return [*answered, *asking_back.ask_grave(request, found)]
    if found.command and found.sure:
        began = _command(request.asking(found.command))
        if isinstance(found.command, EnterCaller) and request.event.rest:
            return caller.add_first_words(request, began)
        return began
    if found.command:
        return asking_back.ask_back(request, found)
    if topic and request.event.text:
        return _ANSWERS[topic.about](request, topic.case)
    kept = before_place.keep(request, person)
    if person.topic_at(request.at, About.OWN_NEED):
        return own_need.hear(request)
    return talk.way_on(person, request, kept=kept)
