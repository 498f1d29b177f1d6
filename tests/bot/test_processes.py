"""Each process says that it lives: one of several that stopped is seen, one that ended is not."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.app import create_app
from bot.doctor.service import check_processes
from bot.heartbeat import Heartbeat, process_name
from config.clock import now
from config.settings import Settings
from simulator.webhooks import sign
from store import keys, schema
from store.connection import StoreClient, connect
from store.durability import Process, beat, missing, processes, record_alive
from store.exceptions import SchemaUnknown
from tests.builders import LATER
from tests.servers import free_port

Run = Callable[..., Result]


def ago(seconds: float) -> datetime:
    return LATER - timedelta(seconds=seconds)


def a_process(
    name: str, *, seen: float = 1, began: float = 3600, kind: str = "worker", slowest: float = 0.001
) -> Process:
    return Process(kind, name, ago(seen), ago(began), slowest)


def say(client: StoreClient, *found: Process) -> None:
    for process in found:
        record_alive(client, process)


# Who is missing


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([a_process("a"), a_process("b")], [], id="both live"),
        pytest.param([a_process("a"), a_process("b", seen=31)], ["b"], id="one fell silent"),
        pytest.param([a_process("a", seen=31), a_process("b", seen=40)], ["b", "a"], id="both"),
        pytest.param([a_process("a", seen=29)], [], id="not long enough"),
        pytest.param([a_process("a", seen=90), a_process("b", began=80)], [], id="replaced"),
        pytest.param([a_process("a", seen=90), a_process("b", began=95)], ["a"], id="beside it"),
        pytest.param(
            [a_process("a", seen=90), a_process("b", seen=91), a_process("c", began=80)],
            ["a"],
            id="two for one",
        ),
        pytest.param(
            [
                a_process("a", seen=90, began=99),
                a_process("b", seen=70, began=80),
                a_process("c", began=60),
            ],
            [],
            id="replaced twice",
        ),
        pytest.param(
            [a_process("a", seen=90), a_process("b", began=80, kind="web")],
            ["a"],
            id="another kind",
        ),
    ],
)  # fmt: skip
def test_should_miss_who_is_silent_and_was_not_replaced(
    found: list[Process], expected: list[str]
) -> None:
    assert [one.name for one in missing(found, LATER)] == expected


def test_should_keep_what_a_process_says(client: StoreClient) -> None:
    said = a_process("host:17", slowest=0.25)

    say(client, said)

    assert processes(client) == [said]


# Probes, numbers, doctor


def test_should_alarm_when_one_of_two_workers_stops(client: StoreClient) -> None:
    beat(client, "worker", ago(1))
    say(client, a_process("a:1"), a_process("b:2"), a_process("a:3", kind="web"))
    web = create_app(Settings(), client, lambda: LATER).test_client()

    before = web.get("/readyz")
    say(client, a_process("b:2", seen=45))
    after, told = web.get("/readyz"), web.get("/metrics").text

    assert (before.status_code, after.status_code) == (200, 503)
    assert after.get_json()["processes"] == {
        "web": {"alive": 1, "missing": 0},
        "worker": {"alive": 1, "missing": 1},
    }
    assert "b:2" not in after.text
    assert 'cts_processes{kind="worker",state="alive"} 1.0' in told
    assert 'cts_processes{kind="worker",state="missing"} 1.0' in told
    says = [one.says for one in check_processes(client, LATER)]
    assert "worker b:2: no sign of life for 45 s" in says
    assert "1 web, 1 worker" in says


def test_should_tell_how_slowly_the_store_writes(client: StoreClient) -> None:
    say(
        client, a_process("a:1", slowest=0.42), a_process("b:2"), a_process("c", seen=99, slowest=9)
    )
    web = create_app(Settings(), client, lambda: LATER).test_client()

    row = next(one for one in check_processes(client, LATER) if one.check == "store latency")

    assert "cts_store_write_seconds 0.42" in web.get("/metrics").text
    assert (row.grade.value, row.says) == ("warning", "kept within 420 ms, which is slow")


def test_should_measure_the_slowest_write_of_the_last_minute(client: StoreClient) -> None:
    heart = Heartbeat(client, "worker", lambda: LATER)
    for _ in range(3):
        heart.beat()

    (found,) = processes(client)

    assert 0 < found.slowest_s < 5


def test_should_forget_who_said_goodbye_and_whom_nobody_saw_for_a_day(client: StoreClient) -> None:
    say(client, a_process("old", seen=24 * 3600 + 1), a_process("young", seen=24 * 3600 - 60))
    heart, stop = Heartbeat(client, "worker", lambda: LATER), threading.Event()
    heart.beat()
    beside = {one.name for one in processes(client)}
    stop.set()

    heart.run(stop)

    assert beside == {"young", process_name()}
    assert [one.name for one in processes(client)] == ["young"]


@pytest.fixture
def run(store_url: str, tmp_path: Path) -> Run:
    def typed(*words: str, **env: str) -> Result:
        settings = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var"), **env}
        result = CliRunner().invoke(cli, words, env=settings)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return typed


def test_should_forget_by_the_doctors_word(client: StoreClient, run: Run) -> None:
    say(client, a_process("gone:1"))

    assert run("doctor", "--forget").stdout == "Forgotten: 1.\n"
    assert processes(client) == []


# The probe without HTTP


def here(seen: float, *, kind: str = "worker") -> Process:
    return Process(kind, process_name(), now() - timedelta(seconds=seen), now())


def test_should_find_a_worker_of_this_machine_alive(client: StoreClient, run: Run) -> None:
    say(client, here(3))

    result = run("alive", "worker")

    assert (result.exit_code, result.stdout[:14]) == (0, "A worker works")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([], id="none"),
        pytest.param([here(45)], id="silent"),
        pytest.param([here(1, kind="web")], id="a web alone"),
        pytest.param([Process("worker", "elsewhere:1", now(), now())], id="elsewhere"),
    ],
)
def test_should_find_no_worker_alive(client: StoreClient, run: Run, said: list[Process]) -> None:
    say(client, *said)

    result = run("alive", "worker")

    assert result.exit_code == 1
    assert result.stderr.startswith("No worker of this machine gave a sign of life")


@pytest.mark.parametrize(
    ("pid", "exit_code"), [(os.getpid(), 1), (2**22 + 1, 0)], ids=["hangs", "has gone"]
)
def test_should_see_that_one_of_two_workers_hangs_and_not_that_one_has_gone(
    client: StoreClient, run: Run, pid: int, exit_code: int
) -> None:
    host, began = socket.gethostname(), now() - timedelta(hours=1)
    say(
        client,
        Process("worker", f"{host}:{pid}", now() - timedelta(seconds=45), began),
        Process("worker", f"{host}:{os.getppid()}", now(), began),
    )

    result = run("alive", "worker")

    assert result.exit_code == exit_code
    said = f"The worker {host}:{pid} still runs and gave no sign of life for 30 s."
    assert (said in result.stderr) == bool(exit_code)


def test_should_not_blame_the_worker_for_a_store_that_is_away(run: Run) -> None:
    result = run("alive", "worker", REDIS_URL=f"redis://127.0.0.1:{free_port()}")

    assert result.exit_code == 0
    assert result.stdout == "Not known: nobody answers at the host and port (refused).\n"


# A newer version


def test_should_end_the_work_on_a_newer_store(client: StoreClient) -> None:
    schema.prepare(client)
    heart = Heartbeat(client, "worker", lambda: LATER)
    client.set(keys.SCHEMA, schema.VERSION + 1)

    with pytest.raises(SchemaUnknown, match="Install the newer version"):
        heart.run(threading.Event())


def test_should_keep_webhooks_and_close_pages_on_a_newer_store(client: StoreClient) -> None:
    beat(client, "worker", ago(1))
    client.set(keys.SCHEMA, schema.VERSION + 1)
    app = create_app(Settings(channel_secret="s"), client, lambda: LATER)
    web = app.test_client()

    kept = _webhook(web)
    answers = {path: web.get(path) for path in ("/", "/reports", "/open/statistics.json")}
    ready, alive = web.get("/readyz"), web.get("/healthz")

    assert (kept, client.xlen(keys.INBOX)) == (200, 1)
    assert {path: one.status_code for path, one in answers.items()} == dict.fromkeys(answers, 503)
    assert (ready.status_code, ready.get_json()["store"]) == (503, "newer_schema")
    assert alive.status_code == 200


def test_should_open_the_pages_on_a_store_of_its_own(client: StoreClient) -> None:
    schema.prepare(client)

    assert create_app(Settings(), client, lambda: LATER).test_client().get("/").status_code == 200


def test_should_answer_probes_while_the_store_is_away() -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}/0", role="web")
    web = create_app(Settings(), away).test_client()

    assert web.get("/healthz").status_code == 200
    assert web.get("/readyz").get_json() == {"ready": False, "store": "refused"}


def _webhook(web: Any) -> int:
    body = b'{"destination":"U0","events":[]}'
    answer = web.post("/callback", data=body, headers={"X-Line-Signature": sign("s", body)})
    return int(answer.status_code)
