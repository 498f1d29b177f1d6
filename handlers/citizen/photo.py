"""A sharer sends photos of the place: each is added to the case and fetched aside."""

from __future__ import annotations

from collections.abc import Sequence

from cases.amounts import PHOTOS_OF_CASE, PHOTOS_OF_SHARER
from cases.case import Case, Detail, Form
from cases.details import Question
from cases.facts.fact import Fact
from cases.facts.personal_data import Erased, NothingKept
from cases.facts.photographs import PhotoAwaitsPlace, PhotosFull, PhotoTaken, PhotoUnusable
from cases.people import Person
from cases.ports import Timer
from handlers.citizen import before_place, talk
from handlers.citizen.conversation import answered, open_case_of, still_open, talk_about
from handlers.events import FromPerson, PhotoSent
from handlers.registry import handles
from handlers.request import Request


@handles(PhotoSent)
def add_photo(request: Request[PhotoSent]) -> list[Fact]:
    """Take a photo into the case that the talk is about; a set of photos is answered once."""
    facts = _take(request)
    return facts if request.event.is_first else []


def with_unusable(request: Request[FromPerson], facts: Sequence[Fact]) -> list[Fact]:
    """Add to an answer that an earlier photo could not be used: a push would be paid for."""
    told = list(facts)
    erased = any(isinstance(fact, Erased | NothingKept) for fact in told)
    if not told or erased or not request.event.reply_token:
        return told
    person = request.person
    if not request.unit.photos.has_unusable(person):
        return told
    request.unit.photos.drop_unusable(person)
    return [*told, PhotoUnusable(person)]


def photos_of(case: Case, request: Request[object]) -> list[Detail]:
    """Return the photos that were added to a case, fetched or not, the oldest first."""
    return [one for one in request.cases.details(case.number) if one.form is Form.PHOTO]


def forget_details(case: Case, details: Sequence[Detail], request: Request[object]) -> None:
    """Delete what sharers added to a case, photos with all that is theirs."""
    for detail in details:
        request.cases.take_detail(case.number, detail.id)
    photos = [detail.id for detail in details if detail.form is Form.PHOTO]
    if photos:
        delete_photos(case.number, photos, request)
        request.timers.set(Timer.COUNT_PHOTOS, case.number, request.now)


def delete_photos(number: str, photos: Sequence[str], request: Request[object]) -> None:
    """Delete photos of a case, and what was planned in order to fetch them."""
    request.unit.photos.forget(photos)
    for photo in photos:
        request.timers.cancel(Timer.FETCH_PHOTO, number, step=int(photo))


def redirect_photos(
    source: str, target: str, details: Sequence[Detail], request: Request[object]
) -> int:
    """Let the photos among *details*, moved from one case to another, come there if they are still
    on their way; return how many are there to look at."""
    photos = [one.id for one in details if one.form is Form.PHOTO]
    there = request.unit.photos.kept(photos)
    for photo in set(photos).difference(there):
        request.timers.cancel(Timer.FETCH_PHOTO, source, step=int(photo))
        request.timers.set(Timer.FETCH_PHOTO, target, request.now, step=int(photo))
    return len(there)


def _take(request: Request[PhotoSent]) -> list[Fact]:
    person = request.person
    topic = person.case_topic_at(request.at)
    case = open_case_of(person, topic.case, request) if topic else None
    if case is None:
        if person.centre:
            return talk.guide(request)
        return [PhotoAwaitsPlace(person, kept=before_place.keep(request, person))]
    if _is_full(case, person, request):
        return [PhotosFull(person, case)]
    _add(request, case, person)
    case = answered(person, case, request)
    asked = (one for one in still_open(person, case, request) if one is not Question.PHOTO)
    talk_about(case, person, asked, request)
    return [PhotoTaken(person, case)]


def _is_full(case: Case, person: Person, request: Request[object]) -> bool:
    photos = photos_of(case, request)
    own = [photo for photo in photos if photo.person == person.id]
    return len(own) >= PHOTOS_OF_SHARER or len(photos) >= PHOTOS_OF_CASE


def _add(request: Request[PhotoSent], case: Case, person: Person) -> None:
    photo = Detail(request.event.message, person.id, request.at, Form.PHOTO)
    request.cases.put_detail(case.number, photo)
    request.timers.set(Timer.FETCH_PHOTO, case.number, request.now, step=int(request.event.message))
