"""The identity of an installation's data, wherever it lies; how far its numbers have come; which
process has which SECRET_KEY: a process refuses what another key has signed; and what DATA_DIR
remembers of the store that was used last. That file lies beside `appendonlydir`, not in it:
whatever is restored there, it stays."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cases.calendar import month_of
from config.clock import from_ms, to_ms
from config.settings import Settings
from geo.centres import PROVINCE_IDS, Centre, Centres, Point
from geo.centres_file import CentresError, load_centres
from store import keys
from store.audit_log import Anchor, words_of
from store.connection import StoreClient
from store.durability import store_time
from store.launcher import make_private, store_url

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
    months = given.keys() | skipped.keys()
    pairs = ((one, int(given.get(one, 0)), int(skipped.get(one, 0))) for one in months)
    return {month.decode(): (assigned, assigned + left_out) for month, assigned, left_out in pairs}


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


def record_fingerprint(client: StoreClient, process: str, fingerprint: str) -> None:
    """Record the key's fingerprint for a running process."""
    now = store_time(client)
    found: Any = client.hgetall(keys.SECRET_KEYS)
    for name, kept in found.items():
        if int(kept.split()[1]) < to_ms(now - _LIVES_WITHIN):
            client.hdel(keys.SECRET_KEYS, name)
    client.hset(keys.SECRET_KEYS, process, f"{fingerprint} {to_ms(now)}")


def fingerprints(client: StoreClient) -> Mapping[str, str]:
    """Return the fingerprint of each running process."""
    oldest = store_time(client) - _LIVES_WITHIN
    found: Any = client.hgetall(keys.SECRET_KEYS)
    rows = ((name.decode(), *kept.decode().split()) for name, kept in found.items())
    return {name: mark for name, mark, at in rows if from_ms(int(at)) >= oldest}


def store_centres(client: StoreClient, centres: Iterable[Centre]) -> None:
    """Store the centres of the file; stored centres that are not in the file any more stay."""
    client.hset(keys.CENTRES, mapping={one.id: json.dumps(asdict(one)) for one in centres})


def with_former(centres: Centres, client: StoreClient) -> Centres:
    """Return *centres* with those that are no longer in the file, as a start last stored them;
    centres that no start has stored come from the project's own file."""
    kept: Any = client.hgetall(keys.CENTRES)
    known = [json.loads(row) for row in kept.values()]
    last = [Centre(**one | {"point": Point(**one["point"])}) for one in known]
    return Centres(centres, former=[*_shipped(), *last])


def _shipped() -> list[Centre]:
    with suppress(CentresError):
        return list(load_centres(Settings().centres_file))
    return []


#: The name of the embedded store of a data directory.
EMBEDDED = "embedded"
_FILE = "last_store.json"
_LOG = "appendonlydir"
#: The bytes that are read at a time; a key that lies across two pieces is found in the overlap.
_PIECE, _OVERLAP = 1 << 20, 64
_CASE = re.compile(rb"\{cts\}:case:([0-9S]{1,2}-[0-9]{4}-[0-9]{4,9})")


@dataclass(frozen=True, slots=True)
class Known:
    """The *store* that was used last, by a name without secrets, its data then, and when that was
    recorded (seconds since 1970). *before* is other data that was used earlier, until an operator
    accepts the change."""

    store: str
    data: Data
    at: int = 0
    before: str = ""

    @property
    def seen(self) -> str:
        """Return the time of the record, in words."""
        return f"{datetime.fromtimestamp(self.at, UTC):%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Left:
    """The content of an embedded store's data directory: the number of cases, and when it was
    written."""

    cases: int
    at: int


def store_name(url: str, data_dir: Path) -> str:
    """Return the name of a store, without its password."""
    if not url or url == store_url(data_dir):
        return EMBEDDED
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix:{parts.path}"
    database = parts.path.strip("/") or parse_qs(parts.query).get("db", ["0"])[0]
    hosts = sorted(parts.netloc.rpartition("@")[2].split(","))  # of a cluster several
    return f"{','.join(map(_address, hosts))}/{database}"


def _address(host: str) -> str:
    parts = urlsplit(f"//{host}")
    return f"{parts.hostname or 'localhost'}:{parts.port or 6379}"


def recall(data_dir: Path) -> Known | None:
    """Return the store that was used last; if no record was written yet, the embedded data that
    lies there."""
    try:
        kept = json.loads((data_dir / _FILE).read_text("utf-8"))
        return Known(kept["store"], Data(**kept["data"]), kept["at"], kept.get("before", ""))
    except OSError:
        left = left_in(data_dir)
        return Known(EMBEDDED, Data(cases=left.cases), left.at) if left.cases else None
    except (ValueError, KeyError, TypeError):  # half a file: as good as none
        return None


def remember(data_dir: Path, known: Known) -> None:
    """Record the store that is used now; a reader finds the old file or the new one."""
    path = make_private(data_dir) / _FILE
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(known)), "utf-8")
    draft.replace(path)


def files_in(data_dir: Path) -> list[Path]:
    """Return the files of a data directory that show that it has data: the embedded store's and
    the note."""
    return sorted([*data_dir.glob(_FILE), *data_dir.glob("*.rdb"), *(data_dir / _LOG).glob("*")])


def left_in(data_dir: Path) -> Left:
    """Count the cases in the files of an embedded store, without starting it."""
    numbers: set[bytes] = set()
    written = 0.0
    for path in sorted((data_dir / _LOG).glob("*.aof")):
        written = max(written, path.stat().st_mtime)
        with path.open("rb") as file:
            before = b""
            while piece := file.read(_PIECE):
                numbers.update(_CASE.findall(before + piece))
                before = piece[-_OVERLAP:]
    return Left(len(numbers), int(written))
