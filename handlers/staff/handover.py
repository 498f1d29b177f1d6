"""A case goes to another centre: it waits there, and the people there are alerted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from cases.audit import Audited, AuditEntry
from cases.case import Because, Case, State
from cases.facts.casework import Refused, Why
from cases.facts.fact import Fact
from cases.facts.handovers import (
    CaseHandedOver,
    HandoverAsked,
    HandoverReasonAsked,
    HandoverUnclaimed,
    Receiver,
)
from cases.handover import only_to_nation, passed_on, reasons
from cases.log import Act
from cases.outlook import Taker
from cases.people import Member
from cases.rules import Change, Refusal
from geo.centres import Centre
from handlers.alerts import (
    alert,
    awake,
    escalate,
    except_for,
    has_staff,
    heads,
    hearers,
    moment,
    on_duty_or_heads,
    queued,
    start_clocks,
    stop_clocks,
)
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import Granted, ask, refused

#: So many neighbours are offered; farther ones are the national desk's to choose.
_NEIGHBOURS = 5
_BACK = "back"


def hand_over(request: Request[Pressed]) -> list[Fact]:
    """Ask where to, then why, then do it; a button that names both does it at once."""
    if request.event.fields.get("to") == _BACK:
        return refuse(request)
    asked = ask(request, Change.HAND_OVER)
    if isinstance(asked, Refused):
        return [asked]
    nation = request.settings.national_centre
    must = only_to_nation(asked.case, asked.member.centre, nation)
    to = nation if must else request.event.fields.get("to")
    if to is None:
        return [_where_to(asked, request)]
    centre = request.context.centres.by_id(to)
    if centre is None or to == asked.case.centre:
        why = Refusal.THERE_ALREADY if centre else Refusal.UNKNOWN_CENTRE
        return [refused(asked.member.person, why, asked.case, request)]
    because = next(
        (one for one in reasons(must=must) if one == request.event.fields.get("why")), None
    )
    if because is None:
        return [HandoverReasonAsked(asked.member.person, asked.case, centre, must)]
    return _hand_over(asked, centre, because, request, must=must)


def refuse(request: Request[Pressed]) -> list[Fact]:
    """Send a case back that was handed over to this centre and that nobody has claimed since."""
    asked = ask(request, Change.HAND_OVER)
    if isinstance(asked, Refused):
        return [asked]
    case, member = asked.case, asked.member
    if not case.handover.refusable or member.centre != case.centre:
        return [refused(member.person, Refusal.NOT_REFUSABLE, case, request)]
    nation = request.settings.national_centre
    must = only_to_nation(case, case.centre, nation)
    giver = request.context.receiver(nation if must else case.handover.passed[-1])
    return _hand_over(asked, giver, Because.REFUSED, request, must=must)


def giver_hears(case: Case, told: Collection[int], request: Request[object]) -> list[Fact]:
    """Tell the centre whose clock ran out at another one: its heads, or where it has none those on
    duty, but nobody twice."""
    if case.handover.clock_with is None:
        return []
    able = [one for one in heads(case.handover.clock_with, request) if one.can_be_alerted]
    team = able or on_duty_or_heads(case.handover.clock_with, request)
    others = tuple(one for one in team if one.person.id not in told)
    return [HandoverUnclaimed(others, case, request.context.centre(case.centre))] if others else []


def _where_to(asked: Granted, request: Request[object]) -> HandoverAsked:
    case, nation = asked.case, request.settings.national_centre
    special = (case.centre, case.origin.province, nation)
    others = [
        _receiver(one, case, request) for one in request.context.centres if one.id not in special
    ]
    area = (
        request.context.centres.by_id(case.origin.province or "")
        if case.origin.province != case.centre
        else None
    )
    national = request.context.centres.by_id(nation) if nation not in special[:2] else None
    return HandoverAsked(
        asked.member.person,
        case,
        _receiver(area, case, request) if area else None,
        tuple(sorted(others, key=lambda one: one.metres)[:_NEIGHBOURS]),
        _receiver(national, case, request) if national else None,
    )


def _receiver(centre: Centre, case: Case, request: Request[object]) -> Receiver:
    return Receiver(centre, request.context.metres_to(centre.id, case.place.point))


def _hand_over(
    asked: Granted, centre: Centre, because: Because, request: Request[object], *, must: bool
) -> list[Fact]:
    """An escalated case that the national desk gives on goes through its hands, so that the next
    centre knows who decided."""
    case, member = asked.case, asked.member
    if member.centre not in (case.centre, centre.id):
        case = _pass(case, member.centre, because, request)
    case = _pass(case, centre.id, because, request)
    staffed = has_staff(case, request)
    if not staffed:
        case = escalate(case, request)
    case = _queued(asked.case, case, request)
    stop_clocks(case, request)
    request.cases.save(case)
    request.unit.audit.record(AuditEntry(Audited.HANDED_OVER, member, case.number, centre.id))
    start_clocks(case, request)
    # The nation's are told only where the centre itself has nobody: each alert is paid.
    able = on_duty_or_heads(centre.id if staffed else request.settings.national_centre, request)
    # By night, where nobody is on duty, the nation's hear of what cannot wait.
    woken = case.escalated and not asked.case.escalated
    told = hearers(case, request) if woken else awake(able, case, request)
    alerted = alert(case, told, Why.HANDED_OVER, request)
    stopped = request.unit.pushes.stopped_since() is not None
    taker = Taker.UNTOLD if stopped else _taker(able, told, staffed=staffed)
    return [
        CaseHandedOver(member.person, case, centre, taker, must),
        except_for(alerted, member.person),
    ]


def _queued(before: Case, case: Case, request: Request[object]) -> Case:
    """Let the case wait as the people there can hear of it; a clock that runs is set back for the
    night alone, in which nobody there is on duty."""
    waits = queued(case, request)
    runs = before.state is State.WAITING and before.waiting_since <= moment(request)
    rests = waits.waiting_since > moment(request)
    return replace(waits, waiting_since=before.waiting_since) if runs and not rests else waits


def _taker(able: Sequence[Member], told: Sequence[Member], *, staffed: bool) -> Taker:
    if not able:
        return Taker.NOBODY
    if not told:
        return Taker.RESTING
    return Taker.CENTRE if staffed else Taker.NATION


def _pass(case: Case, to: str, because: Because, request: Request[object]) -> Case:
    """Count the step for both centres."""
    passed = passed_on(case, to, because, request.settings.national_centre, request.now)
    request.log.record(Act.HANDED_OVER, case)
    request.log.record(Act.RECEIVED, passed)
    return passed
