"""A place that somebody writes: it counts as a location once they confirm it with one tap.
(docs/decisions/0074-places-in-words.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Place
from cases.facts.fact import Fact
from cases.facts.shares import PlaceNotRead, PlaceRead, ShareRefused
from cases.people import Aside
from geo.centres import Point
from geo.whereabouts import spell, spellings
from geo.written_place import UnreadPlace, read_place
from handlers.citizen import conversation
from handlers.events import LocationSent, TextSent
from handlers.request import Request

#: The words beside a place that are worth keeping have more letters than a greeting.
_FEWEST_LETTERS = 4


def read(request: Request[TextSent]) -> list[Fact] | None:
    """Ask whether the place in a text is meant; None if it names none. Other words are kept for the
    case, as before a place."""
    person, event = request.person, request.event
    written = read_place(event.text, lambda words: _near(words, request))
    if written is None:
        return None
    if isinstance(written.found, UnreadPlace):
        return [PlaceNotRead(person, written.found)]
    place = Place(written.found)
    where = request.context.locate(place)
    if not where.inside:
        return [ShareRefused(person)]
    request.limits.put_aside(person, Aside(event.id, event.at, place, event.message))
    if sum(map(str.isalpha, written.rest)) >= _FEWEST_LETTERS:
        conversation.keep(request.on(replace(event, text=written.rest)), person)
    return [PlaceRead(person, place, where.province)]


def confirmed(request: Request[object], line_id: str) -> LocationSent | None:
    """Return the place that was read last as a location, and store it no longer; None if there is
    none."""
    person = request.people.of_line(line_id)
    aside = request.limits.aside(person)
    if aside is None:
        return None
    request.limits.drop_aside(person)
    return LocationSent(aside.event, aside.at, line_id, aside.place, aside.message)


def _near(words: str, request: Request[object]) -> Point | None:
    """Return the point of the centre whose province the words name, else of the member's own."""
    said, centres = spell(words), request.context.centres
    named = spellings(centres)
    found = max((name for name in named if name in said), key=len, default=None)
    centre = centres.by_id(named[found]) if found else None
    return centre.point if centre else None
