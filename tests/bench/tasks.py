"""The peers' jobs: the same work on the same body, queued their own way."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from celery import Celery
from redis import Redis
from rq import Queue

from store.connection import connect
from store.stream import Inbox, Keeper
from tests.bench.job import job

QUEUE = "bench"


def apply(url: str, body: bytes) -> None:
    """Do the work of one entry (RQ pickles the body)."""
    job(url).apply(body)


def celery_app(url: str) -> Any:
    """Build Celery's app on the same server; results are kept by nobody."""
    app = Celery("bench", broker=url)
    app.conf.update(
        task_acks_late=True,
        task_ignore_result=True,
        broker_connection_retry_on_startup=True,
        task_default_queue=QUEUE,
    )

    @app.task(name="apply")  # type: ignore[untyped-decorator]
    def take(url: str, body: str) -> None:
        apply(url, base64.b64decode(body))

    return app


def fill_ours(url: str, bodies: Sequence[bytes]) -> None:
    """Put the bodies into the inbox, as the web does."""
    with connect(url, role="command") as client:
        Inbox(client, "bench").prepare()
        for body in bodies:
            Keeper(client).keep(body, datetime.now(UTC))


def fill_rq(url: str, bodies: Sequence[bytes]) -> None:
    """Put the bodies into RQ's queue."""
    with Redis.from_url(url, protocol=2) as connection:
        queue = Queue(QUEUE, connection=connection)
        for body in bodies:
            queue.enqueue(apply, url, body)


def fill_celery(url: str, bodies: Sequence[bytes]) -> None:
    """Put the bodies into Celery's queue; they travel as JSON."""
    app = celery_app(url)
    for body in bodies:
        app.send_task("apply", (url, base64.b64encode(body).decode()))
