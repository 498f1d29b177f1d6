"""Writing down what is known of a person."""

from __future__ import annotations

from dataclasses import replace

from cases.people import Person
from handlers.request import Request


def keep(person: Person, request: Request[object]) -> None:
    """Write a person, and with them what their team knows of them."""
    request.people.save(person)
    member = request.teams.find(person)
    if member is not None:
        request.teams.save(replace(member, person=person))
