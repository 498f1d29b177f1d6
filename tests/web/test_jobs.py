"""Heavy jobs: one of a person at a time, few in all, and none in the process that answers LINE."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any

import pytest

from bot.app import create_app
from cases.calendar import Span, period_of
from cases.log import COUNTRY
from cases.people import Language
from cases.report import ReportOf
from config.settings import Settings
from store import keys
from store.connection import StoreClient
from store.sign_in import Sessions
from tests.builders import LATER
from tests.web.browser import MANAGER, SETTINGS, Rig, look
from tests.web.downloaded import happenings
from web import job_process
from web.job_process import Busy, JobFailed, JobProcess, Run, run_here
from web.jobs import Job, JobKind, Jobs
from web.templates import Catalogue

_SECONDS = 120.0
MONTH = ReportOf(COUNTRY, period_of(LATER.date(), Span.MONTH))


def a_job(what: JobKind, of: ReportOf = MONTH) -> Job:
    return Job(what, of, Language.ENGLISH, LATER)


@dataclass
class Gate:
    """Runs nothing before it is opened, and tells who came."""

    opened: threading.Event = field(default_factory=threading.Event)
    came: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    busy: bool = False
    inner: Run | None = None

    def run(self, job: Job) -> IO[bytes]:
        self.came.release()
        if self.busy:
            raise Busy
        assert self.opened.wait(_SECONDS)
        assert self.inner is not None
        return self.inner(job)


def through(rig: Rig, gate: Gate) -> Any:
    """Open the manager's browser on a web whose jobs go through *gate*."""
    client = rig.handling.client
    gate.inner = partial(run_here, Jobs(SETTINGS, client, Catalogue(SETTINGS, client)))
    web = create_app(SETTINGS, rig.handling.client, lambda: rig.now, gate.run)
    unit = rig.handling.unit()
    member = unit.teams.find(rig.handling.person(MANAGER))
    assert member is not None
    hour = timedelta(hours=1)
    token = Sessions(rig.handling.client, idle=hour, longest=hour).begin(member, rig.now)

    def browser() -> Any:
        client = web.test_client()
        client.set_cookie("__Host-session", token, domain="bot.example", secure=True)
        return client

    return browser


@pytest.mark.parametrize("path", ["/reports/workbook.xlsx", "/reports/charts", "/reports"])
def test_should_ask_for_patience_while_a_persons_other_job_is_done(rig: Rig, path: str) -> None:
    gate = Gate()
    browser = through(rig, gate)
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(look(browser(), path)))
    first.start()
    assert gate.came.acquire(timeout=_SECONDS)

    second = look(browser(), path)
    gate.opened.set()
    first.join()
    third = look(browser(), path)

    assert [answers[0].status_code, second.status_code, third.status_code] == [200, 429, 200]
    assert int(second.headers["Retry-After"]) > 0
    assert "กำลังจัดทำ" in second.text or "still being made" in second.text
    assert rig.handling.client.hget(keys.TALLIES, "heavy_of_one_refused") == b"1"


def test_should_let_a_persons_jobs_take_turns(rig: Rig) -> None:
    gate = Gate()
    browser = through(rig, gate)
    answers: list[int] = []
    asking = [
        threading.Thread(target=lambda: answers.append(look(browser(), "/reports").status_code))
        for _ in range(3)
    ]
    for one in asking:
        one.start()
    assert gate.came.acquire(timeout=_SECONDS)
    gate.opened.set()
    for one in asking:
        one.join()

    assert answers == [200] * 3


def test_should_say_503_when_too_many_ask(rig: Rig) -> None:
    answer = look(through(rig, Gate(busy=True))(), "/reports/by-day.csv")

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert rig.handling.client.hget(keys.TALLIES, "heavy_of_all_refused") == b"1"
    assert list(rig.handling.client.scan_iter("*web_turn*")) == []


@pytest.fixture
def process(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[JobProcess]:
    monkeypatch.setenv("REDIS_URL", store_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "s")
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "t")
    monkeypatch.setattr(job_process, "JOB_S", _SECONDS)
    started = JobProcess()
    yield started
    started.stop()


