"""Probes: a process that lives, and a service that is ready."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from config.clock import to_ms
from config.settings import Settings
from store import keys
from store.admin_queries import Pulse
from store.connection import StoreClient, connect
from store.durability import beat
from store.timers import sweep
from tests.builders import LATER, NOW
from tests.servers import free_port
from web.metrics import ages_at


@pytest.fixture
def web(client: StoreClient) -> FlaskClient:
    return create_app(Settings(), client, lambda: LATER).test_client()


def ago(seconds: float) -> datetime:
    return LATER - timedelta(seconds=seconds)


def test_should_be_alive_whatever_the_store_does() -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}/0", role="web")

    answer = create_app(Settings(), away).test_client().get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok")
    assert answer.content_type == "text/plain; charset=utf-8"


def test_should_be_ready_when_the_worker_lately_gave_a_sign(
    web: FlaskClient, client: StoreClient
) -> None:
    beat(client, "worker", ago(3))

    answer = web.get("/readyz")

    assert answer.status_code == 200
    assert answer.get_json()["ready"] is True
    assert 3 <= answer.get_json()["worker_seconds"] < 10
    assert answer.get_json()["inbox_seconds"] == 0


def test_should_not_be_ready_without_a_worker(web: FlaskClient) -> None:
    answer = web.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["worker_seconds"] is None


def test_should_not_be_ready_when_the_worker_fell_silent(
    web: FlaskClient, client: StoreClient
) -> None:
    beat(client, "worker", ago(31))

    answer = web.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["store"] == "ok"


@pytest.mark.parametrize(
    ("age", "status"), [(100, 200), (130, 503)], ids=["an old entry", "too old an entry"]
)
def test_should_not_be_ready_when_the_inbox_stands_still(
    web: FlaskClient, client: StoreClient, age: int, status: int
) -> None:
    beat(client, "worker", ago(1))
    client.xadd(keys.INBOX, {"body": b"x"}, id=f"{to_ms(ago(age))}-0")
    client.xadd(keys.INBOX, {"body": b"x"})

    answer = web.get("/readyz")

    assert answer.status_code == status
    assert age <= answer.get_json()["inbox_seconds"] < age + 10


def test_should_tell_what_the_sweeper_found(web: FlaskClient, client: StoreClient) -> None:
    beat(client, "worker", ago(1))
    for stream in (keys.INBOX, keys.OUTBOX):
        client.xgroup_create(stream, "workers", id="0", mkstream=True)
    client.xadd(keys.DEAD, {"body": b"x", "error": "ValueError"})
    sweep(client, ["TH-14"], ago(7))

    told = web.get("/readyz").get_json()

    assert told["sweep"]["dead_letters"] == 1
    assert told["sweep"]["unheard_cases"] == 0
    assert 7 <= told["sweep_seconds"] < 15


def test_should_not_be_ready_without_a_store() -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}/0", role="web")

    answer = create_app(Settings(), away).test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json() == {"ready": False, "store": "refused"}


def test_should_not_give_a_negative_age_when_clocks_disagree() -> None:
    later = NOW + timedelta(seconds=5)

    ages = ages_at(Pulse(beat_at=later, waiting_since=later, swept_at=None, found={}), NOW)

    assert (ages.beat, ages.inbox, ages.sweep) == (0.0, 0.0, None)


@pytest.mark.parametrize("trouble", [False, True], ids=["store answers", "store is away"])
@pytest.mark.parametrize(
    "headers", [{}, {"X-Forwarded-For": "127.0.0.1"}, {"Authorization": "Bearer wrong"}], ids=str
)
def test_should_tell_strangers_no_more_than_whether_it_is_ready(
    client: StoreClient, headers: dict[str, str], trouble: bool
) -> None:
    store = connect(f"redis://127.0.0.1:{free_port()}/0", role="web") if trouble else client
    app = create_app(Settings(metrics_token="of the tests"), store, lambda: LATER)
    beat(client, "worker", ago(3))

    answer = app.test_client().get(
        "/readyz", headers=headers, environ_base={"REMOTE_ADDR": "203.0.113.7"}
    )

    assert (answer.status_code, answer.get_json()) == (
        503 if trouble else 200,
        {"ready": not trouble},
    )


def test_should_tell_more_to_who_has_the_token(client: StoreClient) -> None:
    app = create_app(Settings(metrics_token="of the tests"), client, lambda: LATER)

    answer = app.test_client().get(
        "/readyz",
        headers={"Authorization": "Bearer of the tests"},
        environ_base={"REMOTE_ADDR": "203.0.113.7"},
    )

    assert {"store", "processes", "inbox_seconds", "outbox_seconds"} <= answer.get_json().keys()
