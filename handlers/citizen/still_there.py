"""Is the person still there? Sharers are asked when an officer sets off, and may report it at any
time. If trafficking is suspected nobody is asked: the trafficker may read the phone.
(docs/decisions/0017-still-there.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cases.case import Asking, Case, Place, Seen, Share, seen_again, unvisited
from cases.commands import MISSING, Confirm, SayGone
from cases.facts import answers
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.people import NOBODY, About, Member, Person, Topic
from cases.ports import Timer
from cases.rules import may_be_trafficking, may_reopen, state_after
from geo.centres import metres
from handlers.alerts import escalate, has_staff, heads, outlook, queued, wait_for_claim
from handlers.case_retention import cancel_deletion
from handlers.citizen.conversation import (
    answered,
    holder_of,
    is_asked,
    own_case,
    still_open,
    surviving_case,
    talk_about,
    topic_about,
)
from handlers.citizen.share import count_sighting, located
from handlers.citizen.sharer import SharerAnswer, answer_of_sharer, has_spoken
from handlers.events import LocationSent
from handlers.permission import holder_name
from handlers.request import CommandRequest, Request, handles

#: A walk and a bus ride; beyond it another person is probably meant, and another team may be
#: nearer.
FARTHEST_MOVE_M = 5_000
#: Each is a paid push; all hear the next result.
_MOST_HEAR = 100


def whom_to_ask(case: Case, request: Request[object]) -> tuple[Person, ...]:
    """Return the sharers to ask, the last ones first. Each is asked once, for each question is a
    paid push."""
    if case.own_need or may_be_trafficking(case, request.context.taxonomy):
        return ()
    since = request.at - timedelta(hours=request.settings.still_there_hours)
    shared: dict[int, list[Share]] = {}
    for share in request.cases.shares(case.number):
        if share.person != NOBODY:
            shared.setdefault(share.person, []).append(share)
    asked = [
        own[-1]
        for person, own in shared.items()
        if own[-1].at >= since and person != case.holder and not _has_been_asked(own, case)
    ]
    newest = sorted(asked, key=lambda share: share.at, reverse=True)[: request.settings.most_asked]
    people = request.people.find_all([share.person for share in newest])
    return tuple(person for person in people if person.may_be_asked)


def expect_words(sharers: Sequence[Person], case: Case, request: Request[object]) -> None:
    """Take the next texts of the sharers who are asked as details of *case*: many answer in words,
    also long after their share, or after they shared another case."""
    for person in sharers:
        if not _is_busy(person, request):
            known = topic_about(case, person, request)
            talk_about(case, person, known.open if known else (), request)


def _is_busy(person: Person, request: Request[object]) -> bool:
    """Return whether *person* is in a talk that must not be interrupted: about their own need, an
    awaited place or an officer's question."""
    topic = person.topic
    if topic is None or request.at >= topic.until:
        return False
    return topic.about is not About.DETAIL or _asked_about(person, request) is not None


def take(said: SharerAnswer, request: Request[object]) -> list[Fact]:
    """Record a sharer's answer about an open case; the holder gets it at once."""
    if not said.case.is_open:
        return [answers.AnswerNotTaken(said.person)]
    if said.seen is Seen.MOVED:
        _expect_place(said, request)
    if said.is_known:
        return [_again(said)]
    said.keep(request)
    case = _changed(said, request)
    if case != said.case:
        request.cases.save(case)
    hear = holder_of(case, request, but=said.person)
    heard = [answers.SharerHeard(one, case, said.seen, request.at) for one in hear]
    return [answers.AnswerTaken(said.person, case, said.seen), *heard]


