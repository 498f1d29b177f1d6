"""A question to which a typed yes or no is an answer, as long as it is the last thing somebody was
told. (docs/decisions/0051)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.commands import Command


class Answer(StrEnum):
    """What a whole text says to a question: a plain yes or no, a polite particle, which is a
    yes where one is asked for, or "ok", which may only acknowledge."""

    YES = "yes"
    PARTICLE = "particle"
    OK = "ok"
    NO = "no"


#: A yes in each of its forms.
ANY_YES = (Answer.YES, Answer.PARTICLE, Answer.OK)


@dataclass(frozen=True, slots=True)
class YesNo:
    """The commands of the buttons under a question: what each answer does from *since* to *until*.
    An answer that is not there does nothing."""

    commands: Mapping[Answer, Command]
    since: datetime
    until: datetime

    def command_at(self, answer: Answer, at: datetime) -> Command | None:
        """Return the command of *answer*, typed at that time; None if it is none, or too late."""
        return self.commands.get(answer) if self.since <= at < self.until else None
