"""Typed answers to a question with two buttons, and the commands of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.commands import Command


class Answer(StrEnum):
    """The answer of a whole text to a question: a plain yes or no, a polite particle (a yes where
    one is asked for), or "ok", which may only acknowledge."""

    YES = "yes"
    PARTICLE = "particle"
    OK = "ok"
    NO = "no"


#: All forms of a yes.
ANY_YES = (Answer.YES, Answer.PARTICLE, Answer.OK)


@dataclass(frozen=True, slots=True)
class YesNo:
    """The commands of the buttons under a question: what each answer does from *since* to *until*.
    An answer without a command does nothing."""

    commands: Mapping[Answer, Command]
    since: datetime
    until: datetime

    def command_at(self, answer: Answer, at: datetime) -> Command | None:
        """Return the command that *answer*, typed at that time, stands for; None if it stands for
        none or comes too late."""
        return self.commands.get(answer) if self.since <= at < self.until else None
