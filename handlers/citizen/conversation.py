"""The case that the talk with a sharer is about, and the questions that are open. After a merge a
sharer's words go to the surviving case.

Words and attachments that come a moment before the place belong to the share that follows. They are
kept with the person for some minutes. The handler of the words and the handler of the place each
read what the other writes, so the order in which two webhooks are worked on does not matter.
(docs/decisions/0053)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from cases.case import ATTACHMENTS, Case, Detail, Form, Question, Seen, Share, questions, unasked
from cases.facts.answers import SharerHeard
from cases.facts.casework import SharerAdded
from cases.log import Act
from cases.masking import mask
from cases.people import NOBODY, About, Person, Topic
from cases.ports import Timer
from handlers.events import AttachmentSent, TextSent
from handlers.request import Request

#: The most texts from people who are not on LINE in one case: an officer on the road reads no more.
MOST_WORDS = 10


def surviving_case(number: str, request: Request[object]) -> Case | None:
    """Return the case with that number, or the case that it was merged into."""
    case = request.cases.find(number)
    while case is not None and case.links.merged_into:
        case = request.cases.find(case.links.merged_into)
    return case


def own_case(person: Person, number: str, request: Request[object]) -> Case | None:
    """Return the case that *number* means to a person who shared it: that case, the one that it was
    merged into, or one that was unmerged since; None if *person* shared none of them."""
    case = surviving_case(number, request)
    parted = (surviving_case(one, request) for one in (case.links.parted if case else ()))
    meant = [one for one in (case, *parted) if one is not None]
    return next((one for one in meant if request.cases.has_shared(person.id, one.number)), None)


def is_about(number: str, case: Case) -> bool:
    """Return whether *number* is the number of *case*, or of a case that was merged into it."""
    return number in (case.number, *case.links.merged)


def with_merged(case: Case, request: Request[object]) -> list[Case]:
    """Return *case* and the cases that were merged into it."""
    earlier = (request.cases.find(number) for number in case.links.merged)
    return [case, *(one for one in earlier if one is not None)]


def without_share(case: Case, own: Share, request: Request[object]) -> Case:
    """Return *case* without one of its shares, which moves to another case."""
    others = request.cases.shares(case.number)
    stays = any(one.person == own.person and one.id != own.id for one in others)
    left = replace(case, shares=case.shares - 1, sharers=max(1, case.sharers - (not stays)))
    return _without_origin(left, own.origin, request)


def _without_origin(case: Case, origin: str, request: Request[object]) -> Case:
    """Count one share less that an unmerge can move back; with the last one the merge cannot be
    undone."""
    source = request.cases.find(origin) if origin in case.links.merged else None
    if source is None:
        return case
    left = source.links.moved_shares - 1
    request.cases.save(replace(source, links=replace(source.links, moved_shares=left)))
    merged = tuple(number for number in case.links.merged if left or number != origin)
    return replace(case, links=replace(case.links, merged=merged))


def open_case_of(person: Person, number: str, request: Request[object]) -> Case | None:
    """Return the case that *number* means to *person*, if they shared it and it is open."""
    case = own_case(person, number, request)
    return case if case is not None and case.is_open else None


def case_of_talk(person: Person, request: Request[object]) -> Case | None:
    """Return the open case that the talk with *person* is about."""
    topic = person.case_topic_at(request.at)
    return open_case_of(person, topic.case, request) if topic else None


def still_open(person: Person, case: Case, request: Request[object]) -> tuple[Question, ...]:
    """Return the questions that *person* has neither answered nor skipped, and may still be
    asked."""
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
    """Take the next texts of *person* as details of *case*, from now for the set number of minutes.
    Return the questions that stay open. If a new place of this case is awaited, it stays awaited:
    otherwise the location would become another case."""
    until = request.now + timedelta(minutes=request.settings.detail_minutes)
    topic = Topic(About.DETAIL, case.number, until, tuple(asked))
    known = topic_about(case, person, request)
    if known and known.about is About.MOVED:
        topic = replace(known, open=topic.open)
    request.people.save(replace(person, topic=topic))
    return topic.open


def needs_help(person: Person, request: Request[object]) -> bool:
    """Return whether *person* needs help themselves and their next place is their own."""
    if person.topic_at(request.at, About.OWN_NEED):
        return True
    topic = person.topic_at(request.at, About.DETAIL)
    case = surviving_case(topic.case, request) if topic else None
    return case is not None and case.own_need


def own_need_of(person: Person, request: Request[object]) -> Case | None:
    """Return the open case that *person* last talked about, whenever that was, if it is about their
    own need."""
    case = open_case_of(person, person.topic.case, request) if person.topic else None
    return case if case is not None and case.own_need else None


def is_asked(person: Person, case: Case, request: Request[object]) -> bool:
    """Return whether an officer's question to *person* is open, about *case* or one that was merged
    into it."""
    return any(_waits_for(person, one, request) for one in with_merged(case, request))


def answered(person: Person, case: Case, request: Request[object]) -> Case:
    """Return *case* without the open question to *person*."""
    for one in with_merged(case, request):
        if _waits_for(person, one, request):
            request.cases.save(unasked(one))
    return unasked(case) if _waits_for(person, case, request) else case


def tell_holder(
    case: Case, by: Person, request: Request[object], text: str = ""
) -> list[SharerAdded]:
    """Return the message to the holder about what *by* added; none while the case waits."""
    return [SharerAdded(one, case, text) for one in holder_of(case, request, but=by)]


def tell_seen_again(
    before: Case, case: Case, by: Person, request: Request[object]
) -> list[SharerHeard]:
    """Return the message to the holder that the person was seen again: by who shares after one
    reported them as gone, or first joins while the holder is on the way."""
    is_first = case.visit.joiner_heard and not before.visit.joiner_heard
    is_news = is_first or before.answers.gone_at is not None
    hear = holder_of(case, request, but=by) if is_news else []
    return [SharerHeard(one, case, Seen.HERE, request.at, shared=True) for one in hear]


def put_words(case: Case, words: Detail, request: Request[object]) -> None:
    """Add words to a case."""
    request.cases.put_detail(case.number, words)
    request.log.record(Act.DETAIL_ADDED, case)


def words_not_on_line(case: Case, request: Request[object]) -> list[Detail]:
    """Return the texts from people who are not on LINE: callers and partners."""
    return [one for one in request.cases.details(case.number) if one.person == NOBODY]


def holder_of(case: Case, request: Request[object], *, but: Person) -> Sequence[Person]:
    """Return the holder of *case*; nobody if nobody holds it, or if the holder is *but*, the person
    who acts."""
    if case.holder is None or case.holder == but.id:
        return []
    return request.people.find_all([case.holder])


def _waits_for(person: Person, case: Case, request: Request[object]) -> bool:
    asked = case.standing_question
    return asked is not None and asked.to == person.id and request.at < asked.until


#: The most texts, and attachments of each kind, kept before a place: more do not describe one.
_MOST = 5


def keep(request: Request[TextSent | AttachmentSent], person: Person) -> bool:
    """Keep the words or the attachment that a citizen sent before the place; return whether there
    was room."""
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
    """Add to *case* what its sharer sent before the place; return the message about the words to
    the holder."""
    kept = list(request.limits.before_place(person))
    if not kept:
        return []
    request.limits.put_before_place(person, ())
    for one in kept:
        request.cases.put_detail(case.number, one)
        if one.form in ATTACHMENTS:
            request.timers.set(Timer.FETCH_ATTACHMENT, case.number, request.now, step=int(one.id))
        else:
            request.log.record(Act.DETAIL_ADDED, case)
    words = "\n".join(one.text for one in kept if one.form is Form.WORDS)
    return tell_holder(case, person, request, words) if words else []


def take_back(message: str, person: Person, request: Request[object]) -> None:
    """Delete what an unsent message had added."""
    kept = list(request.limits.before_place(person))
    left = [one for one in kept if one.id != message]
    if left != kept:
        request.limits.put_before_place(person, left)


def _detail(request: Request[TextSent | AttachmentSent], person: Person) -> Detail:
    if isinstance(request.event, AttachmentSent):
        return Detail(request.event.message, person.id, request.at, request.event.form)
    return words_sent(request.event, person.id, mask(request.event.text))


def words_sent(event: TextSent, person: int, text: str, question: Question | None = None) -> Detail:
    """Return a detail of the words of a text, under LINE's id of the message."""
    return Detail(event.message or event.id, person, event.at, Form.WORDS, text, question)


#: Number of false reports from which a person's shares are doubted: one may be a mistake.
_DOUBTED_FROM = 2


def has_false_reports(person: int, request: Request[object]) -> bool:
    """Return whether several of a person's reports were false."""
    return request.limits.false_reports([person])[0] >= _DOUBTED_FROM
