"""The counts of closing facts, without order, time and case; and for some minutes the facts of a
case, so that a wrong tap can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.calendar import BANGKOK, local_day
from cases.log import Act, LogEntry
from config.clock import from_ms, to_ms
from store import keys
from store.connection import Transaction

#: The field that counts the changes, so that a reader sees whether there was one since.
WRITES = "writes"


def fields(entry: LogEntry, fact: str) -> list[tuple[str, int]]:
    """Return the field and the amount that *entry* with its *fact* adds to the hash."""
    amount = -1 if entry.act is Act.FACT_TAKEN_BACK else 1
    return [(f"{local_day(entry.at)}|{entry.centre}|{fact}", amount), (WRITES, 1)]


def said(raw: Mapping[bytes, bytes]) -> Iterator[tuple[LogEntry, int]]:
    """Yield an entry for each fact in the hash, with its count."""
    for name, count in raw.items():
        if name == WRITES.encode():
            continue
        day, centre, fact = name.decode().split("|", 2)
        at = datetime.combine(date.fromisoformat(day), datetime.min.time(), BANGKOK)
        yield LogEntry(Act.FACT_SAID, at, centre, fact=fact), int(count)


@dataclass(frozen=True, slots=True)
class RedisSaidFacts:
    """Implements cases.ports.SaidFacts on one transaction."""

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
