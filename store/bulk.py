"""Writes many events fast, with the same code by which the service writes one. Not for the service:
nothing is compared and nothing is atomic. Counters are summed here and written once, so that a year
of events takes seconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from store import keys
from store.connection import Command, StoreClient, Transaction, Word, batches, replies, script

#: The most members that one command adds to a set.
_MEMBERS = 1_000
_HELD_BACK = 10_000


class Bulk(Transaction):
    """Stands in for a transaction without its checks, on a store that nobody else writes to: it
    sums counters, collects the members of sets, and sends all other writes at once. Of reads it
    answers those of sets and strings."""

    def __init__(self, client: StoreClient) -> None:
        super().__init__(client, "bulk", None)
        self._sums: Counter[tuple[str, Word]] = Counter()
        self._sets: defaultdict[str, set[Word]] = defaultdict(set)
        self._lives: dict[str, Word] = {}
        self._strings: dict[str, Word] = {}
        self._rest: list[Command] = []

    def read_each(self, commands: Sequence[Command]) -> list[Any]:
        """Return whether the sets hold the members asked for, or the string of a key."""
        return [self._answer(*command) for command in commands]

    def write(self, command: str, key: str, *arguments: Word) -> None:
        """Collect or send a write."""
        if command == "HINCRBY":
            field, by = arguments
            self._sums[key, field] += int(by)
        elif command == "SADD":
            self._sets[key].update(arguments)
        elif command == "EXPIRE":
            self._lives[key] = arguments[0]
        elif command == "SET":
            self._strings[key] = arguments[0]
            self._rest.append((command, key, *arguments))
        else:
            self._rest.append((command, key, *arguments))
        if len(self._rest) >= _HELD_BACK:
            self._write_rest()

    def commit(self) -> bool:
        """Send all collected writes."""
        self._write_rest()
        self._run(("HINCRBY", key, field, by) for (key, field), by in self._sums.items())
        self._run(_filling(self._sets))
        self._run(("EXPIRE", key, seconds) for key, seconds in self._lives.items())
        self._sums.clear()
        self._lives.clear()
        return True

    def _answer(self, command: str, key: str, *arguments: Word) -> Any:
        if command == "GET":
            return self._strings.get(key) or self.peek(command, key)
        return int(arguments[0] in self._sets[key])

    def _write_rest(self) -> None:
        taken, self._rest = self._rest, []
        self._run(taken)

    def _run(self, commands: Iterable[Command]) -> None:
        for _ in replies(self.client, commands):
            pass


def _filling(sets: dict[str, set[Word]]) -> Iterator[Command]:
    for key, members in sets.items():
        for some in batches(members, _MEMBERS):
            yield ("SADD", key, *some)


def reserve_numbers(client: StoreClient, wanted: Counter[str]) -> dict[str, int]:
    """Reserve the *wanted* number of case numbers for each month of a centre, beside a service that
    may run; return the first of each."""
    reserve, first = script(client, "reserve_numbers"), {}
    for month, count in wanted.items():
        last = reserve(keys=[keys.NUMBERS, keys.SKIPPED], args=[month, count], client=client)
        first[month] = int(last) - count + 1
        pipeline = client.pipeline(transaction=True)
        pipeline.hincrby(keys.NUMBERS, month, count)
        pipeline.hincrby(keys.SKIPPED, month, -count)
        pipeline.execute()
    return first


def reserve_people(client: StoreClient, wanted: int) -> int:
    """Reserve so many ids of people and return the first; they are consecutive."""
    return int(client.incrby(keys.PERSON_NUMBER, wanted)) - wanted + 1
