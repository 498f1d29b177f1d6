"""What the clock does with photos: fetches them, tells the holder, deletes them in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Detail
from cases.facts.fact import Fact
from cases.facts.photographs import PhotosCame
from cases.ports import NoPhoto, Timer, UnitOfWork
from handlers.citizen.photo import forget_details, photos_of
from handlers.context import Context
from handlers.events import TimerDue

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


def fetch_photo(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Fetch a photo that is still wanted.

    The case is not read: it changes with every share, and the photo would be fetched once more."""
    photo = unit.cases.find_detail(event.case, str(event.step))
    if photo is None:
        return []
    got = context.photos.fetch(photo.id)
    if isinstance(got, bytes):
        unit.photos.put(photo.id, got)
        unit.timers.set(Timer.COUNT_PHOTOS, event.case, unit.now + _SET)
        return []
    waited = unit.now - photo.at
    if got in _PAUSE and waited < PATIENCE:
        shortest, longest = _PAUSE[got]
        again = unit.now + min(max(shortest, waited), longest)
        unit.timers.set(Timer.FETCH_PHOTO, event.case, again, step=event.step)
        return []
    unit.cases.take_detail(event.case, photo.id)
    _mark_unusable(photo, unit)
    return []


def count_photos(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Count what there is to look at, and tell the holder of more."""
    case = unit.cases.find(event.case)
    if case is None:
        return []
    count = len(unit.photos.kept([photo.id for photo in photos_of(case, unit)]))
    counted = replace(case, photos=count)
    if counted == case:
        return []
    unit.cases.save(counted)
    is_news = count > case.photos and case.is_open and case.holder is not None
    holders = unit.people.find_all([case.holder or 0]) if is_news else []
    return [PhotosCame(holder, counted) for holder in holders]


def forget_photos(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Delete the photos of a case that has been closed for so long; one that was opened again
    keeps them until it is closed again."""
    case = unit.cases.find(event.case)
    if case is None or case.is_open or case.closed_at is None:
        return []
    due = case.closed_at + timedelta(days=context.settings.photo_days_after_close)
    if event.at < due:
        unit.timers.set(Timer.FORGET_PHOTOS, case.number, due)
        return []
    forget_all_photos(case, unit)
    return []


def forget_all_photos(case: Case, unit: UnitOfWork) -> None:
    """Delete every photo of a case."""
    forget_details(case, photos_of(case, unit), unit)


def _mark_unusable(photo: Detail, unit: UnitOfWork) -> None:
    """Let the sender, who was thanked, read it in their next answer: it is not worth a push."""
    for person in unit.people.find_all([photo.person]):
        unit.photos.mark_unusable(person)