@pytest.mark.slow
@pytest.mark.parametrize("what", [one for one in JobKind if one is not JobKind.WORKBOOK])
def test_should_make_the_same_bytes_elsewhere(
    rig: Rig, process: JobProcess, client: StoreClient, what: JobKind
) -> None:
    happenings(rig.handling)
    of = ReportOf("TH-14", MONTH.period)
    jobs = Jobs(Settings(), client, Catalogue(Settings(), client))

    with process.run(a_job(what, of)) as theirs, run_here(jobs, a_job(what, of)) as ours:
        made, expected = theirs.read(), ours.read()

    assert _told(what, made) == _told(what, expected)


@pytest.mark.slow
def test_should_render_in_one_process_at_a_low_priority(process: JobProcess) -> None:
    pids = set()
    for _ in range(2):
        process.run(a_job(JobKind.NUMBERS)).close()
        assert process.pid is not None
        pids.add(process.pid)

    (pid,) = pids
    assert os.getpriority(os.PRIO_PROCESS, pid) == os.getpriority(os.PRIO_PROCESS, 0) + 3


_TWO_JOBS_OF_A_GREENLET = """
from gevent import monkey; monkey.patch_all()
import time
from tests.web.test_jobs import JobKind, JobProcess, a_job
process = JobProcess()
for _ in range(2):
    process.run(a_job(JobKind.NUMBERS)).close()
    print(process.pid)
    time.sleep(0.5)
process.stop()
"""


@pytest.mark.slow
@pytest.mark.usefixtures("process")
def test_should_go_on_with_the_same_process_for_a_web_of_greenlets() -> None:
    words = [sys.executable, "-c", _TWO_JOBS_OF_A_GREENLET]
    told = subprocess.run(words, capture_output=True, text=True, check=True, timeout=_SECONDS)

    pids = [line for line in told.stdout.splitlines() if line.isdigit()]  # and no line of a log
    assert len(pids) == 2
    assert pids[0] == pids[1]


@pytest.mark.slow
def test_should_start_another_process_when_one_died(process: JobProcess) -> None:
    process.run(a_job(JobKind.NUMBERS)).close()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)

    with suppress(JobFailed):  # its death may not be noticed yet
        process.run(a_job(JobKind.NUMBERS)).close()

    with process.run(a_job(JobKind.NUMBERS)) as made:
        assert made.read()


@pytest.mark.slow
def test_should_go_on_after_a_job_that_failed(process: JobProcess) -> None:
    with pytest.raises(JobFailed):
        process.run(a_job("nothing that we know"))  # type: ignore[arg-type]

    with process.run(a_job(JobKind.NUMBERS)) as made:
        assert made.read()


@pytest.mark.slow
def test_should_give_up_a_job_that_takes_too_long_and_do_the_next(
    process: JobProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.run(a_job(JobKind.NUMBERS)).close()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    monkeypatch.setattr(job_process, "JOB_S", 0.2)
    for _ in range(2):
        with pytest.raises(Busy):
            process.run(a_job(JobKind.WORKBOOK))
    monkeypatch.setattr(job_process, "JOB_S", _SECONDS)
    os.kill(process.pid, signal.SIGCONT)

    with process.run(a_job(JobKind.BY_DAY)) as made:
        assert made.read().startswith("\ufeff".encode())


@pytest.mark.slow
def test_should_refuse_at_once_when_enough_wait(
    process: JobProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.run(a_job(JobKind.NUMBERS)).close()
    monkeypatch.setattr(job_process, "TURN_S", _SECONDS)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    became: list[str] = []

    def ask() -> None:
        try:
            process.run(a_job(JobKind.NUMBERS)).close()
            became.append("made")
        except Busy:
            became.append("busy")

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join(0.3)
    refused = [one for one in asking if not one.is_alive()]
    os.kill(process.pid, signal.SIGCONT)
    for one in asking:
        one.join()

    assert refused
    assert sorted(became) == ["busy"] * 3 + ["made"] * 5


def _told(what: JobKind, made: bytes) -> Any:
    """Read what is not the same byte for byte each time it is made."""
    if what is JobKind.NUMBERS:
        return pickle.loads(made)  # noqa: S301  (our own)
    return sorted(json.loads(made)) if what is JobKind.CHARTS else made
