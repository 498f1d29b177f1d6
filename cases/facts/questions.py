"""What became true when an officer asks a sharer something; neither learns who the other is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Person


class Example(StrEnum):
    """A question that is ready to be sent, in the sharer's own language."""

    WHERE = "where"
    SIDE = "side"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class QuestionAwaited(Fact):
    """The officer's next text is the question; *left* is how many may still be asked."""

    to: Person
    case: Case
    left: int


@dataclass(frozen=True, slots=True)
class QuestionSent(Fact):
    """The officer hears that the question is on its way."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class QuestionDropped(Fact):
    """The officer asks nothing after all."""

    to: Person


@dataclass(frozen=True, slots=True)
class SharerAsked(Fact):
    """A sharer is asked: an *example*, or in words that are kept nowhere."""

    to: Person
    case: Case
    text: str = ""
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class AnswerInWords(Fact):
    """A sharer answered with what nobody can read, such as a voice message or a sticker."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerAwaited(Fact):
    """A sharer did something else while an officer waits for their answer."""

    to: Person
    case: Case
