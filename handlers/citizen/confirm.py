"""The buttons by which a sharer says how it stands with the person."""

from __future__ import annotations

from cases.facts.answers import AnswerNotTaken
from cases.facts.fact import Fact
from cases.ports import UnitOfWork
from cases.seen import Seen
from handlers.citizen import after_close, still_there
from handlers.citizen.merged import lasting
from handlers.citizen.sharer import said_of_own
from handlers.context import Context
from handlers.events import Pressed

_SEEN = {seen.value: seen for seen in Seen}
_AFTER_CLOSE = (Seen.YES, Seen.STILL, Seen.WRONG)


def confirm(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take an answer to "still there?" or to "did you see us?"."""
    answer = event.fields.get("seen")
    seen = _yes(event, unit) if answer is None else _SEEN.get(answer)
    if seen is None:
        return [AnswerNotTaken(unit.people.of_line(event.line_id))]
    return _take(event, seen, unit, context)


def gone(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take "the person is gone", which may be said at any time."""
    return _take(event, Seen.GONE, unit, context)


def _yes(event: Pressed, unit: UnitOfWork) -> Seen:
    """Return what "yes" means of the case: still there, or, once it is closed, I saw you."""
    case = lasting(event.case, unit)
    return Seen.HERE if case is not None and case.is_open else Seen.YES


def _take(event: Pressed, seen: Seen, unit: UnitOfWork, context: Context) -> list[Fact]:
    said = said_of_own(event, seen, unit)
    if isinstance(said, AnswerNotTaken):
        return [said]
    if seen in _AFTER_CLOSE:
        return after_close.take(said, unit, context)
    return still_there.take(said, unit, context)
