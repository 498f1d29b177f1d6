"""`python -m tests.bench.consume ours|rq|celery URL COUNT`: one process, one queue.

Works through COUNT jobs that wait already and prints the jobs a second from the first one's begin
to the last one's end."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from celery import signals
from redis import Redis
from rq import Queue, SimpleWorker

from bot.worker import Consumer, ConsumerPace, lane_of
from config.settings import Settings
from store.connection import connect
from store.stream import Inbox, StreamEntry
from tests.bench.job import job, worker
from tests.bench.tasks import QUEUE, celery_app

#: Celery prints a banner of its own first, and takes sys.stdout away.
SAYS = "rate "


class Stopwatch:
    """Notes the first begin and says the rate at the last end."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._done = 0
        self._began = 0.0
        self._lock = threading.Lock()

    def begin(self) -> None:
        """A job begins."""
        self._began = self._began or time.perf_counter()

    def end(self) -> None:
        """A job ended."""
        with self._lock:
            self._done += 1
            is_last = self._done == self._count
        if is_last:
            rate = self._count / (time.perf_counter() - self._began)
            print(f"{SAYS}{rate}", file=sys.__stdout__, flush=True)


def ours(url: str, watch: Stopwatch) -> None:
    """Run the consumers of one worker process: the threads of the settings, on the inbox."""
    client, stop = connect(url, role="worker"), threading.Event()
    inboxes = [Inbox(client, f"bench:{number}") for number in range(Settings().worker_threads)]
    one = worker(client, inboxes[0])

    def work(entry: StreamEntry) -> None:
        watch.begin()
        one.work(entry)
        watch.end()

    consumers = [Consumer(inbox, work, ConsumerPace(), lane_of) for inbox in inboxes]
    threads = [threading.Thread(target=each.run, args=(stop,)) for each in consumers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def rq(url: str, watch: Stopwatch) -> None:
    """Run RQ's SimpleWorker with its defaults."""

    class Timed(SimpleWorker):
        def execute_job(self, *arguments: Any) -> Any:
            watch.begin()
            done = super().execute_job(*arguments)
            watch.end()
            return done

    job(url)
    connection = Redis.from_url(url, protocol=2)
    Timed([Queue(QUEUE, connection=connection)], connection=connection).work(
        logging_level="WARNING"
    )


def celery(url: str, watch: Stopwatch) -> None:
    """Run Celery's solo worker, acknowledging late: the other way loses jobs."""
    signals.task_prerun.connect(lambda **_: watch.begin(), weak=False)
    signals.task_postrun.connect(lambda **_: watch.end(), weak=False)
    job(url)
    words = ["worker", "--pool", "solo", "--loglevel", "WARNING", "--queues", QUEUE]
    celery_app(url).worker_main([*words, "--without-gossip", "--without-mingle"])


def main() -> None:
    """Run one of them until it is told to stop."""
    name, url, count = sys.argv[1:]
    {"ours": ours, "rq": rq, "celery": celery}[name](url, Stopwatch(int(count)))


if __name__ == "__main__":
    main()