def move(request: Request[LocationSent]) -> list[Fact] | None:
    """Take the location of a person who tapped "moved", or was asked by an officer, as a share of
    that case and as its new place. None if the person is neither, or the location is too far off:
    then it is an ordinary share."""
    person = request.person
    topic, farthest = person.topic_at(request.at, About.MOVED), FARTHEST_MOVE_M
    if topic is None:
        topic, farthest = _asked_about(person, request), request.settings.check_in_m
    if topic is None:
        return None
    where = request.context.locate(request.event.place)
    if not where.inside:
        return None
    person = replace(person, topic=None)
    request.people.save(person)
    case = own_case(person, topic.case, request)
    if case is None or not case.is_open:
        return None
    if metres(case.place.point, request.event.place.point) > farthest:
        return None
    arrived = Share(request.event.id, person.id, request.at, request.event.message)
    return move_case(located(case, where), arrived, request.event.place, person, request)


def move_case(
    case: Case, arrived: Share, place: Place, person: Person, request: Request[object]
) -> list[Fact]:
    """Add the share of *person* to the case, and move the case to its place; the holder is told."""
    moved = _moved(case, arrived, place, person, request)
    talk_about(moved, person, still_open(person, moved, request), request)
    hear = holder_of(moved, request, but=person)
    return [answers.MovedHere(person, moved), *(answers.PlaceMoved(one, moved) for one in hear)]


def _asked_about(person: Person, request: Request[object]) -> Topic | None:
    """Return the topic of a person whom the officer on the way asked: a pin is an answer to
    "where?"."""
    topic = person.topic_at(request.at, About.DETAIL)
    case = surviving_case(topic.case, request) if topic else None
    return topic if case is not None and is_asked(person, case, request) else None


def _has_been_asked(own: list[Share], case: Case) -> bool:
    """Return whether this person was asked or has answered since their first share, or an officer
    has asked them something else."""
    answered = any(has_spoken(share, case) for share in own)
    return answered or (case.asking.asked_at is not None and own[0].at <= case.asking.asked_at)


def _expect_place(said: SharerAnswer, request: Request[object]) -> None:
    until = request.at + timedelta(minutes=request.settings.moved_minutes)
    known = topic_about(said.case, said.person, request)
    topic = Topic(About.MOVED, said.case.number, until, known.open if known else ())
    request.people.save(replace(said.person, topic=topic))


def _again(said: SharerAnswer) -> Fact:
    """Return the request for a location once more; other answers are not repeated."""
    if said.seen is Seen.MOVED:
        return answers.AnswerTaken(said.person, said.case, said.seen)
    return answers.AnswerKnown(said.person, said.case)


def _changed(said: SharerAnswer, request: Request[object]) -> Case:
    if said.seen is Seen.GONE:
        gone = replace(said.case.answers, gone_at=request.at)
        return replace(said.case, lowered=True, answers=gone)
    if said.seen is Seen.HERE:
        seen = seen_again(said.case)
        return replace(seen, answers=replace(seen.answers, still_at=request.at))
    return said.case


def _moved(
    case: Case, arrived: Share, place: Place, person: Person, request: Request[object]
) -> Case:
    moved = replace(
        seen_again(answered(person, case, request)),
        place=place,
        shares=case.shares + 1,
        last_shared_at=max(case.last_shared_at, arrived.at),
    )
    request.cases.save(moved)
    request.cases.put_share(case.number, arrived)
    request.log.record_share(moved, person)
    count_sighting(moved, request)
    return moved


AFTER_CLOSE = (Seen.YES, Seen.STILL, Seen.WRONG)


@handles(Confirm)
def confirm(request: CommandRequest[Confirm]) -> list[Fact]:
    """Handle an answer to "still there?" or to "did you see us?"."""
    seen = request.command.seen
    if seen is MISSING:
        seen = _yes(request)
    return _take(request, seen) if seen else [answers.AnswerNotTaken(request.person)]


@handles(SayGone)
def gone(request: CommandRequest[SayGone]) -> list[Fact]:
    """Handle "the person is gone", which may be sent at any time."""
    return _take(request, Seen.GONE)


def _yes(request: CommandRequest[Confirm]) -> Seen:
    """Return the meaning of "yes": still there or, once the case is closed, I saw you."""
    case = surviving_case(request.command.case, request)
    return Seen.HERE if case is not None and case.is_open else Seen.YES


