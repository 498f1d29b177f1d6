"""What became true of photos: told to the people who sent them and to the officer who goes.

A fact names the people it is told to; nothing here says how."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Person


@dataclass(frozen=True, slots=True)
class PhotoTaken(Fact):
    """A photo of the place was added to a case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class PhotosFull(Fact):
    """A case has as many photos as are kept, of this person or at all."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class PhotoAwaitsPlace(Fact):
    """A photo came that belongs to no open case of its sender's: it is *kept* for the place that
    they may share next, as long as there is room."""

    to: Person
    kept: bool = True


@dataclass(frozen=True, slots=True)
class PhotoUnusable(Fact):
    """A photo could not be had or read; nothing of it is kept."""

    to: Person


@dataclass(frozen=True, slots=True)
class PhotosCame(Fact):
    """The holder of a case has new photos to look at."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class PhotosShown(Fact):
    """The holder asked for the photos of a case, the oldest first."""

    to: Person
    case: Case
    photos: tuple[str, ...]
