"""What a sharer may speak about, and what the bot is asking them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from cases.case import Case
from cases.details import Question, questions
from cases.facts import SharerAdded
from cases.people import About, Person, Topic
from cases.ports import Desk
from cases.seen import Seen, SharerHeard
from handlers.citizen.merged import is_about, lasting, own_case, with_merged
from handlers.house import House


def open_case_of(person: Person, number: str, desk: Desk) -> Case | None:
    """Return the case that *number* means to *person*, if they shared it and it is open."""
    case = own_case(person, number, desk)
    return case if case is not None and case.is_open else None


def still_open(person: Person, case: Case, desk: Desk) -> tuple[Question, ...]:
    """Return what *person* has neither answered nor skipped, and may still be asked."""
    allowed = questions(case)
    topic = topic_about(case, person, desk)
    if topic is None:
        return allowed
    return tuple(question for question in topic.open if question in allowed)


def topic_about(case: Case, person: Person, desk: Desk) -> Topic | None:
    """Return the topic of *person* if it is about *case*."""
    topic = person.case_topic_at(desk.at)
    return topic if topic and is_about(topic.case, case) else None


def talk_about(
    case: Case, person: Person, asked: Iterable[Question], desk: Desk, house: House
) -> tuple[Question, ...]:
    """Take the person's next words as being about *case*, for the minutes that the setting says;
    they run from now, for nobody can answer before having been asked. Where the new place of
    somebody of *case* is awaited, that stands: else the pin would become another case."""
    until = desk.now + timedelta(minutes=house.settings.detail_minutes)
    topic = Topic(About.DETAIL, case.number, until, tuple(asked))
    known = topic_about(case, person, desk)
    if known and known.about is About.MOVED:
        topic = replace(known, open=topic.open)
    desk.people.save(replace(person, topic=topic))
    return topic.open


def needs_help(person: Person, desk: Desk) -> bool:
    """Return whether a place that *person* sends now is their own, and they need help there."""
    if person.topic_at(desk.at, About.OWN_NEED):
        return True
    topic = person.topic_at(desk.at, About.DETAIL)
    case = lasting(topic.case, desk) if topic else None
    return case is not None and case.own_need


def is_asked(person: Person, case: Case, desk: Desk) -> bool:
    """Return whether a question waits for the answer of *person*: of the one who holds *case*, or
    held what was merged into it."""
    return any(_waits_for(person, one, desk) for one in with_merged(case, desk))


def answered(person: Person, case: Case, desk: Desk) -> Case:
    """Return *case* when no question waits for *person* any more."""
    for one in with_merged(case, desk):
        if _waits_for(person, one, desk):
            desk.cases.save(replace(one, question=None))
    return replace(case, question=None) if _waits_for(person, case, desk) else case


def tell_holder(case: Case, by: Person, desk: Desk, text: str = "") -> list[SharerAdded]:
    """Bring what *by* added to the one who holds the case; while it waits, to nobody."""
    holder = holder_of(case, desk, but=by)
    return [SharerAdded(holder, case, text)] if holder else []


def tell_seen_again(before: Case, case: Case, by: Person, desk: Desk) -> list[SharerHeard]:
    """Tell the holder that somebody whom *before* said to be gone was seen again."""
    holder = holder_of(case, desk, but=by) if before.gone_at else None
    return [SharerHeard(holder, case, Seen.HERE, desk.at)] if holder else []


def holder_of(case: Case, desk: Desk, *, but: Person) -> Person | None:
    """Return the one who holds *case*, unless it is the very person who speaks."""
    if case.holder is None or case.holder == but.id:
        return None
    return next(iter(desk.people.find_all([case.holder])), None)


def _waits_for(person: Person, case: Case, desk: Desk) -> bool:
    asked = case.standing_question
    return asked is not None and asked.to == person.id and desk.at < asked.until
