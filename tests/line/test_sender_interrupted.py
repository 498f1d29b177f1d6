"""A reply that LINE took, but whose note the store could not take at once."""

from __future__ import annotations

import threading
from typing import Any

from redis.exceptions import ConnectionError as StoreAway

from bot.worker import Consumer, ConsumerPace
from config.clock import to_ms
from line.api import LineResponse, SendResult
from line.sender import Sender
from store import keys
from store.outbox import OutboundMessage, Outbox
from store.stream import Counters, StreamEntry
from tests.builders import NOW, a_line_id


class TakesAReplyOnce:
    """A platform that knows a token once."""

    def __init__(self) -> None:
        self.replies = self.pushes = 0

    def reply(self, token: str, messages: object) -> LineResponse:
        self.replies += 1
        return (
            LineResponse(SendResult.ACCEPTED, 200)
            if self.replies == 1
            else LineResponse(SendResult.TOKEN_GONE, 400)
        )

    def push(self, to: str, messages: object, retry_key: str) -> LineResponse:
        self.pushes += 1
        return LineResponse(SendResult.ACCEPTED, 200)

    def multicast(self, to: object, messages: object, retry_key: str) -> LineResponse:
        raise AssertionError

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        return LineResponse(SendResult.ACCEPTED, 200)


class AwayOnce(Outbox):
    """The store goes away just when the first delivery is to be noted."""

    times = 1

    def delivered(self, entry: StreamEntry, call: OutboundMessage, now: Any) -> bool:
        if self.times:
            self.times -= 1
            raise StoreAway
        return Outbox.delivered(self, entry, call, now)


def test_should_not_push_what_a_reply_brought_when_the_store_went_away_in_between(
    client: Any,
) -> None:
    outbox, line, stop = AwayOnce(client, "one"), TakesAReplyOnce(), threading.Event()
    outbox.prepare()
    call = OutboundMessage(
        "6f1c1d3e-5b0a-4c0e-9a51-0b6d3b2f7c14",
        a_line_id(1),
        ({"type": "text", "text": "x"},),
        to_ms(NOW),
        reply_token="t",
        token_ms=to_ms(NOW),
    )
    client.xadd(keys.OUTBOX, dict([call.to_words()]))
    sender = Sender(outbox, line, Counters(client), lambda: NOW)
    job = threading.Thread(
        target=Consumer(outbox, sender.send, ConsumerPace(batch=1, block_ms=50)).run, args=(stop,)
    )

    job.start()
    for _ in range(200):
        if not client.xlen(keys.OUTBOX):
            break
        stop.wait(0.05)
    stop.set()
    job.join()

    assert line.replies == 2
    assert line.pushes == 0, "told twice, and paid for"
