"""What became of the cases that a person shared."""

from __future__ import annotations

from cases.facts.fact import Fact
from cases.facts.shares import OwnCase, StatusShown
from cases.ports import UnitOfWork
from handlers.citizen.promise import outlook
from handlers.context import Context
from handlers.events import Pressed

#: A carousel holds twelve cards; older cases have been told of long since.
_MOST_CASES = 10


def status(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Show the latest cases of the one who asks, and of nobody else."""
    person = unit.people.of_line(event.line_id)
    cases = unit.cases.shared_by(person.id, count=_MOST_CASES)
    own = (
        OwnCase(case, context.centre(case.centre), outlook(case, unit, context)) for case in cases
    )
    return [StatusShown(person, tuple(own))]
