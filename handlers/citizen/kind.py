"""A sharer says what the share is about; what is urgent goes to the top of the queue."""

from __future__ import annotations

from cases.citizen_facts import KindAsked, KindNotTaken, KindSaid
from cases.details import IN_WORDS
from cases.facts import Fact
from cases.ports import Desk
from handlers.citizen.conversation import open_case_of, still_open, talk_about
from handlers.citizen.promise import still_waiting
from handlers.events import Pressed
from handlers.house import House
from handlers.saying import named_by, say

#: What a button names: a kind of the taxonomy, or a danger.
_NAMES = {"kind", "urgent"}


def say_kind(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take the kind, or a danger, from one who shared this open case, or ask for it where the
    button names neither. A danger is never taken back by a tap, and a further one is heard as
    well."""
    person = desk.people.of_line(event.line_id)
    case = open_case_of(person, event.case, desk)
    if case is not None and not _NAMES & event.fields.keys():
        talk_about(case, person, still_open(person, case, desk), desk, house)
        return [KindAsked(person, case)]
    named = named_by(event, house)
    if case is None or named is None:
        return [KindNotTaken(person)]
    said, alerted = say(case, named, desk, house)
    asked = still_open(person, said, desk)
    asked = tuple(one for one in asked if not named.danger or one in IN_WORDS)
    asked = talk_about(said, person, asked, desk, house)
    told = KindSaid(person, said, named.danger, asked)
    return [told, *alerted, *still_waiting(person, desk, house)]
