"""A head decides about a result that a sharer disputes: ask who closed the case, open it again, or
keep the result. (docs/decisions/0080-disputed-results.md)"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.audit import Audited, AuditEntry
from cases.case import Case
from cases.commands import Explain, Review
from cases.facts.answers import (
    ExplanationAsked,
    ExplanationAwaited,
    ExplanationGiven,
    ExplanationSent,
    OutcomeReviewed,
)
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.log import Act
from cases.masking import mask
from cases.people import About, Topic
from cases.refusal import Refusal
from cases.rules import TO_TYPE_MINUTES, may_reopen
from handlers.alerts import except_for, wait_for_claim
from handlers.citizen.still_there import tell_reopening, waiting_again, who_answers_for
from handlers.events import TextSent
from handlers.permission import not_now, permitted
from handlers.request import CaseRequest, Request, handles

_TO_TYPE = timedelta(minutes=TO_TYPE_MINUTES)


@handles(Review)
def review(request: CaseRequest[Review]) -> list[Fact]:
    """Do what a head decides; only those who are told of a dispute may."""
    case, head = request.case, request.person
    may = any(one.person.id == head.id for one in who_answers_for(case, request))
    if not may or case.closed_at is None or case.links.merged_into or request.command.what is None:
        opened = may and case.is_open
        return [
            OutcomeReviewed(head, case, "open")
            if opened
            else not_now(request, Refusal.NO_REVIEW_NOW)
        ]
    decide = {"ask": _ask, "reopen": _reopen, "keep": _keep}[request.command.what]
    return decide(case, request)


@handles(Explain)
def explain(request: CaseRequest[Explain]) -> list[Fact]:
    """Take the next text of who closed the case as what they explain to the heads."""
    if not _may_explain(request):
        return [not_now(request, Refusal.NO_REVIEW_NOW)]
    topic = Topic(About.REVIEW, request.case.number, request.now + _TO_TYPE)
    request.people.save(replace(request.person, topic=topic))
    return [ExplanationAwaited(request.person, request.case)]


def send(request: Request[TextSent], number: str) -> list[Fact]:
    """Send the text to the heads, masked, if it may still be explained."""
    request.people.save(replace(request.person, topic=None))
    asked = permitted(request.asking(Explain(number)))
    if not isinstance(asked, CaseRequest):
        return [asked] if isinstance(asked, Fact) else []
    if not _may_explain(asked):
        return [not_now(asked, Refusal.NO_REVIEW_NOW)]
    text, case = mask(request.event.text), asked.case
    given = ExplanationGiven(who_answers_for(case, request), case, asked.member.name, text)
    return [ExplanationSent(request.person, case), given]


def _may_explain(request: CaseRequest[Explain]) -> bool:
    case = request.case
    return case.holder == request.person.id and not case.is_open and not case.links.merged_into


def _ask(case: Case, request: CaseRequest[Review]) -> list[Fact]:
    closer = next(iter(request.people.find_all([case.holder] if case.holder else [])), None)
    if case.holder == request.person.id:
        return [OutcomeReviewed(request.person, case, "own")]
    if closer is None or request.teams.find(closer) is None:
        return [OutcomeReviewed(request.person, case, "left")]
    asked = ExplanationAsked(closer, case, request.member.name)
    return [OutcomeReviewed(request.person, case, "asked"), asked]


def _keep(case: Case, request: CaseRequest[Review]) -> list[Fact]:
    if not case.visit.result_kept:
        request.cases.save(replace(case, visit=replace(case.visit, result_kept=True)))
        _audit(Audited.RESULT_KEPT, case, request)
    return [OutcomeReviewed(request.person, case, "kept")]


def _reopen(case: Case, request: CaseRequest[Review]) -> list[Fact]:
    if not may_reopen(case, request.at, request.settings.reopen_days):
        return [OutcomeReviewed(request.person, case, "late")]
    again = waiting_again(case, request)
    request.cases.save(again)
    request.log.record(Act.REOPENED, again)
    _audit(Audited.REOPENED, case, request)
    alerted = wait_for_claim(again, Why.REOPENED, request)
    told = tell_reopening(case, again, request.person, alerted, request, by_head=True)
    done = OutcomeReviewed(request.person, again, "reopened")
    return [done, except_for(alerted, request.person), *told]


def _audit(act: Audited, case: Case, request: CaseRequest[Review]) -> None:
    request.unit.audit.record(AuditEntry(act, request.member, case.number, case.centre))
