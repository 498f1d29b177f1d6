"""A team for every centre, so that each share has somebody to alert."""

from __future__ import annotations

from datetime import UTC, datetime

from cases.people import Member, Role
from store.connection import StoreClient
from store.unit_of_work import UnitsOfWork
from tests.bench.places import centres


def officer_of(centre: str) -> str:
    """Return the invented LINE id of a centre's officer."""
    return f"U{'0' * 27}ff{centre.removeprefix('TH-'):0>3}"


def enrol_all(client: StoreClient) -> list[str]:
    """Put one officer on duty at every centre; give their LINE ids."""
    units, now = UnitsOfWork(client), datetime.now(UTC)
    for centre in centres():
        unit = units.open(f"bench-officer-{centre.id}", now, now)
        person = unit.people.of_line(officer_of(centre.id))
        name = f"officer {centre.id}"
        unit.teams.save(Member(person, centre.id, Role.OFFICER, on_duty=True, name=name))
        unit.commit([])
    return [officer_of(centre.id) for centre in centres()]
