"""What an operator hears of the way to LINE: /readyz, /metrics, doctor and a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from bot.__main__ import cli
from bot.app import create_app
from bot.doctor.findings import Grade
from bot.doctor.service import check_waiting
from config.clock import to_ms
from config.settings import Settings
from line.watch import Reason
from store import keys
from store.connection import StoreClient
from store.durability import beat
from store.failures import PROBE, record_line_shut, record_pushes_stopped
from store.outbox import RANK, OutboundMessage
from tests.builders import LATER, a_line_id

CALL = OutboundMessage(
    "id", a_line_id(3), ({"type": "text", "text": "what we wrote"},), to_ms(LATER)
)


@pytest.fixture
def web(client: StoreClient) -> FlaskClient:
    beat(client, "worker", LATER)
    return create_app(Settings(), client, lambda: LATER).test_client()


def ago(seconds: float) -> datetime:
    return LATER - timedelta(seconds=seconds)


def made(seconds: float, **changes: Any) -> OutboundMessage:
    return replace(CALL, created_ms=to_ms(ago(seconds)), **changes)


def set_aside(client: StoreClient, call: OutboundMessage, way: str = keys.WAITING_FOR_LINE) -> None:
    client.zadd(way, {call.to_json(): call.rank * RANK + call.created_ms})


@pytest.mark.parametrize(
    ("reason", "seconds", "status"),
    [
        ("away", 59, 200),
        ("away", 61, 503),
        ("rate_limit", 59, 200),
        ("rate_limit", 61, 503),
        ("unauthorized", 0, 503),
    ],
)
def test_should_not_be_ready_while_line_is_shut(
    web: FlaskClient, client: StoreClient, reason: str, seconds: int, status: int
) -> None:
    record_line_shut(client, reason, ago(seconds))

    answer = web.get("/readyz")

    assert answer.status_code == status
    assert answer.get_json()["line_shut_seconds"] == {reason: seconds}
    client.delete(keys.LINE_SHUT)
    assert web.get("/readyz").status_code == 200


def test_should_not_be_ready_while_nobody_can_be_alerted(
    web: FlaskClient, client: StoreClient
) -> None:
    record_pushes_stopped(client, ago(0))

    assert web.get("/readyz").status_code == 503


def test_should_remember_since_when_pushes_are_stopped(client: StoreClient) -> None:
    """Another process, or the one after a restart, says so too."""
    record_pushes_stopped(client, ago(600))
    record_pushes_stopped(client, ago(0))

    assert client.get(keys.PUSHES_STOPPED) == str(to_ms(ago(600))).encode()
    assert 0 < client.ttl(keys.PUSHES_STOPPED) <= 180


def in_outbox(client: Any, call: OutboundMessage) -> None:
    client.xadd(keys.OUTBOX, {"call": call.to_json()}, id=f"{call.created_ms}-0")


def later(client: Any, call: OutboundMessage) -> None:
    client.zadd(keys.OUTBOX_LATER, {call.to_json(): to_ms(LATER)})


@pytest.mark.parametrize(
    "put",
    [
        pytest.param(in_outbox, id="outbox"),
        pytest.param(later, id="later"),
        pytest.param(set_aside, id="set aside"),
        pytest.param(
            lambda client, call: set_aside(client, call, keys.WAITING_FOR_QUOTA), id="quota"
        ),
        pytest.param(lambda client, call: set_aside(client, replace(call, menu=True)), id="a menu"),
    ],
)
def test_should_not_be_ready_when_a_call_waits_too_long(
    web: FlaskClient, client: StoreClient, put: Callable[[Any, OutboundMessage], None]
) -> None:
    put(client, made(1, id="young", alert_for="14-6911-0042"))
    assert web.get("/readyz").status_code == 200

    client.delete(keys.OUTBOX)
    put(client, made(130))

    answer = web.get("/readyz")
    assert (answer.status_code, answer.get_json()["outbox_seconds"]) == (503, 130)


def test_should_count_the_age_of_a_call_from_when_it_was_queued_again(
    web: FlaskClient, client: StoreClient
) -> None:
    later(client, made(86_400, again_ms=to_ms(ago(10))))

    assert web.get("/readyz").get_json()["outbox_seconds"] == 10


def test_should_tell_prometheus(web: FlaskClient, client: StoreClient) -> None:
    record_line_shut(client, "unauthorized", ago(5))
    set_aside(client, made(7))
    set_aside(client, made(3), keys.WAITING_FOR_QUOTA)

    told = web.get("/metrics").text.splitlines()

    for line in ('cts_line_shut{reason="unauthorized"} 1.0', 'cts_line_shut{reason="away"} 0.0',
                 'cts_line_shut{reason="quota"} 0.0', "cts_waiting_for_line 1.0",
                 "cts_waiting_for_quota 1.0", "cts_outbox_age_seconds 7.0"):  # fmt: skip
        assert line in told


# doctor


@pytest.mark.parametrize(
    ("reason", "says", "do"),
    [
        (Reason.AWAY, "LINE does not answer, since", "network"),
        (Reason.UNAUTHORIZED, "LINE refuses our access token, since", "LINE_CHANNEL_ACCESS_TOKEN"),
        (Reason.RATE_LIMIT, "LINE says that this channel calls too often, since", "another"),
    ],
)
def test_should_say_in_plain_words_what_is_shut(
    client: StoreClient, reason: Reason, says: str, do: str
) -> None:
    record_line_shut(client, reason.word, ago(5))

    way, calls = check_waiting(client, LATER)

    assert (way.grade, calls.grade) == (Grade.WRONG, Grade.OK)
    assert way.says.startswith(says)
    assert do in way.do


def test_should_say_that_nobody_can_be_alerted(client: StoreClient) -> None:
    record_pushes_stopped(client, ago(5))

    way, _ = check_waiting(client, LATER)

    assert (way.grade, "nobody can be alerted" in way.says) == (Grade.WRONG, True)
    assert "plan" in way.do


def test_should_say_that_all_is_well(client: StoreClient) -> None:
    found = [(one.grade, one.says) for one in check_waiting(client, LATER)]

    assert found == [(Grade.OK, "open"), (Grade.OK, "none")]


@pytest.mark.parametrize(
    ("seconds", "shut", "grade"),
    [(5, False, Grade.OK), (500, False, Grade.WRONG), (500, True, Grade.WARNING)],
)
def test_should_say_how_many_calls_wait_and_for_how_long(
    client: StoreClient, seconds: int, shut: bool, grade: Grade
) -> None:
    """Where the way is shut, that row says what is wrong."""
    set_aside(client, made(seconds))
    if shut:
        record_line_shut(client, "away", ago(500))

    calls = list(check_waiting(client, LATER))[-1]

    assert calls.grade is grade
    assert f"1 wait or are being sent, the oldest {seconds} s" in calls.says


# the command


def typed(store_url: str, tmp_path: Path, *words: str) -> str:
    settings = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path)}
    result = CliRunner().invoke(cli, ["outbox", "waiting", *words], env=settings)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_should_list_what_waits_without_telling_whom(
    client: StoreClient, store_url: str, tmp_path: Path
) -> None:
    record_line_shut(client, "unauthorized", ago(5))
    set_aside(client, made(7))
    later(client, made(600))

    shown = typed(store_url, tmp_path)

    assert "unauthorized" in shown
    assert "The oldest call waits since" in shown
    assert a_line_id(3) not in shown
    assert "wrote" not in shown


def test_should_send_now(client: Any, store_url: str, tmp_path: Path) -> None:
    """One of what was set aside is the probe; all of what waits for its next try is due."""
    client.zadd(keys.OUTBOX_LATER, {made(1, id=name).to_json(): 9e15 for name in "ab"})
    for name in "cd":
        set_aside(client, made(1, id=name))
    set_aside(client, made(1, id="e"), keys.WAITING_FOR_QUOTA)

    assert typed(store_url, tmp_path, "--send-now") == "Tried now: 4.\n"

    due = client.zrange(keys.OUTBOX_LATER, 0, -1, withscores=True)
    assert [score for _, score in due] == [0, 0]
    probes = [fields for _, fields in client.xrange(keys.OUTBOX)]
    assert [OutboundMessage.from_json(fields[b"call"]).id for fields in probes] == ["c", "e"]
    assert all(PROBE.encode() in fields for fields in probes)
    assert client.zcard(keys.WAITING_FOR_LINE) == 1
