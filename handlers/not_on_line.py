"""Shares of a person who is not on LINE: a member enters the case of a caller of 1300, or of one at
the desk; a partner's system sends one by Open311. One queue serves all channels, so each is an
ordinary share, but without a sharer: there is nobody to send messages or questions to.
(docs/decisions/0022-questions-rounds-callers.md, docs/decisions/0036-open311.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cases.case import CALLER, OPEN311, Case, Detail, Form, Share, added
from cases.commands import DropCaller, EnterCaller, MarkCaller
from cases.facts import shares
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.log import Act
from cases.people import NOBODY, About, Member, Person, Topic
from cases.refusal import Refusal
from cases.rules import CALLER_MINUTES, is_theirs, may_work_on
from geo.whereabouts import Whereabouts
from handlers.alerts import except_for
from handlers.citizen import conversation
from handlers.citizen.kind import Named, find_codes, record_kind, with_kind
from handlers.citizen.share import count_first, located, new_case, put_in, put_new, same_person
from handlers.events import FromPerson, LocationSent, PartnerShared, TextSent
from handlers.permission import officer_or_refusal, refused
from handlers.request import CaseRequest, MemberRequest, Request, handles

_LIFE = timedelta(minutes=CALLER_MINUTES)
#: The sharer: a person without a LINE account.
_NOBODY = Person(NOBODY, "")


@handles(EnterCaller)
def begin(request: MemberRequest[EnterCaller]) -> list[Fact]:
    """Wait for the caller's place."""
    request.limits.put_caller_words(request.person, ())
    _talk(request.person, "", request)
    return [shares.CallerPlaceAwaited(request.person)]


@handles(DropCaller)
def drop(request: Request[FromPerson]) -> list[Fact]:
    """Stop waiting for the caller's place."""
    request.limits.put_caller_words(request.person, ())
    _talk(request.person, None, request)
    return [shares.CallerDropped(request.person)]


def add_first_words(request: Request[TextSent], began: list[Fact]) -> list[Fact]:
    """Add the words that were typed after the command that *began* the wait for the place."""
    if isinstance(began[0], Refused):
        return began
    return add_words(request.on(replace(request.event, text=request.event.rest)), "", anew=True)


def add_words(request: Request[TextSent], number: str, *, anew: bool = False) -> list[Fact]:
    """Add a caller's words to the case, or keep them until its place comes."""
    member = officer_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    words = conversation.words_sent(request.event, NOBODY, request.event.text)
    case = conversation.surviving_case(number, request) if number else None
    if number and (case is None or not case.is_open):
        _talk(member.person, None, request)
        return [Refused(member.person, Refusal.CLOSED_ALREADY, number)]
    _talk(member.person, number, request)
    if case is not None:
        return _added(words, case, member, request)
    known = [] if anew else request.limits.caller_words(member.person)
    kept = [*known, words][: conversation.MOST_WORDS]
    request.limits.put_caller_words(member.person, kept)
    return [shares.CallerPlaceAwaited(member.person, tuple(one.text for one in kept))]


def take_place(request: Request[LocationSent]) -> list[Fact] | None:
    """Take a member's location as the caller's place; None if none is awaited."""
    person = request.person
    member = request.teams.find(person) if waits_for_place(person, request) else None
    if member is None or not member.takes_cases:
        return None
    where = request.context.locate(request.event.place)
    if not where.inside:
        request.log.record(Act.REFUSED)
        return [shares.ShareRefused(person)]
    arrived = Share(request.event.id, NOBODY, request.at)
    known = same_person(request.event.place, NOBODY, False, request)
    if known is not None:
        return _joined(known, arrived, member, request)
    case = located(new_case(request.event.place, where.province, arrived, request), where)
    return _opened(case, arrived, member, request)


def waits_for_place(person: Person, request: Request[object]) -> bool:
    """Return whether the next place of *person* is a caller's."""
    topic = person.topic_at(request.at, About.CALLER)
    return topic is not None and not topic.case


@handles(MarkCaller)
def mark(request: CaseRequest[MarkCaller]) -> list[Fact]:
    """Record the kind or a danger, named by the member who entered the case or by its centre."""
    command, member = request.command, request.member
    case = conversation.surviving_case(command.case, request) or request.case
    why = _why_not(case, member, request)
    if why:
        return [refused(member.person, why, case, request)]
    named = find_codes(command.kind, command.urgent, request)
    said, alerted = record_kind(case, named, request) if named else (case, [])
    marked = _marked(said, member, request)
    return [marked, *(except_for(one, member.person) for one in alerted)]


def take_words_back(
    message: str, person: Person, request: Request[object]
) -> tuple[Case | None, Sequence[Detail]]:
    """Delete unsent words for a caller, while the talk is still about that caller. Return the case
    that had them, and the words."""
    topic = person.topic_at(request.at, About.CALLER)
    if topic is None:
        return None, ()
    if not topic.case:
        kept = request.limits.caller_words(person)
        request.limits.put_caller_words(person, [one for one in kept if one.id != message])
        return None, [one for one in kept if one.id == message]
    case = conversation.surviving_case(topic.case, request)
    detail = request.cases.find_detail(case.number, message) if case else None
    if case is None or detail is None or detail.person != NOBODY:
        return None, ()
    request.cases.take_detail(case.number, message)
    return case, [detail]


def _talk(person: Person, number: str | None, request: Request[object]) -> None:
    """Set the topic of the talk to a caller: "" waits for the place, a number takes words for that
    case, None ends it."""
    about = person.topic
    if number is not None:
        topic = Topic(About.CALLER, number, request.now + _LIFE)
        request.people.save(replace(person, topic=topic))
    elif about is not None and about.about is About.CALLER:
        request.people.save(replace(person, topic=None))


