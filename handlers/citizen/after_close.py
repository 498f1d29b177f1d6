"""Did you see us? A sharer confirms an outcome, disputes it, or opens the case again."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Asking, Case, State, seen_again, unvisited
from cases.facts.answers import (
    AnswerKnown,
    AnswerTaken,
    CaseReopened,
    CaseStillOpen,
    OutcomeDisputed,
    TooLateToReopen,
)
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.people import Member
from cases.ports import Timer
from cases.rules import may_reopen
from cases.seen import Seen
from handlers.alerts import escalate, has_staff, heads, queued, wait_for_claim
from handlers.case_retention import cancel_deletion
from handlers.citizen.promise import outlook
from handlers.citizen.sharer import Said
from handlers.request import Request


def take(said: Said, request: Request[object]) -> list[Fact]:
    """Take an answer to an outcome, once for each close."""
    if said.case.is_open:
        return [CaseStillOpen(said.person, said.case)]
    if said.seen is Seen.STILL:
        return _reopen(said, request)
    if said.is_known:
        return [AnswerKnown(said.person, said.case)]
    said.keep(request)
    taken: list[Fact] = [AnswerTaken(said.person, said.case, said.seen)]
    if said.seen is Seen.WRONG:
        taken.append(OutcomeDisputed(_who_answers_for(said.case, request), said.case))
    return taken


def _reopen(said: Said, request: Request[object]) -> list[Fact]:
    if not may_reopen(said.case, request.at, request.settings.reopen_days):
        return [TooLateToReopen(said.person, said.case)]
    case = _waiting_again(said.case, request)
    if not has_staff(case, request):
        case = escalate(case, request)
    case = queued(case, request)
    request.cases.save(case)
    # Said of the new life of the case: who says so need not be asked when an officer sets off.
    replace(said, case=case).keep(request)
    request.timers.cancel(Timer.TELL_SHARERS, case.number)
    cancel_deletion(case, request)
    reopened = CaseReopened(said.person, case, outlook(case, request))
    return [reopened, wait_for_claim(case, Why.REOPENED, request)]


def _waiting_again(case: Case, request: Request[object]) -> Case:
    """Return the case as fresh as a new share. The times of the first claim and the first visit
    stay: a case counts once, however often it is claimed and visited."""
    return replace(
        unvisited(seen_again(case)),
        state=State.WAITING,
        waiting_since=request.now,
        last_shared_at=max(case.last_shared_at, request.at),
        holder=None,
        closed_at=None,
        asking=Asking(),
        reopened=case.reopened + 1,
    )


def _who_answers_for(case: Case, request: Request[object]) -> tuple[Member, ...]:
    """Return the heads of the centre; where it has none that can be told, the national centre's."""
    for centre in (case.centre, request.settings.national_centre):
        found = [member for member in heads(centre, request) if not member.person.blocked]
        if found:
            return tuple(found)
    return ()
