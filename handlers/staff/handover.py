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
from cases.ports import UnitOfWork
from cases.rules import Change, Refusal
from geo.centre import Centre
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
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.permission import Granted, ask, refused

#: So many neighbours are offered; farther ones are the national desk's to choose.
_NEIGHBOURS = 5
_BACK = "back"


def hand_over(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Ask where to, then why, then do it; a button that names both does it at once."""
    if event.fields.get("to") == _BACK:
        return refuse(event, unit, context)
    asked = ask(event, Change.HAND_OVER, unit, context)
    if isinstance(asked, Refused):
        return [asked]
    nation = context.settings.national_centre
    must = only_to_nation(asked.case, asked.member.centre, nation)
    to = nation if must else event.fields.get("to")
    if to is None:
        return [_where_to(asked, context)]
    centre = context.centres.by_id(to)
    if centre is None or to == asked.case.centre:
        why = Refusal.THERE_ALREADY if centre else Refusal.UNKNOWN_CENTRE
        return [refused(asked.member.person, why, asked.case, unit)]
    because = next((one for one in reasons(must=must) if one == event.fields.get("why")), None)
    if because is None:
        return [HandoverReasonAsked(asked.member.person, asked.case, centre, must)]
    return _hand_over(asked, centre, because, unit, context, must=must)


def refuse(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Send a case back that was handed over to this centre and that nobody has claimed since."""
    asked = ask(event, Change.HAND_OVER, unit, context)
    if isinstance(asked, Refused):
        return [asked]
    case, member = asked.case, asked.member
    if not case.refusable or member.centre != case.centre:
        return [refused(member.person, Refusal.NOT_REFUSABLE, case, unit)]
    nation = context.settings.national_centre
    must = only_to_nation(case, case.centre, nation)
    giver = context.receiver(nation if must else case.passed[-1])
    return _hand_over(asked, giver, Because.REFUSED, unit, context, must=must)


def giver_hears(
    case: Case, told: Collection[int], unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Tell the centre whose clock ran out at another one: its heads, or where it has none those on
    duty, but nobody twice."""
    if case.clock_with is None:
        return []
    able = [one for one in heads(case.clock_with, unit) if one.can_be_alerted]
    team = able or on_duty_or_heads(case.clock_with, unit)
    others = tuple(one for one in team if one.person.id not in told)
    return [HandoverUnclaimed(others, case, context.centre(case.centre))] if others else []


def _where_to(asked: Granted, context: Context) -> HandoverAsked:
    case, nation = asked.case, context.settings.national_centre
    special = (case.centre, case.province, nation)
    others = [_receiver(one, case, context) for one in context.centres if one.id not in special]
    area = context.centres.by_id(case.province or "") if case.province != case.centre else None
    national = context.centres.by_id(nation) if nation not in special[:2] else None
    return HandoverAsked(
        asked.member.person,
        case,
        _receiver(area, case, context) if area else None,
        tuple(sorted(others, key=lambda one: one.metres)[:_NEIGHBOURS]),
        _receiver(national, case, context) if national else None,
    )


def _receiver(centre: Centre, case: Case, context: Context) -> Receiver:
    return Receiver(centre, context.metres_to(centre.id, case.place.point))


def _hand_over(
    asked: Granted,
    centre: Centre,
    because: Because,
    unit: UnitOfWork,
    context: Context,
    *,
    must: bool,
) -> list[Fact]:
    """An escalated case that the national desk gives on goes through its hands, so that the next
    centre knows who decided."""
    case, member = asked.case, asked.member
    if member.centre not in (case.centre, centre.id):
        case = _pass(case, member.centre, because, unit, context)
    case = _pass(case, centre.id, because, unit, context)
    staffed = has_staff(case, unit)
    if not staffed:
        case = escalate(case, unit)
    case = _queued(asked.case, case, unit, context)
    stop_clocks(case, unit)
    unit.cases.save(case)
    unit.audit.record(AuditEntry(Audited.HANDED_OVER, member, case.number, centre.id))
    start_clocks(case, unit, context)
    # The nation's are told only where the centre itself has nobody: each alert is paid.
    able = on_duty_or_heads(centre.id if staffed else context.settings.national_centre, unit)
    # By night, where nobody is on duty, the nation's hear of what cannot wait.
    woken = case.escalated and not asked.case.escalated
    told = hearers(case, unit, context) if woken else awake(able, case, unit, context)
    alerted = alert(case, told, Why.HANDED_OVER, context)
    stopped = unit.pushes.stopped_since() is not None
    taker = Taker.UNTOLD if stopped else _taker(able, told, staffed=staffed)
    return [
        CaseHandedOver(member.person, case, centre, taker, must),
        except_for(alerted, member.person),
    ]


def _queued(before: Case, case: Case, unit: UnitOfWork, context: Context) -> Case:
    """Let the case wait as the people there can hear of it; a clock that runs is set back for the
    night alone, in which nobody there is on duty."""
    waits = queued(case, unit, context)
    runs = before.state is State.WAITING and before.waiting_since <= moment(unit)
    rests = waits.waiting_since > moment(unit)
    return replace(waits, waiting_since=before.waiting_since) if runs and not rests else waits


def _taker(able: Sequence[Member], told: Sequence[Member], *, staffed: bool) -> Taker:
    if not able:
        return Taker.NOBODY
    if not told:
        return Taker.RESTING
    return Taker.CENTRE if staffed else Taker.NATION


def _pass(case: Case, to: str, because: Because, unit: UnitOfWork, context: Context) -> Case:
    """Count the step for both centres."""
    passed = passed_on(case, to, because, context.settings.national_centre, unit.now)
    unit.log.record(Act.HANDED_OVER, case)
    unit.log.record(Act.RECEIVED, passed)
    return passed
