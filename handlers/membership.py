"""Membership of a team: joining with an invitation code, the head's view of the team, removal; and
duty: until a time or without an end, and the cases that a shift leaves behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from cases import commands
from cases.audit import Audited, AuditEntry
from cases.calendar import next_time
from cases.case import State, is_planned
from cases.facts import team_changes
from cases.facts.casework import InvitingExplained, Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import MEMBERS_A_PAGE
from cases.log import Act
from cases.people import Invitation, Member, Person, Role
from cases.ports import Timer
from cases.refusal import Refusal
from cases.rules import may_be_removed
from handlers.alerts import heads
from handlers.events import TextSent, TimerDue
from handlers.request import MemberRequest, Request, handles
from handlers.staff.holding import give_all_back


def set_duty(
    member: Member, request: Request[object], *, on_duty: bool, until: datetime | None = None
) -> None:
    """Set *member* on duty, until a time if one is named, or off duty."""
    if (member.on_duty, member.until) == (on_duty, until):
        return
    request.teams.save(replace(member, on_duty=on_duty, until=until))
    if member.on_duty is not on_duty:
        request.log.record(Act.DUTY_BEGAN if on_duty else Act.DUTY_ENDED)
    if until is not None:
        request.timers.set(Timer.DUTY_END, member.row, until)
    elif member.until is not None:
        request.timers.cancel(Timer.DUTY_END, member.row)


def leave_team(member: Member, request: Request[object]) -> None:
    """Take *member* out of the team, off duty first."""
    set_duty(member, request, on_duty=False)
    request.teams.remove(member)
    request.log.record(Act.TEAM_LEFT)


def member_of(row: str, request: Request[object]) -> Member | None:
    """Return the member that a timer names ("TH-14/7"); None if they left that team."""
    centre, _, number = row.rpartition("/")
    found = [request.teams.find(person) for person in request.people.find_all([int(number)])]
    return next((member for member in found if member and member.centre == centre), None)


def save_person(person: Person, request: Request[object]) -> None:
    """Save a person, and the copy of their data in their team."""
    request.people.save(person)
    member = request.teams.find(person)
    if member is not None:
        request.teams.save(replace(member, person=person))


#: The waiting cases that a member who begins duty is told of are counted up to this number.
_MOST_WAITING = 99
#: The number of held cases that a member who ends duty is shown.
LISTED = 5
_LONGEST_SHIFT = 24


@handles(commands.BeginDuty)
def duty_on(request: MemberRequest[commands.BeginDuty]) -> list[Fact]:
    """Begin the member's duty, until the end of the shift if one is named."""
    member, until = request.member, _end(request)
    if isinstance(until, Refusal):
        return [Refused(member.person, until, "")]
    set_duty(member, request, on_duty=True, until=until)
    return [team_changes.DutyChanged(member.person, True, _waiting(member, request), until=until)]


@handles(commands.EndDuty)
def duty_off(request: MemberRequest[commands.EndDuty]) -> list[Fact]:
    """End the member's duty; held cases stay with the member until they are released."""
    return [_off(request.member, request, by_clock=False)]


@handles(Timer.DUTY_END)
def end_duty(request: Request[TimerDue]) -> list[Fact]:
    """End the duty at the end of the shift. A timer that a later command has replaced ends
    nothing."""
    event = request.event
    member = member_of(event.case, request)
    if member is None or not member.on_duty or member.until is None or event.at < member.until:
        return []
    return [_off(member, request, by_clock=True)]


@handles(commands.GiveAllBack)
def give_back(request: MemberRequest[commands.GiveAllBack]) -> list[Fact]:
    """Release all cases that the member holds. A member who is on duty again tapped an old button:
    they release cases one by one."""
    member = request.member
    if member.on_duty:
        return [Refused(member.person, Refusal.STILL_ON_DUTY, "")]
    cases, told = give_all_back(member, team_changes.Parting.OFF_DUTY, request)
    return [team_changes.CasesGivenBack(member.person, cases), *told]


def _end(request: MemberRequest[commands.BeginDuty]) -> datetime | Refusal | None:
    hours, until = request.command.hours, request.command.until
    if hours is not None:
        if not 1 <= hours <= _LONGEST_SHIFT:
            return Refusal.SHIFT_END
        return (request.at + timedelta(hours=hours)).replace(second=0, microsecond=0)
    if until is commands.MISSING:
        return None
    return next_time(request.at, until.hour, until.minute) if until else Refusal.SHIFT_END


