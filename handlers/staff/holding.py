"""The holder of a case: keeps it, releases it, falls silent, hands it over, or loses it to a
colleague. (docs/decisions/0054-silent-holders.md)"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from cases.audit import Audited, AuditEntry
from cases.calendar import COLLEAGUES_HEAR, HEADS_HEAR, HOLDER_ASKED, holder_due
from cases.case import Because, Case, State, added, newest_note, unvisited
from cases.commands import GiveAllBack, GoAlong, HandOver, Keep, Refuse, Release
from cases.facts.casework import (
    CaseReleased,
    CompanionJoined,
    CompanionLeft,
    HolderAsked,
    HolderStays,
    ReleaseAsked,
    TakenOver,
    WentAlong,
    Why,
)
from cases.facts.fact import Fact
from cases.facts.moves import (
    CaseHandedOver,
    HandoverAsked,
    HandoverReasonAsked,
    HandoverUnclaimed,
    Receiver,
)
from cases.facts.team_changes import CasesBack, Parting
from cases.log import Act
from cases.outlook import Taker
from cases.people import Member, Person
from cases.ports import Timer
from cases.refusal import Refusal
from cases.rules import state_after
from cases.transfers import only_to_nation, passed_on, reasons
from geo.centres import Centre
from handlers import alerts
from handlers.citizen.conversation import holder_of
from handlers.events import TimerDue
from handlers.permission import holder_name, refused
from handlers.request import CaseRequest, Request, handles

#: More cases than any member holds.
_ALL = 1_000


@handles(Keep)
def keep(request: CaseRequest[Keep]) -> list[Fact]:
    """Restart the timer of the holder's silence: the holder is still on the case."""
    case = alerts.restart_after_act(request.case, request)
    request.cases.save(case)
    until = holder_due(case, alerts.worked_at(request), request.settings)
    return [HolderStays(request.person, case, until)]


@handles(Release)
def release(request: CaseRequest[Release]) -> list[Fact]:
    """Put the case back into the queue and alert those who can claim it; ask once before."""
    giver = request.person
    if giver.id != request.case.holder:
        return [CompanionLeft(giver, _without_companion(request.case, giver, request))]
    if not request.command.sure:
        return [ReleaseAsked(giver, request.case)]
    case = _back(request.case, giver, request)
    others = alerts.alert_recipients(case, request, giver.id)
    return [CaseReleased(giver, case), alerts.alert(case, others, Why.RELEASED, request)]


def record_take_over(
    before: Case, case: Case, member: Member, request: Request[object]
) -> list[Fact]:
    """Record that *member* takes a held case over; return the message to the former holder."""
    if before.holder is None:
        return []
    request.log.record(Act.RELEASED, before)
    hear = holder_of(before, request, but=member.person)
    return [TakenOver(one, case, member.name) for one in hear]


def give_all_back(
    holder: Member, parting: Parting, request: Request[object]
) -> tuple[int, list[Fact]]:
    """Release every open case of *holder*, in whatever state; return the number, and the
    messages."""
    held, _ = request.cases.held_by(holder.person.id, first=0, count=_ALL)
    for case in held:
        _without_companion(case, holder.person, request)
    back = [_back(case, holder.person, request) for case in held if case.holder == holder.person.id]
    return len(back), _told_once(back, holder, parting, request)


@handles(GoAlong)
def go_along(request: CaseRequest[GoAlong]) -> list[Fact]:
    """Let a colleague work on the case beside its holder, who is told."""
    person, case = request.person, request.case
    companions = (*case.visit.companions, person.id)
    case = replace(case, visit=replace(case.visit, companions=companions))
    request.cases.save(case)
    known = added(request.cases.details(case.number))
    told = [
        CompanionJoined(one, case, request.member.name)
        for one in holder_of(case, request, but=person)
    ]
    return [WentAlong(person, case, holder_name(case, request), known), *told]


def _without_companion(case: Case, person: Person, request: Request[object]) -> Case:
    """Return the case without *person* among those who go along."""
    if person.id not in case.visit.companions:
        return case
    others = tuple(one for one in case.visit.companions if one != person.id)
    left = replace(case, visit=replace(case.visit, companions=others))
    request.cases.save(left)
    return left


def _back(case: Case, giver: Person, request: Request[object]) -> Case:
    """Return the case as waiting again, in the queue and with its timers."""
    free = replace(unvisited(case), state=state_after(case, GiveAllBack), holder=None)
    waits = alerts.queued(free, request, giver.id)
    request.cases.save(waits)
    request.log.record(Act.RELEASED, waits)
    alerts.start_clocks(waits, request, giver.id)
    return waits


def _told_once(
    back: Sequence[Case], holder: Member, parting: Parting, request: Request[object]
) -> list[Fact]:
    """Return one message to each member, because each costs a push."""
    team: dict[int, Member] = {}
    hear: dict[int, list[Case]] = {}
    for case in back:
        for member in alerts.alert_recipients(case, request, holder.person.id):
            team[member.person.id] = member
            hear.setdefault(member.person.id, []).append(case)
    return [
        CasesBack(team[number], tuple(cases), holder.name, parting)
        for number, cases in hear.items()
    ]


