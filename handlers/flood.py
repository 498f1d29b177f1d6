"""Limits on what one account may send and on the alerts that it may cause. Beyond a limit it gets
one kind answer a minute.

An urgent share always passes. Nobody can mark a place as urgent before it is sent, so a place over
the limit is set aside for some minutes, and the answer asks whether somebody is in danger.

A flood cannot be told from a disaster, so nothing is refused and the first alerts are sent as ever;
but one account must not use up the pushes by which the whole country is alerted: alerts about its
other cases are summed up (docs/decisions/0057-ceiling-for-urgent-alerts.md). While LINE takes no
pushes, the free answers say that nobody is alerted (docs/decisions/0045-pushes-stopped.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeGuard

from cases.case import Case, in_danger
from cases.commands import (
    AskDanger,
    Command,
    Erase,
    SayDanger,
    SayKind,
    SayOwnNeed,
    ShowMyData,
    Start,
)
from cases.facts.answers import AnswerTaken, CaseReopened, MovedHere
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.personal_data import DangerSaid, TooManyMessages, TooManyShares
from cases.facts.shares import (
    CaseOpened,
    DangerAsked,
    KindSaid,
    NobodyAlerted,
    OwnNeedHeard,
    ShareJoined,
    StatusShown,
)
from cases.facts.team_changes import AlertsStopped, UrgentSummedUp
from cases.log import Act
from cases.people import DAY, MINUTE, TEN_MINUTES, About, Pace, Person, UrgentPace
from cases.ports import Timer
from handlers import events
from handlers.alerts import alert, alert_recipients, has_staff, heads, start_clocks_now, worked_at
from handlers.citizen import talk
from handlers.citizen.attachment import is_answered
from handlers.citizen.kind import urgent_recipients
from handlers.citizen.share import share
from handlers.request import CommandRequest, Request, handles

#: Commands without a limit: to report a danger or one's own need, and the rights to see and to
#: erase one's data.
_NEVER_LIMITED = (SayKind, SayDanger, AskDanger, Start, SayOwnNeed, ShowMyData, Erase)
#: Topics in which the bot waits for a place: a place that it asked for is never over a limit.
_WAITED_FOR = (About.OWN_NEED, About.MOVED)


def over_limit(request: Request[events.FromPerson]) -> list[Fact] | None:
    """Count a citizen's event. Return the answer to one over a limit; None within the limits, and
    for all of staff."""
    match request.event:
        case events.LocationSent() as event:
            return _shares(request.on(event))
        case events.TextSent() as event if not _is_free(event.command, *event.likely):
            return _messages(request)
        case events.Pressed() as event if not _is_free(event.command):
            return _messages(request)
        case events.AttachmentSent() as event if is_answered(request.on(event)):
            return None  # with its set, which counts as one message
        case events.AttachmentSent() | events.OtherSent():
            return _messages(request)
        case events.Unsent() as event:
            _take_back(request.on(event))
    return None


@handles(SayDanger)
def say_danger(request: CommandRequest[SayDanger]) -> list[Fact]:
    """Show the numbers to call, and take the place that was set aside, else the next place, as an
    urgent share."""
    person = request.person
    urgency = request.context.taxonomy.urgencies.get(request.command.why)
    if urgency is None:
        return talk.guide(request)
    aside = request.limits.aside(person)
    if aside is None:
        request.limits.put_danger(person, urgency.code)
        return [DangerSaid(person, urgency.code, shared=False)]
    request.limits.drop_aside(person)
    sent = events.LocationSent(
        aside.event, aside.at, request.event.line_id, aside.place, aside.message
    )
    return _share_urgently(sent, urgency.code, request)


def _is_free(*asked: Command | None) -> bool:
    return any(isinstance(one, _NEVER_LIMITED) for one in asked)


def _share_urgently(sent: events.LocationSent, why: str, request: Request[object]) -> list[Fact]:
    person = request.people.of_line(sent.line_id)
    told: list[Fact] = []
    for fact in share(request.on(sent)):
        match fact:
            case CaseOpened() | ShareJoined():
                told += _hurried(fact, why, request)
            case Alerted():  # is told anew, for who hears of danger may be others
                pass
            case _:
                told.append(fact)
    shared = any(isinstance(fact, CaseOpened | ShareJoined) for fact in told)
    untold = shared and request.unit.pushes.stopped_since() is not None
    return [DangerSaid(person, why, shared, untold), *told]


def _messages(request: Request[events.FromPerson]) -> list[Fact] | None:
    person = request.person
    if person.centre is not None:
        return None
    pace = request.limits.pace(person).message(request.at)
    request.limits.save_pace(person, pace)
    over = pace.messages.count - request.settings.messages_per_minute
    if over <= 0:
        return None
    if over > 1:
        return []
    request.log.record(Act.LIMITED)
    return [TooManyMessages(person)]


def _shares(request: Request[events.LocationSent]) -> list[Fact] | None:
    """Set aside a place over the limits, replacing the one before, so that the question on the
    screen is about the last one. After a report of danger no place is set aside."""
    person = request.person
    if person.centre is not None or any(person.topic_at(request.at, one) for one in _WAITED_FOR):
        return None
    if not request.context.locate(request.event.place).inside:
        return _messages(request)  # no team goes there: it takes nothing from the places that count
    why = request.limits.danger(person)
    if why is not None:
        request.limits.drop_danger(person)
        return _share_urgently(request.event, why, request)
    pace = request.limits.pace(person).share(request.at)
    over = _sent_too_much(pace, request)
    answers = over and request.at >= pace.answered + MINUTE
    request.limits.save_pace(person, replace(pace, answered=request.at) if answers else pace)
    if not over:
        request.limits.drop_aside(person)
        return None
    request.limits.put_aside(person, request.event.aside())
    return _too_much(person, pace, request) if answers else []


def _take_back(request: Request[events.Unsent]) -> None:
    person = request.people.known(request.event.line_id)
    aside = request.limits.aside(person) if person else None
    if person and aside and aside.message == request.event.message:
        request.limits.drop_aside(person)


def _too_much(person: Person, pace: Pace, request: Request[object]) -> list[Fact]:
    request.log.record(Act.LIMITED)
    of_day = pace.shares_of_day.count > request.settings.shares_per_day
    until = pace.shares_of_day.began + DAY if of_day else pace.shares.began + TEN_MINUTES
    return [TooManyShares(person, until)]


def _sent_too_much(pace: Pace, request: Request[object]) -> bool:
    limits = request.settings
    return (
        pace.shares.count > limits.shares_per_10_min
        or pace.shares_of_day.count > limits.shares_per_day
    )


def _hurried(fact: CaseOpened | ShareJoined, urgency: str, request: Request[object]) -> list[Fact]:
    """Add the danger to the case of a share; return the receipt and the alert."""
    urgent = start_clocks_now(in_danger(fact.case, urgency), request)
    request.cases.save(urgent)
    if urgent.need.dangers != fact.case.need.dangers:
        request.log.record_said(urgent, before=fact.case)
    why = Why.URGENT
    if isinstance(fact, CaseOpened):
        why = Why.NEW if has_staff(urgent, request) else Why.NOBODY
    team = urgent_recipients(urgent, request)
    return [replace(fact, case=urgent), alert(urgent, team, why, request)]


#: The first pause between two summaries; it doubles while more alerts come.
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(minutes=10)
_MOST_DOUBLINGS = 4


def with_ceiling(request: Request[events.FromPerson], facts: Sequence[Fact]) -> list[Fact]:
    """Count the urgent alerts that a citizen causes; sum up those beyond the limits. Alerts that a
    member causes at work are not counted."""
    urgent = [fact for fact in facts if isinstance(fact, Alerted) and fact.case.cannot_wait]
    person = request.people.known(request.event.line_id) if urgent else None
    if person is None or person.centre is not None:
        return list(facts)
    pace = request.limits.urgent_pace(person.id).count(request.at)
    if not _alerts_too_often(pace, request):
        request.limits.save_urgent_pace(person.id, pace)
        return list(facts)
    numbers = dict.fromkeys((*pace.pending, *(fact.case.number for fact in urgent)))
    for fact in urgent:
        request.cases.save(replace(fact.case, summed_up=True))
        request.log.record(Act.SUMMED_UP, fact.case)
    pace = replace(pace, pending=tuple(numbers))
    request.limits.save_urgent_pace(person.id, pace)
    request.limits.mark_summed_up()
    others = [fact for fact in facts if fact not in urgent]
    if request.timers.is_set(Timer.SUM_UP, str(person.id)):
        return others
    return [*others, *_told(person.id, pace, request, new=[fact.case for fact in urgent])]


@handles(Timer.SUM_UP)
def sum_up(request: Request[events.TimerDue]) -> list[Fact]:
    """Send the teams a summary of the alerts since the last one."""
    return list(flush(int(request.event.case), request))


def flush(person: int, request: Request[object]) -> list[UrgentSummedUp]:
    """Return the summary of the pending alerts that *person* caused."""
    pace = request.limits.urgent_pace(person)
    return _told(person, pace, request) if pace.pending else []


def _told(
    person: int, pace: UrgentPace, request: Request[object], new: Sequence[Case] = ()
) -> list[UrgentSummedUp]:
    """Return the summary of the pending alerts, with the *new* cases, and set the timer of the
    next. The last part of the month's pushes is reserved for other accounts: then the cases wait in
    the queues."""
    quota = request.unit.digests.quota()
    if quota is not None and quota.is_low(request.settings.urgent_reserve):
        request.timers.set(Timer.SUM_UP, str(person), worked_at(request) + _LONGEST_PAUSE)
        return []
    pause = _FIRST_PAUSE * 2 ** min(pace.rounds, _MOST_DOUBLINGS)
    request.timers.set(Timer.SUM_UP, str(person), worked_at(request) + min(pause, _LONGEST_PAUSE))
    total = pace.summed_up + len(pace.pending)
    told = replace(pace, pending=(), summed_up=total, rounds=pace.rounds + 1)
    request.limits.save_urgent_pace(person, told)
    known = {case.number: case for case in new}
    found = (known.get(number) or request.cases.find(number) for number in pace.pending)
    still_open = [case for case in found if case is not None and case.is_open]
    return list(_by_centre(still_open, total, request))


def _by_centre(
    cases: Sequence[Case], total: int, request: Request[object]
) -> Iterator[UrgentSummedUp]:
    for centre in dict.fromkeys(case.centre for case in cases):
        own = tuple(case for case in cases if case.centre == centre)
        hear = {one.person.id: one for case in own for one in alert_recipients(case, request)}
        hear |= {one.person.id: one for one in heads(centre, request) if one.can_be_alerted}
        yield UrgentSummedUp(tuple(hear.values()), own, total)


def _alerts_too_often(pace: UrgentPace, request: Request[object]) -> bool:
    limits = request.settings
    return pace.lately.count > limits.urgent_per_10_min or pace.of_day.count > limits.urgent_per_day


#: Answers that state the outlook of the case themselves.
_SAY_SO = (CaseOpened, ShareJoined, StatusShown, CaseReopened, NobodyAlerted)
#: Answers after which a citizen would believe that the team is alerted now.
_Promise = KindSaid | AnswerTaken | DangerAsked | DangerSaid | OwnNeedHeard | MovedHere


def with_pushes_stopped(request: Request[events.FromPerson], facts: Sequence[Fact]) -> list[Fact]:
    """Add to an answer that no alerts are sent: for staff with what waits, for a citizen if the
    answer would promise too much."""
    told = list(facts)
    if not told or not request.event.reply_token:
        return told
    person = request.people.known(request.event.line_id)
    if any(isinstance(fact, _SAY_SO) for fact in told):
        return told
    if person is not None and person.centre is not None:
        return [*told, *_for_staff(person, request)]
    promises = [fact.to for fact in told if _promises(fact)]
    if not promises or request.unit.pushes.stopped_since() is None:
        return told
    return [*told, NobodyAlerted(promises[0])]


def _promises(fact: Fact) -> TypeGuard[_Promise]:
    match fact:
        case KindSaid():
            return fact.danger is not None
        case AnswerTaken():
            return fact.case.is_open
        case _:
            return isinstance(fact, _Promise)


def _for_staff(person: Person, request: Request[object]) -> list[Fact]:
    since = request.unit.pushes.stopped_since()
    member = request.teams.find(person) if since else None
    if since is None or member is None:
        return []
    is_nation = member.centre == request.settings.national_centre
    untold = request.unit.pushes.untold(member.centre, with_escalated=is_nation)
    return [AlertsStopped(person, since, untold)]
