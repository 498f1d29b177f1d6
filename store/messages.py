"""Messages that were unsent before they were worked on, in Redis."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from store import keys
from store.transaction import MARK_LIFE_S, Transaction


@dataclass(frozen=True, slots=True)
class RedisMessages:
    """cases.ports.Messages on one transaction; what was taken back leaves not even its id."""

    tx: Transaction

    def was_unsent(self, message: str) -> bool:
        return bool(message) and bool(self.tx.read("EXISTS", _key(message)))

    def mark_unsent(self, message: str) -> None:
        self.tx.write("SET", _key(message), 1, "EX", MARK_LIFE_S)


def _key(message: str) -> str:
    return keys.unsent(hashlib.sha256(message.encode()).hexdigest())