@handles(Timer.HOLDER)
def escalate_silence(request: Request[TimerDue]) -> list[Fact]:
    """Take the next step about a silent holder: ask the holder, then alert the colleagues, at last
    the heads."""
    case = request.cases.find(request.event.case)
    if case is None or case.holder is None or not case.is_open or case.visit.silent_since is None:
        return []
    due = holder_due(case, case.visit.silent_since, request.settings)
    if request.event.at < due:
        request.timers.set(Timer.HOLDER, case.number, due)
        return []
    holder = next(iter(request.people.find_all([case.holder])), None)
    case = _one_step_on(case, holder, request)
    if case.visit.silence == HOLDER_ASKED:
        request.cases.save(case)
        by = holder_due(case, alerts.worked_at(request), request.settings)
        return [HolderAsked(holder, case, by)] if holder else []
    team = _team(case, request)
    if not team:  # nobody else is there: the national centre may take it over
        case = alerts.escalate(case, request)
        team = alerts.on_duty_or_heads(request.settings.national_centre, request, case.holder or 0)
    request.cases.save(case)
    why = Why.SILENT if case.visit.silence == COLLEAGUES_HEAR else Why.SILENT_LONG
    return [alerts.alert(case, alerts.awake(team, case, request), why, request)]


def _one_step_on(case: Case, holder: Person | None, request: Request[object]) -> Case:
    """Return the case at the next step; a holder who cannot be reached is not asked."""
    reached = holder is not None and not holder.blocked
    silence = max(case.visit.silence + 1, HOLDER_ASKED if reached else COLLEAGUES_HEAR)
    case = replace(case, visit=replace(case.visit, silence=silence))
    return alerts.restart_holder_clock(case, request) if silence < HEADS_HEAR else case


def _team(case: Case, request: Request[object]) -> list[Member]:
    """Return the recipients: the colleagues of the holder, at the last step the heads."""
    holder = case.holder or 0
    if case.visit.silence == COLLEAGUES_HEAR:
        return alerts.on_duty_or_heads(case.centre, request, holder)
    return [one for one in alerts.heads(case.centre, request) if one.person.id != holder]


#: The number of neighbour centres that are offered; only the national desk chooses farther ones.
_NEIGHBOURS = 5
_BACK = "back"


@handles(HandOver)
def hand_over(request: CaseRequest[HandOver]) -> list[Fact]:
    """Ask for the centre, then for the reason, then hand over; a button that names both does it at
    once."""
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
    """Return a case to the centre that handed it over to this one, if nobody has claimed it
    since."""
    case, member = request.case, request.member
    if not case.handover.refusable or member.centre != case.centre:
        return [refused(member.person, Refusal.NOT_REFUSABLE, case, request)]
    nation = request.settings.national_centre
    must = only_to_nation(case, case.centre, nation)
    giver = request.context.receiver(nation if must else case.handover.passed[-1])
    return _hand_over(request, giver, Because.REFUSED, must=must)


def tell_giver(case: Case, told: Collection[int], request: Request[object]) -> list[Fact]:
    """Return the message to the centre that handed the case over and was not served in time: to its
    heads, or to those on duty if it has none, without those in *told*."""
    if case.handover.clock_with is None:
        return []
    able = [one for one in alerts.heads(case.handover.clock_with, request) if one.can_be_alerted]
    team = able or alerts.on_duty_or_heads(case.handover.clock_with, request)
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
    """Hand the case over, alert those who can claim it there, and answer. A case that the national
    desk passes on is recorded at both steps, so that the next centre knows who decided."""
    case, member = request.case, request.member
    if member.centre not in (case.centre, centre.id):
        case = _pass(case, member.centre, because, request)
    case = _pass(case, centre.id, because, request)
    staffed = alerts.has_staff(case, request)
    if not staffed:
        case = alerts.escalate(case, request)
    case = _queued(request.case, case, request)
    alerts.stop_clocks(case, request)
    request.cases.save(case)
    request.unit.audit.record(AuditEntry(Audited.HANDED_OVER, member, case.number, centre.id))
    alerts.start_clocks(case, request)
    # The national centre is alerted only if the centre itself has no members: each alert is paid.
    able = alerts.on_duty_or_heads(
        centre.id if staffed else request.settings.national_centre, request
    )
    # By night, if nobody is on duty, the national centre is alerted of an urgent case.
    woken = case.escalated and not request.case.escalated
    told = alerts.alert_recipients(case, request) if woken else alerts.awake(able, case, request)
    alerted = alerts.alert(case, told, Why.HANDED_OVER, request)
    alerted = replace(alerted, note=newest_note(request.cases.details(case.number)))
    stopped = request.unit.pushes.stopped_since() is not None
    taker = Taker.UNTOLD if stopped else _taker(able, told, staffed=staffed)
    return [
        CaseHandedOver(member.person, case, centre, taker, must),
        alerts.except_for(alerted, member.person),
    ]


def _queued(before: Case, case: Case, request: Request[object]) -> Case:
    """Return the case as waiting at the new centre. A running clock goes on, unless it is night
    there and nobody is on duty."""
    waits = alerts.queued(case, request)
    runs = before.state is State.WAITING and before.waiting_since <= alerts.worked_at(request)
    rests = waits.waiting_since > alerts.worked_at(request)
    return replace(waits, waiting_since=before.waiting_since) if runs and not rests else waits


def _taker(able: Sequence[Member], told: Sequence[Member], *, staffed: bool) -> Taker:
    if not able:
        return Taker.NOBODY
    if not told:
        return Taker.RESTING
    return Taker.CENTRE if staffed else Taker.NATION


def _pass(case: Case, to: str, because: Because, request: CaseRequest[HandOver | Refuse]) -> Case:
    """Return the case at the centre *to*; the step is counted for both centres."""
    passed = replace(
        passed_on(case, to, because, request.settings.national_centre, request.now),
        state=state_after(case, type(request.command)),
    )
    request.log.record(Act.HANDED_OVER, case)
    request.log.record(Act.RECEIVED, passed)
    return passed
