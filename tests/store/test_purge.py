"""What failed and is not sent again: let go in time, in small steps, and counted once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from cases.case import State
from config.clock import to_ms
from store import failures, keys
from store.connection import StoreClient
from store.failures import OldFailures
from store.outbox import OutboundMessage
from tests.builders import NOW, a_case, a_context, a_line_id
from tests.handling import Handling

LIFE = timedelta(days=30)
YOUNG, OLD = NOW - LIFE + timedelta(seconds=1), NOW - LIFE - timedelta(seconds=1)
WAITS = "14-6911-0001"


def park(client: StoreClient, name: str, made: datetime = NOW, **changes: Any) -> None:
    fields: dict[str, Any] = {"to": a_line_id(1), "messages": (), "created_ms": to_ms(made)}
    call = OutboundMessage(name, **(fields | changes))
    client.hset(keys.PARKED, name, json.dumps({"reason": "quota", "call": call.to_json()}))


def bury(client: StoreClient, name: str, came: datetime = NOW) -> None:
    client.xadd(keys.DEAD, {"body": name, "at": to_ms(came), "error": "ValueError in x:1"})


def parked(client: StoreClient) -> set[str]:
    return {one.id for one in failures.parked(client)}


def dead(client: StoreClient) -> list[str]:
    return [one.entry.fields["body"].decode() for one in failures.dead_letters(client)]


def tallies(client: StoreClient) -> dict[str, int]:
    raw: Any = client.hgetall(keys.TALLIES)
    return {name.decode(): int(times) for name, times in raw.items()}


def test_should_let_go_of_what_is_older_than_its_life_and_of_nothing_else(
    client: StoreClient,
) -> None:
    for name, since in (("old", OLD), ("young", YOUNG)):
        park(client, name, since)
        bury(client, name, since)
    old = OldFailures(client)

    gone = [old.purge(NOW - LIFE), old.purge(NOW - LIFE)]

    assert gone == [2, 0]
    assert (parked(client), dead(client)) == ({"young"}, ["young"])
    assert tallies(client) == {"parked_let_go": 1, "dead_let_go": 1}


def test_should_count_once_what_two_workers_let_go_at_once(client: StoreClient) -> None:
    class Slow(OldFailures):
        """Has looked, and another one is faster."""

        def _dead(self, before: datetime) -> list[str]:
            found = super()._dead(before)
            OldFailures(client).purge(before)
            return found

        def _parked(self, before: datetime) -> list[str]:
            found = super()._parked(before)
            OldFailures(client).purge(before)
            return found

    park(client, "old", OLD)
    bury(client, "old", OLD)

    gone = Slow(client).purge(NOW - LIFE)

    assert gone == 0
    assert tallies(client) == {"parked_let_go": 1, "dead_let_go": 1}


def test_should_come_to_all_of_it_in_small_steps(client: StoreClient) -> None:
    pipeline: Any = client.pipeline(transaction=False)
    for number in range(1_000):
        since = OLD if number >= 900 else YOUNG  # behind the young ones
        park(pipeline, f"call-{number}", since)
        bury(pipeline, f"body-{number}", since)
    pipeline.execute()
    old = OldFailures(client)

    steps = [old.purge(NOW - LIFE) for _ in range(12)]

    assert sum(steps) == 200
    assert max(steps) < 200
    assert (len(parked(client)), len(dead(client))) == (900, 900)


def test_should_come_round_again(client: StoreClient) -> None:
    old = OldFailures(client)
    for number in range(400):
        bury(client, str(number), YOUNG)
    for _ in range(3):
        old.purge(NOW - LIFE)

    gone = [old.purge(NOW) for _ in range(4)]

    assert sum(gone) == 400


def test_should_not_stumble_over_what_another_version_wrote(client: StoreClient) -> None:
    client.hset(keys.PARKED, "odd", json.dumps({"reason": "quota", "call": ""}))
    park(client, "old", OLD)

    assert OldFailures(client).purge(NOW - LIFE) == 1
    assert failures.parked(client) == []


def test_should_let_go_in_a_store_that_is_full(client: Any) -> None:
    park(client, "old", OLD)
    bury(client, "old", OLD)
    old = OldFailures(client)
    client.set("ballast", "x" * 1_000_000)
    client.config_set("maxmemory", 1_000_000)
    try:
        gone = old.purge(NOW - LIFE)
    finally:
        client.config_set("maxmemory", 0)

    assert gone == 2


def test_should_count_the_life_from_the_first_time_however_often_it_is_tried(
    client: StoreClient,
) -> None:
    park(client, "call", OLD)
    failures.retry(client, NOW, national_centre="TH-10")
    rows: Any = client.xrange(keys.OUTBOX)
    call = OutboundMessage.from_json(rows[0][1][b"call"])

    assert (call.created_ms, call.again_ms) == (to_ms(OLD), to_ms(NOW))


# what an operator sends again


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Return a case that waits, one in the hands of the first officer, one that is closed, and one
    that was handed over to Chiang Mai."""
    handling = Handling(client, a_context())
    handling.enrol(1, "TH-14")
    holder = handling.person(1).id
    unit = handling.unit()
    unit.cases.save(a_case(number=WAITS))
    unit.cases.save(a_case(number="14-6911-0002", state=State.GOING, holder=holder))
    unit.cases.save(a_case(number="14-6911-0003", state=State.CLOSED, holder=holder))
    handed_over = {"centre": "TH-50", "passed": ("TH-14",), "escalated": True}
    unit.cases.save(a_case(number="14-6911-0004", **handed_over))
    unit.commit([])
    return handling


