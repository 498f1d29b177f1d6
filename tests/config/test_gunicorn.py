"""The worker of the web: for what it waits once SIGTERM came."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import gevent
import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.gunicorn import Worker

_SECONDS = 5


@pytest.fixture
def worker() -> Iterator[Worker]:
    """One that waits for a next request longer than these tests wait for it."""
    settings = Config()
    settings.set("keepalive", 20 * _SECONDS)
    worker = Worker(1, os.getpid(), [], None, _SECONDS, settings, Logger(settings))
    yield worker
    worker.tmp.close()


@pytest.mark.parametrize("waits", [True, False], ids=["already waiting", "about to wait"])
def test_should_not_wait_for_a_next_request_after_sigterm(worker: Worker, waits: bool) -> None:
    def connection() -> None:
        with worker.timeout_ctx():
            pass  # a first request
        if not waits:
            worker.handle_exit(signal.SIGTERM, None)
        with worker.timeout_ctx():
            gevent.sleep(10 * _SECONDS)

    served = gevent.spawn(connection)
    gevent.sleep(0)
    if waits:
        worker.handle_exit(signal.SIGTERM, None)
    served.join(_SECONDS)

    assert served.successful()


def test_should_still_read_a_first_request_after_sigterm(worker: Worker) -> None:
    read = []

    def connection() -> None:
        with worker.timeout_ctx():
            gevent.sleep(0.05)
            read.append("GET / HTTP/1.1")

    worker.handle_exit(signal.SIGTERM, None)
    gevent.spawn(connection).join(_SECONDS)

    assert read
