"""The commands, the doctor and the probes on a store that is full, or a replica."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.app import create_app
from config.clock import now
from config.settings import Settings
from store import keys, schema
from store.connection import StoreClient, connect
from store.durability import beat
from store.outbox import OutboundMessage
from tests.builders import a_context, a_line_id, a_share, an_event_id
from tests.handling import Handling
from tests.servers import KINDS, Server, free_port, run_server

Run = Callable[..., Result]
TROUBLES = ["full", "replica"]
#: What each state is called: its word, and what the doctor says of it.
WORD = {"full": "OOM", "replica": "READONLY"}
SAYS = {"full": "memory is full", "replica": "this is a replica"}
READING = [
    ("cases", "list", "--json"),
    ("cases", "list", "--open"),
    ("stats", "show", "--from", "2026-11-01", "--to", "2026-11-30"),
    ("staff", "list"),
    ("inbox", "dead"),
    ("outbox", "parked"),
    ("outbox", "waiting"),
    ("partner", "list"),
    ("sharers", "list"),
    ("sessions", "list"),
    ("audit",),
]
WRITING = [
    ("staff", "invite", "--centre", "TH-14", "--role", "head"),
    ("partner", "add", "--name", "1300"),
    ("outbox", "parked", "--retry"),
]


@pytest.fixture(scope="module", params=KINDS)
def own(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server whose state a test may change."""
    with run_server(request.param, tmp_path_factory.mktemp(request.param), fsync="no") as running:
        yield running


@pytest.fixture
def filled(own: Server) -> Iterator[StoreClient]:
    """Return a client of a store that holds a case, a dead letter and a parked call."""
    with own.client() as plain:
        plain.flushall()
    with connect(own.url, role="command") as client:
        schema.prepare(client)
        Handling(client, a_context()).do(a_share(1))
        beat(client, "worker", now())
        client.xadd(keys.DEAD, {"body": b"x", "at": 1, "error": "KeyError"})
        call = OutboundMessage(an_event_id(), a_line_id(1), ({"type": "text", "text": "x"},), 1)
        parked = {"reason": "refused_400", "call": call.to_json()}
        client.hset(keys.PARKED, call.id, json.dumps(parked))
        yield client


@pytest.fixture
def run(own: Server, filled: StoreClient, tmp_path: Path) -> Run:
    """Type a command; what would be a traceback fails the test."""

    def typed(*words: str) -> Result:
        settings = {"REDIS_URL": own.url, "DATA_DIR": str(tmp_path / "var")}
        result = CliRunner().invoke(cli, words, env=settings)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return typed


@contextmanager
def in_trouble(own: Server, how: str) -> Iterator[None]:
    """Let the server be full, or a replica of nobody."""
    with own.client() as admin:
        try:
            if how == "full":
                admin.config_set("maxmemory", 1)
            else:
                admin.replicaof("127.0.0.1", str(free_port()))
            yield
        finally:
            admin.config_set("maxmemory", 0)
            admin.replicaof("NO", "ONE")


@pytest.mark.parametrize("how", TROUBLES)
def test_should_read_all_that_is_kept(own: Server, run: Run, how: str) -> None:
    with in_trouble(own, how):
        results = {words: run(*words) for words in READING}

    assert {words: one.exit_code for words, one in results.items()} == dict.fromkeys(READING, 0)
    assert "TH-14" in results["cases", "list", "--json"].stdout
    assert "refused_400" in results["outbox", "parked"].stdout
    assert "KeyError" in results["inbox", "dead"].stdout


@pytest.mark.parametrize("how", TROUBLES)
@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_should_refuse_to_write_in_one_sentence(
    own: Server, run: Run, how: str, words: tuple[str, ...]
) -> None:
    with in_trouble(own, how):
        result = run(*words)

    assert result.exit_code == 1
    (sentence,) = result.stderr.splitlines()
    assert f"{SAYS[how]}" in sentence
    assert f"({WORD[how]})" in sentence


@pytest.mark.parametrize("words", [("outbox", "parked"), ("inbox", "dead")], ids=" ".join)
def test_should_free_memory_where_it_is_full(own: Server, run: Run, words: tuple[str, ...]) -> None:
    with in_trouble(own, "full"):
        result = run(*words, "--let-go")

    assert result.exit_code == 0
    assert result.stdout == "Let go: 1.\n"


@pytest.mark.parametrize("how", TROUBLES)
def test_should_let_the_doctor_name_it_and_go_on(own: Server, run: Run, how: str) -> None:
    with in_trouble(own, how):
        result = run("doctor")

    said = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert SAYS[how] in said
    for row in ("store memory", "worker", "inbox", "dead letters", "parked calls", "teams"):
        assert row in said


@pytest.mark.parametrize("how", TROUBLES)
def test_should_not_be_ready_and_say_why(own: Server, filled: StoreClient, how: str) -> None:
    web = create_app(Settings(), filled).test_client()
    with in_trouble(own, how):
        answer, alive = web.get("/readyz"), web.get("/healthz")
        told = web.get("/metrics").text

    assert (answer.status_code, alive.status_code) == (503, 200)
    assert answer.get_json()["store"] == WORD[how]
    assert answer.get_json()["worker_seconds"] is not None
    assert "cts_store_takes_writes 0.0" in told
    assert "cts_store_up 1.0" in told


def test_should_tell_memory_to_prometheus(own: Server, filled: StoreClient) -> None:
    with own.client() as admin:
        admin.config_set("maxmemory", 987_654_321)
        told = create_app(Settings(), filled).test_client().get("/metrics").text
        admin.config_set("maxmemory", 0)

    assert "cts_store_memory_limit_bytes 9.87654321e+08" in told
    assert "cts_store_takes_writes 1.0" in told
    assert _value(told, "cts_store_memory_bytes") > 100_000


@pytest.mark.parametrize(("url", "told"), [("", True), ("unix:///x", True), ("redis://h", False)])
def test_should_tell_the_room_of_the_embedded_stores_disk(
    filled: StoreClient, tmp_path: Path, url: str, told: bool
) -> None:
    settings = Settings(redis_url=url, data_dir=tmp_path)

    text = create_app(settings, filled).test_client().get("/metrics").text

    assert ("cts_store_disk_free_bytes" in text) is told


def test_should_warn_of_a_store_that_is_nearly_full(own: Server, run: Run) -> None:
    with own.client() as admin:
        used = int(admin.info()["used_memory"])
        admin.config_set("maxmemory", used + used // 5)
        said = " ".join(run("doctor").stdout.split())
        admin.config_set("maxmemory", 0)

    assert "raise maxmemory before the store takes no more" in said


def _value(told: str, name: str) -> float:
    return float(next(line for line in told.splitlines() if line.startswith(f"{name} ")).split()[1])
