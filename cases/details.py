"""What a sharer is asked for so that the person is found, and what sharers have added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.case import Case, Detail, Form

#: So many texts stand on an officer's card, the newest first; more are counted.
_SHOWN = 3


class Question(StrEnum):
    """One thing that helps; each can be skipped, and they are answered in any order."""

    SPOT = "spot"
    WEARS = "wears"
    SITS = "sits"
    PHOTO = "photo"
    WISH = "wish"


#: A text answers the first of these that is open.
IN_WORDS = (Question.SPOT, Question.WEARS, Question.SITS)


@dataclass(frozen=True, slots=True)
class Added:
    """The texts that sharers added to a case, as its holder sees them: the newest, and how many
    more there are. The case itself counts its photos."""

    texts: tuple[str, ...] = ()
    more: int = 0


NOTHING_ADDED = Added()


def questions(case: Case) -> tuple[Question, ...]:
    """Return what may be asked about *case*.

    No photo is asked for where somebody is in danger. Another sharer may have said that, and a
    question that is missing must not give it away: where several shared, nobody is asked for
    a photo."""
    if case.own_need:
        return (Question.SPOT, Question.WEARS)
    if case.shares > 1:
        return (*IN_WORDS, Question.WISH)
    return IN_WORDS if case.need.urgent else tuple(Question)


def added(details: Sequence[Detail]) -> Added:
    """Sum up the words among the details of a case, which come oldest first."""
    texts = [one.text for one in reversed(details) if one.form is Form.WORDS]
    return Added(tuple(texts[:_SHOWN]), len(texts[_SHOWN:]))
