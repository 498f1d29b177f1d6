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
from handlers.citizen import conversation, detail
from handlers.events import LocationSent, TextSent
from handlers.request import Request

#: The words beside a place that are worth keeping have more letters than a greeting.
_FEWEST_LETTERS = 4


def read(request: Request[TextSent]) -> list[Fact]:
    """Ask whether the place in a text is meant; nothing if it names none. Other words go to the
    case that is talked about, else they are kept for the place to come."""
    person, event = request.person, request.event
    written = read_place(event.text, lambda words: _near(words, request))
    if written is None:
        return []
    if sum(map(str.isalpha, written.rest)) >= _FEWEST_LETTERS:
        _keep(written.rest, request)
    if isinstance(written.found, UnreadPlace):
        return [PlaceNotRead(person, written.found)]
    place = Place(written.found)
    where = request.context.locate(place)
    if not where.inside:
        return [ShareRefused(person)]
    request.limits.put_aside(person, Aside(event.id, event.at, place, event.message))
    return [PlaceRead(person, place, where.province)]


def _keep(words: str, request: Request[TextSent]) -> None:
    person, said = request.person, request.on(replace(request.event, text=words))
    case = conversation.case_of_talk(person, request)
    if case is None or not detail.keep_words(said, case, person):
        conversation.keep(said, person)


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
    """Return the point of the centre whose province the words name."""
    said, centres = spell(words), request.context.centres
    named = spellings(centres)
    found = max((name for name in named if name in said), key=len, default=None)
    centre = centres.by_id(named[found]) if found else None
    return centre.point if centre else None
