"""The identity of an installation's data, wherever it lies; how far its numbers have come; and
which process has which SECRET_KEY: a process refuses what another key has signed."""

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

#: Numbers that were assigned between the last record and a restore are skipped too: to the hundred
#: after the next.
ROOM = 100
#: Seconds that the record lasts; a worker checks every minute.
_LOST_S = 120


@dataclass(frozen=True, slots=True)
class Data:
    """The *name* from its first start (empty if it has none), the number of *cases*, the id of the
    *last* entry of the log, the last of the *numbers* assigned in each month of a centre, and the
    number of the last entry of the audit log."""

    name: str = ""
    cases: int = 0
    last: str = "0-0"
    numbers: Mapping[str, int] = field(default_factory=dict)
    audited: int = 0

    @property
    def is_empty(self) -> bool:
        """Return whether there are no cases and no acts in it."""
        return not self.cases

    def is_older_than(self, other: Data) -> bool:
        """Return whether its log ends before the other's: it was restored from a backup."""
        return _parts(self.last) < _parts(other.last)

    def is_behind(self, other: Data) -> bool:
        """Return whether it lacks data that the other has: the end of the log, or assigned
        numbers."""
        lower = any(self.numbers.get(row, 0) < last for row, last in other.numbers.items())
        return lower or self.is_older_than(other)


def read(client: StoreClient) -> Data:
    """Return the identity and the progress of a store's data; nothing is written."""
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
    """Return the name of a store's data, after setting it at the first start."""
    if not client.exists(keys.INSTALLATION):
        client.set(keys.INSTALLATION, secrets.token_hex(8), nx=True)
    kept: Any = client.get(keys.INSTALLATION)
    return str(kept.decode())


def cry_lost(client: StoreClient, why: str) -> None:
    """Record for two minutes, for /readyz and doctor, that a worker found other data than at its
    start."""
    client.set(keys.LOST, why, ex=_LOST_S)


def why_lost(client: StoreClient) -> str:
    """Return the reason recorded by cry_lost, or ""."""
    kept: Any = client.get(keys.LOST)
    return (kept or b"").decode()


def skip_numbers(
    client: StoreClient,
    months: Collection[date],
    known: Mapping[str, int] = MappingProxyType({}),
    *,
    room: int = ROOM,
) -> int:
    """Skip the case numbers that may have been sent to somebody already, at least *room* of them:
    of each centre in each of *months*, and of the *known* assigned ones. Return the number of moved
    counters."""
    numbers = _last(client.hgetall(keys.NUMBERS), client.hgetall(keys.SKIPPED))
    rows = {month_of(centre, day) for centre in PROVINCE_IDS for day in months} | set(known)
    for row in sorted(rows):
        given, last = numbers.get(row, (0, 0))
        highest = max(last, known.get(row, 0))
        client.hset(keys.SKIPPED, row, (highest // room + 2) * room - given)
    return len(rows)


def _last(given: Any, skipped: Any) -> dict[str, tuple[int, int]]:
    """Return how many numbers each month has assigned, and the last one."""
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
    """Mark a store as the demo's if it is empty: a store with real cases that lies in the demo's
    place never gets the mark."""
    if not client.exists(keys.LOG) and not client.exists(keys.NUMBERS):
        client.set(keys.DEMO, _BEGUN, nx=True)


def is_demo(client: StoreClient) -> bool:
    """Return whether a store may hold invented cases."""
    return bool(client.exists(keys.DEMO))


def has_sample(client: StoreClient) -> bool:
    """Return whether the store holds the sample year already."""
    return client.get(keys.DEMO) == _FILLED.encode()


def mark_sample(client: StoreClient) -> None:
    """Mark the store as holding the sample year from now on, even if writing it is interrupted."""
    client.set(keys.DEMO, _FILLED)


#: The age up to which a record counts; each process writes one every minute.
_LIVES_WITHIN = timedelta(minutes=3)


def say(client: StoreClient, process: str, fingerprint: str) -> None:
    """Record the key's fingerprint for a running process."""
    now = store_time(client)
    for name, at in _noted(client):
        if at < to_ms(now - _LIVES_WITHIN):
            client.hdel(keys.SECRET_KEYS, name)
    client.hset(keys.SECRET_KEYS, process, f"{fingerprint} {to_ms(now)}")


def fingerprints(client: StoreClient) -> Mapping[str, str]:
    """Return the fingerprint of each running process."""
    oldest = store_time(client) - _LIVES_WITHIN
    found: Any = client.hgetall(keys.SECRET_KEYS)
    rows = ((name.decode(), *kept.decode().split()) for name, kept in found.items())
    return {name: mark for name, mark, at in rows if from_ms(int(at)) >= oldest}


def _noted(client: StoreClient) -> list[tuple[str, int]]:
    found: Any = client.hgetall(keys.SECRET_KEYS)
    return [(name.decode(), int(kept.split()[1])) for name, kept in found.items()]


def remember(client: StoreClient, centres: Iterable[Centre]) -> None:
    """Store the centres of the file; stored centres that are not in the file any more stay."""
    client.hset(keys.CENTRES, mapping={one.id: json.dumps(asdict(one)) for one in centres})


def with_former(centres: Centres, client: StoreClient) -> Centres:
    """Return *centres* with those that are no longer in the file, as a start last stored them;
    centres that no start has stored come from the project's own file."""
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
