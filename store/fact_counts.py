"""How often which closing fact was said on a day in a centre: without order, time and case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from cases.calendar import BANGKOK, local_day
from cases.log import Act, Entry

#: Counts the changes, so that who reads knows whether there was one since.
WRITES = "writes"


def fields(entry: Entry, fact: str) -> list[tuple[str, int]]:
    """Return what *entry* and its *fact* add to the hash: field and amount."""
    amount = -1 if entry.act is Act.FACT_TAKEN_BACK else 1
    return [(f"{local_day(entry.at)}|{entry.centre}|{fact}", amount), (WRITES, 1)]


def said(raw: Mapping[bytes, bytes]) -> Iterator[tuple[Entry, int]]:
    """Read the hash: an entry for each fact, and how often it counts."""
    for name, count in raw.items():
        if name == WRITES.encode():
            continue
        day, centre, fact = name.decode().split("|", 2)
        at = datetime.combine(date.fromisoformat(day), datetime.min.time(), BANGKOK)
        yield Entry(Act.FACT_SAID, at, centre, fact=fact), int(count)
