"""The counters, the log and the cases held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from cases.log import Act
from store import keys
from store.connection import StoreClient
from store.recount import Recount, at_once, entries_gone, given_numbers, id_of, last_entry

#: So many cases a round trip.
_BATCH = 1_000


def verify(client: StoreClient) -> list[str]:
    """Say what disagrees: counters and log, log and cases. Nothing is said of what merely moves
    while this runs: each counter is held against the log up to the very entry it was read at."""
    recount = Recount(client)
    recount.read_to(last_entry(client))
    problems = [str(one) for hashes in recount.batches() for one in recount.compare(hashes)]
    problems += [one for one in [entries_gone(client)] if one]
    problems += [*_open_and_log(recount), *_numbers_and_log(recount)]
    return [*problems, *wrong_sums(recount)]


def _numbers_and_log(recount: Recount) -> Iterator[str]:
    """Hold the cases against the log; a rebuild cannot correct what is wrong there."""
    newest, (numbers, skipped) = at_once(recount.client, [keys.NUMBERS, keys.SKIPPED])
    recount.read_to(newest)
    opened = recount.acts[Act.OPENED] + recount.acts[Act.SPLIT]
    if opened != (given := given_numbers(numbers)):
        yield f"case numbers given: {given}, cases opened by the log: {opened}"
    last = {month: int(given) + int(skipped.get(month, 0)) for month, given in numbers.items()}
    yield from _shares_and_log(recount, last)


def _open_and_log(recount: Recount) -> Iterator[str]:
    """Count the open cases of the country, and of each centre: a hand-over moves one."""
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
    """Count the shares of the cases numbered so far. While they are counted, shares may join them
    (the log then has more), or be split off into cases that are not among them; after a merge, or
    where a case was forgotten, all is counted again."""
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
    """Return how many shares the cases had that are deleted for their age."""
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
    while batch := list(islice(every, _BATCH)):
        pipeline = client.pipeline(transaction=False)
        for number in batch:
            pipeline.hget(keys.case(number), "shares")
        yield from (int(shares or 0) for shares in pipeline.execute())


#: So many hashes are read in one step of the server.
_AT_ONCE = 20


def wrong_sums(recount: Recount) -> Iterator[str]:
    """Say which sums are not what the log says; a rebuild cannot correct them."""
    kept = {
        key.decode() for key in recount.client.scan_iter(match=keys.spots("*", "*"), count=1_000)
    }
    ordered = iter(sorted(kept | recount.placed.keys()))
    while batch := list(islice(ordered, _AT_ONCE)):
        newest, cells = at_once(recount.client, batch)
        recount.read_to(newest)
        for key, counted in zip(batch, cells, strict=True):
            total = sum(map(int, counted.values()))
            if total != recount.placed[key]:
                yield f"{key}: cases in its cells {total}, by the log {recount.placed[key]}"
