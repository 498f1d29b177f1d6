"""A sharer says how it stands with the person: still there, gone, or, once the case is closed, "did
you see us?" confirmed, disputed, or answered by opening the case again."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Asking, Case, State, seen_again, unvisited
from cases.commands import MISSING, Confirm, SayGone, Seen
from cases.facts.answers import (
    AnswerKnown,
    AnswerNotTaken,
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
from handlers.alerts import escalate, has_staff, heads, outlook, queued, wait_for_claim
from handlers.case_retention import cancel_deletion
from handlers.citizen import still_there
from handlers.citizen.conversation import surviving_case
from handlers.citizen.sharer import SharerAnswer, answer_of_sharer
from handlers.request import CommandRequest, Request, handles

AFTER_CLOSE = (Seen.YES, Seen.STILL, Seen.WRONG)


@handles(Confirm)
def confirm(request: CommandRequest[Confirm]) -> list[Fact]:
    """Take an answer to "still there?" or to "did you see us?"."""
    seen = request.command.seen
    if seen is MISSING:
        seen = _yes(request)
    return _take(request, seen) if seen else [AnswerNotTaken(request.person)]


@handles(SayGone)
def gone(request: CommandRequest[SayGone]) -> list[Fact]:
    """Take "the person is gone", which may be said at any time."""
    return _take(request, Seen.GONE)


def _yes(request: CommandRequest[Confirm]) -> Seen:
    """Return what "yes" means of the case: still there, or, once it is closed, I saw you."""
    case = surviving_case(request.command.case, request)
    return Seen.HERE if case is not None and case.is_open else Seen.YES


def _take(request: CommandRequest[Confirm | SayGone], seen: Seen) -> list[Fact]:
    said = answer_of_sharer(request.command.case, seen, request)
    if said is None:
        return [AnswerNotTaken(request.person)]
    if seen in AFTER_CLOSE:
        return _take_after_close(said, request)
    return still_there.take(said, request)


def _take_after_close(said: SharerAnswer, request: Request[object]) -> list[Fact]:
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


def _reopen(said: SharerAnswer, request: Request[object]) -> list[Fact]:
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
    """Return the case as a new share would make it. The times of the first claim and the first
    visit stay: a case counts once, however often it is claimed and visited."""
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
    """Return the heads of the centre that can be reached, else those of the national centre."""
    for centre in (case.centre, request.settings.national_centre):
        found = [member for member in heads(centre, request) if not member.person.blocked]
        if found:
            return tuple(found)
    return ()
