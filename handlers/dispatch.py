"""Which handler an event goes to, and what is asked before and added after."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import handlers
from cases.facts.fact import Fact
from cases.facts.personal_data import NamelessHeard
from cases.people import NOBODY, Person
from cases.ports import Timer
from handlers import summing_up, yes_no
from handlers.citizen import limits, my_data, photo, share, still_there
from handlers.events import (
    Event,
    FromPerson,
    LocationSent,
    Nameless,
    PartnerShared,
    PhotoSent,
    TextSent,
    TimerDue,
)
from handlers.registry import HANDLERS, handles
from handlers.request import Request
from handlers.staff import caller, visit, whose_place
from handlers.summing_up import with_pushes_stopped

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
    my_data.plan(request, facts)
    return my_data.with_notice(request, facts)


def _was_taken_back(request: Request[FromPerson]) -> bool:
    """Return whether a message comes after the word that it was unsent."""
    if not isinstance(request.event, LocationSent | TextSent | PhotoSent):
        return False
    return request.unit.messages.was_unsent(request.event.message)


@handles(LocationSent)
def _location(request: Request[LocationSent]) -> list[Fact]:
    for take in (whose_place.ask_which, caller.take_place, visit.check_in, still_there.move):
        taken = take(request)
        if taken is not None:
            return taken
    return share.share(request)
