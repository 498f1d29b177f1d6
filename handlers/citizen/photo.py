"""A sharer sends photos of the place: each is added to the case and fetched aside."""

from __future__ import annotations

from collections.abc import Sequence

from cases.amounts import PHOTOS_OF_CASE, PHOTOS_OF_SHARER
from cases.case import Case, Detail, Form
from cases.data_facts import Erased, NothingKept
from cases.details import Question
from cases.facts import Fact
from cases.people import Person
from cases.photo_facts import PhotoAwaitsPlace, PhotosFull, PhotoTaken, PhotoUnusable
from cases.ports import Desk, Timer
from handlers.citizen import before_place, talk
from handlers.citizen.conversation import answered, open_case_of, still_open, talk_about
from handlers.events import FromPerson, PhotoSent
from handlers.house import House


def add_photo(event: PhotoSent, desk: Desk, house: House) -> list[Fact]:
    """Take a photo into the case that the talk is about; a set of photos is answered once."""
    facts = _take(event, desk, house)
    return facts if event.is_first else []


def with_unusable(event: FromPerson, facts: Sequence[Fact], desk: Desk) -> list[Fact]:
    """Add to an answer that an earlier photo could not be used: a push would be paid for."""
    told = list(facts)
    erased = any(isinstance(fact, Erased | NothingKept) for fact in told)
    if not told or erased or not event.reply_token:
        return told
    person = desk.people.of_line(event.line_id)
    if not desk.photos.has_unusable(person):
        return told
    desk.photos.drop_unusable(person)
    return [*told, PhotoUnusable(person)]


def photos_of(case: Case, desk: Desk) -> list[Detail]:
    """Return the photos that were added to a case, fetched or not, the oldest first."""
    return [one for one in desk.cases.details(case.number) if one.form is Form.PHOTO]


def forget_details(case: Case, details: Sequence[Detail], desk: Desk) -> None:
    """Delete what sharers added to a case, photos with all that is theirs."""
    for detail in details:
        desk.cases.take_detail(case.number, detail.id)
    photos = [detail.id for detail in details if detail.form is Form.PHOTO]
    if photos:
        delete_photos(case.number, photos, desk)
        desk.timers.set(Timer.COUNT_PHOTOS, case.number, desk.now)


def delete_photos(number: str, photos: Sequence[str], desk: Desk) -> None:
    """Delete photos of a case, and what was planned in order to fetch them."""
    desk.photos.forget(photos)
    for photo in photos:
        desk.timers.cancel(Timer.FETCH_PHOTO, number, step=int(photo))


def redirect_photos(source: str, target: str, details: Sequence[Detail], desk: Desk) -> int:
    """Let the photos among *details*, moved from one case to another, come there if they are still
    on their way; return how many are there to look at."""
    photos = [one.id for one in details if one.form is Form.PHOTO]
    there = desk.photos.kept(photos)
    for photo in set(photos).difference(there):
        desk.timers.cancel(Timer.FETCH_PHOTO, source, step=int(photo))
        desk.timers.set(Timer.FETCH_PHOTO, target, desk.now, step=int(photo))
    return len(there)


def _take(event: PhotoSent, desk: Desk, house: House) -> list[Fact]:
    person = desk.people.of_line(event.line_id)
    topic = person.case_topic_at(desk.at)
    case = open_case_of(person, topic.case, desk) if topic else None
    if case is None:
        if person.centre:
            return talk.guide(event, desk, house)
        return [PhotoAwaitsPlace(person, kept=before_place.keep(event, person, desk))]
    if _is_full(case, person, desk):
        return [PhotosFull(person, case)]
    _add(event, case, person, desk)
    case = answered(person, case, desk)
    asked = (one for one in still_open(person, case, desk) if one is not Question.PHOTO)
    talk_about(case, person, asked, desk, house)
    return [PhotoTaken(person, case)]


def _is_full(case: Case, person: Person, desk: Desk) -> bool:
    photos = photos_of(case, desk)
    own = [photo for photo in photos if photo.person == person.id]
    return len(own) >= PHOTOS_OF_SHARER or len(photos) >= PHOTOS_OF_CASE


def _add(event: PhotoSent, case: Case, person: Person, desk: Desk) -> None:
    photo = Detail(event.message, person.id, desk.at, Form.PHOTO)
    desk.cases.put_detail(case.number, photo)
    desk.timers.set(Timer.FETCH_PHOTO, case.number, desk.now, step=int(event.message))
