"""Somebody takes a message back: what it brought goes with it. Only who is on the way to a place
that was taken back is told; everybody else sees it on the next card. (docs/decisions/0053)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.case import Case, Share, State
from cases.facts.answers import PlaceTakenBack
from cases.facts.fact import Fact
from cases.kept import Quoted, address_of, words_of
from cases.log import Act
from cases.people import Person
from cases.ports import UnitOfWork
from handlers.citizen import before_place
from handlers.citizen.conversation import holder_of
from handlers.citizen.merged import is_about
from handlers.citizen.photo import forget_details
from handlers.context import Context
from handlers.events import Unsent
from handlers.staff.caller import take_words_back
from handlers.timers.retention import without_sharer

#: A message can be taken back for a day or so; nobody shares more cases meanwhile.
_LAST_CASES = 50


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a message had brought to *case* (None: to none yet), and what calls may quote of it;
    *is_place* tells that nobody stands by the place of the case any more."""

    case: Case | None = None
    quoted: Sequence[Quoted] = ()
    is_place: bool = False


def unsend(event: Unsent, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Delete the words or the photo that a message brought, or the tie of a share to its sharer,
    also where calls that wait quote them.

    What has not come yet is remembered: LINE promises no order."""
    person = unit.people.known(event.line_id)
    taken = _taken(event.message, person, unit) if person else _Taken()
    unit.traces.take_back(event.message, taken.quoted)
    if taken.case is None:
        unit.messages.mark_unsent(event.message)
    else:
        unit.log.record(Act.UNSENT, taken.case)
    if not taken.is_place or taken.case is None or taken.case.state is not State.GOING:
        return []
    holder = holder_of(taken.case, unit, but=person) if person else None
    return [PlaceTakenBack(holder, taken.case)] if holder else []


def _taken(message: str, person: Person, unit: UnitOfWork) -> _Taken:
    cases = unit.cases.shared_by(person.id, count=_LAST_CASES)
    before_place.take_back(message, person, unit)
    taken = _take_detail(message, cases, person, unit) or _take_share(message, cases, person, unit)
    if taken is not None:
        return taken
    case, words = take_words_back(message, person, unit)
    return _Taken(case, words_of(case, words) if case else [Quoted(one.text) for one in words])


def _take_detail(
    message: str, cases: Sequence[Case], person: Person, unit: UnitOfWork
) -> _Taken | None:
    for case in cases:
        detail = unit.cases.find_detail(case.number, message)
        if detail is not None and detail.person == person.id:
            forget_details(case, [detail], unit)
            return _Taken(case, words_of(case, [detail]))
    return None


def _take_share(
    message: str, cases: Sequence[Case], person: Person, unit: UnitOfWork
) -> _Taken | None:
    for case in cases:
        shares = unit.cases.shares(case.number)
        own = [share for share in shares if share.person == person.id]
        taken = next((share for share in own if share.message == message), None)
        if taken is not None:
            quoted = _cut_tie(case, taken, person, unit, is_last=len(own) == 1)
            if len(own) < len(shares) or any(one.at > taken.at for one in own):
                return _Taken(case, quoted)
            return _take_place(case, quoted, unit)
    return None


def _cut_tie(
    case: Case, share: Share, person: Person, unit: UnitOfWork, *, is_last: bool
) -> list[Quoted]:
    """Forget whose share it was; that there was one stays counted. With the last tie of a person
    goes what they added. Return what calls may quote of it."""
    quoted: list[Quoted] = []
    unit.cases.take_share(case.number, share)
    if is_last:
        added = [one for one in unit.cases.details(case.number) if one.person == person.id]
        forget_details(case, added, unit)
        quoted += words_of(case, added)
        if person.topic is not None and is_about(person.topic.case, case):
            unit.people.save(replace(person, topic=None))
    return quoted


def _take_place(case: Case, quoted: Sequence[Quoted], unit: UnitOfWork) -> _Taken:
    """Take the address that LINE gave out of a case of which nobody else knows the place: the pin
    that was taken back is the last one. The point stays while the case is open."""
    left = replace(without_sharer(case), taken_back=case.is_open)
    unit.cases.save(left)
    return _Taken(left, [*quoted, *address_of(case)], is_place=True)
