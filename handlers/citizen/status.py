"""What became of the cases that a person shared."""

from __future__ import annotations

from cases.citizen_facts import OwnCase, StatusShown
from cases.facts import Fact
from cases.ports import Desk
from handlers.citizen.promise import outlook
from handlers.events import Pressed
from handlers.house import House

#: A carousel holds twelve cards; older cases have been told of long since.
_MOST_CASES = 10


def status(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Show the latest cases of the one who asks, and of nobody else."""
    person = desk.people.of_line(event.line_id)
    cases = desk.cases.shared_by(person.id, count=_MOST_CASES)
    own = (OwnCase(case, house.centre(case.centre), outlook(case, desk, house)) for case in cases)
    return [StatusShown(person, tuple(own))]
