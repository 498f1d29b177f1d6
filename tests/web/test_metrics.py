"""The metrics: who may read them, and that they are the store's."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from bot.app import create_app
from config.settings import Settings
from store import keys
from store.connection import StoreClient, connect
from store.durability import beat
from store.outbox import OutboundMessage
from store.stream import GROUP, Counters
from tests.builders import LATER, a_case, a_context, a_line_id
from tests.handling import Handling
from tests.servers import free_port

SETTINGS = Settings(metrics_token="a-token")


@pytest.fixture
def web(client: StoreClient) -> FlaskClient:
    return create_app(SETTINGS, client, lambda: LATER).test_client()


def scrape(web: FlaskClient) -> dict[tuple[str, str], float]:
    """Return every sample by its name and its label's value."""
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(web.get("/metrics").text)
        for sample in family.samples
    }


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.7", {}, 403),
        ("", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, 403),
        ("127.0.0.1", {"Forwarded": "for=10.0.0.7"}, 403),
        ("127.0.0.1", {"X-Real-Ip": "10.0.0.7"}, 403),
        ("10.0.0.7", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("10.0.0.7", {"Authorization": "Bearer a-token"}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "1.2.3.4", "Authorization": "Bearer a-token"}, 200),
        ("10.0.0.7", {"Authorization": "Bearer another"}, 403),
        ("10.0.0.7", {"Authorization": "a-token"}, 403),
        ("10.0.0.7", {"Authorization": "Bearer é"}, 403),
    ],
)
def test_should_answer_loopback_or_the_token(
    web: FlaskClient, address: str, headers: dict[str, str], status: int
) -> None:
    answer = web.get("/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": address})

    assert answer.status_code == status


def test_should_take_no_empty_token_where_none_is_set(client: StoreClient) -> None:
    web = create_app(Settings(), client, lambda: LATER).test_client()

    answer = web.get(
        "/metrics",
        headers={"Authorization": "Bearer "},
        environ_overrides={"REMOTE_ADDR": "10.0.0.7"},
    )

    assert answer.status_code == 403


def test_should_tell_an_empty_store_as_it_is(web: FlaskClient) -> None:
    samples = scrape(web)

    assert samples["cts_store_up", ""] == 1
    assert samples["cts_inbox", ""] == 0
    assert samples["cts_pending", "inbox"] == 0
    assert samples["cts_queue_cases", "TH-14"] == 0
    assert ("cts_worker_heartbeat_age_seconds", "") not in samples


def test_should_count_what_lies_in_the_store(web: FlaskClient, client: StoreClient) -> None:
    beat(client, "worker", LATER)
    unit = Handling(client, a_context()).unit()
    unit.cases.save(a_case())
    unit.commit([])
    client.xadd(keys.INBOX, {"body": b"x"})
    client.xgroup_create(keys.INBOX, GROUP, id="0")
    client.xreadgroup(GROUP, "one", {keys.INBOX: ">"})
    client.xadd(keys.DEAD, {"body": b"x", "error": "ValueError"})
    client.zadd(keys.OUTBOX_LATER, {"call": 1})
    client.xadd(keys.FETCHING, {"timer": "fetch_photo:14-6911-0042:541", "due": 1})
    client.zadd(keys.FETCHES, {"fetch_photo:14-6911-0042:542": 1})
    client.zadd(keys.TIMERS, {"remind:14-6911-0042": 1, "escalate:14-6911-0042": 2})
    tallies = Counters(client)
    tallies.add("push_sent")
    tallies.write()

    samples = scrape(web)

    assert samples["cts_queue_cases", "TH-14"] == 1
    assert samples["cts_open_cases", ""] == 1
    assert samples["cts_inbox", ""] == 1
    assert samples["cts_pending", "inbox"] == 1
    assert samples["cts_dead", ""] == 1
    assert samples["cts_later", ""] == 1
    assert samples["cts_timers", ""] == 2
    assert samples["cts_fetching", ""] == 1
    assert samples["cts_fetches", ""] == 1
    assert samples["cts_tallies_total", "push_sent"] == 1
    assert samples["cts_worker_heartbeat_age_seconds", ""] < 5


def test_should_tell_parked_calls_by_reason_without_reading_them_all(
    web: FlaskClient, client: StoreClient
) -> None:
    reasons = ["quota"] * 4_000 + ["refused_400"] * 10
    call = OutboundMessage(
        "1", a_line_id(1), ({"type": "text", "text": "x" * 100},), created_ms=1
    ).to_json()
    client.hset(
        keys.PARKED,
        mapping={
            str(number): json.dumps({"reason": reason, "call": call})
            for number, reason in enumerate(reasons)
        },
    )

    parked = {label: value for (name, label), value in scrape(web).items() if name == "cts_parked"}

    assert sum(parked.values()) == 4_010
    assert parked["quota"] > 500
    assert parked["unread"] > 1_000


def test_should_say_that_the_store_is_away() -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}/0", role="web")

    samples = scrape(create_app(SETTINGS, away).test_client())

    assert samples == {("cts_store_up", ""): 0}


def test_should_help_with_every_number(web: FlaskClient, client: StoreClient) -> None:
    families = list(text_string_to_metric_families(web.get("/metrics").text))

    assert len(families) > 10
    for family in families:
        assert family.name.startswith("cts_")
        assert family.documentation