def _opened(case: Case, arrived: Share, member: Member, request: Request[object]) -> list[Fact]:
    origin = replace(case.origin, channel=CALLER, entered_by=member.person.id)
    case = replace(case, origin=origin)
    count_first(case, _NOBODY, request)
    case, alerted = put_new(case, arrived, request)
    words = _bring_words(case, member, request)
    entered = _entered(case, member, words, request, joined=False)
    return [entered, except_for(alerted, member.person)]


def _joined(known: Case, arrived: Share, member: Member, request: Request[object]) -> list[Fact]:
    by = replace(known, origin=replace(known.origin, entered_by=member.person.id))
    case = put_in(by, arrived, _NOBODY, request)
    words = _bring_words(case, member, request)
    told: list[Fact] = [_entered(case, member, words, request, joined=True)]
    if words:
        text = "\n".join(one.text for one in words)
        return [*told, *conversation.tell_holder(case, member.person, request, text)]
    return [*told, *conversation.tell_seen_again(known, case, member.person, request)]


def _bring_words(case: Case, member: Member, request: Request[object]) -> list[Detail]:
    """Add to the case the words that were written before its place came, while there is room."""
    room = max(0, conversation.MOST_WORDS - len(conversation.words_not_on_line(case, request)))
    words = list(request.limits.caller_words(member.person))[:room]
    request.limits.put_caller_words(member.person, ())
    for one in words:
        conversation.put_words(case, one, request)
    _talk(member.person, case.number, request)
    return words


def _entered(
    case: Case, member: Member, words: list[Detail], request: Request[object], *, joined: bool
) -> shares.CallerEntered:
    return shares.CallerEntered(
        member.person,
        case,
        request.context.centre(case.centre),
        request.context.metres_to(case.centre, case.place.point),
        joined,
        _may_work(case, member, request),
        added(words),
    )


def _added(words: Detail, case: Case, member: Member, request: Request[object]) -> list[Fact]:
    callers = conversation.words_not_on_line(case, request)
    if len(callers) < conversation.MOST_WORDS:
        conversation.put_words(case, words, request)
        callers.append(words)
        news = conversation.tell_holder(case, member.person, request, words.text)
        return [_marked(case, member, request, callers), *news]
    return [_marked(case, member, request, callers)]


def _marked(
    case: Case, member: Member, request: Request[object], known: list[Detail] | None = None
) -> shares.CallerMarked:
    if known is None:
        known = conversation.words_not_on_line(case, request)
    return shares.CallerMarked(member.person, case, _may_work(case, member, request), added(known))


def _may_work(case: Case, member: Member, request: Request[object]) -> bool:
    return may_work_on(member, case, request.settings.national_centre)


def _why_not(case: Case, member: Member, request: Request[object]) -> Refusal | None:
    if case.origin.entered_by != member.person.id:
        if not is_theirs(case, member, request.settings.national_centre):
            return Refusal.OTHER_CENTRE
        if case.origin.channel != CALLER:
            return Refusal.NOT_A_CALLERS
    return None if case.is_open else Refusal.CLOSED_ALREADY


@handles(PartnerShared)
def take(request: Request[PartnerShared]) -> list[Fact]:
    """Open a case or join one; the partner's token refers to it."""
    where = request.context.locate(request.event.place)
    if not where.inside:
        request.log.record(Act.REFUSED)
        request.unit.partner_shares.put_refused(request.event.id)
        return []
    known = same_person(request.event.place, NOBODY, False, request)
    if known is not None:
        return _join(known, request)
    return _open(request, where)


def _open(request: Request[PartnerShared], where: Whereabouts) -> list[Fact]:
    arrived = Share(request.event.id, NOBODY, request.at)
    case = located(new_case(request.event.place, where.province, arrived, request), where)
    unsaid = replace(case, origin=replace(case.origin, channel=OPEN311))
    count_first(unsaid, _NOBODY, request)
    said = with_kind(unsaid, _named(unsaid, request))
    case, alerted = put_new(said, arrived, request)
    if case.need.kind is not None:
        request.log.record_said(case, before=unsaid)
    _put_words(case, request)
    request.unit.partner_shares.put_case(request.event.id, case.number)
    return [alerted]


def _join(known: Case, request: Request[PartnerShared]) -> list[Fact]:
    case = put_in(known, Share(request.event.id, NOBODY, request.at), _NOBODY, request, OPEN311)
    request.unit.partner_shares.put_case(request.event.id, case.number)
    case, alerted = record_kind(case, _named(case, request), request)
    told: list[Fact] = []
    if _put_words(case, request):
        told += conversation.tell_holder(case, _NOBODY, request, request.event.words)
    else:
        told += conversation.tell_seen_again(known, case, _NOBODY, request)
    return [*told, *alerted]


def _named(case: Case, request: Request[PartnerShared]) -> Named:
    """Return the kind and the danger that the partner names; a kind that was recorded before
    stays."""
    kind = request.context.taxonomy.kinds.get(request.event.kind)
    return Named(case.need.kind or kind.code, kind.urgent) if kind else Named(case.need.kind, None)


def _put_words(case: Case, request: Request[PartnerShared]) -> bool:
    """Add the words that help to find the person; return False if there are none, or no room."""
    known = conversation.words_not_on_line(case, request)
    if not request.event.words or len(known) >= conversation.MOST_WORDS:
        return False
    words = Detail(request.event.id, NOBODY, request.at, Form.WORDS, request.event.words)
    conversation.put_words(case, words, request)
    return True
