"""A person unsends a message: what it added is deleted. Only an officer on the way to a place that
was unsent is told; everybody else sees it on the next card. (docs/decisions/0053)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.case import Case, Share, State
from cases.facts.answers import PlaceTakenBack
from cases.facts.fact import Fact
from cases.log import Act
from cases.masking import Quoted, address_of, words_of
from cases.people import Person
from handlers.case_retention import without_sharer
from handlers.citizen import conversation
from handlers.citizen.attachment import forget_details
from handlers.citizen.conversation import holder_of, is_about
from handlers.events import Unsent
from handlers.not_on_line import take_words_back
from handlers.request import Request, handles

#: The most cases that a person shares while a message can be unsent, about a day.
_LAST_CASES = 50


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a message had added to *case* (None: to none yet), and what waiting calls may quote of
    it; *is_place* says that no sharer vouches for the place of the case any more."""

    case: Case | None = None
    quoted: Sequence[Quoted] = ()
    is_place: bool = False


@handles(Unsent)
def unsend(request: Request[Unsent]) -> list[Fact]:
    """Delete the words or the photo that a message added, or the link from a share to its sharer,
    also where waiting calls quote them.

    The unsending of a message that has not come yet is remembered: LINE promises no order."""
    person = request.people.known(request.event.line_id)
    taken = _taken(request.event.message, person, request) if person else _Taken()
    request.unit.traces.take_back(request.event.message, taken.quoted)
    if taken.case is None:
        request.unit.messages.mark_unsent(request.event.message)
    else:
        request.log.record(Act.UNSENT, taken.case)
    if not taken.is_place or taken.case is None or taken.case.state is not State.GOING:
        return []
    hear = holder_of(taken.case, request, but=person) if person else []
    return [PlaceTakenBack(one, taken.case) for one in hear]


def _taken(message: str, person: Person, request: Request[object]) -> _Taken:
    cases = list(request.cases.shared_by(person.id, count=_LAST_CASES))
    if person.centre:  # a note
        cases += request.cases.held_by(person.id, first=0, count=_LAST_CASES)[0]
    conversation.take_back(message, person, request)
    taken = _take_detail(message, cases, person, request) or _take_share(
        message, cases, person, request
    )
    if taken is not None:
        return taken
    case, words = take_words_back(message, person, request)
    return _Taken(case, words_of(case, words) if case else [Quoted(one.text) for one in words])


def _take_detail(
    message: str, cases: Sequence[Case], person: Person, request: Request[object]
) -> _Taken | None:
    for case in cases:
        detail = request.cases.find_detail(case.number, message)
        if detail is not None and detail.person == person.id:
            forget_details(case, [detail], request)
            return _Taken(case, words_of(case, [detail]))
    return None


def _take_share(
    message: str, cases: Sequence[Case], person: Person, request: Request[object]
) -> _Taken | None:
    for case in cases:
        shares = request.cases.shares(case.number)
        own = [share for share in shares if share.person == person.id]
        taken = next((share for share in own if share.message == message), None)
        if taken is not None:
            quoted = _cut_tie(case, taken, person, request, is_last=len(own) == 1)
            if len(own) < len(shares) or any(one.at > taken.at for one in own):
                return _Taken(case, quoted)
            return _take_place(case, quoted, request)
    return None


def _cut_tie(
    case: Case, share: Share, person: Person, request: Request[object], *, is_last: bool
) -> list[Quoted]:
    """Delete the link from *share* to its sharer; the share stays counted. With a person's last
    link the details that they added are deleted too. Return what waiting calls may quote of it."""
    quoted: list[Quoted] = []
    request.cases.take_share(case.number, share)
    if is_last:
        added = [one for one in request.cases.details(case.number) if one.person == person.id]
        forget_details(case, added, request)
        quoted += words_of(case, added)
        if person.topic is not None and is_about(person.topic.case, case):
            request.people.save(replace(person, topic=None))
    return quoted


def _take_place(case: Case, quoted: Sequence[Quoted], request: Request[object]) -> _Taken:
    """Delete the address that LINE sent from a case whose place nobody else shared: the unsent pin
    is the last one. The point stays while the case is open."""
    answers = replace(case.answers, taken_back=case.is_open)
    left = replace(without_sharer(case), answers=answers)
    request.cases.save(left)
    return _Taken(left, [*quoted, *address_of(case)], is_place=True)
