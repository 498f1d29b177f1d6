"""A sharer says what the share is about; what is urgent goes to the top of the queue."""

from __future__ import annotations

from cases.details import IN_WORDS
from cases.facts.fact import Fact
from cases.facts.shares import KindAsked, KindNotTaken, KindSaid
from cases.ports import UnitOfWork
from handlers.citizen.conversation import open_case_of, still_open, talk_about
from handlers.citizen.promise import still_waiting
from handlers.context import Context
from handlers.events import Pressed
from handlers.saying import named_by, say

#: What a button names: a kind of the taxonomy, or a danger.
_NAMES = {"kind", "urgent"}


def say_kind(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take the kind, or a danger, from one who shared this open case, or ask for it where the
    button names neither. A danger is never taken back by a tap, and a further one is heard as
    well."""
    person = unit.people.of_line(event.line_id)
    case = open_case_of(person, event.case, unit)
    if case is not None and not _NAMES & event.fields.keys():
        talk_about(case, person, still_open(person, case, unit), unit, context)
        return [KindAsked(person, case)]
    named = named_by(event, context)
    if case is None or named is None:
        return [KindNotTaken(person)]
    said, alerted = say(case, named, unit, context)
    asked = still_open(person, said, unit)
    asked = tuple(one for one in asked if not named.danger or one in IN_WORDS)
    asked = talk_about(said, person, asked, unit, context)
    told = KindSaid(person, said, named.danger, asked)
    return [told, *alerted, *still_waiting(person, unit, context)]
