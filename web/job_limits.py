"""Limits of heavy jobs: one of a person at a time, and few in all."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from flask import Response

from cases.audit import Audited
from cases.periods import name_of
from messages.texts import taken_away
from store import web_pace
from store.connection import StoreClient
from web.access import Access, Viewer
from web.job_process import JOB_S, TURN_S, Busy, JobRunner
from web.jobs import Job

#: A page and its charts, or two tabs: they take turns.
_MOST_WAITING = 3
_LOOK_EVERY_S = 0.1
_AGAIN_S = 10
_PIECE = 64 * 1024


class PersonBusy(Exception):
    """Raised when a person's other jobs are not done yet."""


class LimitedJobs:
    """Has jobs done within the limits."""

    def __init__(self, access: Access, client: StoreClient, runner: JobRunner) -> None:
        self._access = access
        self._client = client
        self._runner = runner
        self._waiting: Counter[int] = Counter()

    def do(self, viewer: Viewer, job: Job) -> IO[bytes] | Response:
        """Return the file that was made, or a kind page that asks for patience."""
        try:
            with self._turn_of(viewer.person.id):
                made = self._runner.run(job)
            self._audit(viewer, job)
            return made
        except PersonBusy:
            return self._refuse("heavy_of_one", 429, viewer)
        except Busy:
            return self._refuse("heavy_of_all", 503, viewer)

    def _audit(self, viewer: Viewer, job: Job) -> None:
        """Let what is handed out leave an entry; the charts belong to their page."""
        scope, period = job.of.scope, name_of(job.of.period)
        if job.what.is_file:
            self._access.audit(viewer, Audited.DOWNLOADED, f"{job.what.value} {period}", scope)
        else:
            seen = f"{scope} {period}"
            self._access.audit(viewer, Audited.REPORT_READ, period, scope, once=seen)

    def _refuse(self, what: str, status: int, viewer: Viewer) -> Response:
        self._access.sessions.tally(f"{what}_refused")
        sentence = taken_away.YOURS_IS_MADE if status == 429 else taken_away.TOO_BUSY
        answer = self._access.refuse(sentence, status, viewer.language)
        answer.headers["Retry-After"] = str(_AGAIN_S)
        return answer

    @contextmanager
    def _turn_of(self, person: int) -> Iterator[None]:
        """Hold the person's turn, which all web processes know of."""
        if self._waiting[person] >= _MOST_WAITING:
            raise PersonBusy
        self._waiting[person] += 1
        try:
            self._wait(person)
        finally:
            self._waiting[person] -= 1
            if not self._waiting[person]:
                del self._waiting[person]
        try:
            yield
        finally:
            web_pace.end_turn(self._client, person)

    def _wait(self, person: int) -> None:
        life = round(JOB_S + TURN_S) + 1
        until = time.monotonic() + TURN_S
        while not web_pace.begin_turn(self._client, person, life):
            if time.monotonic() > until:
                raise PersonBusy
            time.sleep(_LOOK_EVERY_S)


def file_answer(file: IO[bytes], content_type: str) -> Response:
    """Send a file as it is read; it lies in memory at no time."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    answer = Response(_pieces(file), content_type=content_type)
    answer.content_length = size
    answer.call_on_close(file.close)
    return answer


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
