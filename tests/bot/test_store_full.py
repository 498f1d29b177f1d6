"""A store whose memory is full for some seconds: nothing that waited may be given up untried."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

from bot.heartbeat import keep_running
from bot.worker import Consumer, ConsumerPace, Worker
from line.api import LineResponse, SendResult
from line.outbound import OutboundRenderer
from line.sender import Sender
from store import keys
from store.connection import connect
from store.outbox import OutboundMessage, Outbox
from store.stream import Counters, Inbox, Keeper
from store.unit_of_work import UnitsOfWork
from tests.bot.test_worker import raw_share
from tests.builders import NOW, a_context, a_line_id


class TakesAll:
    """A platform that takes everything."""

    def __init__(self) -> None:
        self.took: list[str] = []

    def reply(self, token: str, messages: object) -> LineResponse:
        return LineResponse(SendResult.ACCEPTED, 200)

    def push(self, to: str, messages: object, retry_key: str) -> LineResponse:
        self.took.append(to)
        return LineResponse(SendResult.ACCEPTED, 200)

    def multicast(self, to: object, messages: object, retry_key: str) -> LineResponse:
        raise AssertionError

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        return LineResponse(SendResult.ACCEPTED, 200)


def _fill(client: Any) -> None:
    client.set("ballast", "x" * 1_000_000)
    client.config_set("maxmemory", 1_000_000)


def _until(true: Any, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)


def test_should_apply_what_waited_after_the_memory_was_full_for_five_seconds(
    client: Any, store_url: str
) -> None:
    mine = connect(store_url, role="worker")
    context = a_context()
    inbox = Inbox(mine, "one")
    inbox.prepare()
    for who in range(1, 4):
        Keeper(client).keep(json.dumps({"events": [raw_share(who)]}).encode(), NOW)
    worker = Worker(
        inbox,
        UnitsOfWork(mine),
        context,
        OutboundRenderer(context.settings, context.taxonomy, context.centres),
        Counters(mine),
        lambda: NOW,
    )
    stop = threading.Event()
    thread = threading.Thread(
        target=keep_running,
        args=(Consumer(inbox, worker.work, ConsumerPace(block_ms=100)).run, stop),
    )
    _fill(client)
    try:
        thread.start()
        time.sleep(5)
        client.config_set("maxmemory", 0)
        _until(lambda: client.xlen(keys.INBOX) == 0)
    finally:
        client.config_set("maxmemory", 0)
        stop.set()
        thread.join()

    assert [row[1][b"error"] for row in client.xrange(keys.DEAD)] == []
    assert int(client.hget(keys.count("all", "2026-11"), "shares") or 0) == 3


def test_should_send_what_waited_after_the_memory_was_full_for_five_seconds(
    client: Any, store_url: str
) -> None:
    """LINE has taken it, but that cannot be noted: then it must not be parked as failed."""
    mine, line = connect(store_url, role="worker"), TakesAll()
    outbox = Outbox(mine, "one")
    outbox.prepare()
    call = OutboundMessage(
        "6f1c1d3e-5b0a-4c0e-9a51-0b6d3b2f7c14",
        a_line_id(1),
        ({"type": "text", "text": "x"},),
        int(NOW.timestamp() * 1000),
    )
    client.xadd(keys.OUTBOX, dict([call.to_words()]))
    sender = Sender(outbox, line, Counters(mine), lambda: NOW)
    stop = threading.Event()
    thread = threading.Thread(
        target=keep_running,
        args=(Consumer(outbox, sender.send, ConsumerPace(batch=1, block_ms=100)).run, stop),
    )
    _fill(client)
    try:
        thread.start()
        time.sleep(5)
        client.config_set("maxmemory", 0)
        _until(lambda: client.xlen(keys.OUTBOX) == 0)
    finally:
        client.config_set("maxmemory", 0)
        stop.set()
        thread.join()

    assert client.hgetall(keys.PARKED) == {}
