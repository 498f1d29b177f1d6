"""What a sharer may speak about, and what the bot is asking them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from cases.case import Case, unasked
from cases.details import Question, questions
from cases.facts.answers import SharerHeard
from cases.facts.casework import SharerAdded
from cases.people import About, Person, Topic
from cases.seen import Seen
from handlers.citizen.merged import is_about, lasting, own_case, with_merged
from handlers.request import Request


def open_case_of(person: Person, number: str, request: Request[object]) -> Case | None:
    """Return the case that *number* means to *person*, if they shared it and it is open."""
    case = own_case(person, number, request)
    return case if case is not None and case.is_open else None


def still_open(person: Person, case: Case, request: Request[object]) -> tuple[Question, ...]:
    """Return what *person* has neither answered nor skipped, and may still be asked."""
    allowed = questions(case)
    topic = topic_about(case, person, request)
    if topic is None:
        return allowed
    return tuple(question for question in topic.open if question in allowed)


def topic_about(case: Case, person: Person, request: Request[object]) -> Topic | None:
    """Return the topic of *person* if it is about *case*."""
    topic = person.case_topic_at(request.at)
    return topic if topic and is_about(topic.case, case) else None


def talk_about(
    case: Case, person: Person, asked: Iterable[Question], request: Request[object]
) -> tuple[Question, ...]:
    """Take the person's next words as being about *case*, for the minutes that the setting says;
    they run from now, for nobody can answer before having been asked. Where the new place of
    somebody of *case* is awaited, that stands: else the pin would become another case."""
    until = request.now + timedelta(minutes=request.settings.detail_minutes)
    topic = Topic(About.DETAIL, case.number, until, tuple(asked))
    known = topic_about(case, person, request)
    if known and known.about is About.MOVED:
        topic = replace(known, open=topic.open)
    request.people.save(replace(person, topic=topic))
    return topic.open


def needs_help(person: Person, request: Request[object]) -> bool:
    """Return whether a place that *person* sends now is their own, and they need help there."""
    if person.topic_at(request.at, About.OWN_NEED):
        return True
    topic = person.topic_at(request.at, About.DETAIL)
    case = lasting(topic.case, request) if topic else None
    return case is not None and case.own_need


def is_asked(person: Person, case: Case, request: Request[object]) -> bool:
    """Return whether a question waits for the answer of *person*: of the one who holds *case*, or
    held what was merged into it."""
    return any(_waits_for(person, one, request) for one in with_merged(case, request))


def answered(person: Person, case: Case, request: Request[object]) -> Case:
    """Return *case* when no question waits for *person* any more."""
    for one in with_merged(case, request):
        if _waits_for(person, one, request):
            request.cases.save(unasked(one))
    return unasked(case) if _waits_for(person, case, request) else case


def tell_holder(
    case: Case, by: Person, request: Request[object], text: str = ""
) -> list[SharerAdded]:
    """Bring what *by* added to the one who holds the case; while it waits, to nobody."""
    holder = holder_of(case, request, but=by)
    return [SharerAdded(holder, case, text)] if holder else []


def tell_seen_again(
    before: Case, case: Case, by: Person, request: Request[object]
) -> list[SharerHeard]:
    """Tell the holder that somebody whom *before* said to be gone was seen again."""
    holder = holder_of(case, request, but=by) if before.answers.gone_at else None
    return [SharerHeard(holder, case, Seen.HERE, request.at)] if holder else []


def holder_of(case: Case, request: Request[object], *, but: Person) -> Person | None:
    """Return the one who holds *case*, unless it is the very person who speaks."""
    if case.holder is None or case.holder == but.id:
        return None
    return next(iter(request.people.find_all([case.holder])), None)


def _waits_for(person: Person, case: Case, request: Request[object]) -> bool:
    asked = case.standing_question
    return asked is not None and asked.to == person.id and request.at < asked.until