@pytest.mark.parametrize(
    ("officer", "cases", "counted"),
    [
        pytest.param(2, WAITS, (1, 0), id="it waits"),
        pytest.param(1, "14-6911-0002", (1, 0), id="the addressee holds it"),
        pytest.param(2, "14-6911-0002", (0, 1), id="somebody else holds it"),
        pytest.param(1, "14-6911-0003", (0, 1), id="it is closed"),
        pytest.param(2, f"14-6911-0003 {WAITS}", (1, 0), id="one of them waits"),
        pytest.param(2, "14-6911-0002 14-6911-0003", (0, 1), id="none of them waits"),
        pytest.param(2, "14-6911-0009", (0, 1), id="there is no such case"),
        pytest.param(2, "", (1, 0), id="it is no alert"),
        pytest.param(2, "14-6911-0004", (0, 1), id="it waits at another centre now"),
        pytest.param(3, "14-6911-0004", (1, 0), id="it waits at the addressee's centre"),
        pytest.param(4, "14-6911-0004", (1, 0), id="it is escalated to the nation's"),
        pytest.param(4, WAITS, (0, 1), id="it is not escalated to the nation's"),
        pytest.param(5, WAITS, (0, 1), id="the addressee is in no team"),
    ],
)
def test_should_pay_for_no_alert_that_nobody_needs(
    handling: Handling, officer: int, cases: str, counted: tuple[int, int]
) -> None:
    handling.enrol(2, "TH-14")
    handling.enrol(3, "TH-50")
    handling.enrol(4, "TH-10")
    park(handling.client, "call", to=a_line_id(officer), alert_for=cases)

    assert failures.retry(handling.client, NOW, national_centre="TH-10") == counted
    assert handling.client.xlen(keys.OUTBOX) == counted[0]
    assert parked(handling.client) == set()
    assert tallies(handling.client).get("parked_let_go", 0) == counted[1]


def test_should_leave_what_is_older_than_asked_for(client: StoreClient) -> None:
    park(client, "young", NOW - timedelta(hours=1))
    park(client, "old", NOW - timedelta(hours=25))

    counted = failures.retry(client, NOW, NOW - timedelta(hours=24), national_centre="TH-10")

    assert counted == (1, 0)
    assert parked(client) == {"old"}


def test_should_send_nothing_that_was_taken_out_meanwhile(
    client: StoreClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An erasure, another operator or the end of its life comes between look and act."""
    park(client, "call")
    row = client.hget(keys.PARKED, "call")
    client.delete(keys.PARKED)

    class Late:
        """A client that has seen the row before."""

        def hscan_iter(self, *_: object, **__: object) -> Iterator[tuple[bytes, object]]:
            yield b"call", row

        def __getattr__(self, name: str) -> Any:
            return getattr(client, name)

    late: Any = Late()
    assert failures.retry(late, NOW, national_centre="TH-10") == (0, 0)
    assert client.xlen(keys.OUTBOX) == 0