def _off(member: Member, request: Request[object], *, by_clock: bool) -> team_changes.DutyChanged:
    set_duty(member, request, on_duty=False)
    held, in_hand = request.cases.held_by(member.person.id, first=0, count=LISTED)
    return team_changes.DutyChanged(
        member.person,
        False,
        _waiting(member, request),
        until=member.until if by_clock else None,
        in_hand=in_hand,
        held=tuple(held),
        by_clock=by_clock,
    )


def _waiting(member: Member, request: Request[object]) -> int:
    cases, _ = request.cases.queue(
        member.centre, first=0, count=_MOST_WAITING, with_escalated=False
    )
    return sum(case.state is State.WAITING and not is_planned(case, request.now) for case in cases)


#: What somebody who types an invitation code writes: 8 to 40 Latin letters and digits, with a
#: letter and a digit or a dash among them, so that neither a sentence nor a telephone number nor a
#: case number is ever counted as a wrong code.
_CODE = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9-])[0-9A-Za-z](?:-?[0-9A-Za-z]){7,39}")
#: Four groups of four, in an answer to the question where the person is: "7Eleven-Sukhumvit" is no
#: code.
_FOURS = re.compile(r"(?=.*[0-9])[0-9A-Za-z]{4}(?:[ -]?[0-9A-Za-z]{4}){3}")
#: The same among other words, with its dashes or in one piece.
_AMONG = re.compile(
    r"(?<![0-9A-Za-z-])(?=[0-9A-Za-z-]*[0-9])(?=[0-9A-Za-z-]*[A-Za-z])"
    r"[0-9A-Za-z]{4}(?:-?[0-9A-Za-z]{4}){3}(?![0-9A-Za-z-])"
)
#: Among other words with blanks; no code is drawn with I, L, O or U, and most words have one.
_SIGN = "[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]"
_AMONG_WITH_BLANKS = re.compile(
    rf"(?<![0-9A-Za-z-])(?=[0-9A-Za-z ]*[0-9]){_SIGN}{{4}}(?: {_SIGN}{{4}}){{3}}(?![0-9A-Za-z-])"
)
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*|(?<=[0-9A-Za-z])[_.](?=[0-9A-Za-z])")
_BETWEEN_WORDS = re.compile(r"[\s:;,/=()]+")
#: Words in another language end a code.
_WORDS = "|"
_MOST = 3
_LONGEST = 300


def codes_in(text: str, *, in_talk: bool) -> tuple[str, ...]:
    """Return the invitation codes to try in a text; *in_talk* says that its sender was asked
    something."""
    return tuple(dict.fromkeys(_found(_plain(text[:_LONGEST]), in_talk=in_talk)))[:_MOST]


def _found(plain: str, *, in_talk: bool) -> Iterator[str]:
    whole = plain.strip(" -")
    if _FOURS.fullmatch(whole) or (not in_talk and _CODE.fullmatch(whole)):
        yield whole
    yield from _AMONG.findall(plain)
    if not in_talk:
        yield from _AMONG_WITH_BLANKS.findall(plain)


def _plain(text: str) -> str:
    """Return *text* with only Latin letters, digits, dashes and blanks, without quotes, emoji and
    full stops."""
    same = unicodedata.normalize("NFKC", text)
    parted = _BETWEEN_WORDS.sub(" ", _DASH.sub("-", same))
    kept = (_kept(sign) for sign in parted)
    return re.sub(r"[|]+", f" {_WORDS} ", "".join(kept)).strip()


def _kept(sign: str) -> str:
    if sign in "- " or (sign.isascii() and sign.isalnum()):
        return sign
    return _WORDS if unicodedata.category(sign)[0] in "LM" else ""


def join(request: Request[TextSent], codes: Sequence[str]) -> list[Fact]:
    """Try the possible invitation codes in a text; together they count as one try."""
    person = request.person
    if request.teams.wrong_codes(person) >= request.settings.code_tries_per_hour:
        return [team_changes.CodeTriesOver(person)]
    found = ((code, request.teams.find_invitation(code)) for code in codes)
    code, invitation = next((one for one in found if one[1]), (codes[0], None))
    member = request.teams.find(person)
    if member is not None and _is_there(member, invitation, request):
        return [team_changes.TeamJoined(person, member, request.context.centre(member.centre))]
    held = request.cases.held_by(person.id, first=0, count=1)[1]
    if held:
        return [team_changes.CasesInHand(person, held)]
    if invitation is None or request.context.centres.by_id(invitation.centre) is None:
        request.teams.count_wrong_code(person)
        return [team_changes.CodeRefused(person)]
    request.teams.redeem_invitation(code)
    return _joined(person, invitation, request)


