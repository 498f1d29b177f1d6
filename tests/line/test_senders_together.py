"""Many senders, one way to LINE: what all of them do when it is shut, and when it opens."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.worker import Consumer, ConsumerPace
from config.clock import now, to_ms
from line.api import LineResponse, SendResult, Ways
from line.releasing import Releasing
from line.sender import Sender
from store import keys
from store.failures import WaitingCalls, line_state
from store.outbox import JsonObject, OutboundMessage, Outbox
from store.stream import Counters
from store.timers import Due
from tests.builders import a_line_id
from tests.servers import wait_until

SENDERS = 6
CALLS = 60
OK = LineResponse(SendResult.ACCEPTED, 200)


@dataclass(slots=True)
class Weather:
    """A platform that answers as the weather is, and takes a retry key once."""

    said: LineResponse = OK
    pushes: LineResponse | None = None
    asked: int = 0
    accepted: list[str] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def reply(self, token: str, messages: Sequence[JsonObject]) -> LineResponse:
        return self._answer(token, is_push=False)

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> LineResponse:
        return self._answer(retry_key, is_push=True)

    def multicast(
        self, to: Sequence[str], messages: Sequence[JsonObject], retry_key: str
    ) -> LineResponse:
        return self._answer(retry_key, is_push=True)

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        return self._answer("menu", is_push=False)

    def clear(self) -> int:
        """Take all from now on, and tell how often it was asked before."""
        with self.lock:
            self.said, self.pushes = OK, None
            return self.asked

    def _answer(self, key: str, *, is_push: bool) -> LineResponse:
        with self.lock:
            self.asked += 1
            said = self.pushes if is_push and self.pushes else self.said
            if said.answer is SendResult.ACCEPTED:
                self.accepted.append(key)
        return said


@dataclass(frozen=True, slots=True)
class Post:
    """Senders at work on a real store."""

    client: Any
    line: Weather
    ways: Ways

    def put(self, *calls: OutboundMessage) -> None:
        for call in calls:
            self.client.xadd(keys.OUTBOX, dict([call.to_words()]))

    def left(self) -> int:
        pipeline = self.client.pipeline(transaction=True)
        pipeline.xlen(keys.OUTBOX)
        for waiting in (keys.OUTBOX_LATER, keys.WAITING_FOR_LINE, keys.WAITING_FOR_QUOTA):
            pipeline.zcard(waiting)
        return sum(pipeline.execute())

    def wait(self, done: Callable[[], bool], why: str) -> None:
        wait_until(done, why)

    def settle(self) -> None:
        self.wait(lambda: not self.left(), "calls are left")


@contextmanager
def a_post(client: Any, line: Weather) -> Iterator[Post]:
    stop, ways = threading.Event(), Ways()
    boxes = [Outbox(client, f"sender {number}") for number in range(SENDERS)]
    boxes[0].prepare()
    pace = ConsumerPace(batch=1, block_ms=20)

    def move_due() -> None:
        while not stop.wait(0.05):
            Due(client).move(now())

    jobs = [
        *(
            Consumer(box, Sender(box, line, Counters(client), now, ways).send, pace).run
            for box in boxes
        ),
        Releasing(client, WaitingCalls(client), ways, 4 * SENDERS, now, "TH-10").run,
    ]
    threads = [threading.Thread(target=job, args=(stop,)) for job in jobs]
    threads.append(threading.Thread(target=move_due))
    for thread in threads:
        thread.start()
    try:
        yield Post(client, line, ways)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def a_push(name: str, **changes: Any) -> OutboundMessage:
    call = OutboundMessage(name, a_line_id(1), ({"type": "text", "text": "x"},), to_ms(now()))
    return replace(call, **changes)


def pushes(count: int = CALLS, **changes: Any) -> list[OutboundMessage]:
    return [a_push(f"{number:03}", **changes) for number in range(count)]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (LineResponse(SendResult.RATE_LIMITED, 429), "rate_limit"),
        (LineResponse(SendResult.UNAUTHORIZED, 401), "unauthorized"),
        (LineResponse(SendResult.UNKNOWN, 503), "away"),
        (LineResponse(SendResult.AWAY), "away"),
    ],
)
def test_should_ask_little_while_line_refuses_all_and_send_all_once_when_it_takes_them(
    client: Any, said: LineResponse, word: str
) -> None:
    with a_post(client, Weather(said)) as post:
        post.put(*pushes())
        post.wait(lambda: client.zcard(keys.WAITING_FOR_LINE) >= CALLS - 6, "not set aside")
        post.wait(lambda: line_state(client).shut_for == word, "nothing is said of it")
        asked = post.line.clear()
        post.settle()

    assert asked < CALLS, "one shared pause, not one of each call"
    assert Counter(post.line.accepted) == Counter(call.id for call in pushes())
    assert post.line.asked == CALLS + asked
    assert line_state(client).shut_for in ("", word)
    assert client.hlen(keys.PARKED) == 0


def test_should_send_the_urgent_first_when_the_way_opens(client: Any) -> None:
    with a_post(client, Weather(LineResponse(SendResult.RATE_LIMITED, 429))) as post:
        post.put(*pushes(20), *pushes(20, id="alert", alert_for="14-6911-0042"))
        post.put(*(a_push(f"alert {n}", alert_for="14-6911-0042") for n in range(20)))
        post.put(*(a_push(f"urgent {n}", alert_for="14-6911-0042", urgent=True) for n in range(20)))
        post.wait(lambda: client.zcard(keys.WAITING_FOR_LINE) >= 60, "not set aside")
        post.line.clear()
        post.settle()

    # The first is the probe; between neighbours in the order senders race.
    kinds = [key.split()[0] for key in post.line.accepted[1:]]
    assert set(kinds[: 20 - SENDERS]) == {"urgent"}
    assert "urgent" not in kinds[20 + SENDERS :]
    assert "alert" not in kinds[42 + SENDERS :]


def test_should_let_replies_go_while_the_quota_is_used_up_and_pushes_when_it_is_back(
    client: Any,
) -> None:
    with a_post(client, Weather(pushes=LineResponse(SendResult.QUOTA_OVER, 429))) as post:
        post.put(*pushes())
        post.put(a_push("answer", reply_token="token"))
        post.wait(lambda: client.zcard(keys.WAITING_FOR_QUOTA) == CALLS, "not set aside")
        post.wait(lambda: bool(line_state(client).pushes_stopped_since), "nothing is said of it")
        assert post.line.accepted == ["token"]
        assert post.line.asked <= SENDERS + 2

        post.line.clear()
        post.ways.pushes.hasten()  # as LINE's own count of the month does
        post.settle()
        post.wait(lambda: not line_state(client).pushes_stopped_since, "it is not taken back")

    assert Counter(post.line.accepted[1:]) == Counter(call.id for call in pushes())
    assert client.hlen(keys.PARKED) == 0
