"""Is the person still there? Sharers are asked when an officer sets off, and may say at any time.

For a case in which trafficking is suspected nobody is asked: whoever controls the person may look
at the phone. (docs/decisions/0017-still-there.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Place, Share, seen_again
from cases.facts.answers import (
    AnswerKnown,
    AnswerNotTaken,
    AnswerTaken,
    MovedHere,
    PlaceMoved,
    SharerHeard,
)
from cases.facts.fact import Fact
from cases.people import NOBODY, About, Person, Topic
from cases.ports import UnitOfWork
from cases.rules import may_be_trafficking
from cases.seen import Seen
from geo.distance import metres
from handlers.citizen.conversation import (
    answered,
    holder_of,
    is_asked,
    still_open,
    talk_about,
    topic_about,
)
from handlers.citizen.merged import lasting, own_case
from handlers.citizen.share import located
from handlers.citizen.sharer import Said, has_spoken
from handlers.citizen.sightings import count_sighting
from handlers.context import Context
from handlers.events import LocationSent

#: A walk and a bus ride; beyond it the same person is hardly meant, and another team may be nearer.
_FARTHEST_MOVE_M = 5_000


def whom_to_ask(case: Case, unit: UnitOfWork, context: Context) -> tuple[Person, ...]:
    """Return the last sharers, newest first: each is asked once, for each question is a paid
    push."""
    if case.own_need or may_be_trafficking(case, context.taxonomy):
        return ()
    since = unit.at - timedelta(hours=context.settings.still_there_hours)
    shared: dict[int, list[Share]] = {}
    for share in unit.cases.shares(case.number):
        if share.person != NOBODY:
            shared.setdefault(share.person, []).append(share)
    asked = [
        own[-1]
        for person, own in shared.items()
        if own[-1].at >= since and person != case.holder and not _has_been_asked(own, case)
    ]
    newest = sorted(asked, key=lambda share: share.at, reverse=True)[: context.settings.most_asked]
    people = unit.people.find_all([share.person for share in newest])
    return tuple(person for person in people if not person.blocked)


def expect_words(sharers: Sequence[Person], case: Case, unit: UnitOfWork, context: Context) -> None:
    """Take what those who are asked write next as being about *case*: many answer in words, also
    long after their share, or after they shared another."""
    for person in sharers:
        if not _is_busy(person, unit):
            known = topic_about(case, person, unit)
            talk_about(case, person, known.open if known else (), unit, context)


def _is_busy(person: Person, unit: UnitOfWork) -> bool:
    """Return whether *person* is in a talk that must not be broken off: of their own need, of a
    place that is awaited, of an officer's question."""
    topic = person.topic
    if topic is None or unit.at >= topic.until:
        return False
    return topic.about is not About.DETAIL or _asked_about(person, unit) is not None


def take(said: Said, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take an answer of an open case; the holder hears it at once."""
    if not said.case.is_open:
        return [AnswerNotTaken(said.person)]
    if said.seen is Seen.MOVED:
        _expect_place(said, unit, context)
    if said.is_known:
        return [_again(said)]
    said.keep(unit)
    case = _changed(said, unit)
    if case != said.case:
        unit.cases.save(case)
    return [AnswerTaken(said.person, case, said.seen), *_heard(case, said, unit)]


def move(event: LocationSent, unit: UnitOfWork, context: Context) -> list[Fact] | None:
    """Take the location of one who said "moved", or whom an officer asked, as a share of that case
    and its new place; None if there is nobody such, or it is too far: then it is a share like any
    other."""
    person = unit.people.of_line(event.line_id)
    topic, farthest = person.topic_at(unit.at, About.MOVED), _FARTHEST_MOVE_M
    if topic is None:
        topic, farthest = _asked_about(person, unit), context.settings.check_in_m
    if topic is None:
        return None
    where = context.locate(event.place)
    if not where.inside:
        return None
    person = replace(person, topic=None)
    unit.people.save(person)
    case = own_case(person, topic.case, unit)
    if case is None or not _can_be_at(event.place, case, farthest):
        return None
    arrived = Share(event.id, person.id, unit.at, event.message)
    moved = _moved(located(case, where), arrived, event.place, person, unit)
    talk_about(moved, person, still_open(person, moved, unit), unit, context)
    holder = holder_of(moved, unit, but=person)
    return [MovedHere(person, moved), *([PlaceMoved(holder, moved)] if holder else [])]


def _asked_about(person: Person, unit: UnitOfWork) -> Topic | None:
    """Return the topic of one whom the officer on the way asked; "where?" is answered by a pin."""
    topic = person.topic_at(unit.at, About.DETAIL)
    case = lasting(topic.case, unit) if topic else None
    return topic if case is not None and is_asked(person, case, unit) else None


def _has_been_asked(own: list[Share], case: Case) -> bool:
    """Return whether the question has gone out since this person's first share, or is answered, or
    an officer has asked them something."""
    answered = any(has_spoken(share, case) for share in own)
    return answered or (case.asked_at is not None and own[0].at <= case.asked_at)


def _expect_place(said: Said, unit: UnitOfWork, context: Context) -> None:
    until = unit.at + timedelta(minutes=context.settings.moved_minutes)
    known = topic_about(said.case, said.person, unit)
    topic = Topic(About.MOVED, said.case.number, until, known.open if known else ())
    unit.people.save(replace(said.person, topic=topic))


def _again(said: Said) -> Fact:
    """Lead to the location picker once more; anything else need not be said twice."""
    if said.seen is Seen.MOVED:
        return AnswerTaken(said.person, said.case, said.seen)
    return AnswerKnown(said.person, said.case)


def _changed(said: Said, unit: UnitOfWork) -> Case:
    if said.seen is Seen.GONE:
        return replace(said.case, lowered=True, gone_at=unit.at)
    if said.seen is Seen.HERE:
        return replace(seen_again(said.case), still_at=unit.at)
    return said.case


def _heard(case: Case, said: Said, unit: UnitOfWork) -> list[Fact]:
    holder = holder_of(case, unit, but=said.person)
    return [SharerHeard(holder, case, said.seen, unit.at)] if holder else []


def _can_be_at(place: Place, case: Case, farthest: int) -> bool:
    return case.is_open and metres(case.place.point, place.point) <= farthest


def _moved(case: Case, arrived: Share, place: Place, person: Person, unit: UnitOfWork) -> Case:
    moved = replace(
        seen_again(answered(person, case, unit)),
        place=place,
        shares=case.shares + 1,
        last_shared_at=max(case.last_shared_at, arrived.at),
    )
    unit.cases.save(moved)
    unit.cases.put_share(case.number, arrived)
    unit.log.record_share(moved, person)
    count_sighting(moved, unit)
    return moved