def _is_there(member: Member, invitation: Invitation | None, request: Request[object]) -> bool:
    """Return whether the member already has what the code grants; then the code is not used up."""
    if invitation is None or request.context.centres.by_id(invitation.centre) is None:
        return False
    return (member.centre, member.role) == (invitation.centre, invitation.role)


def _joined(person: Person, invitation: Invitation, request: Request[object]) -> list[Fact]:
    profile = request.context.profiles.find(person.line_id)
    if profile is not None and not person.has_followed:
        person = replace(person, language=profile.language)
    former = request.teams.find(person)
    if former is not None:
        leave_team(former, request)
    written = person.language.written  # in which staff's words are
    person = replace(person, centre=invitation.centre, blocked=False, language=written)
    request.people.save(person)
    member = Member(
        person=person,
        centre=invitation.centre,
        role=invitation.role,
        on_duty=invitation.role is Role.OFFICER,
        name=invitation.name or (profile.name if profile else f"#{person.id}"),
    )
    request.teams.save(member)
    request.log.record(Act.JOINED)
    if member.on_duty:
        request.log.record(Act.DUTY_BEGAN)
    act = Audited.ROLE_CHANGED if former else Audited.JOINED
    was = f"{former.centre} {former.role.value}" if former else ""
    request.unit.audit.record(AuditEntry(act, member, was, member.centre))
    told = tuple(heads(member.centre, request, but=person))
    return [
        team_changes.TeamJoined(person, member, request.context.centre(member.centre)),
        team_changes.MemberArrived(told, member),
    ]


_LAST_PAGE = 99


@handles(commands.ShowTeam)
def show_team(request: MemberRequest[commands.ShowTeam]) -> list[Fact]:
    """Show a page of the head's team."""
    head = request.member
    team = request.teams.of(head.centre)
    page = min(request.command.page, _LAST_PAGE)
    shown = team[page * MEMBERS_A_PAGE : (page + 1) * MEMBERS_A_PAGE]
    rows = tuple((member, _in_hand(member, request)) for member in shown)
    centre = request.context.centre(head.centre)
    return [team_changes.TeamShown(head.person, centre, rows, page, len(team))]


@handles(commands.ExplainInviting)
def explain_inviting(request: MemberRequest[commands.ExplainInviting]) -> list[Fact]:
    """Explain how a colleague joins the team; codes are made by the operator."""
    return [InvitingExplained(request.person, request.context.centre(request.member.centre))]


@handles(commands.RemoveMember)
def remove(request: MemberRequest[commands.RemoveMember]) -> list[Fact]:
    """Ask once, then remove an officer from the head's own team."""
    head, command = request.member, request.command
    team = request.teams.of(head.centre)
    member = next((one for one in team if one.person.id == command.person), None)
    if member is None:
        return [Refused(head.person, Refusal.NOT_IN_TEAM, "")]
    if not may_be_removed(member):
        return [Refused(head.person, Refusal.NOT_REMOVABLE, "")]
    if not command.sure:
        return [team_changes.RemovalAsked(head.person, member, _in_hand(member, request))]
    cases, told = _removed(member, head, request)
    return [team_changes.MemberRemoved(head.person, member, cases), *told]


@handles(Timer.REMOVE_MEMBER)
def remove_by_operator(request: Request[TimerDue]) -> list[Fact]:
    """Remove any member, and tell the remaining heads."""
    member = member_of(request.event.case, request)
    if member is None:
        return []
    cases, told = _removed(member, None, request)
    others = heads(member.centre, request, but=member.person)
    return [*(team_changes.MemberRemoved(head.person, member, cases) for head in others), *told]


def _removed(member: Member, by: Member | None, request: Request[object]) -> tuple[int, list[Fact]]:
    cases, told = give_all_back(member, team_changes.Parting.LEFT, request)
    leave_team(member, request)
    was = member.role.value
    request.unit.audit.record(AuditEntry(Audited.REMOVED, by, was, member.centre, member.person.id))
    out: list[Fact] = []
    for person in request.people.find_all([member.person.id]):
        citizen = replace(person, centre=None, topic=None)
        request.people.save(citizen)
        out.append(team_changes.TakenOut(citizen, request.context.centre(member.centre)))
    return cases, [*out, *told]


def _in_hand(member: Member, request: Request[object]) -> int:
    return request.cases.held_by(member.person.id, first=0, count=1)[1]
