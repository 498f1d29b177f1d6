"""Compares the counters, the log and the cases with each other, and rebuilds the counters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any
from uuid import uuid4

from redis.exceptions import ResponseError

from cases.log import Act, LogEntry, open_cases
from store import keys, log
from store.connection import StoreClient, Transaction, batches, replies, script
from store.exceptions import LogIncomplete, LostRace
from store.log import ENTRY, additions
from store.stream import entries

#: The number of keys that a step of SCAN looks at.
_BATCH = 1_000


def verify(client: StoreClient) -> list[str]:
    """Return a sentence on each disagreement of counters and log, and of log and cases. Changes
    during the run are no disagreement: each counter is compared with the log up to the very entry
    at which it was read."""
    recount = Recount(client)
    recount.read_to(last_entry(client))
    problems = [str(one) for hashes in recount.batches() for one in recount.compare(hashes)]
    problems += [one for one in [entries_gone(client)] if one]
    problems += [*_open_and_log(recount), *_numbers_and_log(recount)]
    return [*problems, *wrong_sums(recount)]


def _numbers_and_log(recount: Recount) -> Iterator[str]:
    """Yield the disagreements of the cases and the log; a rebuild cannot correct them."""
    newest, (numbers, skipped), _ = at_once(recount.client, [keys.NUMBERS, keys.SKIPPED])
    recount.read_to(newest)
    opened = recount.acts[Act.OPENED] + recount.acts[Act.SPLIT]
    if opened != (given := given_numbers(numbers)):
        yield f"case numbers given: {given}, cases opened by the log: {opened}"
    last = {month: int(given) + int(skipped.get(month, 0)) for month, given in numbers.items()}
    yield from _shares_and_log(recount, last)


def _open_and_log(recount: Recount) -> Iterator[str]:
    """Yield the disagreements on the open cases of the country, and of each centre: a hand-over
    moves one."""
    centres = sorted(filter(None, recount.open))
    pipeline = recount.client.pipeline(transaction=True)
    pipeline.xrevrange(keys.LOG, count=1)
    for index in (keys.OPEN_PLACES, *map(keys.queue, centres)):
        pipeline.zcard(index)
    newest, *kept = pipeline.execute()
    recount.read_to(id_of(newest))
    left = [recount.open.total(), *(recount.open[centre] for centre in centres)]
    for where, count, expected in zip(("", *centres), map(int, kept), left, strict=True):
        if count != expected:
            of = f" of {where}" if where else ""
            yield f"open cases{of}: {count}, opened and not closed by the log: {expected}"


def _shares_and_log(recount: Recount, last: Mapping[bytes, int]) -> Iterator[str]:
    """Yield the disagreements on the shares of the cases numbered so far. While they are counted,
    shares may join them (the log then has more), or be split off into cases that are not among
    them; after a merge, or where a case was deleted, all are counted again."""
    shared, split = recount.acts[Act.SHARED], recount.acts[Act.SPLIT]
    moves, forgotten = _moves(recount), _forgotten(recount.client)
    counted = forgotten + sum(_shares_of_cases(recount.client, last))
    recount.read_to(last_entry(recount.client))
    least = shared - (recount.acts[Act.SPLIT] - split)
    if (moves, forgotten) != (_moves(recount), _forgotten(recount.client)):
        yield from _numbers_and_log(recount)
    elif not least <= counted <= recount.acts[Act.SHARED]:
        yield f"shares of all cases: {counted}, shares in the log: {shared}"


def _forgotten(client: StoreClient) -> int:
    """Return the number of shares of the cases that were deleted for their age."""
    kept: Any = client.get(keys.SHARES_OF_FORGOTTEN)
    return int(kept or 0)


def _moves(recount: Recount) -> int:
    return recount.acts[Act.MERGED] + recount.acts[Act.UNMERGED]


def _shares_of_cases(client: StoreClient, last: Mapping[bytes, int]) -> Iterator[int]:
    every = (
        f"{month.decode()}-{running:04d}"
        for month, number in last.items()
        for running in range(1, number + 1)
    )
    found = replies(client, (("HGET", keys.case(number), "shares") for number in every))
    yield from (int(shares or 0) for shares in found)


#: The number of hashes that are read in one step of the server.
_AT_ONCE = 20


def wrong_sums(recount: Recount) -> Iterator[str]:
    """Yield a sentence on each sum that differs from the log; a rebuild cannot correct them."""
    kept = {
        key.decode() for key in recount.client.scan_iter(match=keys.spots("*", "*"), count=1_000)
    }
    for batch in batches(sorted(kept | recount.placed.keys()), _AT_ONCE):
        newest, cells, _ = at_once(recount.client, batch)
        recount.read_to(newest)
        for key, counted in zip(batch, cells, strict=True):
            total = sum(map(int, counted.values()))
            if total != recount.placed[key]:
                yield f"{key}: cases in its cells {total}, by the log {recount.placed[key]}"


#: So many counter hashes are read in one step of the server: about a millisecond.
_HASHES_AT_ONCE = 50
_BEFORE_ALL = "0-0"


@dataclass(frozen=True, slots=True)
class Difference:
    """A counter that differs from the log; *kept* is "0" if it is not stored."""

    key: str
    field: str
    kept: str
    recounted: int

    def __str__(self) -> str:
        return f"{self.key} {self.field}: kept {self.kept}, recounted {self.recounted}"


def rebuild(client: StoreClient) -> list[Difference]:
    """Set every counter to the value that the log gives, and return the differences. The service
    may run: a counter is only overwritten if it is still as it was compared, else it is compared
    again. Raises LogIncomplete before anything is touched."""
    gone = entries_gone(client)
    if gone:
        raise LogIncomplete(gone)
    recount = Recount(client)
    recount.read_to(last_entry(client))
    wrong = [
        difference.key for hashes in recount.batches() for difference in recount.compare(hashes)
    ]
    return [one for key in dict.fromkeys(wrong) for one in recount.correct(key)]


def entries_gone(client: StoreClient) -> str:
    """Return how many entries of the append-only log were deleted, as a sentence; "" if none."""
    # Read before the log, so that the very first case cannot come in between.
    cases = given_numbers(client.hgetall(keys.NUMBERS))
    try:
        log: Any = client.xinfo_stream(keys.LOG)
    except ResponseError:  # nothing has ever happened, or the whole log is gone
        return f"{keys.LOG} is gone: {cases} cases were opened" if cases else ""
    moved: Any = client.get(keys.LOG_MOVED)
    gone = int(log["entries-added"]) - int(log["length"]) - int(moved or 0)
    return f"{keys.LOG}: {gone} entries are gone" if gone else ""


def last_entry(client: StoreClient) -> str:
    """Return the id of the newest entry of the log."""
    return id_of(client.xrevrange(keys.LOG, count=1))


class Recount:
    """The values of the counters after the log's entries up to *upto*; its size is that of the
    counters, however long the log."""

    def __init__(self, client: StoreClient) -> None:
        self.client = client
        self.upto = _BEFORE_ALL
        self.acts: Counter[Act] = Counter()
        self.open: Counter[str] = Counter()
        self.placed: Counter[str] = Counter()
        self._expected: dict[str, Counter[str]] = {}
        self._facts: dict[str, Counter[str]] = {}
        self._writes = 0
        self._apply = script(client, "apply")

    def read_to(self, last: str) -> None:
        """Go on counting, to the entry *last*."""
        for entry_id, fields in entries(self.client, keys.LOG, f"({self.upto}", last):
            self._add(ENTRY.read_hash(fields))
            self.upto = entry_id.decode()

    def batches(self) -> Iterator[list[str]]:
        """Return the keys of all counters, of those that the log gives and of those that are
        stored."""
        self._read_facts()
        found = self._expected.keys() | self._facts.keys() | set(_kept_keys(self.client))
        return batches(sorted(found), _HASHES_AT_ONCE)

    def compare(self, hashes: Sequence[str]) -> list[Difference]:
        """Read *hashes*, the end of the log and the number of writes of facts in one step, count on
        to there, and return the differences."""
        while True:
            newest, kept, writes = at_once(self.client, hashes)
            if writes == self._writes:
                break
            self._read_facts()
        self.read_to(newest)
        return [
            difference
            for key, raw in zip(hashes, kept, strict=True)
            for difference in _differences(key, raw, self._expected_of(key))
        ]

    def correct(self, key: str) -> list[Difference]:
        """Correct one hash; if it changes meanwhile, begin again (a try takes about a millisecond,
        so it ends also while shares come in)."""
        while differences := self.compare([key]):
            if self.overwrite(key, differences):
                return differences
        return []

    def overwrite(self, key: str, differences: Sequence[Difference]) -> bool:
        """Set the fields of one hash to the recounted values; return False without a change if one
        of them is not as it was compared."""
        # A transaction, because its mark makes the client's silent retries harmless.
        tx = Transaction(self.client, f"rebuild:{uuid4()}", self._apply)
        now = tx.read_each([("HGET", key, one.field) for one in differences])
        if [(raw or b"0").decode() for raw in now] != [one.kept for one in differences]:
            return False
        for one in differences:
            if one.recounted:
                tx.write("HSET", key, one.field, one.recounted)
            else:
                tx.write("HDEL", key, one.field)
        try:
            tx.commit()
        except LostRace:
            return False
        return True

    def _read_facts(self) -> None:
        raw: Any = self.client.hgetall(keys.FACTS)
        self._writes, self._facts = int(raw.get(log.FACT_WRITES.encode(), 0)), {}
        for entry, count in log.facts_in(raw):
            for key, field, _ in additions(entry):
                self._facts.setdefault(key, Counter())[intern(field)] += count

    def _expected_of(self, key: str) -> Mapping[str, int]:
        logged, said = self._expected.get(key, Counter()), self._facts.get(key, Counter())
        return {field: logged[field] + said[field] for field in {*logged, *said}}

    def _add(self, entry: LogEntry) -> None:
        self.acts[entry.act] += entry.first
        self.open[entry.centre] += open_cases(entry)
        if entry.placed:
            self.placed.update(log.keys_of(entry.centre, entry.at))
        for key, field, amount in additions(entry):
            self._expected.setdefault(key, Counter())[intern(field)] += amount


def at_once(
    client: StoreClient, hashes: Sequence[str]
) -> tuple[str, list[dict[bytes, bytes]], int]:
    """Read in one step of the server the id of the log's newest entry, *hashes*, and the number of
    writes of facts."""
    pipeline = client.pipeline(transaction=True)
    pipeline.hget(keys.FACTS, log.FACT_WRITES)
    pipeline.xrevrange(keys.LOG, count=1)
    for key in hashes:
        pipeline.hgetall(key)
    writes, newest, *kept = pipeline.execute()
    return id_of(newest), [_mapping(raw) for raw in kept], int(writes or 0)


def _mapping(raw: Any) -> dict[bytes, bytes]:
    """Return a hash; a transaction on a cluster returns it as the server does, in one flat list."""
    return raw if isinstance(raw, dict) else dict(zip(raw[::2], raw[1::2], strict=True))


def _kept_keys(client: StoreClient) -> Iterator[str]:
    """Yield the keys of the stored counters; SCAN is slow and never blocks the server."""
    for pattern in (keys.count("*", "*"), keys.distinct("*"), keys.hours("*", "*")):
        for key in client.scan_iter(match=pattern, count=_BATCH):
            yield key.decode()


def _differences(
    key: str, raw: Mapping[bytes, bytes], expected: Mapping[str, int]
) -> Iterator[Difference]:
    kept = {field.decode(): value.decode() for field, value in raw.items()}
    for field in sorted(kept.keys() | expected.keys()):
        if kept.get(field, "0") != str(expected.get(field, 0)):
            yield Difference(key, field, kept.get(field, "0"), expected.get(field, 0))


def given_numbers(raw: Any) -> int:
    """Return the number of assigned case numbers."""
    return sum(int(running) for running in raw.values())


def id_of(newest: Any) -> str:
    """Return the id of the entry that XREVRANGE found."""
    return newest[0][0].decode() if newest else _BEFORE_ALL
