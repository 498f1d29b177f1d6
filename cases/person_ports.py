"""What the handlers need of the store about one person alone: cases/ports.py goes on from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cases.kept import Kept
from cases.pace import Aside, Pace
from cases.people import Person


class Limits(Protocol):
    """How much a person sends, and how often it was not true."""

    def pace(self, person: Person) -> Pace:
        """Give what *person* sent lately."""

    def save_pace(self, person: Person, pace: Pace) -> None:
        """Keep it for a day."""

    def aside(self, person: Person) -> Aside | None:
        """Give the last place that *person* sent over the limit, for some minutes."""

    def put_aside(self, person: Person, aside: Aside) -> None:
        """Keep a place instead of the one before."""

    def drop_aside(self, person: Person) -> None:
        """Delete it."""

    def danger(self, person: Person) -> str | None:
        """Give why the next place that *person* sends is urgent, if they said so lately."""

    def put_danger(self, person: Person, why: str) -> None:
        """Keep for some minutes that the next place is urgent."""

    def drop_danger(self, person: Person) -> None:
        """Delete it."""

    def false_reports(self, people: Sequence[int]) -> Sequence[int]:
        """Give how many shares of each of *people* were found false."""

    def add_false_report(self, person: int, *, days: int) -> None:
        """Count one more; all are forgotten so many *days* after the last."""


class Traces(Protocol):
    """All that leads to one person, wherever it lies."""

    def kept(self, person: Person) -> Kept:
        """Count what is kept of *person*."""

    def erase(self, person: Person) -> Sequence[str]:
        """Delete what is kept of *person*: the ties to their shares, what they added, calls that
        wait for them; shares stay counted. Give the ids of the photos they added."""
