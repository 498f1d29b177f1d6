"""Who is told that a case waits, and when again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from cases.case import Case
from cases.facts import Alerted, Why
from cases.people import Member, Role
from cases.ports import Desk, Timer
from handlers.house import House


def wait_for_claim(case: Case, why: Why, desk: Desk, house: House) -> Alerted:
    """Start the clocks of a waiting case and alert those who can take it."""
    settings = house.settings
    since = case.waiting_since
    desk.timers.set(Timer.REMIND, case.number, since + timedelta(minutes=settings.claim_minutes))
    desk.timers.set(
        Timer.ESCALATE, case.number, since + timedelta(minutes=settings.escalate_minutes)
    )
    return alert(case, hearers(case, desk, house), why, house)


def stop_clocks(case: Case, desk: Desk) -> None:
    """Nobody has to be reminded of this case any more."""
    desk.timers.cancel(Timer.REMIND, case.number)
    desk.timers.cancel(Timer.ESCALATE, case.number)


def alert(case: Case, team: Sequence[Member], why: Why, house: House) -> Alerted:
    """Say that *case* waits, to everybody of *team*."""
    return Alerted(
        team=tuple(team),
        case=case,
        centre=house.centre(case.centre),
        metres=house.metres_to(case.centre, case.place.point),
        why=why,
    )


def has_staff(case: Case, desk: Desk) -> bool:
    """Tell whether anybody of the case's centre could take it."""
    return any(member.can_be_alerted for member in desk.teams.of(case.centre))


def hearers(case: Case, desk: Desk, house: House) -> list[Member]:
    """Give those on duty; if nobody is, the heads; if there is no team, the national centre's.

    An escalated case is heard by the national centre as well."""
    told = _on_duty_or_heads(case.centre, desk)
    if case.escalated and case.centre != house.settings.national_centre:
        told += _on_duty_or_heads(house.settings.national_centre, desk)
    return told


def heads(centre: str, desk: Desk) -> list[Member]:
    """Give the heads of a centre."""
    return [member for member in desk.teams.of(centre) if member.role is Role.HEAD]


def _on_duty_or_heads(centre: str, desk: Desk) -> list[Member]:
    able = [member for member in desk.teams.of(centre) if member.can_be_alerted]
    on_duty = [member for member in able if member.on_duty]
    return on_duty or [member for member in able if member.role is Role.HEAD] or able
