"""Whose rich menu changes: a call to LINE that goes through the outbox, so that none is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from cases.facts.fact import Fact
from cases.facts.personal_data import Erased
from cases.facts.shares import LanguageChosen, Welcomed
from cases.facts.team_changes import TakenOut, TeamJoined
from cases.moments import to_ms
from cases.people import Person
from handlers.events import Event
from store.outbox import OutboundMessage

#: After these somebody speaks another language, or is in another team or in none.
_CHANGES = (Welcomed, LanguageChosen, TeamJoined, TakenOut, Erased)
_CALLS = UUID("0d8f4f0e-6c52-4d0b-a0f5-7a4c2a1e8b93")


def menu_calls(event: Event, became: Sequence[Fact], now: datetime) -> list[OutboundMessage]:
    """Return a call for each one whose menu may be another now; which, the sender looks up."""
    people = {fact.to.id: fact.to for fact in became if isinstance(fact, _CHANGES)}
    return [_call(event, person, now) for person in people.values()]


def _call(event: Event, person: Person, now: datetime) -> OutboundMessage:
    name = str(uuid5(_CALLS, f"{event.id}:{person.id}"))
    return OutboundMessage(name, person.line_id, (), to_ms(now), menu=True)
