"""A case goes to another centre: it waits there, and the people there are alerted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from cases.case import Because, Case, State
from cases.facts import Fact, Refused, Why
from cases.handover import only_to_nation, passed_on, reasons
from cases.handover_facts import (
    CaseHandedOver,
    HandoverAsked,
    HandoverReasonAsked,
    HandoverUnclaimed,
    Receiver,
)
from cases.log import Act
from cases.outlook import Taker
from cases.people import Member
from cases.ports import Desk
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
from handlers.events import Pressed
from handlers.house import House
from handlers.staff.permission import Granted, ask, refused

#: So many neighbours are offered; farther ones are the national desk's to choose.
_NEIGHBOURS = 5
_BACK = "back"


def hand_over(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Ask where to, then why, then do it; a button that names both does it at once."""
    if event.fields.get("to") == _BACK:
        return refuse(event, desk, house)
    asked = ask(event, Change.HAND_OVER, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    nation = house.settings.national_centre
    must = only_to_nation(asked.case, asked.member.centre, nation)
    to = nation if must else event.fields.get("to")
    if to is None:
        return [_where_to(asked, house)]
    centre = house.centres.by_id(to)
    if centre is None or to == asked.case.centre:
        why = Refusal.THERE_ALREADY if centre else Refusal.UNKNOWN_CENTRE
        return [refused(asked.member.person, why, asked.case, desk)]
    because = next((one for one in reasons(must=must) if one == event.fields.get("why")), None)
    if because is None:
        return [HandoverReasonAsked(asked.member.person, asked.case, centre, must)]
    return _hand_over(asked, centre, because, desk, house, must=must)


def refuse(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Send a case back that was handed over to this centre and that nobody has claimed since."""
    asked = ask(event, Change.HAND_OVER, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    case, member = asked.case, asked.member
    if not case.refusable or member.centre != case.centre:
        return [refused(member.person, Refusal.NOT_REFUSABLE, case, desk)]
    nation = house.settings.national_centre
    must = only_to_nation(case, case.centre, nation)
    giver = house.centre(nation if must else case.passed[-1])
    return _hand_over(asked, giver, Because.REFUSED, desk, house, must=must)


def giver_hears(case: Case, told: Collection[int], desk: Desk, house: House) -> list[Fact]:
    """Tell the centre whose clock ran out at another one: its heads, or where it has none those on
    duty, but nobody twice."""
    if case.clock_with is None:
        return []
    able = [one for one in heads(case.clock_with, desk) if one.can_be_alerted]
    team = able or on_duty_or_heads(case.clock_with, desk)
    others = tuple(one for one in team if one.person.id not in told)
    return [HandoverUnclaimed(others, case, house.centre(case.centre))] if others else []


def _where_to(asked: Granted, house: House) -> HandoverAsked:
    case, nation = asked.case, house.settings.national_centre
    special = (case.centre, case.province, nation)
    others = [_receiver(one, case, house) for one in house.centres if one.id not in special]
    area = house.centres.by_id(case.province or "") if case.province != case.centre else None
    national = house.centres.by_id(nation) if nation not in special[:2] else None
    return HandoverAsked(
        asked.member.person,
        case,
        _receiver(area, case, house) if area else None,
        tuple(sorted(others, key=lambda one: one.metres)[:_NEIGHBOURS]),
        _receiver(national, case, house) if national else None,
    )


def _receiver(centre: Centre, case: Case, house: House) -> Receiver:
    return Receiver(centre, house.metres_to(centre.id, case.place.point))


def _hand_over(
    asked: Granted, centre: Centre, because: Because, desk: Desk, house: House, *, must: bool
) -> list[Fact]:
    """An escalated case that the national desk gives on goes through its hands, so that the next
    centre knows who decided."""
    case, member = asked.case, asked.member
    if member.centre not in (case.centre, centre.id):
        case = _pass(case, member.centre, because, desk, house)
    case = _pass(case, centre.id, because, desk, house)
    staffed = has_staff(case, desk)
    if not staffed:
        case = escalate(case, desk)
    case = _queued(asked.case, case, desk, house)
    stop_clocks(case, desk)
    desk.cases.save(case)
    start_clocks(case, desk, house)
    # The nation's are told only where the centre itself has nobody: each alert is paid.
    able = on_duty_or_heads(centre.id if staffed else house.settings.national_centre, desk)
    # By night, where nobody is on duty, the nation's hear of what cannot wait.
    woken = case.escalated and not asked.case.escalated
    told = hearers(case, desk, house) if woken else awake(able, case, desk, house)
    alerted = alert(case, told, Why.HANDED_OVER, house)
    stopped = desk.pushes.stopped_since() is not None
    taker = Taker.UNTOLD if stopped else _taker(able, told, staffed=staffed)
    return [
        CaseHandedOver(member.person, case, centre, taker, must),
        except_for(alerted, member.person),
    ]


def _queued(before: Case, case: Case, desk: Desk, house: House) -> Case:
    """Let the case wait as the people there can hear of it; a clock that runs is set back for the
    night alone, in which nobody there is on duty."""
    waits = queued(case, desk, house)
    runs = before.state is State.WAITING and before.waiting_since <= moment(desk)
    rests = waits.waiting_since > moment(desk)
    return replace(waits, waiting_since=before.waiting_since) if runs and not rests else waits


def _taker(able: Sequence[Member], told: Sequence[Member], *, staffed: bool) -> Taker:
    if not able:
        return Taker.NOBODY
    if not told:
        return Taker.RESTING
    return Taker.CENTRE if staffed else Taker.NATION


def _pass(case: Case, to: str, because: Because, desk: Desk, house: House) -> Case:
    """Count the step for both centres."""
    passed = passed_on(case, to, because, house.settings.national_centre, desk.now)
    desk.log.record(Act.HANDED_OVER, case)
    desk.log.record(Act.RECEIVED, passed)
    return passed
