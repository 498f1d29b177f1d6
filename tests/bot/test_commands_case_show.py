"""`cases show NUMBER`: one case traced, in words and as JSON, without a person or a place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from config.clock import to_ms
from store import keys
from store.connection import StoreClient
from store.outbox import OutboundMessage
from tests.builders import NOW, a_context, a_line_id, a_press, a_share, minutes
from tests.handling import Handling

Run = Callable[..., Result]
NUMBER = "14-6911-0001"


@pytest.fixture
def run(store_url: str, tmp_path: Path) -> Run:
    """Type a command."""
    env = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var")}
    return lambda *words: CliRunner().invoke(cli, words, env=env)


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Share a place, claim the case and go; a second case is opened beside it."""
    handling = Handling(client, a_context())
    handling.enrol(9)
    handling.do(a_share(1))
    handling.do(a_press(9, "claim", NOW + minutes(3), case=NUMBER))
    handling.do(a_press(9, "going", NOW + minutes(4), case=NUMBER))
    client.hset(keys.case(NUMBER), "alerted_at", to_ms(NOW + minutes(1)))
    return handling


def test_should_tell_the_history_of_a_case_in_bangkoks_time(run: Run, handling: Handling) -> None:
    shown = run("cases", "show", NUMBER).stdout

    assert f"{NUMBER}: going at TH-14" in shown
    assert "last alert taken by LINE: 2026-11-20 16:29" in shown
    history = [line.split(maxsplit=3) for line in shown.splitlines() if "(TH-14)" in line]
    assert [(clock, by, done) for _, clock, by, done in history] == [
        ("16:28", "sharer", "shared (TH-14)"),
        ("16:28", "sharer", "opened (TH-14)"),
        ("16:31", "team", "claimed (TH-14)"),
        ("16:32", "team", "went (TH-14)"),
    ]


def test_should_tell_the_history_as_json(run: Run, handling: Handling) -> None:
    told = json.loads(run("cases", "show", NUMBER, "--json").stdout)

    assert told["number"] == NUMBER
    assert told["state"] == "going"
    assert told["alerted_at"] == "2026-11-20T09:29:00.000Z"
    assert [act["act"] for act in told["history"]] == ["shared", "opened", "claimed", "went"]
    assert told["history"][2]["at"] == "2026-11-20T09:31:00.000Z"


def test_should_tell_what_the_clock_will_do(run: Run, handling: Handling) -> None:
    handling.do(a_share(2, at=NOW + minutes(5)))
    handling.do(a_press(9, "release", NOW + minutes(6), case=NUMBER, sure="yes"))

    shown = run("cases", "show", NUMBER).stdout

    assert "waiting since 2026-11-20 16:34" in shown
    assert "2026-11-20 16:49  those on duty are reminded" in shown


def test_should_count_the_alerts_that_line_refuses(
    run: Run, handling: Handling, client: StoreClient
) -> None:
    call = OutboundMessage(
        "an-id", a_line_id(3), ({"type": "text"},), created_ms=1, alert_for=NUMBER
    )
    client.hset(keys.PARKED, call.id, json.dumps({"reason": "quota", "call": call.to_json()}))

    assert "alerts that LINE refuses: 1" in run("cases", "show", NUMBER).stdout


@pytest.mark.parametrize(
    "typed",
    [
        ("๑๔-๖๙๑๑-๐๐๐๑",),
        ("14 6911 0001",),
        ("14", "6911", "0001"),
        (" 14–6911–0001 ",),
        ("14-6911-1",),
        ("1469110001",),
        ("１４－６９１１－０００１",),
    ],
    ids=["Thai", "blanks", "words", "long dashes", "no zeros", "digits alone", "full width"],
)
def test_should_understand_a_number_however_it_is_typed(
    run: Run, handling: Handling, typed: tuple[str, ...]
) -> None:
    assert run("cases", "show", *typed).stdout.startswith(f"{NUMBER}: ")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("14-6911-0009", "There is no case 14-6911-0009 in this store.\n"),
        ("tomorrow", "tomorrow is no case number; one looks like 14-6911-0042.\n"),
        ("TH-14", "TH-14 is no case number; one looks like 14-6911-0042.\n"),
    ],
)
def test_should_say_in_one_sentence_that_there_is_no_such_case(
    run: Run, handling: Handling, typed: str, sentence: str
) -> None:
    found = run("cases", "show", typed)

    assert (found.exit_code, found.stdout, found.stderr) == (1, "", sentence)


def test_should_name_neither_a_person_nor_a_place(run: Run, handling: Handling) -> None:
    told = run("cases", "show", NUMBER).stdout
    told += json.dumps(json.loads(run("cases", "show", NUMBER, "--json").stdout)["history"])

    for secret in ("14.35", "100.56", a_line_id(1), a_line_id(9), "name 9"):
        assert secret not in told
