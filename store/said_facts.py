"""The closing facts of the last minutes, so that a wrong tap can be taken back, in Redis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.moments import from_ms, to_ms
from store import keys
from store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RedisSaidFacts:
    """cases.ports.SaidFacts on one transaction."""

    tx: Transaction
    at: datetime

    def of(self, number: str) -> Mapping[str, str]:
        rows = self.tx.read("HGETALL", keys.said_facts(number))
        kept = {mark.decode(): words.decode().split(" ") for mark, words in rows.items()}
        return {mark: value for mark, (value, until) in kept.items() if self._is_before(until)}

    def keep(self, number: str, mark: str, value: str, *, minutes: int) -> None:
        until = to_ms(self.at + timedelta(minutes=minutes))
        self.tx.write("HSET", keys.said_facts(number), mark, f"{value} {until}")
        self.tx.write("EXPIRE", keys.said_facts(number), minutes * 60)

    def forget(self, number: str) -> None:
        self.tx.write("DEL", keys.said_facts(number))

    def _is_before(self, until: str) -> bool:
        return self.at < from_ms(int(until))
