"""One event's change: all or nothing, once, and only on what still holds."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from store.connection import Transaction, script
from store.exceptions import LostRace
from store.unit_of_work import UnitsOfWork
from tests.builders import NOW, a_case, an_event_id

KEY = "{cts}:test"


def begin(client: Any, event: str = "") -> Transaction:
    """Begin a transaction."""
    return Transaction(client, event or an_event_id(), script(client, "apply"))


def test_should_write_nothing_before_the_commit(client: Any) -> None:
    tx = begin(client)
    tx.write("SET", KEY, "1")

    assert client.get(KEY) is None

    assert tx.commit()
    assert client.get(KEY) == b"1"


def test_should_apply_an_event_once(client: Any) -> None:
    for _ in range(3):
        tx = begin(client, "one")
        tx.write("INCR", KEY)
        tx.commit()

    assert client.get(KEY) == b"1"


@pytest.mark.parametrize(
    ("arrange", "read", "change"),
    [
        pytest.param([], ("GET", KEY), ("SET", KEY, "x"), id="appeared"),
        pytest.param([("SET", KEY, "a")], ("GET", KEY), ("DEL", KEY), id="vanished"),
        pytest.param([("SET", KEY, "")], ("GET", KEY), ("DEL", KEY), id="empty is not absent"),
        pytest.param(
            [("HSET", KEY, "a", "1")], ("HGETALL", KEY), ("HSET", KEY, "b", "2"), id="grew"
        ),
        pytest.param(
            [("HSET", KEY, "a", "1", "b", "2")],
            ("HGETALL", KEY),
            ("HDEL", KEY, "b"),
            id="shrank",
        ),
        pytest.param([], ("HGET", KEY, "a"), ("HSET", KEY, "a", "1"), id="field appeared"),
        pytest.param([], ("SISMEMBER", KEY, "7"), ("SADD", KEY, "7"), id="member"),
        pytest.param(
            [("ZADD", KEY, "1", "a")], ("ZRANGE", KEY, 0, -1), ("ZADD", KEY, "0", "b"), id="order"
        ),
        pytest.param(
            [],
            ("GEOSEARCH", KEY, "FROMLONLAT", 100.5, 14.3, "BYRADIUS", 100, "m", "ASC"),
            ("GEOADD", KEY, "100.5", "14.3", "a"),
            id="somebody came near",
        ),
    ],
)
def test_should_lose_the_race_when_a_read_has_changed(
    client: Any,
    arrange: list[tuple[str, ...]],
    read: tuple[str, str],
    change: tuple[str, ...],
) -> None:
    for command in arrange:
        client.execute_command(*command)
    tx = begin(client)
    tx.read(*read)
    tx.write("SET", "{cts}:written", "1")
    client.execute_command(*change)

    with pytest.raises(LostRace):
        tx.commit()

    assert client.get("{cts}:written") is None


@pytest.mark.parametrize(
    ("arrange", "read"),
    [
        pytest.param(("SET", KEY, "ที่"), ("GET", KEY), id="string"),
        pytest.param(("HSET", KEY, "a", "1", "b", ""), ("HGETALL", KEY), id="hash"),
        pytest.param(("HSET", KEY, "a", "1"), ("HGET", KEY, "b"), id="no field"),
        pytest.param(("SADD", KEY, "7"), ("SISMEMBER", KEY, "7"), id="member"),
        pytest.param(("ZADD", KEY, "1", "a", "2", "b"), ("ZRANGE", KEY, 0, -1), id="sorted set"),
        pytest.param(("SET", "{cts}:other", "1"), ("ZRANGE", KEY, 0, -1), id="nothing"),
        pytest.param(
            ("GEOADD", KEY, "100.5", "14.3", "a"),
            ("GEOSEARCH", KEY, "FROMLONLAT", 100.5, 14.3, "BYRADIUS", 100.0, "m", "ASC"),
            id="place",
        ),
    ],
)
def test_should_commit_when_every_read_still_holds(
    client: Any, arrange: tuple[str, ...], read: tuple[str, str]
) -> None:
    client.execute_command(*arrange)
    tx = begin(client)
    tx.read(*read)
    tx.read_each([read, read])
    tx.write("SET", "{cts}:written", "1")

    assert tx.commit()

    assert client.get("{cts}:written") == b"1"


def test_should_not_depend_on_what_is_only_looked_at(client: Any) -> None:
    tx = begin(client)
    tx.peek("GET", KEY)
    client.set(KEY, "changed")

    assert tx.commit()


def test_should_load_the_script_again_when_the_server_forgot_it(client: Any) -> None:
    begin(client).commit()
    client.script_flush()

    assert begin(client).commit()


def test_should_give_exactly_one_of_many_who_press_at_once(client: Any) -> None:
    units = UnitsOfWork(client)
    arrange = units.open(an_event_id(), NOW, NOW)
    arrange.cases.save(a_case())
    arrange.commit([])
    won: list[int] = []
    together = threading.Barrier(8)

    def press(who: int) -> None:
        unit = units.open(f"press-{who}", NOW, NOW)
        case = unit.cases.find("14-6911-0042")
        together.wait()
        assert case is not None
        unit.cases.save(a_case(holder=who))
        try:
            unit.commit([])
        except LostRace:
            return
        won.append(who)

    threads = [threading.Thread(target=press, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


def test_should_begin_every_script_so_that_undeclared_keys_are_refused() -> None:
    scripts = sorted(Path("store/scripts").glob("*.lua"))

    assert scripts
    first = {one.read_text("utf-8").split("\n")[0] for one in scripts}
    assert first == {"#!lua", "#!lua flags=allow-oom"}  # the second only takes away


def test_should_add_to_many_counters_of_a_key_as_to_each(client: Any) -> None:
    client.hset(KEY, mapping={"a": 5, "big": 2**40})
    tx = begin(client)
    for field, added in (("a", 1), ("b", 2), ("a", -3), ("big", 1)):
        tx.write("HINCRBY", KEY, field, added)
    tx.write("EXPIRE", KEY, 60)

    assert tx.commit()

    assert client.hgetall(KEY) == {b"a": b"3", b"b": b"2", b"big": b"%d" % (2**40 + 1)}
    assert 0 < client.ttl(KEY) <= 60


def test_should_write_the_last_of_what_is_set_twice(client: Any) -> None:
    tx = begin(client)
    tx.write("HSET", KEY, "a", "1", "b", "2")
    tx.write("HSET", KEY, "a", "3")

    assert tx.commit()
    assert client.hgetall(KEY) == {b"a": b"3", b"b": b"2"}


def test_should_keep_the_order_of_writes_where_it_matters(client: Any) -> None:
    tx = begin(client)
    tx.write("HINCRBY", KEY, "a", 1)
    tx.write("DEL", KEY)
    tx.write("HINCRBY", KEY, "a", 1)
    tx.write("HSET", KEY, "b", "2")

    assert tx.commit()
    assert client.hgetall(KEY) == {b"a": b"1", b"b": b"2"}


def test_should_write_each_key_of_counters_once(client: Any) -> None:
    """What is written twice lies twice in the append-only file."""
    tx = begin(client)
    for number in range(6):
        tx.write("HINCRBY", KEY, f"counter {number}", 1)
    client.config_resetstat()

    assert tx.commit()

    done = client.info("commandstats")
    assert done["cmdstat_hset"]["calls"] == 1
    assert "cmdstat_hincrby" not in done
