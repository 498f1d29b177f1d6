"""The attachments of cases in Redis: stored cleaned, and never for long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cases.case import Form
from cases.people import Person
from store import keys
from store.connection import Transaction

_DAY_S = 24 * 3600
#: A case that stays open for longer has no use for a photo of its first day.
LONGEST_LIFE_S = 90 * _DAY_S
#: The mark of an unusable photo from before there were other forms of attachments.
_OF_BEFORE = b"1"


@dataclass(frozen=True, slots=True)
class RedisAttachments:
    """Implements cases.ports.Attachments on one transaction."""

    tx: Transaction

    def find(self, attachment: str) -> bytes | None:
        found: bytes | None = self.tx.peek("GET", keys.attachment(attachment))
        return found

    def kept(self, attachments: Sequence[str]) -> list[str]:
        there = self.tx.read_each([("EXISTS", keys.attachment(one)) for one in attachments])
        return [one for one, is_there in zip(attachments, there, strict=True) if is_there]

    def put(self, attachment: str, content: bytes) -> None:
        self.tx.write("SET", keys.attachment(attachment), content, "EX", LONGEST_LIFE_S)

    def forget(self, attachments: Collection[str]) -> None:
        for one in attachments:
            self.tx.write("DEL", keys.attachment(one))

    def unusable(self, person: Person) -> Form | None:
        found = self.tx.peek("GET", keys.unusable_attachment(person.id))
        if found is None:
            return None
        return Form.PHOTO if found == _OF_BEFORE else Form(found.decode())

    def mark_unusable(self, person: Person, form: Form) -> None:
        self.tx.write("SET", keys.unusable_attachment(person.id), form.value, "EX", _DAY_S)

    def drop_unusable(self, person: Person) -> None:
        self.tx.write("DEL", keys.unusable_attachment(person.id))