def _take(request: CommandRequest[Confirm | SayGone], seen: Seen) -> list[Fact]:
    said = answer_of_sharer(request.command.case, seen, request)
    if said is None:
        return [answers.AnswerNotTaken(request.person)]
    if seen in AFTER_CLOSE:
        return _take_after_close(said, request)
    return take(said, request)


def _take_after_close(said: SharerAnswer, request: Request[object]) -> list[Fact]:
    """Record an answer to an outcome, once for each close."""
    if said.case.is_open:
        return [answers.CaseStillOpen(said.person, said.case)]
    if said.seen is Seen.STILL:
        return _reopen(said, request)
    if said.is_known:
        return [answers.AnswerKnown(said.person, said.case)]
    said.keep(request)
    taken: list[Fact] = [answers.AnswerTaken(said.person, said.case, said.seen)]
    if said.seen is Seen.WRONG:
        case = replace(said.case, visit=replace(said.case.visit, result_kept=False))
        if case != said.case:
            request.cases.save(case)
        heads, closer = who_answers_for(case, request), holder_name(case, request)
        taken.append(answers.OutcomeDisputed(heads, case, closer))
    return taken


def _reopen(said: SharerAnswer, request: Request[object]) -> list[Fact]:
    if not may_reopen(said.case, request.at, request.settings.reopen_days):
        return [answers.TooLateToReopen(said.person, said.case)]
    case = waiting_again(said.case, request)
    request.cases.save(case)
    # The answer counts for the new life of the case: its sender need not be asked when an officer
    # sets off.
    replace(said, case=case).keep(request)
    reopened = answers.CaseReopened(said.person, case, outlook(case, request))
    alerted = wait_for_claim(case, Why.REOPENED, request)
    return [reopened, alerted, *tell_reopening(said.case, case, said.person, alerted, request)]


def tell_reopening(
    before: Case,
    case: Case,
    by: Person,
    alerted: Alerted | None,
    request: Request[object],
    *,
    by_head: bool = False,
) -> list[Fact]:
    """Return the message to the others who were sent the outcome of the case *before*, which was
    not the end, without those who are alerted anyway; of a press day's thousands the last ones, and
    nobody where a trafficker may be among them."""
    if not before.visit.told or may_be_trafficking(before, request.context.taxonomy):
        return []
    shares = reversed(request.cases.shares(before.number))
    team = alerted.team if alerted else ()
    left_out = {NOBODY, by.id, *(one.person.id for one in team)}
    others = dict.fromkeys(share.person for share in shares if share.person not in left_out)
    people = request.people.find_all([*others][:_MOST_HEAR])
    told = tuple(person for person in people if not person.blocked)
    return [answers.ReopeningTold(told, case, by_head)] if told else []


def waiting_again(case: Case, request: Request[object]) -> Case:
    """Return a closed case as waiting again, like after a new share; its outcome is sent to nobody
    any more, and nothing of it is deleted. The times of the first claim and the first visit stay: a
    case counts once, however often it is claimed and visited."""
    request.timers.cancel(Timer.TELL_SHARERS, case.number)
    cancel_deletion(case, request)
    again = replace(
        unvisited(seen_again(case)),
        state=state_after(case, Confirm),
        waiting_since=request.now,
        last_shared_at=max(case.last_shared_at, request.at),
        holder=None,
        closed_at=None,
        asking=Asking(),
        reopened=case.reopened + 1,
    )
    return queued(again if has_staff(again, request) else escalate(again, request), request)


def who_answers_for(case: Case, request: Request[object]) -> tuple[Member, ...]:
    """Return the heads of the centre who can be reached, else those of the national centre."""
    for centre in (case.centre, request.settings.national_centre):
        found = [member for member in heads(centre, request) if not member.person.blocked]
        if found:
            return tuple(found)
    return ()
