"""What the clock does with photos: fetches them, tells the holder, deletes them in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Detail
from cases.facts.fact import Fact
from cases.facts.photographs import PhotosCame
from cases.ports import NoPhoto, Timer
from handlers.citizen.photo import forget_details, photos_of
from handlers.events import TimerDue
from handlers.registry import handles
from handlers.request import Request

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
    """Count what there is to look at, and tell the holder of more."""
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
    """Let the sender, who was thanked, read it in their next answer: it is not worth a push."""
    for person in request.people.find_all([photo.person]):
        request.unit.photos.mark_unusable(person)
