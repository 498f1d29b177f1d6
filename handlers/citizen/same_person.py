"""A share where a team was shortly before: its sharer may say that it is the same person,
who is still there, which opens that case again, or another one.
(docs/decisions/0077-just-closed-nearby.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.commands import SaySame
from cases.facts.answers import AnswerNotTaken, CaseReopened, OtherPersonHeard
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.facts.moves import CaseGrew
from cases.log import Act
from cases.rules import may_be_trafficking, may_reopen
from handlers.alerts import outlook, wait_for_claim
from handlers.citizen.conversation import holder_of, open_case_of, surviving_case
from handlers.citizen.still_there import tell_reopening, waiting_again
from handlers.request import CommandRequest, Request, handles
from handlers.staff.merge import join


@handles(SaySame)
def say_same(request: CommandRequest[SaySame]) -> list[Fact]:
    """Merge the new case into the one that was closed, which waits again, or part the two."""
    person = request.person
    case = open_case_of(person, request.command.case, request)
    if case is None or case.nearby is None:
        return [AnswerNotTaken(person)]
    if not request.command.still:
        request.cases.save(replace(case, nearby=None))
        return [OtherPersonHeard(person, case)]
    before = surviving_case(case.nearby.number, request)
    if before is None or not _fits(before, case, request):
        return [AnswerNotTaken(person)]
    again = before if before.is_open else waiting_again(before, request)
    if not before.is_open:
        request.log.record(Act.REOPENED, again)
    _, larger, alerted = join(case, again, request)
    if larger.holder is None and not before.is_open:
        alerted = [wait_for_claim(larger, Why.REOPENED, request)]
    told = tell_reopening(before, larger, person, next(iter(alerted), None), request)
    hear = holder_of(larger, request, but=person)
    return [
        CaseReopened(person, larger, outlook(larger, request)),
        *alerted,
        *(CaseGrew(one, larger, case.number) for one in hear),
        *(told if not before.is_open else ()),
    ]


def _fits(before: Case, case: Case, request: Request[object]) -> bool:
    """Return whether *case* may be merged into the one that was closed before it: what was said of
    either since may forbid it."""
    taxonomy, days = request.context.taxonomy, request.settings.reopen_days
    return (
        before.number != case.number
        and before.centre == case.centre
        and not (before.own_need or case.own_need)
        and not may_be_trafficking(before, taxonomy)
        and (before.is_open or may_reopen(before, request.at, days))
    )
