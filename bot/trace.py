"""What the worker's log tells of an event: the cases and what was done, never who or where."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case_number import is_case_number
from cases.facts.fact import Fact
from cases.log import Act, Entry
from handlers.events import Event, Pressed, TimerDue

_FACTS = (Act.FACT_SAID, Act.FACT_TAKEN_BACK)


def case_of(event: Event) -> list[str]:
    """Return the case that an event names: a timer's may be a centre, or a member by id."""
    named = event.case if isinstance(event, Pressed | TimerDue) else ""
    return [named] if is_case_number(named) else []


def trace(event: Event, written: Sequence[Entry], became: Sequence[Fact]) -> dict[str, object]:
    """Describe an event that was worked on.

    A closing fact names no case in the log of the store, so that nobody ties the two: the line of
    its event names none either."""
    told: dict[str, object] = {
        "what": event.kind if isinstance(event, TimerDue) else type(event).__name__,
        "acts": [entry.act.value for entry in written],
        "became": [type(fact).__name__ for fact in became],
    }
    if any(entry.act in _FACTS for entry in written):
        return told
    named = dict.fromkeys([*case_of(event), *(entry.case for entry in written if entry.case)])
    return {**told, "cases": list(named)}
