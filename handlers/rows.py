"""Who is meant by a row of the timers: "TH-14/7", the centre and the person's number."""

from __future__ import annotations

from cases.people import Member
from handlers.request import Request


def member_of(row: str, request: Request[object]) -> Member | None:
    """Return the member whom a row names, if they are still in that team."""
    centre, _, number = row.rpartition("/")
    found = [request.teams.find(person) for person in request.people.find_all([int(number)])]
    return next((member for member in found if member and member.centre == centre), None)
