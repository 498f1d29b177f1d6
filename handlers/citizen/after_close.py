"""Did you see us? A sharer confirms an outcome, disputes it, or opens the case again."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case, State, seen_again, unvisited
from cases.facts import Fact, Why
from cases.people import Member
from cases.ports import Desk, Timer
from cases.rules import may_reopen
from cases.seen import (
    AnswerKnown,
    AnswerTaken,
    CaseReopened,
    CaseStillOpen,
    OutcomeDisputed,
    Seen,
    TooLateToReopen,
)
from handlers.alerts import escalate, has_staff, heads, queued, wait_for_claim
from handlers.citizen.promise import outlook
from handlers.citizen.sharer import Said
from handlers.forgetting import cancel_forgetting
from handlers.house import House


def take(said: Said, desk: Desk, house: House) -> list[Fact]:
    """Take an answer to an outcome, once for each close."""
    if said.case.is_open:
        return [CaseStillOpen(said.person, said.case)]
    if said.seen is Seen.STILL:
        return _reopen(said, desk, house)
    if said.is_known:
        return [AnswerKnown(said.person, said.case)]
    said.keep(desk)
    taken: list[Fact] = [AnswerTaken(said.person, said.case, said.seen)]
    if said.seen is Seen.WRONG:
        taken.append(OutcomeDisputed(_who_answers_for(said.case, desk, house), said.case))
    return taken


def _reopen(said: Said, desk: Desk, house: House) -> list[Fact]:
    if not may_reopen(said.case, desk.at, house.settings.reopen_days):
        return [TooLateToReopen(said.person, said.case)]
    case = _waiting_again(said.case, desk)
    if not has_staff(case, desk):
        case = escalate(case, desk)
    case = queued(case, desk, house)
    desk.cases.save(case)
    # Said of the new life of the case: who says so need not be asked when an officer sets off.
    replace(said, case=case).keep(desk)
    desk.timers.cancel(Timer.TELL_SHARERS, case.number)
    cancel_forgetting(case, desk, house)
    reopened = CaseReopened(said.person, case, outlook(case, desk, house))
    return [reopened, wait_for_claim(case, Why.REOPENED, desk, house)]


def _waiting_again(case: Case, desk: Desk) -> Case:
    """Return the case as fresh as a new share. The times of the first claim and the first visit
    stay: a case counts once, however often it is claimed and visited."""
    return replace(
        unvisited(seen_again(case)),
        state=State.WAITING,
        waiting_since=desk.now,
        last_shared_at=max(case.last_shared_at, desk.at),
        holder=None,
        closed_at=None,
        asked_at=None,
        questions=0,
        reopened=case.reopened + 1,
    )


def _who_answers_for(case: Case, desk: Desk, house: House) -> tuple[Member, ...]:
    """Return the heads of the centre; where it has none that can be told, the national centre's."""
    for centre in (case.centre, house.settings.national_centre):
        found = [member for member in heads(centre, desk) if not member.person.blocked]
        if found:
            return tuple(found)
    return ()
