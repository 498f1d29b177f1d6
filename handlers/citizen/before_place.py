"""Words and photos a moment before the place: they belong to the share that follows.

They are kept with the person for some minutes. Both sides read what the other writes, so it does
not matter in which order two webhooks are worked on. (docs/decisions/0053)"""

from __future__ import annotations

from cases.case import Case, Detail, Form
from cases.facts.casework import SharerAdded
from cases.log import Act
from cases.masking import mask
from cases.people import Person
from cases.ports import Timer
from handlers.citizen.conversation import tell_holder
from handlers.events import PhotoSent, TextSent
from handlers.request import Request

#: Of words and of photos each; more is no description of a place.
_MOST = 5


def keep(request: Request[TextSent | PhotoSent], person: Person) -> bool:
    """Keep the words or the photo that a citizen sent before the place; return whether there was
    room."""
    if person.centre is not None or (
        isinstance(request.event, TextSent) and not request.event.text
    ):
        return False
    detail = _detail(request, person)
    kept = list(request.limits.before_place(person))
    if sum(one.form is detail.form for one in kept) >= _MOST:
        return False
    request.limits.put_before_place(person, [*kept, detail])
    return True


def bring(case: Case, person: Person, request: Request[object]) -> list[SharerAdded]:
    """Add to *case* what its sharer sent before the place; return the message to the holder about
    the words."""
    kept = list(request.limits.before_place(person))
    if not kept:
        return []
    request.limits.put_before_place(person, ())
    for one in kept:
        request.cases.put_detail(case.number, one)
        if one.form is Form.PHOTO:
            request.timers.set(Timer.FETCH_PHOTO, case.number, request.now, step=int(one.id))
        else:
            request.log.record(Act.DETAIL_ADDED, case)
    words = "\n".join(one.text for one in kept if one.form is Form.WORDS)
    return tell_holder(case, person, request, words) if words else []


def take_back(message: str, person: Person, request: Request[object]) -> None:
    """Delete what an unsent message had brought."""
    kept = list(request.limits.before_place(person))
    left = [one for one in kept if one.id != message]
    if left != kept:
        request.limits.put_before_place(person, left)


def _detail(request: Request[TextSent | PhotoSent], person: Person) -> Detail:
    if isinstance(request.event, PhotoSent):
        return Detail(request.event.message, person.id, request.at, Form.PHOTO)
    message = request.event.message or request.event.id
    return Detail(message, person.id, request.at, Form.WORDS, mask(request.event.text))
