"""Long work beside the greenlets that answer LINE."""

from __future__ import annotations

import time

import gevent
import pytest

from bot.web.beside import beside


def test_should_give_what_the_work_gives_and_let_others_go_on_meanwhile() -> None:
    turns: list[float] = []

    def take_turns() -> None:
        for _ in range(3):
            turns.append(time.monotonic())
            gevent.sleep(0.001)

    def work() -> int:
        time.sleep(0.3)
        return len(turns)

    other = gevent.spawn(take_turns)

    assert beside(work) == 3
    other.join()


def test_should_raise_what_the_work_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        beside(lambda: 1 // 0)
