"""The photos of places in Redis: cleaned, and never for long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cases.people import Person
from store import keys
from store.connection import Transaction

_DAY_S = 24 * 3600
#: A case that stays open for longer has no use for a photo of its first day.
LONGEST_LIFE_S = 90 * _DAY_S


@dataclass(frozen=True, slots=True)
class RedisPhotos:
    """cases.ports.Photos on one transaction."""

    tx: Transaction

    def find(self, photo: str) -> bytes | None:
        found: bytes | None = self.tx.peek("GET", keys.photo(photo))
        return found

    def kept(self, photos: Sequence[str]) -> list[str]:
        there = self.tx.read_each([("EXISTS", keys.photo(photo)) for photo in photos])
        return [photo for photo, is_there in zip(photos, there, strict=True) if is_there]

    def put(self, photo: str, jpeg: bytes) -> None:
        self.tx.write("SET", keys.photo(photo), jpeg, "EX", LONGEST_LIFE_S)

    def forget(self, photos: Collection[str]) -> None:
        for photo in photos:
            self.tx.write("DEL", keys.photo(photo))

    def has_unusable(self, person: Person) -> bool:
        return bool(self.tx.peek("EXISTS", keys.unusable_photo(person.id)))

    def mark_unusable(self, person: Person) -> None:
        self.tx.write("SET", keys.unusable_photo(person.id), 1, "EX", _DAY_S)

    def drop_unusable(self, person: Person) -> None:
        self.tx.write("DEL", keys.unusable_photo(person.id))
