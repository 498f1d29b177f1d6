"""The rows of the clock, on a real store."""

from __future__ import annotations

from typing import Any

import pytest

from cases.ports import Timer
from store import keys
from tests.builders import NOW, a_context
from tests.handling import Handling

NUMBER = "14-6911-0001"


@pytest.mark.parametrize(
    ("timer", "step", "key", "row"),
    [
        (Timer.REMIND, 0, keys.TIMERS, b"remind:14-6911-0001"),
        (Timer.TELL_SHARERS, 500, keys.TIMERS, b"tell_sharers:14-6911-0001:500"),
        (Timer.FETCH_ATTACHMENT, 541, keys.FETCHES, b"fetch_photo:14-6911-0001:541"),
    ],
)
def test_should_cancel_what_was_set(
    client: Any, timer: Timer, step: int, key: str, row: bytes
) -> None:
    handling = Handling(client, a_context())
    unit = handling.unit()
    unit.timers.set(timer, NUMBER, NOW, step=step)
    unit.commit([])
    was_set = handling.unit().timers.is_set(timer, NUMBER, step=step)
    rows = handling.client.zrange(key, 0, -1)

    unit = handling.unit()
    unit.timers.cancel(timer, NUMBER, step=step)
    unit.commit([])

    assert (was_set, rows) == (True, [row])
    assert not handling.unit().timers.is_set(timer, NUMBER, step=step)
    assert handling.client.zcard(key) == 0
