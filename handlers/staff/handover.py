"""A case goes to another centre: it waits there, and the people there are alerted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from cases.audit import Audited, AuditEntry
from cases.case import Because, Case, State
from cases.commands import HandOver, Refuse
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.facts.moves import (
    CaseHandedOver,
    HandoverAsked,
    HandoverReasonAsked,
    HandoverUnclaimed,
    Receiver,
)
from cases.log import Act
from cases.outlook import Taker
from cases.people import Member
from cases.rules import Refusal
from cases.transfers import only_to_nation, passed_on, reasons
from geo.centres import Centre
from handlers.alerts import (
    alert,
    alert_recipients,
    awake,
    escalate,
    except_for,
    has_staff,
    heads,
    on_duty_or_heads,
    queued,
    start_clocks,
    stop_clocks,
    worked_at,
)
from handlers.permission import refused
from handlers.request import CaseRequest, Request, handles

#: So many neighbours are offered; farther ones are the national desk's to choose.
_NEIGHBOURS = 5
_BACK = "back"


@handles(HandOver)
def hand_over(request: CaseRequest[HandOver]) -> list[Fact]:
    """Ask where to, then why, then do it; a button that names both does it at once."""
    command, person, case = request.command, request.person, request.case
    if command.to == _BACK:
        return refuse(request)
    nation = request.settings.national_centre
    must = only_to_nation(case, request.member.centre, nation)
    to = nation if must else command.to
    if to is None:
        return [_where_to(request)]
    centre = request.context.centres.by_id(to)
    if centre is None or to == case.centre:
        why = Refusal.THERE_ALREADY if centre else Refusal.UNKNOWN_CENTRE
        return [refused(person, why, case, request)]
    if command.why is None or command.why not in reasons(must=must):
        return [HandoverReasonAsked(person, case, centre, must)]
    return _hand_over(request, centre, command.why, must=must)


@handles(Refuse)
def refuse(request: CaseRequest[HandOver | Refuse]) -> list[Fact]:
    """Send a case back that was handed over to this centre and that nobody has claimed since."""
    case, member = request.case, request.member
    if not case.handover.refusable or member.centre != case.centre:
        return [refused(member.person, Refusal.NOT_REFUSABLE, case, request)]
    nation = request.settings.national_centre
    must = only_to_nation(case, case.centre, nation)
    giver = request.context.receiver(nation if must else case.handover.passed[-1])
    return _hand_over(request, giver, Because.REFUSED, must=must)


def tell_giver(case: Case, told: Collection[int], request: Request[object]) -> list[Fact]:
    """Return the message to the centre whose clock ran out at another one: to its heads, or to
    those on duty where it has none, without those in *told*."""
    if case.handover.clock_with is None:
        return []
    able = [one for one in heads(case.handover.clock_with, request) if one.can_be_alerted]
    team = able or on_duty_or_heads(case.handover.clock_with, request)
    others = tuple(one for one in team if one.person.id not in told)
    return [HandoverUnclaimed(others, case, request.context.centre(case.centre))] if others else []


def _where_to(request: CaseRequest[HandOver]) -> HandoverAsked:
    case, centres, nation = request.case, request.context.centres, request.settings.national_centre
    special = (case.centre, case.origin.province, nation)
    others = [_receiver(one, case, request) for one in centres if one.id not in special]
    area = (
        centres.by_id(case.origin.province or "") if case.origin.province != case.centre else None
    )
    national = centres.by_id(nation) if nation not in special[:2] else None
    return HandoverAsked(
        request.person,
        case,
        _receiver(area, case, request) if area else None,
        tuple(sorted(others, key=lambda one: one.metres)[:_NEIGHBOURS]),
        _receiver(national, case, request) if national else None,
    )


def _receiver(centre: Centre, case: Case, request: Request[object]) -> Receiver:
    return Receiver(centre, request.context.metres_to(centre.id, case.place.point))


def _hand_over(
    request: CaseRequest[HandOver | Refuse], centre: Centre, because: Because, *, must: bool
) -> list[Fact]:
    """Pass the case on, alert those who can claim it there, and answer. A case that the national
    desk passes on is recorded at both steps, so that the next centre knows who decided."""
    case, member = request.case, request.member
    if member.centre not in (case.centre, centre.id):
        case = _pass(case, member.centre, because, request)
    case = _pass(case, centre.id, because, request)
    staffed = has_staff(case, request)
    if not staffed:
        case = escalate(case, request)
    case = _queued(request.case, case, request)
    stop_clocks(case, request)
    request.cases.save(case)
    request.unit.audit.record(AuditEntry(Audited.HANDED_OVER, member, case.number, centre.id))
    start_clocks(case, request)
    # The nation's are told only where the centre itself has nobody: each alert is paid.
    able = on_duty_or_heads(centre.id if staffed else request.settings.national_centre, request)
    # By night, where nobody is on duty, the nation's hear of what cannot wait.
    woken = case.escalated and not request.case.escalated
    told = alert_recipients(case, request) if woken else awake(able, case, request)
    alerted = alert(case, told, Why.HANDED_OVER, request)
    stopped = request.unit.pushes.stopped_since() is not None
    taker = Taker.UNTOLD if stopped else _taker(able, told, staffed=staffed)
    return [
        CaseHandedOver(member.person, case, centre, taker, must),
        except_for(alerted, member.person),
    ]


def _queued(before: Case, case: Case, request: Request[object]) -> Case:
    """Return the case as it waits at the new centre. A running clock goes on, unless it is night
    there and nobody is on duty."""
    waits = queued(case, request)
    runs = before.state is State.WAITING and before.waiting_since <= worked_at(request)
    rests = waits.waiting_since > worked_at(request)
    return replace(waits, waiting_since=before.waiting_since) if runs and not rests else waits


def _taker(able: Sequence[Member], told: Sequence[Member], *, staffed: bool) -> Taker:
    if not able:
        return Taker.NOBODY
    if not told:
        return Taker.RESTING
    return Taker.CENTRE if staffed else Taker.NATION


def _pass(case: Case, to: str, because: Because, request: Request[object]) -> Case:
    """Return the case at the centre *to*; the step is counted for both centres."""
    passed = passed_on(case, to, because, request.settings.national_centre, request.now)
    request.log.record(Act.HANDED_OVER, case)
    request.log.record(Act.RECEIVED, passed)
    return passed
