"""The commands that show cases and put right what failed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from cases.case import State, Wish
from config.settings import Settings
from store import keys
from store.connection import StoreClient
from store.outbox import OutboundMessage
from tests.builders import NOW, a_case, a_context, a_line_id
from tests.handling import Handling

Run = Callable[..., Result]


@pytest.fixture
def run(store_url: str, tmp_path: Path) -> Run:
    """Type a command that succeeds."""

    def typed(*words: str, **env: str) -> Result:
        settings = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var"), **env}
        result = CliRunner().invoke(cli, words, env=settings)
        assert (result.exit_code, result.stderr) == (0, "")
        return result

    return typed


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    return Handling(client, a_context())


def put(handling: Handling, *cases: Any) -> None:
    for case in cases:
        unit = handling.unit()
        unit.cases.save(case)
        unit.commit([])


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


CLOSED = a_case(
    number="14-6911-0007",
    state=State.CLOSED,
    shares=3,
    holder=9,
    kind="CHILD",
    urgent="CHILD_BEGGING",
    urgent_too=("MEDICAL",),
    wish=Wish.NO,
    own_need=True,
    closed_at=NOW + timedelta(hours=2),
    outcomes=("ADVISED", "REFUSED"),
    province="TH-20",
    province_by="address",
    passed=("TH-21",),
)


def test_should_write_a_case_as_one_json_line(run: Run, handling: Handling) -> None:
    put(handling, CLOSED)

    (row,) = rows(run("cases", "list", "--json"))

    assert datetime.fromisoformat(row.pop("opened_at")) == NOW
    assert datetime.fromisoformat(row.pop("closed_at")) == NOW + timedelta(hours=2)
    assert row == {
        "number": "14-6911-0007",
        "centre": "TH-14",
        "state": "closed",
        "shares": 3,
        "claimed_at": None,
        "arrived_at": None,
        "holder": 9,
        "outcome": "ADVISED",
        "outcomes": ["ADVISED", "REFUSED"],
        "kind": "CHILD",
        "urgent": "CHILD_BEGGING",
        "urgent_too": ["MEDICAL"],
        "wish": "no",
        "own_need": True,
        "escalated": False,
        "lowered": False,
        "reopened": 0,
        "channel": "line",
        "province": "TH-20",
        "province_by": "address",
        "passed": ["TH-21"],
    }


def test_should_write_times_in_utc_with_milliseconds(run: Run, handling: Handling) -> None:
    put(handling, a_case(opened_at=NOW + timedelta(milliseconds=42)))

    (row,) = rows(run("cases", "list", "--json"))

    assert row["opened_at"] == "2026-11-20T09:28:00.042Z"
    assert (row["holder"], row["outcome"], row["outcomes"]) == (None, None, [])


def test_should_choose_cases_by_centre_and_state(run: Run, handling: Handling) -> None:
    put(handling, CLOSED, a_case(), a_case(number="20-6911-0001", centre="TH-20"))

    chosen = {
        words: [row["number"] for row in rows(run("cases", "list", "--json", *words))]
        for words in [(), ("--open",), ("--centre", "TH-20"), ("--open", "--centre", "TH-14")]
    }

    assert chosen == {
        (): ["14-6911-0007", "14-6911-0042", "20-6911-0001"],
        ("--open",): ["14-6911-0042", "20-6911-0001"],
        ("--centre", "TH-20"): ["20-6911-0001"],
        ("--open", "--centre", "TH-14"): ["14-6911-0042"],
    }


def test_should_tell_neither_place_nor_address(run: Run, handling: Handling) -> None:
    put(handling, a_case())

    told = run("cases", "list", "--json").stdout + run("cases", "list").stdout

    for secret in ("14.3532", "100.5689", "ตลาดหัวรอ"):
        assert secret not in told


def test_should_show_cases_as_a_table(run: Run, handling: Handling) -> None:
    put(handling, CLOSED, a_case())

    shown = run("cases", "list").stdout

    for word in ("14-6911-0007", "closed", "ADVISED REFUSED", "CHILD urgent: CHILD_BEGGING"):
        assert word in shown
    assert "2026-11-20 16:28" in shown  # Bangkok time


def test_should_show_and_replay_dead_letters(run: Run, client: StoreClient) -> None:
    client.xadd(keys.DEAD, {"body": b"what somebody wrote", "error": "KeyError in look:7"})

    shown = run("inbox", "dead").stdout
    replayed = run("inbox", "dead", "--replay").stdout

    assert "KeyError in look:7" in shown
    assert "somebody" not in shown
    assert replayed == "Sent round again: 1. Too old: 0.\n"
    assert (client.xlen(keys.DEAD), client.xlen(keys.INBOX)) == (0, 1)


def test_should_show_and_send_again_parked_calls(run: Run, client: StoreClient) -> None:
    call = OutboundMessage(
        "an-id", a_line_id(3), ({"type": "text", "text": "what we wrote"},), created_ms=1
    )
    client.hset(keys.PARKED, call.id, json.dumps({"reason": "quota", "call": call.to_json()}))

    shown = run("outbox", "parked").stdout
    again = run("outbox", "parked", "--retry").stdout

    assert "quota" in shown
    assert a_line_id(3) not in shown
    assert "wrote" not in shown
    assert again == "Queued again: 1. Let go: 0.\n"
    assert (client.hlen(keys.PARKED), client.xlen(keys.OUTBOX)) == (0, 1)


# a centre that is no longer in the file


@pytest.fixture
def without_ayutthaya(tmp_path: Path) -> dict[str, str]:
    """Return the settings of an operator who took Ayutthaya out."""
    lines = Settings().centres_file.read_text("utf-8").splitlines(keepends=True)
    path = tmp_path / "centres.csv"
    path.write_text("".join(one for one in lines if not one.startswith("TH-14,")), "utf-8")
    return {"CENTRES_FILE": str(path)}


@pytest.mark.parametrize("which", [(), ("--centre", "TH-14"), ("--centre", "th-14")])
@pytest.mark.parametrize("only_open", [(), ("--open",)])
def test_should_list_the_cases_of_a_centre_that_left_the_file(
    run: Run,
    handling: Handling,
    without_ayutthaya: dict[str, str],
    which: tuple[str, ...],
    only_open: tuple[str, ...],
) -> None:
    put(handling, a_case(number="14-6911-0042"))

    found = rows(run("cases", "list", *which, *only_open, "--json", **without_ayutthaya))

    assert [(one["number"], one["centre"]) for one in found] == [("14-6911-0042", "TH-14")]


def test_should_list_and_end_the_team_of_a_centre_that_left_the_file(
    run: Run, handling: Handling, without_ayutthaya: dict[str, str], client: StoreClient
) -> None:
    handling.enrol(9)
    number = str(handling.person(9).id)

    shown = run("staff", "list", "--centre", "TH-14", **without_ayutthaya).stdout
    done = run("staff", "remove", "--centre", "TH-14", "--number", number, **without_ayutthaya)

    assert "officer" in shown
    assert done.stdout == f"officer {number} of TH-14 will be taken out of the team.\n"


def test_should_still_refuse_what_is_no_centre(store_url: str, tmp_path: Path) -> None:
    env = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var")}

    for words in (("cases", "list"), ("staff", "list"), ("staff", "remove", "--number", "1")):
        result = CliRunner().invoke(cli, [*words, "--centre", "TH-99"], env=env)

        assert result.exit_code == 1
        assert result.stderr.startswith("There is no centre TH-99 in ")


def test_should_invite_nobody_to_a_centre_that_left_the_file(
    store_url: str, tmp_path: Path, without_ayutthaya: dict[str, str]
) -> None:
    env = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var"), **without_ayutthaya}

    result = CliRunner().invoke(
        cli, ["staff", "invite", "--centre", "TH-14", "--role", "officer"], env=env
    )

    assert (result.exit_code, result.stdout) == (1, "")
