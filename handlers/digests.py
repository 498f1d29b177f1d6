"""The digests: each morning a centre's to its heads, each week and month the country's to the
managers. Each has one timer, which its handler sets anew in the same commit. They can be switched
off; the last one, the report and the link to the pages with a login are shown on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cases import calendar
from cases.audit import Audited, AuditEntry
from cases.case import Case, State
from cases.commands import ChooseDigests, OpenPage, ShowReport, SignOut
from cases.digest import Cost, Standing, has_happened, next_day, parts_drawn, period_told
from cases.facts.casework import Refused, Reported
from cases.facts.digests import Digested, DigestsChosen, PageLinked, SignedOut
from cases.facts.fact import Fact
from cases.facts.team_changes import LateCases
from cases.log import COUNTRY
from cases.people import DIGESTS, Digest, Member, Person, Role
from cases.ports import Timer
from cases.refusal import Refusal
from geo.centres import Centre
from handlers.alerts import heads, worked_at
from handlers.events import TimerDue
from handlers.request import MemberRequest, Request, handles

#: The number of centres that are named: those with the most open cases.
_NAMED = 3


def of_centre(to: Person, centre: str, request: Request[object]) -> Digested:
    """Return yesterday's digest of a centre."""
    return _digest(to, Digest.DAILY, centre, standing_of(centre, request), request)


def of_country(to: Person, kind: Digest, request: Request[object]) -> Digested:
    """Return the digest of the country's last week or month."""
    opened = request.context.statistics.open_cases(request.context.centres.known_ids)
    ranked = sorted(opened.of.items(), key=lambda one: (-one[1], one[0]))
    most = [(request.context.centre(centre), count) for centre, count in ranked[:_NAMED] if count]
    total = sum(opened.of.values())
    standing = Standing(total, escalated=opened.escalated, most=tuple(most))
    return _digest(to, kind, COUNTRY, standing, request)


def are_stopped(request: Request[object]) -> bool:
    """Return whether no digest goes out, because the month's pushes run low."""
    quota = request.unit.digests.quota()
    return quota is not None and quota.is_low(request.settings.quota_reserve)


def _digest(
    to: Person, kind: Digest, scope: str, standing: Standing, request: Request[object]
) -> Digested:
    period = period_told(kind, worked_at(request))
    periods = [period, period.before(), *parts_drawn(kind, period)]
    now, before, *parts = request.context.statistics.series(scope, periods)
    centre = None if scope == COUNTRY else request.context.centre(scope)
    return Digested(to, kind, centre, now, before, tuple(parts), standing)


#: The most open cases of one centre that are read in one morning.
_MOST = 1_000


def standing_of(centre: str, request: Request[object]) -> Standing:
    """Return the counts of a centre's open cases; the national centre's include those that were
    escalated to it."""
    nation = centre == request.settings.national_centre
    cases, total = request.cases.queue(centre, first=0, count=_MOST, with_escalated=nation)
    waiting = [case for case in cases if _waits_too_long(case, request)]
    held = [case for case in cases if _is_held_too_long(case, request)]
    ending = [
        case
        for case in cases
        if calendar.is_forgotten_soon(case, worked_at(request), request.settings)
    ]
    return Standing(total, _oldest(waiting), _oldest(held), ending=_oldest(ending))


def _waits_too_long(case: Case, request: Request[object]) -> bool:
    limit = timedelta(minutes=request.settings.escalate_minutes)
    return case.state is State.WAITING and worked_at(request) > case.waiting_since + limit


def _is_held_too_long(case: Case, request: Request[object]) -> bool:
    """Return whether a case is held too long, counted from the last time that it began to wait: the
    time of a claim since then is not stored."""
    if case.holder is None:
        return False
    since = max(case.waiting_since, case.claimed_at or case.waiting_since)
    is_long = worked_at(request) > since + timedelta(hours=request.settings.late_hours)
    # No message reaches a holder who has blocked the account.
    return is_long or all(one.blocked for one in request.people.find_all([case.holder]))


def _oldest(cases: Sequence[Case]) -> tuple[Case, ...]:
    return tuple(sorted(cases, key=lambda case: (case.opened_at, case.number)))


#: A timer that is later than this was delayed by an outage; its messages wake nobody by night.
_IN_TIME = timedelta(hours=1)


@handles(Timer.LATE)
def tell_heads(request: Request[TimerDue]) -> list[Fact]:
    """Send the heads of a centre what happened yesterday and what is open and late; set the timer
    for tomorrow if a case is open or something happened. Heads who switched digests off, and all
    heads if the month's pushes run low, still get the late cases."""
    if _rests(request, Timer.LATE):
        return []
    digest = of_centre(_NOBODY, request.event.case, request)
    today = calendar.period_of(calendar.local_day(worked_at(request)), calendar.Span.DAY)
    (so_far,) = request.context.statistics.series(request.event.case, [today])
    if digest.standing.open or has_happened(so_far):
        request.timers.set(Timer.LATE, request.event.case, _due(Digest.DAILY, request))
    if not digest.standing.open and not has_happened(digest.now):
        return []
    team = [head for head in heads(request.event.case, request) if not head.person.blocked]
    told = _told(digest, request.event.case, team, request)
    return [*told, *_late(digest, request.event.case, team, told, request)]


