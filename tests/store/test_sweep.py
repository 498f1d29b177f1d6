"""The sweeper on a real store: what is stuck, found once a minute for all workers."""

from __future__ import annotations

from typing import Any

import pytest

from cases.case import Case, State
from config.clock import to_ms
from store import keys
from store.stream import Stream
from store.timers import may_sweep, sweep
from tests.builders import NOW, a_case, a_context, minutes
from tests.handling import Handling


def stuck(client: Any) -> tuple[int, int]:
    """Sweep three minutes after NOW and give the unheard and the misplaced cases."""
    for stream in (keys.INBOX, keys.OUTBOX):
        Stream(client, stream, "a-worker").prepare()
    found = sweep(client, ["TH-14"], NOW + minutes(3))
    return found["unheard_cases"], found["misplaced_cases"]


def put(client: Any, case: Case) -> None:
    unit = Handling(client, a_context()).unit()
    unit.cases.save(case)
    unit.commit([])


@pytest.mark.parametrize(
    ("changes", "alerted", "unheard"),
    [
        pytest.param({}, None, 1, id="nobody was told"),
        pytest.param({}, NOW, 0, id="told"),
        pytest.param({}, NOW - minutes(1), 1, id="told before it waited again"),
        pytest.param({"waiting_since": NOW + minutes(2)}, None, 0, id="waits for a minute"),
        pytest.param({"state": State.CLAIMED, "holder": 9}, None, 0, id="claimed"),
    ],
)
def test_should_find_a_case_of_which_nobody_was_told(
    client: Any, changes: dict[str, Any], alerted: Any, unheard: int
) -> None:
    case = a_case(**changes)
    put(client, case)
    if alerted:
        client.hset(keys.case(case.number), "alerted_at", to_ms(alerted))

    assert stuck(client) == (unheard, 0)


def test_should_find_what_stands_in_the_wrong_queue(client: Any) -> None:
    claimed = {"state": State.CLAIMED, "holder": 9}
    put(client, a_case(number="20-6911-0001", centre="TH-20", **claimed))
    put(client, a_case(number="14-6911-0001", state=State.CLOSED, closed_at=NOW))
    numbers = ["20-6911-0001", "14-6911-0001", "14-6911-0002"]
    client.zadd(keys.queue("TH-14"), dict.fromkeys(numbers, 1))

    assert stuck(client) == (0, 3)


def test_should_look_at_more_cases_than_one_batch(client: Any) -> None:
    numbers = [f"14-6911-{number:04}" for number in range(1, 1_102)]
    put(client, a_case(number=numbers[0]))
    pipeline = client.pipeline(transaction=False)
    for number in numbers[1:]:
        pipeline.copy(keys.case(numbers[0]), keys.case(number))
    pipeline.zadd(keys.queue("TH-14"), dict.fromkeys(numbers, 1))
    pipeline.execute()

    assert stuck(client) == (1_101, 0)


def test_should_sweep_once_a_minute_for_all_workers(client: Any) -> None:
    first, second = may_sweep(client), may_sweep(client)

    assert (first, second) == (True, False)
    assert 45 < client.ttl(keys.SWEEPING) <= 50
