"""A place in a team: how it begins, goes on and off duty, and ends; and who is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.log import Act
from cases.people import Member, Person
from cases.ports import Timer
from handlers.request import Request


def join_team(member: Member, request: Request[object]) -> None:
    """Put *member* into the team, on duty or not."""
    request.teams.save(member)
    request.log.record(Act.JOINED)
    if member.on_duty:
        request.log.record(Act.DUTY_BEGAN)


def set_duty(
    member: Member, request: Request[object], *, on_duty: bool, until: datetime | None = None
) -> None:
    """Let *member* be on duty, until a time if one is named, or off duty."""
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
    """Return the member of a row of the timers ("TH-14/7"), if they are still in that team."""
    centre, _, number = row.rpartition("/")
    found = [request.teams.find(person) for person in request.people.find_all([int(number)])]
    return next((member for member in found if member and member.centre == centre), None)


def save_person(person: Person, request: Request[object]) -> None:
    """Write a person, and with them what their team knows of them."""
    request.people.save(person)
    member = request.teams.find(person)
    if member is not None:
        request.teams.save(replace(member, person=person))
