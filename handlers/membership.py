"""A place in a team: how it begins, goes on and off duty, and ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.log import Act
from cases.people import Member
from cases.ports import Desk, Timer


def join_team(member: Member, desk: Desk) -> None:
    """Put *member* into the team, on duty or not."""
    desk.teams.save(member)
    desk.log.record(Act.JOINED)
    if member.on_duty:
        desk.log.record(Act.DUTY_BEGAN)


def set_duty(member: Member, desk: Desk, *, on_duty: bool, until: datetime | None = None) -> None:
    """Let *member* be on duty, until a time if one is named, or off duty."""
    if (member.on_duty, member.until) == (on_duty, until):
        return
    desk.teams.save(replace(member, on_duty=on_duty, until=until))
    if member.on_duty is not on_duty:
        desk.log.record(Act.DUTY_BEGAN if on_duty else Act.DUTY_ENDED)
    if until is not None:
        desk.timers.set(Timer.DUTY_END, member.row, until)
    elif member.until is not None:
        desk.timers.cancel(Timer.DUTY_END, member.row)


def leave_team(member: Member, desk: Desk) -> None:
    """Take *member* out of the team, off duty first."""
    set_duty(member, desk, on_duty=False)
    desk.teams.remove(member)
    desk.log.record(Act.TEAM_LEFT)
