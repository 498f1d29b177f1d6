"""What tells one installation's data from another's, wherever it lies, how far it has come, and
which processes have which SECRET_KEY: with two keys, one refuses what the other signs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from cases.calendar import month_of
from config.clock import from_ms, to_ms
from config.settings import Settings
from geo.centres import PROVINCE_IDS, Centre, Centres, Point
from geo.centres_file import CentresError, load_centres
from store import keys
from store.audit_log import Anchor, words_of
from store.connection import StoreClient
from store.durability import store_time

#: What was given between the last look and a restore is skipped too: to the hundred after the next.
ROOM = 100
#: A worker looks every minute.
_LOST_S = 120


@dataclass(frozen=True, slots=True)
class Data:
    """The *name* that its first start gave it (empty where it has none), how many *cases* there
    are, the id of the *last* entry of the log, the last of the *numbers* that each month of a
    centre gave, and the number of the last entry of the audit log."""

    name: str = ""
    cases: int = 0
    last: str = "0-0"
    numbers: Mapping[str, int] = field(default_factory=dict)
    audited: int = 0

    @property
    def is_empty(self) -> bool:
        """Return whether nothing has happened in it."""
        return not self.cases

    def is_older_than(self, other: Data) -> bool:
        """Return whether the log ends before the other's: it was restored from a backup."""
        return _parts(self.last) < _parts(other.last)

    def is_behind(self, other: Data) -> bool:
        """Return whether it lacks what the other has: the end of the log, or numbers given."""
        lower = any(self.numbers.get(row, 0) < last for row, last in other.numbers.items())
        return lower or self.is_older_than(other)


def read(client: StoreClient) -> Data:
    """Look at what lies in a store; nothing is written."""
    pipeline = client.pipeline(transaction=False)
    pipeline.get(keys.INSTALLATION)
    pipeline.xrevrange(keys.LOG, count=1)
    pipeline.hgetall(keys.NUMBERS)
    pipeline.hgetall(keys.SKIPPED)
    pipeline.get(keys.AUDIT_ANCHOR)
    for centre in PROVINCE_IDS:
        pipeline.zcard(keys.all_cases(centre))
    name, last, given, skipped, anchor, *cases = pipeline.execute()
    audited = Anchor.from_words(words_of((anchor or b"").decode("utf-8", "replace")))
    return Data(
        name=(name or b"").decode(),
        cases=sum(cases),
        last=last[0][0].decode() if last else "0-0",
        numbers={month: number for month, (_, number) in _last(given, skipped).items()},
        audited=audited.last if audited else 0,
    )


def name_it(client: StoreClient) -> str:
    """Return the name of the data in a store; the first start gives it one."""
    if not client.exists(keys.INSTALLATION):
        client.set(keys.INSTALLATION, secrets.token_hex(8), nx=True)
    kept: Any = client.get(keys.INSTALLATION)
    return str(kept.decode())


def cry_lost(client: StoreClient, why: str) -> None:
    """Let /readyz and doctor say for two minutes that a worker found other data than at its
    start."""
    client.set(keys.LOST, why, ex=_LOST_S)


def why_lost(client: StoreClient) -> str:
    """Return what a worker found instead of its data, or nothing."""
    kept: Any = client.get(keys.LOST)
    return (kept or b"").decode()


def skip_numbers(
    client: StoreClient,
    months: Collection[date],
    known: Mapping[str, int] = MappingProxyType({}),
    *,
    room: int = ROOM,
) -> int:
    """Leave out the numbers that may have been told already, *room* at least: of each centre in
    each of *months*, and of whatever is *known* to have been given. Return how many counters were
    moved."""
    numbers = _last(client.hgetall(keys.NUMBERS), client.hgetall(keys.SKIPPED))
    rows = {month_of(centre, day) for centre in PROVINCE_IDS for day in months} | set(known)
    for row in sorted(rows):
        given, last = numbers.get(row, (0, 0))
        highest = max(last, known.get(row, 0))
        client.hset(keys.SKIPPED, row, (highest // room + 2) * room - given)
    return len(rows)


def _last(given: Any, skipped: Any) -> dict[str, tuple[int, int]]:
    """Return how many numbers each month gave, and the last one."""
    return {
        month.decode(): (
            int(given.get(month, 0)),
            int(given.get(month, 0)) + int(skipped.get(month, 0)),
        )
        for month in given.keys() | skipped.keys()
    }


def _parts(entry: str) -> tuple[int, ...]:
    return tuple(map(int, entry.split("-")))


_BEGUN, _FILLED = "demo", "sample-year"


def mark_demo(client: StoreClient) -> None:
    """Mark a store as the demo's, if nothing has happened in it yet: a store with real cases that
    lies in the demo's place never gets the mark."""
    if not client.exists(keys.LOG) and not client.exists(keys.NUMBERS):
        client.set(keys.DEMO, _BEGUN, nx=True)


def is_demo(client: StoreClient) -> bool:
    """Return whether a store may hold invented cases."""
    return bool(client.exists(keys.DEMO))


def has_sample(client: StoreClient) -> bool:
    """Return whether it holds a year of them already."""
    return client.get(keys.DEMO) == _FILLED.encode()


def mark_sample(client: StoreClient) -> None:
    """Mark that it does from now on, also if what follows is broken off."""
    client.set(keys.DEMO, _FILLED)


#: Each process says it every minute.
_LIVES_WITHIN = timedelta(minutes=3)


def say(client: StoreClient, process: str, fingerprint: str) -> None:
    """Note the key of a process that works now."""
    now = store_time(client)
    for name, at in _noted(client):
        if at < to_ms(now - _LIVES_WITHIN):
            client.hdel(keys.SECRET_KEYS, name)
    client.hset(keys.SECRET_KEYS, process, f"{fingerprint} {to_ms(now)}")


def fingerprints(client: StoreClient) -> Mapping[str, str]:
    """Return the fingerprint of each process that works."""
    oldest = store_time(client) - _LIVES_WITHIN
    found: Any = client.hgetall(keys.SECRET_KEYS)
    rows = ((name.decode(), *kept.decode().split()) for name, kept in found.items())
    return {name: mark for name, mark, at in rows if from_ms(int(at)) >= oldest}


def _noted(client: StoreClient) -> list[tuple[str, int]]:
    found: Any = client.hgetall(keys.SECRET_KEYS)
    return [(name.decode(), int(kept.split()[1])) for name, kept in found.items()]


def remember(client: StoreClient, centres: Iterable[Centre]) -> None:
    """Keep what the file says of each centre now; what it said of others before stays."""
    client.hset(keys.CENTRES, mapping={one.id: json.dumps(asdict(one)) for one in centres})


def with_former(centres: Centres, client: StoreClient) -> Centres:
    """Add the centres that are not in the file, as a start last saw them there; what no start has
    seen, as it came with the project."""
    return Centres(centres, former=[*_shipped(), *_last_known(client)])


def _last_known(client: StoreClient) -> list[Centre]:
    kept: Any = client.hgetall(keys.CENTRES)
    return [_centre(json.loads(row)) for row in kept.values()]


def _centre(kept: dict[str, Any]) -> Centre:
    return Centre(**kept | {"point": Point(**kept["point"])})


def _shipped() -> list[Centre]:
    with suppress(CentresError):
        return list(load_centres(Settings().centres_file))
    return []
