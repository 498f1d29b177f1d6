"""A team for every centre, so that each share has somebody to alert."""

from __future__ import annotations

from datetime import UTC, datetime

from cases.people import Member, Role
from store.connection import StoreClient
from store.unit_of_work import UnitsOfWork
from tests.bench.places import centres


def officer_of(centre: str, number: int = 0) -> str:
    """Return the invented LINE id of one of a centre's officers."""
    return f"U{'0' * 26}{number}ff{centre.removeprefix('TH-'):0>3}"


def enrol_all(client: StoreClient, each: int = 1) -> list[str]:
    """Put *each* officers on duty at every centre; return their LINE ids."""
    units, now = UnitsOfWork(client), datetime.now(UTC)
    team = [(centre.id, number) for centre in centres() for number in range(each)]
    for centre, number in team:
        unit = units.open(f"bench-officer-{centre}-{number}", now, now)
        person = unit.people.of_line(officer_of(centre, number))
        name = f"officer {centre} {number}"
        unit.teams.save(Member(person, centre, Role.OFFICER, on_duty=True, name=name))
        unit.commit([])
    return [officer_of(centre, number) for centre, number in team]
