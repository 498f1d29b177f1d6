"""What is kept of a person: counted for them to see, and named where it is taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.case import Case, Detail
from cases.people import Member

#: Stands where words or a name were.
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Kept:
    """How many shares in how many cases still lead to a person, and what they added."""

    shares: int = 0
    cases: int = 0
    words: int = 0
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Quoted:
    """What messages that wait may quote and must not any more: in those that name one of *cases*,
    or in all where there is none; *instead* is written in its place. A name is sought as a word
    of its own."""

    text: str
    cases: tuple[str, ...] = ()
    instead: str = _LEFT_OUT
    is_name: bool = False


def words_of(case: Case, details: Sequence[Detail]) -> list[Quoted]:
    """Return the words among *details* as messages about *case* may quote them."""
    return [Quoted(one.text, _numbers(case)) for one in details if one.text]


def address_of(case: Case) -> list[Quoted]:
    """Return the address of *case*, for which the point alone is written."""
    point, address = case.place.point, case.place.address
    instead = f"{point.latitude:.5f}, {point.longitude:.5f}"
    return [Quoted(address, _numbers(case), instead)] if address else []


def name_of(member: Member | None) -> list[Quoted]:
    """Return the name by which colleagues know somebody."""
    return [Quoted(member.name, is_name=True)] if member and member.name else []


def _numbers(case: Case) -> tuple[str, ...]:
    """Return the numbers under which messages may speak of *case*."""
    others = (*case.links.merged, *case.links.parted, case.links.merged_into, case.links.split_from)
    return (case.number, *(number for number in others if number))
