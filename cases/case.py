"""A case: what staff work on; it gathers the shares of one person at one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.calendar import BUDDHIST_ERA
from geo.point import Point


class State(StrEnum):
    """How far a case is."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    GOING = "going"
    ON_SITE = "on_site"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Place:
    """A point and what LINE calls it; the address is empty when LINE sent none."""

    point: Point
    address: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One citizen's location message; its id is the id of the event that brought it, *message* is
    LINE's id of the message, by which it can be unsent."""

    id: str
    person: int
    at: datetime
    message: str = ""


class Form(StrEnum):
    """In which form a sharer adds to a case."""

    WORDS = "words"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Detail:
    """What a sharer added so that the person is found: words, or a photo of the place. Its id is
    LINE's id of the message, by which it can be unsent; a photo has no text."""

    id: str
    person: int
    at: datetime
    form: Form
    text: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands; *holder* is a person's id, *distance_m* the check-in's distance."""

    number: str
    centre: str
    place: Place
    opened_at: datetime
    waiting_since: datetime
    last_shared_at: datetime
    state: State = State.WAITING
    shares: int = 1
    kind: str | None = None
    urgent: str | None = None
    holder: int | None = None
    escalated: bool = False
    claimed_at: datetime | None = None
    arrived_at: datetime | None = None
    distance_m: int | None = None
    closed_at: datetime | None = None
    outcomes: tuple[str, ...] = ()
    lowered: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has work with it."""
        return self.state is not State.CLOSED


def case_number(centre: str, day: date, running: int) -> str:
    """Write a case number: province code, Buddhist year and month, running number of the month."""
    province = centre.removeprefix("TH-")
    return f"{province}-{(day.year + BUDDHIST_ERA) % 100:02d}{day:%m}-{running:04d}"
