"""A sharer sends a place once more: the same pin twice is one share, another one puts it right.

Whoever saw two people may still say "this is someone else". (docs/decisions/0053)"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Place
from cases.facts.answers import PlaceMoved
from cases.people import Person
from geo.distance import metres
from handlers.citizen.conversation import holder_of
from handlers.citizen.sharer import own_share
from handlers.request import Request

#: A thumb that taps twice, or LINE on a bad line.
_TWICE = timedelta(seconds=30)
#: Who picked the wrong pin sees it on the receipt.
_PUT_RIGHT = timedelta(minutes=10)
#: The same pin to all who go there.
_SAME_M = 5


def is_sent_twice(place: Place, case: Case, person: Person, request: Request[object]) -> bool:
    """Return whether *person* sent this very pin a moment ago."""
    if metres(case.place.point, place.point) > _SAME_M:
        return False
    return _is_own(case, person, request, _TWICE)


def puts_right(place: Place, case: Case, person: Person, request: Request[object]) -> bool:
    """Return whether *person* puts the pin of *case* right: they alone share it, and did so minutes
    ago. Where others have shared it, too, they have seen the place that stands."""
    if case.sharers != 1 or metres(case.place.point, place.point) <= _SAME_M:
        return False
    return _is_own(case, person, request, _PUT_RIGHT)


def lead_to(place: Place, case: Case, person: Person, request: Request[object]) -> list[PlaceMoved]:
    """Move the case to the newest pin, and the one who holds it."""
    moved = replace(case, place=place)
    request.cases.save(moved)
    holder = holder_of(moved, request, but=person)
    return [PlaceMoved(holder, moved)] if holder else []


def _is_own(case: Case, person: Person, request: Request[object], within: timedelta) -> bool:
    own = own_share(person, case, request)
    return own is not None and abs(request.at - own.at) < within
