"""A place in a team: how it begins, goes on and off duty, and ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.log import Act
from cases.people import Member
from cases.ports import Timer, UnitOfWork


def join_team(member: Member, unit: UnitOfWork) -> None:
    """Put *member* into the team, on duty or not."""
    unit.teams.save(member)
    unit.log.record(Act.JOINED)
    if member.on_duty:
        unit.log.record(Act.DUTY_BEGAN)


def set_duty(
    member: Member, unit: UnitOfWork, *, on_duty: bool, until: datetime | None = None
) -> None:
    """Let *member* be on duty, until a time if one is named, or off duty."""
    if (member.on_duty, member.until) == (on_duty, until):
        return
    unit.teams.save(replace(member, on_duty=on_duty, until=until))
    if member.on_duty is not on_duty:
        unit.log.record(Act.DUTY_BEGAN if on_duty else Act.DUTY_ENDED)
    if until is not None:
        unit.timers.set(Timer.DUTY_END, member.row, until)
    elif member.until is not None:
        unit.timers.cancel(Timer.DUTY_END, member.row)


def leave_team(member: Member, unit: UnitOfWork) -> None:
    """Take *member* out of the team, off duty first."""
    set_duty(member, unit, on_duty=False)
    unit.teams.remove(member)
    unit.log.record(Act.TEAM_LEFT)
