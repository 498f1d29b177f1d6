"""A sharer says what the share is about; what is urgent goes to the top of the queue."""

from __future__ import annotations

from cases.details import IN_WORDS
from cases.facts.fact import Fact
from cases.facts.shares import KindAsked, KindNotTaken, KindSaid
from handlers.citizen.conversation import open_case_of, still_open, talk_about
from handlers.citizen.promise import still_waiting
from handlers.events import Pressed
from handlers.request import Request
from handlers.saying import named_by, say

#: What a button names: a kind of the taxonomy, or a danger.
_NAMES = {"kind", "urgent"}


def say_kind(request: Request[Pressed]) -> list[Fact]:
    """Take the kind, or a danger, from one who shared this open case, or ask for it where the
    button names neither. A danger is never taken back by a tap, and a further one is heard as
    well."""
    person = request.person
    case = open_case_of(person, request.event.case, request)
    if case is not None and not _NAMES & request.event.fields.keys():
        talk_about(case, person, still_open(person, case, request), request)
        return [KindAsked(person, case)]
    named = named_by(request)
    if case is None or named is None:
        return [KindNotTaken(person)]
    said, alerted = say(case, named, request)
    asked = still_open(person, said, request)
    asked = tuple(one for one in asked if not named.danger or one in IN_WORDS)
    asked = talk_about(said, person, asked, request)
    told = KindSaid(person, said, named.danger, asked)
    return [told, *alerted, *still_waiting(person, request)]
