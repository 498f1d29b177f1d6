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
from cases.ports import Timer, UnitOfWork
from handlers.citizen import before_place, talk
from handlers.citizen.conversation import answered, open_case_of, still_open, talk_about
from handlers.context import Context
from handlers.events import FromPerson, PhotoSent


def add_photo(event: PhotoSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take a photo into the case that the talk is about; a set of photos is answered once."""
    facts = _take(event, unit, context)
    return facts if event.is_first else []


def with_unusable(event: FromPerson, facts: Sequence[Fact], unit: UnitOfWork) -> list[Fact]:
    """Add to an answer that an earlier photo could not be used: a push would be paid for."""
    told = list(facts)
    erased = any(isinstance(fact, Erased | NothingKept) for fact in told)
    if not told or erased or not event.reply_token:
        return told
    person = unit.people.of_line(event.line_id)
    if not unit.photos.has_unusable(person):
        return told
    unit.photos.drop_unusable(person)
    return [*told, PhotoUnusable(person)]


def photos_of(case: Case, unit: UnitOfWork) -> list[Detail]:
    """Return the photos that were added to a case, fetched or not, the oldest first."""
    return [one for one in unit.cases.details(case.number) if one.form is Form.PHOTO]


def forget_details(case: Case, details: Sequence[Detail], unit: UnitOfWork) -> None:
    """Delete what sharers added to a case, photos with all that is theirs."""
    for detail in details:
        unit.cases.take_detail(case.number, detail.id)
    photos = [detail.id for detail in details if detail.form is Form.PHOTO]
    if photos:
        delete_photos(case.number, photos, unit)
        unit.timers.set(Timer.COUNT_PHOTOS, case.number, unit.now)


def delete_photos(number: str, photos: Sequence[str], unit: UnitOfWork) -> None:
    """Delete photos of a case, and what was planned in order to fetch them."""
    unit.photos.forget(photos)
    for photo in photos:
        unit.timers.cancel(Timer.FETCH_PHOTO, number, step=int(photo))


def redirect_photos(source: str, target: str, details: Sequence[Detail], unit: UnitOfWork) -> int:
    """Let the photos among *details*, moved from one case to another, come there if they are still
    on their way; return how many are there to look at."""
    photos = [one.id for one in details if one.form is Form.PHOTO]
    there = unit.photos.kept(photos)
    for photo in set(photos).difference(there):
        unit.timers.cancel(Timer.FETCH_PHOTO, source, step=int(photo))
        unit.timers.set(Timer.FETCH_PHOTO, target, unit.now, step=int(photo))
    return len(there)


def _take(event: PhotoSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    person = unit.people.of_line(event.line_id)
    topic = person.case_topic_at(unit.at)
    case = open_case_of(person, topic.case, unit) if topic else None
    if case is None:
        if person.centre:
            return talk.guide(event, unit, context)
        return [PhotoAwaitsPlace(person, kept=before_place.keep(event, person, unit))]
    if _is_full(case, person, unit):
        return [PhotosFull(person, case)]
    _add(event, case, person, unit)
    case = answered(person, case, unit)
    asked = (one for one in still_open(person, case, unit) if one is not Question.PHOTO)
    talk_about(case, person, asked, unit, context)
    return [PhotoTaken(person, case)]


def _is_full(case: Case, person: Person, unit: UnitOfWork) -> bool:
    photos = photos_of(case, unit)
    own = [photo for photo in photos if photo.person == person.id]
    return len(own) >= PHOTOS_OF_SHARER or len(photos) >= PHOTOS_OF_CASE


def _add(event: PhotoSent, case: Case, person: Person, unit: UnitOfWork) -> None:
    photo = Detail(event.message, person.id, unit.at, Form.PHOTO)
    unit.cases.put_detail(case.number, photo)
    unit.timers.set(Timer.FETCH_PHOTO, case.number, unit.now, step=int(event.message))
