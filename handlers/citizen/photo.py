"""Photos of the place that sharers send: each is added to the case, fetched aside, shown to the
holder, and deleted in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Detail, Form, Question
from cases.facts.fact import Fact
from cases.facts.personal_data import (
    PhotoAwaitsPlace,
    PhotosCame,
    PhotosFull,
    PhotoTaken,
)
from cases.people import Person
from cases.ports import NoPhoto, Timer
from cases.rules import PHOTOS_OF_CASE, PHOTOS_OF_SHARER
from handlers.citizen import conversation, talk
from handlers.citizen.conversation import answered, case_of_talk, still_open, talk_about
from handlers.events import PhotoSent, TimerDue
from handlers.request import Request, handles


@handles(PhotoSent)
def add_photo(request: Request[PhotoSent]) -> list[Fact]:
    """Take a photo into the case that the talk is about; a set of photos is answered once."""
    facts = _take(request)
    return facts if request.event.is_first else []


def photos_of(case: Case, request: Request[object]) -> list[Detail]:
    """Return the photos that were added to a case, fetched or not, the oldest first."""
    return [one for one in request.cases.details(case.number) if one.form is Form.PHOTO]


def forget_details(case: Case, details: Sequence[Detail], request: Request[object]) -> None:
    """Delete details of a case, and of photos also the picture and its timers."""
    for detail in details:
        request.cases.take_detail(case.number, detail.id)
    photos = [detail.id for detail in details if detail.form is Form.PHOTO]
    if photos:
        delete_photos(case.number, photos, request)
        request.timers.set(Timer.COUNT_PHOTOS, case.number, request.now)


def delete_photos(number: str, photos: Sequence[str], request: Request[object]) -> None:
    """Delete photos of a case and the timers that fetch them."""
    request.unit.photos.forget(photos)
    for photo in photos:
        request.timers.cancel(Timer.FETCH_PHOTO, number, step=int(photo))


def redirect_photos(
    source: str, target: str, details: Sequence[Detail], request: Request[object]
) -> int:
    """Fetch those photos among *details* for the case *target* that were not fetched yet. Return
    how many photos are there."""
    photos = [one.id for one in details if one.form is Form.PHOTO]
    there = request.unit.photos.kept(photos)
    for photo in set(photos).difference(there):
        request.timers.cancel(Timer.FETCH_PHOTO, source, step=int(photo))
        request.timers.set(Timer.FETCH_PHOTO, target, request.now, step=int(photo))
    return len(there)


def _take(request: Request[PhotoSent]) -> list[Fact]:
    person = request.person
    case = case_of_talk(person, request)
    if case is None:
        if person.centre:
            return talk.guide(request)
        return [PhotoAwaitsPlace(person, kept=conversation.keep(request, person))]
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


#: The photos of a set come within seconds; the holder hears of them once.
_SET = timedelta(seconds=5)
#: How long, since it was sent, a photo is asked for: an outage of LINE's data host took 91 minutes,
#: and after a working day nobody looks for a place by it any more. LINE keeps it for longer.
PATIENCE = timedelta(hours=6)
#: The shortest and the longest pause between two tries; each waits as long as all before it.
_PAUSE = {
    NoPhoto.NOT_READY: (timedelta(seconds=2), timedelta(minutes=1)),
    NoPhoto.UNREACHABLE: (timedelta(seconds=5), timedelta(minutes=10)),
}


@handles(Timer.FETCH_PHOTO)
def fetch_photo(request: Request[TimerDue]) -> list[Fact]:
    """Fetch a photo that is still wanted.

    The case is not read: it changes with every share, and the photo would be fetched once more."""
    photo = request.cases.find_detail(request.event.case, str(request.event.step))
    if photo is None:
        return []
    got = request.context.photos.fetch(photo.id)
    if isinstance(got, bytes):
        request.unit.photos.put(photo.id, got)
        request.timers.set(Timer.COUNT_PHOTOS, request.event.case, request.now + _SET)
        return []
    waited = request.now - photo.at
    if got in _PAUSE and waited < PATIENCE:
        shortest, longest = _PAUSE[got]
        again = request.now + min(max(shortest, waited), longest)
        request.timers.set(Timer.FETCH_PHOTO, request.event.case, again, step=request.event.step)
        return []
    request.cases.take_detail(request.event.case, photo.id)
    _mark_unusable(photo, request)
    return []


@handles(Timer.COUNT_PHOTOS)
def count_photos(request: Request[TimerDue]) -> list[Fact]:
    """Count the photos of a case that are there, and tell the holder of new ones."""
    case = request.cases.find(request.event.case)
    if case is None:
        return []
    count = len(request.unit.photos.kept([photo.id for photo in photos_of(case, request)]))
    counted = replace(case, photos=count)
    if counted == case:
        return []
    request.cases.save(counted)
    is_news = count > case.photos and case.is_open and case.holder is not None
    holders = request.people.find_all([case.holder or 0]) if is_news else []
    return [PhotosCame(holder, counted) for holder in holders]


@handles(Timer.FORGET_PHOTOS)
def forget_photos(request: Request[TimerDue]) -> list[Fact]:
    """Delete the photos of a case that has been closed for so long; one that was opened again
    keeps them until it is closed again."""
    case = request.cases.find(request.event.case)
    if case is None or case.is_open or case.closed_at is None:
        return []
    due = case.closed_at + timedelta(days=request.settings.photo_days_after_close)
    if request.event.at < due:
        request.timers.set(Timer.FORGET_PHOTOS, case.number, due)
        return []
    forget_all_photos(case, request)
    return []


def forget_all_photos(case: Case, request: Request[object]) -> None:
    """Delete every photo of a case."""
    forget_details(case, photos_of(case, request), request)


def _mark_unusable(photo: Detail, request: Request[object]) -> None:
    """Mark that the sender, who was thanked for the photo, reads in their next answer that it could
    not be used."""
    for person in request.people.find_all([photo.person]):
        request.unit.photos.mark_unusable(person)
