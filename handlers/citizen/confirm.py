"""The buttons by which a sharer says how it stands with the person."""

from __future__ import annotations

from cases.facts.answers import AnswerNotTaken
from cases.facts.fact import Fact
from cases.seen import Seen
from handlers.citizen import after_close, still_there
from handlers.citizen.merged import lasting
from handlers.citizen.sharer import said_of_own
from handlers.events import Pressed
from handlers.request import Request

_SEEN = {seen.value: seen for seen in Seen}
_AFTER_CLOSE = (Seen.YES, Seen.STILL, Seen.WRONG)


def confirm(request: Request[Pressed]) -> list[Fact]:
    """Take an answer to "still there?" or to "did you see us?"."""
    answer = request.event.fields.get("seen")
    seen = _yes(request) if answer is None else _SEEN.get(answer)
    if seen is None:
        return [AnswerNotTaken(request.person)]
    return _take(request, seen)


def gone(request: Request[Pressed]) -> list[Fact]:
    """Take "the person is gone", which may be said at any time."""
    return _take(request, Seen.GONE)


def _yes(request: Request[Pressed]) -> Seen:
    """Return what "yes" means of the case: still there, or, once it is closed, I saw you."""
    case = lasting(request.event.case, request)
    return Seen.HERE if case is not None and case.is_open else Seen.YES


def _take(request: Request[Pressed], seen: Seen) -> list[Fact]:
    said = said_of_own(request, seen)
    if isinstance(said, AnswerNotTaken):
        return [said]
    if seen in _AFTER_CLOSE:
        return after_close.take(said, request)
    return still_there.take(said, request)
