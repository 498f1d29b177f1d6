"""Jobs side by side in one thread: one round trip for all, and each has its own replies."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from redis import exceptions

from bot.worker import Consumer, ConsumerPace, lane_of
from store import keys
from store.connection import Transaction, ask, connect, script
from store.exceptions import LostRace
from store.stream import Inbox, Keeper, StreamEntry
from store.together import let_others_end, together
from tests.builders import NOW, a_line_id, an_event_id

KEY = "{cts}:test"
MANY = 20


def reads(client: Any) -> int:
    """Return how often the server has read from a connection."""
    return int(client.info("stats")["total_reads_processed"])


def test_should_send_what_all_ask_for_in_one_round_trip(client: Any) -> None:
    found: dict[int, list[Any]] = {}

    def look(number: int) -> None:
        for _ in range(3):
            name = f"{KEY}:{number}"
            found[number] = ask(client, [("INCR", name), ("GET", name)])

    before = reads(client)
    failures = together(client, [partial(look, number) for number in range(MANY)])

    assert reads(client) - before <= 2 * 3
    assert found == {number: [3, b"3"] for number in range(MANY)}
    assert failures == [None] * MANY


def test_should_blame_each_job_for_its_own_command_alone(client: Any) -> None:
    client.set(KEY, "word")
    done = []

    def good() -> None:
        done.append(ask(client, [("GET", KEY)]))

    def bad() -> None:
        ask(client, [("LPUSH", KEY, "x")])

    failures = together(client, [good, bad, good])

    assert done == [[b"word"], [b"word"]]
    assert [type(one) for one in failures] == [type(None), exceptions.ResponseError, type(None)]


def test_should_tell_each_job_that_the_store_is_away(tmp_path: Any) -> None:
    away = connect(f"unix://{tmp_path}/none", role="web")

    def look() -> None:
        ask(away, [("GET", KEY)])

    failures = together(away, [look] * 2)

    assert [type(one) for one in failures] == [exceptions.ConnectionError] * 2


def test_should_load_a_forgotten_script_again_for_all(client: Any) -> None:
    def add() -> None:
        tx = Transaction(client, an_event_id(), script(client, "apply"))
        tx.write("INCR", KEY)
        tx.commit()

    client.script_flush()

    assert together(client, [add] * MANY) == [None] * MANY
    assert client.get(KEY) == b"%d" % MANY


def test_should_lose_one_race_at_most_beside_others_alone(client: Any) -> None:
    begun = []

    def add_one() -> None:
        while True:
            begun.append(1)
            tx = Transaction(client, an_event_id(), script(client, "apply"))
            there = int(tx.read("GET", KEY) or 0)
            tx.write("SET", KEY, there + 1)
            try:
                tx.commit()
                return
            except LostRace:
                let_others_end()

    assert together(client, [add_one] * MANY) == [None] * MANY
    assert client.get(KEY) == b"%d" % MANY
    assert len(begun) <= 2 * MANY


def _consume(client: Any, work: Callable[[StreamEntry], None], count: int) -> None:
    inbox, stop, done = Inbox(client, "one"), threading.Event(), []
    inbox.prepare()

    def count_down(entry: StreamEntry) -> None:
        work(entry)
        inbox.done(entry)
        done.append(entry.id)
        if len(done) == count:
            stop.set()

    Consumer(inbox, count_down, ConsumerPace(block_ms=50), lane_of).run(stop)


def test_should_work_on_what_one_person_did_in_its_order(client: Any) -> None:
    for number in range(MANY):
        body = b'{"events":[{"source":{"userId":"%s"}}]}' % a_line_id(number % 3).encode()
        Keeper(client).keep(body, NOW)
    order: list[str] = []
    steps = iter(range(MANY))

    def work(entry: StreamEntry) -> None:
        for _ in range(MANY - next(steps)):  # the later ones take fewer round trips
            ask(client, [("GET", KEY)])
        order.append(entry.id)

    _consume(client, work, MANY)

    assert client.xlen(keys.INBOX) == 0
    assert len(order) == MANY
    of_one = [sorted(order, key=_at)[person::3] for person in range(3)]
    assert [[one for one in order if one in mine] for mine in of_one] == of_one


def _at(entry: str) -> tuple[int, ...]:
    return tuple(int(part) for part in entry.split("-"))


@pytest.mark.parametrize("bad", [0, 7, MANY - 1])
def test_should_finish_a_batch_beside_one_that_waits_for_the_store(client: Any, bad: int) -> None:
    for _ in range(MANY):
        Keeper(client).keep(b"{}", NOW)
    entries = [name.decode() for name, _ in client.xrange(keys.INBOX)]
    tried: list[str] = []

    def work(entry: StreamEntry) -> None:
        ask(client, [("GET", KEY)])
        if entry.id == entries[bad] and not tried:
            tried.append(entry.id)
            raise exceptions.BusyLoadingError("LOADING")

    _consume(client, work, MANY)

    assert client.xlen(keys.INBOX) == 0
    assert tried == [entries[bad]]
