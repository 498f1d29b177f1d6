"""What became of the cases that a person shared."""

from __future__ import annotations

from cases.facts.fact import Fact
from cases.facts.shares import OwnCase, StatusShown
from handlers.citizen.promise import outlook
from handlers.events import Pressed
from handlers.request import Request

#: A carousel holds twelve cards; older cases have been told of long since.
_MOST_CASES = 10


def status(request: Request[Pressed]) -> list[Fact]:
    """Show the latest cases of the one who asks, and of nobody else."""
    person = request.person
    cases = request.cases.shared_by(person.id, count=_MOST_CASES)
    own = (
        OwnCase(case, request.context.centre(case.centre), outlook(case, request)) for case in cases
    )
    return [StatusShown(person, tuple(own))]
