"""What the handlers need of the store about one person alone: cases/ports.py goes on from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from cases.case import Detail
from cases.kept import Kept, Quoted
from cases.pace import Aside, Pace, UrgentPace
from cases.people import Person
from cases.yes_no import YesNo


class Limits(Protocol):
    """How much a person sends, and how often it was not true."""

    def pace(self, person: Person) -> Pace:
        """Return what *person* sent lately."""

    def urgent_pace(self, person: int) -> UrgentPace:
        """Return the urgent alerts that *person* caused lately."""

    def save_urgent_pace(self, person: int, pace: UrgentPace) -> None:
        """Keep it for a day."""

    def mark_summed_up(self) -> None:
        """Remember for a day, for the operator, that alerts were summed up."""

    def may_speak(self, centre: str) -> bool:
        """Return whether the clocks of cases that are summed up have not spoken to *centre* for ten
        minutes, and remember that they do now."""

    def save_pace(self, person: Person, pace: Pace) -> None:
        """Keep it for a day."""

    def aside(self, person: Person) -> Aside | None:
        """Return the last place that *person* sent over the limit, for some minutes."""

    def put_aside(self, person: Person, aside: Aside) -> None:
        """Keep a place instead of the one before."""

    def drop_aside(self, person: Person) -> None:
        """Delete it."""

    def danger(self, person: Person) -> str | None:
        """Return why the next place that *person* sends is urgent, if they said so lately."""

    def put_danger(self, person: Person, why: str) -> None:
        """Keep for some minutes that the next place is urgent."""

    def drop_danger(self, person: Person) -> None:
        """Delete it."""

    def caller_words(self, person: Person) -> Sequence[Detail]:
        """Return what *person* wrote for a caller whose place is still to come."""

    def put_caller_words(self, person: Person, words: Sequence[Detail]) -> None:
        """Keep it for some minutes; nothing is kept of nothing."""

    def before_place(self, person: Person) -> Sequence[Detail]:
        """Return what *person* sent before the place that it belongs to, the oldest first."""

    def put_before_place(self, person: Person, details: Sequence[Detail]) -> None:
        """Keep it for some minutes; nothing is kept of nothing."""

    def yes_no(self, person: int) -> YesNo | None:
        """Return the question that *person* was told last, if it is one of yes or no."""

    def put_yes_no(self, person: int, asked: YesNo | None) -> None:
        """Keep it instead of the one before; None if they were told something else."""

    def false_reports(self, people: Sequence[int]) -> Sequence[int]:
        """Return how many shares of each of *people* were found false."""

    def add_false_report(self, person: int, *, days: int) -> None:
        """Count one more; all are forgotten so many *days* after the last."""

    def take_false_report(self, person: int) -> None:
        """Count one less: it was a wrong tap."""


class SaidFacts(Protocol):
    """The closing facts of the last minutes, by their marks ("1.sex")."""

    def of(self, number: str) -> Mapping[str, str]:
        """Return what was said lately of those who were met in a case."""

    def keep(self, number: str, mark: str, value: str, *, minutes: int) -> None:
        """Keep it for so many minutes."""

    def forget(self, number: str) -> None:
        """Forget all of it."""


class Traces(Protocol):
    """All that leads to one person, wherever it lies."""

    def kept(self, person: Person) -> Kept:
        """Count what is kept of *person*."""

    def erase(self, person: Person, quoted: Sequence[Quoted]) -> Mapping[str, Sequence[str]]:
        """Delete what is kept of *person*: the ties to their shares, what they added, calls that
        wait for them; shares stay counted. Calls that wait for others lose what is *quoted* there.
        Return the ids of the photos they added, by case."""

    def take_back(self, message: str, quoted: Sequence[Quoted]) -> None:
        """Take a message out of what could not be worked on, and what is *quoted* of it out of the
        calls that wait."""


class SignIns(Protocol):
    """How a person comes to the pages with a login."""

    def new_link(self, person: Person, *, minutes: int) -> str:
        """Draw the token of a link that is good once, for so many *minutes*; the one before is not
        any more."""

    def end_all(self, person: Person) -> None:
        """End every session of *person*, and the link that waits."""


class Messages(Protocol):
    """Which messages were taken back before they were worked on: LINE promises no order."""

    def was_unsent(self, message: str) -> bool:
        """Return whether a message was taken back."""

    def mark_unsent(self, message: str) -> None:
        """Remember that it was, as long as it may still come."""
