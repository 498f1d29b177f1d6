"""Verifies the audit log: every entry is unchanged and in its place, and none is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from store.audit_log import NONE, Anchor, AuditKeys, Row, number_of, words_of


class Damage(StrEnum):
    """The kinds of damage to the log."""

    ALTERED = "altered"
    REMOVED_FIRST = "removed at the beginning"
    REMOVED_BETWEEN = "removed in the middle"
    REMOVED_LAST = "removed at the end"
    REORDERED = "reordered"
    COPIED = "copied"
    FORKED = "does not follow the one before"
    UNKNOWN_KEY = "signed by a key that is not set here"
    NO_ANCHOR = "anchor removed"
    BAD_ANCHOR = "anchor altered"
    PUT_BACK = "removed with the anchor: the log was put back to an earlier state"
    OLD_ANCHOR = "anchor older than the entries"


@dataclass(frozen=True, slots=True)
class Break:
    """A break of the chain, from entry *first* to *last*."""

    kind: Damage
    first: int
    last: int


@dataclass(slots=True)
class _Walk:
    """The state of a walk through the entries."""

    base: int
    highest: int
    places: set[int] = field(default_factory=set)
    macs: dict[int, str] = field(default_factory=dict)
    breaks: list[Break] = field(default_factory=list)

    def add(self, kind: Damage, first: int, last: int | None = None) -> None:
        self.breaks.append(Break(kind, first, first if last is None else last))


def verify(rows: Sequence[Row], anchor_text: str, keys: AuditKeys, *, seen: int = 0) -> list[Break]:
    """Return the breaks of the chain in the order of the entries; none if it is whole. The entries
    up to number *seen* are known to have existed once."""
    anchor, wrong = _anchor(rows, anchor_text, keys)
    walk = _Walk(anchor.base, anchor.base)
    if anchor.base_mac:
        walk.macs[anchor.base] = anchor.base_mac
    for row in rows:
        _take(row, walk, anchor.last, keys)
    walk.breaks += _missing(walk, anchor)
    if wrong is not None:
        walk.add(wrong, anchor.last)
    elif walk.highest > anchor.last:
        walk.add(Damage.OLD_ANCHOR, anchor.last + 1, walk.highest)
    elif walk.macs.get(anchor.last, anchor.last_mac) != anchor.last_mac:
        walk.add(Damage.FORKED, anchor.last)
    if seen > max(walk.highest, anchor.last):
        walk.add(Damage.PUT_BACK, max(walk.highest, anchor.last) + 1, seen)
    return sorted(walk.breaks, key=lambda one: (one.first, one.last))


def _anchor(rows: Sequence[Row], text: str, keys: AuditKeys) -> tuple[Anchor, Damage | None]:
    """Return the anchor, and its damage if any; without a good anchor, one made of the first and
    the last entry that are there."""
    words = words_of(text)
    anchor = Anchor.from_words(words)
    if anchor is not None and keys.is_signed(words):
        return anchor, None
    signed = (number_of(row) for row in rows if keys.is_signed(row))
    numbers = [number for number in signed if number is not None]
    there = Anchor(last=max(numbers, default=0), base=min(numbers, default=1) - 1)
    if not text:
        return there, Damage.NO_ANCHOR if rows else None
    return there, Damage.BAD_ANCHOR if keys.knows(words) else Damage.UNKNOWN_KEY


def _take(row: Row, walk: _Walk, last: int, keys: AuditKeys) -> None:
    number = number_of(row)
    if number is None or not keys.is_signed(row):
        place = number if number and walk.highest < number <= last else walk.highest + 1
        walk.add(Damage.ALTERED if keys.knows(row) else Damage.UNKNOWN_KEY, place)
        walk.places.add(place)
        walk.highest = place
        return
    if "found" in row and (wrong := _wrong_with(row, number, keys)):
        walk.add(wrong, number)
    if number in walk.macs or number <= walk.base:
        is_other = walk.macs.get(number, row["mac"]) != row["mac"]
        walk.add(Damage.FORKED if is_other else Damage.COPIED, number)
        return
    walk.macs[number] = row["mac"]
    if number < walk.highest:
        walk.add(Damage.REORDERED, number)
    walk.places.add(number)
    walk.highest = max(walk.highest, number)
    if walk.macs.get(number - 1, row.get("prev", "")) != row.get("prev", ""):
        walk.add(Damage.FORKED, number)


def _wrong_with(row: Row, number: int, keys: AuditKeys) -> Damage | None:
    """Return the damage of the anchor that an entry found and could not verify."""
    if row["found"] == NONE:
        return Damage.NO_ANCHOR if number > 1 else None
    words = words_of(row["found"])
    anchor = Anchor.from_words(words)
    if not keys.knows(words) and anchor is not None:
        return Damage.UNKNOWN_KEY
    is_good = keys.is_signed(words) and anchor is not None
    follows = anchor is not None and (anchor.last, anchor.last_mac) == (
        number - 1,
        row.get("prev", ""),
    )
    return None if is_good and follows else Damage.BAD_ANCHOR


def _missing(walk: _Walk, anchor: Anchor) -> Iterator[Break]:
    gone = set(range(anchor.base + 1, anchor.last + 1)) - walk.places
    for first, last in _runs(sorted(gone)):
        kind = Damage.REMOVED_BETWEEN
        if last == anchor.last:
            kind = Damage.REMOVED_LAST
        elif first == anchor.base + 1:
            kind = Damage.REMOVED_FIRST
        yield Break(kind, first, last)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of consecutive numbers."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]
