"""What failed, as an operator meets it: said beforehand, sent again in time, let go."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from bot.doctor.findings import Finding, Grade
from bot.doctor.service import check_failures
from bot.housekeeping import Purger
from bot.worker import is_too_old
from config.clock import to_ms
from config.settings import Settings
from line.inbound import OLDEST
from line.sender import LAST_TRY, Sender
from store import keys
from store.connection import StoreClient
from store.failures import OldFailures, parked
from store.outbox import OutboundMessage, Outbox
from store.stream import Counters, StreamEntry
from tests.bot.test_worker import raw_share
from tests.builders import NOW, a_line_id
from tests.line.test_sender import ACCEPTED, Scripted

Run = Callable[..., Result]
DAY = timedelta(days=1)
WEEK = OLDEST + timedelta(minutes=1)


def at(when: datetime, who: int = 1) -> dict[str, Any]:
    return raw_share(who) | {"timestamp": to_ms(when)}


#: What LINE brought for the first time, and soon.
FIRST = raw_share() | {
    "timestamp": to_ms(NOW - WEEK),
    "deliveryContext": {"isRedelivery": False},
}


def body(*events: object) -> bytes:
    return json.dumps({"events": events}).encode()


def bury(client: StoreClient, came: datetime, *events: object) -> None:
    fields: Any = {"body": body(*(events or [at(came)])), "at": to_ms(came), "error": "KeyError"}
    client.xadd(keys.DEAD, fields)


def park(client: StoreClient, made: datetime, name: str = "call", reason: str = "quota") -> None:
    call = OutboundMessage(
        name, a_line_id(3), ({"type": "text", "text": "what we wrote"},), to_ms(made)
    )
    client.hset(keys.PARKED, name, json.dumps({"reason": reason, "call": call.to_json()}))


# what is too old


@pytest.mark.parametrize(
    ("fields", "old"),
    [
        pytest.param({"body": body(at(NOW))}, False, id="young"),
        pytest.param({"body": body(at(NOW - WEEK))}, True, id="old"),
        pytest.param({"body": body(at(NOW), at(NOW - WEEK))}, False, id="one of it is young"),
        pytest.param({"body": body(at(NOW - WEEK), {})}, True, id="the rest is nothing"),
        pytest.param({"timer": b"remind:14-6911-0042", "due": b"1"}, False, id="a timer"),
        pytest.param({"share": b"[]", "token": b"t"}, False, id="a partner's share"),
        pytest.param({"body": b"rubbish"}, False, id="rubbish"),
        pytest.param({"call": b"rubbish"}, False, id="no call"),
    ],
)
def test_should_know_what_is_not_worked_on_any_more(fields: dict[str, bytes], old: bool) -> None:
    assert is_too_old(_entry(fields, NOW), NOW) is old


@pytest.mark.parametrize(
    "fields", [{"share": b"[]", "token": b"t"}, {"body": b"rubbish"}, {"body": body(FIRST)}]
)
def test_should_judge_by_when_it_came(fields: dict[str, bytes]) -> None:
    assert is_too_old(_entry(fields, NOW - WEEK), NOW)


def _entry(fields: dict[str, bytes], came: datetime) -> StreamEntry:
    return StreamEntry(f"{to_ms(NOW)}-0", {"at": b"%d" % to_ms(came), **fields})


# the doctor


def look(client: StoreClient, **changes: Any) -> list[Finding]:
    return list(check_failures(client, Settings(**changes), NOW))


def test_should_say_how_much_failed_since_when_and_until_when(client: StoreClient) -> None:
    park(client, NOW - 2 * DAY, "1")
    park(client, NOW - 12 * DAY, "2")
    park(client, NOW, "3", "refused_400")
    bury(client, NOW - 3 * DAY)
    bury(client, NOW - 9 * DAY)

    found = look(client)

    assert [(one.check, one.grade, one.says) for one in found] == [
        (
            "dead letters",
            Grade.WRONG,
            "2 entries failed, the oldest 9 days ago; let go after 30; 1 too old to replay",
        ),
        ("parked calls", Grade.WRONG, "2 not sent: quota, the oldest 12 days ago; let go after 30"),
        (
            "parked calls",
            Grade.WRONG,
            "1 not sent: refused_400, the oldest 0 days ago; let go after 30",
        ),
    ]
    assert "--replay within a week" in found[0].do
    assert "--retry" in found[1].do


def test_should_say_how_much_it_cannot_read_and_let_go_of_that(
    run: Run, client: StoreClient
) -> None:
    park(client, NOW, "1")
    client.hset(keys.PARKED, "odd", "{")

    (_, unread, known) = look(client)

    assert (unread.grade, unread.says) == (Grade.WRONG, "1 cannot be read by this version")
    assert "1 not sent: quota" in known.says
    assert run("outbox", "parked", "--let-go").stdout == "Let go: 2.\n"


def test_should_not_advise_to_replay_what_is_too_old(client: StoreClient) -> None:
    bury(client, NOW - 9 * DAY)

    (found, _) = look(client)

    assert found.do == "`inbox dead --let-go`"


def test_should_keep_what_failed_no_longer_than_sharers(client: StoreClient) -> None:
    bury(client, NOW)

    assert "let go after 20" in look(client, forget_sharers_days=20)[0].says
    assert "let go after 8" in look(client, failed_days=8)[0].says


def test_should_be_content_where_nothing_failed(client: StoreClient) -> None:
    assert {one.grade for one in look(client)} == {Grade.OK}


# the commands


@pytest.fixture
def run(store_url: str, tmp_path: Path) -> Run:
    """Type a command."""

    def typed(*words: str) -> Result:
        settings = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var")}
        return CliRunner().invoke(cli, words, env=settings)

    return typed


def test_should_replay_what_can_be_worked_on_and_say_what_cannot(
    run: Run, client: StoreClient
) -> None:
    now = datetime.now(UTC)
    bury(client, now - DAY)
    bury(client, now - WEEK)

    shown = run("inbox", "dead").stdout
    replayed = run("inbox", "dead", "--replay").stdout

    assert shown.count("too old") == 1
    assert replayed == "Sent round again: 1. Too old: 1.\n"
    assert (client.xlen(keys.DEAD), client.xlen(keys.INBOX)) == (1, 1)
    assert run("inbox", "dead", "--let-go").stdout == "Let go: 1.\n"
    assert client.xlen(keys.DEAD) == 0


def test_should_show_since_when_by_the_clock_of_thailand(run: Run, client: StoreClient) -> None:
    midnight = datetime(2026, 11, 30, 17, 5, tzinfo=UTC)
    bury(client, midnight)
    park(client, midnight, "late")

    assert "2026-12-01 00:05" in run("inbox", "dead").stdout
    assert "2026-12-01 00:05" in run("outbox", "parked").stdout


def test_should_let_go_of_no_dead_letter_that_can_be_replayed(
    run: Run, client: StoreClient
) -> None:
    bury(client, datetime.now(UTC) - DAY)

    assert run("inbox", "dead", "--let-go").stdout == "Let go: 0.\n"
    assert client.xlen(keys.DEAD) == 1


def test_should_retry_what_is_young_and_let_go_of_the_rest(run: Run, client: StoreClient) -> None:
    now = datetime.now(UTC)
    park(client, now - timedelta(hours=1), "young")
    park(client, now - timedelta(hours=25), "old")

    again = run("outbox", "parked", "--retry", "--within", "24").stdout
    left = [one.id for one in parked(client)]
    gone = run("outbox", "parked", "--let-go").stdout

    assert (again, left, gone) == ("Queued again: 1. Let go: 0.\n", ["old"], "Let go: 1.\n")
    assert (client.hlen(keys.PARKED), client.xlen(keys.OUTBOX)) == (0, 1)


@pytest.mark.parametrize(
    "words",
    [
        ("inbox", "dead", "--replay", "--let-go"),
        ("outbox", "parked", "--retry", "--let-go"),
        ("outbox", "parked", "--within", "3"),
        ("outbox", "parked", "--let-go", "--within", "3"),
    ],
)
def test_should_take_options_that_contradict_each_other_for_wrong_usage(
    run: Run, client: StoreClient, words: tuple[str, ...]
) -> None:
    park(client, NOW)
    bury(client, NOW - WEEK)

    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "at a time" in result.stderr
    assert (client.hlen(keys.PARKED), client.xlen(keys.DEAD)) == (1, 1)


# the worker


def test_should_send_an_old_call_that_was_queued_again(client: StoreClient) -> None:
    outbox = Outbox(client, "sender")
    outbox.prepare()
    made, again = NOW - 9 * DAY, NOW - timedelta(hours=1)
    call = OutboundMessage("id", a_line_id(1), (), to_ms(made), again_ms=to_ms(again))
    times = [again + LAST_TRY + timedelta(seconds=1), NOW]
    line = Scripted([ACCEPTED])
    sender = Sender(outbox, line, Counters(client), lambda: times[-1])
    for _ in range(2):
        client.xadd(keys.OUTBOX, dict([call.to_words()]))

    sender.send(outbox.take(1, 1)[0])
    times.pop()
    sender.send(outbox.take(1, 1)[0])

    assert line.asked == ["push id"]
    assert [one.reason for one in parked(client)] == ["too_old"]


def test_should_let_go_by_itself_after_the_days_of_the_setting(client: StoreClient) -> None:
    life = Settings(failed_days=8).life_of_failed
    for days in (7, 9):
        park(client, NOW - days * DAY, str(days))
        bury(client, NOW - days * DAY)
    stop = threading.Event()

    def clock() -> datetime:
        stop.set()
        return NOW

    Purger(OldFailures(client), life, clock).run(stop)

    assert [one.id for one in parked(client)] == ["7"]
    assert client.xlen(keys.DEAD) == 1
