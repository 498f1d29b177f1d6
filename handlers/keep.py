"""Writing down what is known of a person."""

from __future__ import annotations

from dataclasses import replace

from cases.people import Person
from cases.ports import Desk


def keep(person: Person, desk: Desk) -> None:
    """Write a person, and with them what their team knows of them."""
    desk.people.save(person)
    member = desk.teams.find(person)
    if member is not None:
        desk.teams.save(replace(member, person=person))