@handles(Timer.DIGEST)
def tell_managers(request: Request[TimerDue]) -> list[Fact]:
    """Send the managers of all centres the country's last week or month."""
    kind = Digest(request.event.case)
    if _rests(request, Timer.DIGEST):
        return []
    request.timers.set(Timer.DIGEST, kind.value, _due(kind, request))
    team = [member for id in request.context.centres.known_ids for member in request.teams.of(id)]
    if not any(one.reads(kind) for one in team):
        return []
    digest = of_country(_NOBODY, kind, request)
    return [*_told(digest, kind.value, team, request)]


def at_hour(day: date, hour: int) -> datetime:
    """Return the moment at which the digests of a day are sent."""
    return datetime.combine(day, time(hour), calendar.BANGKOK).astimezone(UTC)


#: The recipient of a digest until the real one is set.
_NOBODY = Person(0, "")


def _told(
    digest: Digested, row: str, team: Sequence[Member], request: Request[object]
) -> list[Digested]:
    """Return the digest for each of its readers, with its cost; none if pushes run low."""
    readers = {one.person.id: one.person for one in team if one.reads(digest.kind)}
    if not readers:
        return []
    if are_stopped(request):
        request.unit.digests.leave_out(row)
        return []
    cost = _cost(row, len(readers), request)
    return [replace(digest, to=reader, cost=cost) for reader in readers.values()]


def _late(
    digest: Digested,
    row: str,
    team: Sequence[Member],
    told: Sequence[Digested],
    request: Request[object],
) -> list[LateCases]:
    """Return the message about late cases for those who get no digest."""
    of = digest.standing
    if not (of.waiting or of.held or of.ending):
        return []
    known, centre = {one.to.id for one in told}, request.context.centre(row)
    others = [one.person for one in team if one.person.id not in known]
    return [LateCases(one, centre, of.waiting, of.held, of.ending) for one in others]


def _cost(row: str, pushes: int, request: Request[object]) -> Cost:
    digests = request.unit.digests
    month = calendar.period_of(calendar.local_day(worked_at(request)), calendar.Span.MONTH)
    cost = Cost(pushes, digests.spent(month) + pushes, digests.left_out(row))
    digests.send(row, month, pushes)
    return cost


def _due(kind: Digest, request: Request[object]) -> datetime:
    day = next_day(kind, worked_at(request), request.settings)
    return at_hour(day, request.settings.digest_hour)


def _rests(request: Request[TimerDue], timer: Timer) -> bool:
    """Postpone a timer that an outage has delayed into the night to the night's end; return whether
    it was."""
    now = worked_at(request)
    if now - request.event.at < _IN_TIME:
        return False
    rested = calendar.after_quiet(now, request.settings)
    if rested > now:
        request.timers.set(timer, request.event.case, rested)
    return rested > now


@handles(ChooseDigests)
def choose(request: MemberRequest[ChooseDigests]) -> list[Fact]:
    """Switch the digests of a head or manager on or off, all or the named one; without on or off,
    show the last one."""
    member, to = request.member, request.command.to
    own = DIGESTS[member.role]
    if not own:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    asked = tuple(one for one in own if one is request.command.kind) or own
    if to is None:
        return [_last(asked[0], member, request), _chosen(member)]
    return [_chosen(_switched(member, asked, request, on=to == "on"))]


def _switched(
    member: Member, asked: tuple[Digest, ...], request: Request[object], *, on: bool
) -> Member:
    others = tuple(one for one in member.digests_off if one not in asked)
    changed = replace(member, digests_off=others if on else (*others, *asked))
    if changed != member:
        request.teams.save(changed)
    return changed


def _chosen(member: Member) -> DigestsChosen:
    own = DIGESTS[member.role]
    return DigestsChosen(member.person, tuple((one, one not in member.digests_off) for one in own))


def _last(kind: Digest, member: Member, request: Request[object]) -> Digested:
    """Return the last digest: a head's is of the own centre, a manager's of the country."""
    if member.role is Role.MANAGER:
        digest = of_country(member.person, kind, request)
    else:
        digest = of_centre(member.person, member.centre, request)
    return replace(digest, stopped=are_stopped(request))


_SPANS = (calendar.Span.DAY, calendar.Span.WEEK, calendar.Span.MONTH, calendar.Span.YEAR)


@handles(ShowReport)
def report(request: MemberRequest[ShowReport]) -> list[Fact]:
    """Show a head the own centre, a manager the country."""
    member, span = request.member, request.command.period
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    if span is None or span not in _SPANS:
        span = calendar.Span.MONTH
    own = _own_centre(request)
    scope = own.id if own else COUNTRY
    numbers = request.context.statistics.report(scope, span, request.now)
    entry = AuditEntry(Audited.REPORT_READ, member, f"chat {span.value}", scope)
    request.unit.audit.record(entry)
    return [Reported(member.person, numbers, own)]


@handles(OpenPage)
def page(request: MemberRequest[OpenPage]) -> list[Fact]:
    """Return a login link to a head or manager; the link before it does not work any more."""
    member, minutes = request.member, request.settings.sign_in_minutes
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    token = request.unit.sign_ins.new_link(member.person, minutes=minutes)
    until = request.now + timedelta(minutes=minutes)
    return [PageLinked(member.person, member, _own_centre(request), token, until)]


@handles(SignOut)
def sign_out(request: MemberRequest[SignOut]) -> list[Fact]:
    """End every session of the member who asks."""
    request.unit.sign_ins.end_all(request.person)
    return [SignedOut(request.person)]


def _own_centre(request: MemberRequest[ShowReport | OpenPage]) -> Centre | None:
    member = request.member
    return None if member.role is Role.MANAGER else request.context.centre(member.centre)
