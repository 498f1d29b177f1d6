"""A case: what staff work on; it gathers the shares of one person at one place."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    LINE's id of the message, by which it can be unsent. *answers* is what its sharer has said of
    the person since, each with the life of the case in which it was said ("here0")."""

    id: str
    person: int
    at: datetime
    message: str = ""
    answers: tuple[str, ...] = ()


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


class Wish(StrEnum):
    """What a sharer knows of the person's own wish for help."""

    YES = "yes"
    NO = "no"
    UNSPOKEN = "unspoken"


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands; *holder* is a person's id, *distance_m* the check-in's distance,
    *photos* how many there are to look at.

    *urgent* is the danger that was said first, *urgent_too* those said after it; *own_need* tells
    that the sharer is the person who needs help. *lowered* puts it behind others in the queue;
    *gone_at* is when a sharer said that the person is gone; *asked_at* when the sharers were asked;
    *reopened* how often it was closed in vain."""

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
    urgent_too: tuple[str, ...] = ()
    wish: Wish | None = None
    own_need: bool = False
    holder: int | None = None
    escalated: bool = False
    claimed_at: datetime | None = None
    arrived_at: datetime | None = None
    distance_m: int | None = None
    closed_at: datetime | None = None
    outcomes: tuple[str, ...] = ()
    photos: int = 0
    lowered: bool = False
    gone_at: datetime | None = None
    asked_at: datetime | None = None
    reopened: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has work with it."""
        return self.state is not State.CLOSED

    @property
    def dangers(self) -> tuple[str, ...]:
        """Give every reason why the case cannot wait, the first said first."""
        return (self.urgent, *self.urgent_too) if self.urgent else ()


def seen_again(case: Case) -> Case:
    """Take back what "gone" has lowered; a case lowered for another reason stays so."""
    return replace(case, lowered=case.lowered and case.gone_at is None, gone_at=None)


def case_number(centre: str, day: date, running: int) -> str:
    """Write a case number: province code, Buddhist year and month, running number of the month."""
    province = centre.removeprefix("TH-")
    return f"{province}-{(day.year + BUDDHIST_ERA) % 100:02d}{day:%m}-{running:04d}"
