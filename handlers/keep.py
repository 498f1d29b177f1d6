"""Writing down what is known of a person."""

from __future__ import annotations

from dataclasses import replace

from cases.people import Person
from cases.ports import UnitOfWork


def keep(person: Person, unit: UnitOfWork) -> None:
    """Write a person, and with them what their team knows of them."""
    unit.people.save(person)
    member = unit.teams.find(person)
    if member is not None:
        unit.teams.save(replace(member, person=person))
