"""The statistics on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.commands.stats import stats
from store import keys
from store.connection import StoreClient
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    VIENTIANE,
    a_context,
    a_press,
    a_share,
    minutes,
    near,
)
from tests.handling import Handling

NOVEMBER = ("show", "--from", "2026-11-01", "--to", "2026-11-30")
Command = Callable[..., Result]


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Return handlers on an empty store."""
    return Handling(client, a_context())


@pytest.fixture
def command(store_url: str) -> Command:
    """Return a way to run `stats` on that store, without any setting of LINE."""
    runner = CliRunner()
    return lambda *words: runner.invoke(stats, words, env={"REDIS_URL": store_url})


@pytest.fixture
def a_month(handling: Handling) -> Handling:
    """Let two shares of one person, one of another and one from abroad come to two centres."""
    handling.enrol(9)
    handling.do(a_share(1))
    handling.do(a_share(1, near(AYUTTHAYA, 500), NOW + timedelta(days=1)))
    handling.do(a_share(2, CHIANG_MAI))
    handling.do(a_share(3, VIENTIANE))
    for after, act in [(12, "claim"), (13, "going"), (40, "arrived")]:
        handling.do(a_press(9, act, NOW + minutes(after), case="14-6911-0001"))
    closing = {"case": "14-6911-0001", "outcome": "ADVISED"}
    handling.do(a_press(9, "close", NOW + minutes(136), **closing))
    return handling


def json_rows(result: Result) -> list[dict[str, Any]]:
    """Read the rows of a command that went well."""
    assert (result.exit_code, result.stderr) == (0, "")
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def csv_rows(result: Result) -> list[list[str]]:
    """Read the cells of a command that went well."""
    assert (result.exit_code, result.stderr) == (0, "")
    return list(csv.reader(io.StringIO(result.stdout_bytes.decode(), newline="")))


def test_should_show_programs_the_closing_facts(a_month: Handling, command: Command) -> None:
    for name, value in [("sex", "male"), ("age_band", "60+")]:
        said = {"person": "1", "name": name, "value": value}
        a_month.do(a_press(9, "fact", NOW + minutes(140), case="14-6911-0001", **said))

    rows = json_rows(command(*NOVEMBER, "--format", "json"))

    assert rows[0]["facts"] == {"sex": {"male": 1}, "age_band": {"60+": 1}}


def test_should_show_programs_what_cases_are_about(a_month: Handling, command: Command) -> None:
    for after, kind in [(150, "WITH_CHILD"), (151, "FORCED")]:
        a_month.do(a_press(2, "kind", NOW + minutes(after), case="50-6911-0001", kind=kind))

    rows = json_rows(command(*NOVEMBER, "--format", "json"))

    assert rows[1]["kinds"] == {"WITH_CHILD": 1}
    assert rows[1]["urgencies"] == {"CHILD": 1, "TRAFFICKING": 1}


def test_should_show_a_row_for_each_centre_with_any_activity(
    a_month: Handling, command: Command
) -> None:
    rows = json_rows(command(*NOVEMBER, "--format", "json"))

    assert rows[0] == {
        "centre": "TH-14",
        "period": "2026-11",
        "shares": 2,
        "sharers": 1,
        "cases": 2,
        "claimed": 1,
        "visited": 1,
        "found": 1,
        "closed": 1,
        "reopened": 0,
        "confirmed": 0,
        "disputed": 0,
        "escalated": 0,
        "refused": 0,
        "handed_over": 0,
        "received": 0,
        "claim_median": 12,
        "claim_p90": 12,
        "close_median": 140,
        "close_p90": 140,
        "persons": 1,
        "far": 0,
        "unproved": 1,
        "helped": 0,
        "visit_median": 40,
        "visit_p90": 40,
        "unmet": 0,
        "unmet_looked": 0,
        "unmet_barred": 0,
        "unmet_no_location": 0,
        "unreached": 0,
        "outcomes": {"ADVISED": 1},
        "channels": {},
        "facts": {},
        "kinds": {},
        "urgencies": {},
    }
    assert [(row["centre"], row["shares"], row["claim_median"]) for row in rows[1:]] == [
        ("TH-50", 1, None)
    ]


def test_should_show_the_country(a_month: Handling, command: Command) -> None:
    (row,) = json_rows(command(*NOVEMBER, "--centre", "all", "--format", "json"))

    assert (row["centre"], row["shares"], row["sharers"], row["refused"]) == ("all", 3, 2, 1)


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("day", ["2026-11-20", "2026-11-21"]),
        ("month", ["2026-11"]),
        ("quarter", ["2570-Q1"]),
        ("year", ["2570"]),
    ],
)
def test_should_cut_the_days_into_periods(
    a_month: Handling, command: Command, by: str, periods: list[str]
) -> None:
    words = ("show", "--from", "2026-11-20", "--to", "2026-11-21", "--centre", "th-14")

    rows = json_rows(command(*words, "--by", by, "--format", "json"))

    assert [row["period"] for row in rows] == periods
    assert sum(row["shares"] for row in rows) == 2


@pytest.mark.parametrize("centre", ["all", "TH-21"])
def test_should_show_silent_periods_of_a_centre_that_is_asked_for(
    command: Command, centre: str
) -> None:
    words = ("show", "--from", "2026-10-31", "--to", "2026-12-01", "--centre", centre)

    rows = json_rows(command(*words, "--format", "json"))

    assert [(row["period"], row["shares"], row["sharers"]) for row in rows] == [
        ("2026-10", 0, 0),
        ("2026-11", 0, 0),
        ("2026-12", 0, 0),
    ]


def test_should_leave_the_sharers_out_where_their_marks_have_expired(
    a_month: Handling, command: Command
) -> None:
    a_month.client.delete(keys.sharers("TH-14", "2026-11-20"))
    words = ("show", "--from", "2026-11-20", "--to", "2026-11-29", "--centre", "TH-14")

    (as_json,) = json_rows(command(*words, "--format", "json"))
    header, as_csv = csv_rows(command(*words, "--format", "csv"))

    assert as_json["sharers"] is None
    assert as_csv[header.index("sharers")] == ""


def test_should_show_a_centre_that_is_no_longer_in_the_file(
    client: StoreClient, command: Command
) -> None:
    client.hset(keys.NUMBERS, "99-6911", 1)
    client.hset(keys.count("TH-99", "2026-11"), "cases", 1)

    everywhere = json_rows(command(*NOVEMBER, "--format", "json"))
    there = json_rows(command(*NOVEMBER, "--centre", "TH-99", "--format", "json"))

    assert everywhere == there
    assert there[0]["cases"] == 1


def test_should_give_a_spreadsheet_a_column_for_each_outcome(
    a_month: Handling, command: Command
) -> None:
    result = command(*NOVEMBER, "--format", "csv")

    header, ayutthaya, chiang_mai = csv_rows(result)
    assert result.stdout_bytes.startswith(b"centre,period,shares,sharers,cases,")
    assert header[-2:] == ["close_p90", "ADVISED"]
    assert ayutthaya[-2:] == ["140", "1"]
    assert chiang_mai[-2:] == ["", "0"]


def test_should_give_a_spreadsheet_its_columns_when_nothing_happened(command: Command) -> None:
    (header,) = csv_rows(command(*NOVEMBER, "--format", "csv"))

    assert header[:3] == ["centre", "period", "shares"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " ="])
def test_should_never_give_a_spreadsheet_a_formula(
    client: StoreClient, command: Command, start: str
) -> None:
    client.hset(keys.count("all", "2026-11"), f"outcome:{start}1+1", 1)

    header, _ = csv_rows(command(*NOVEMBER, "--centre", "all", "--format", "csv"))

    assert header[-1] == f"'{start}1+1"


def test_should_show_people_a_table(a_month: Handling, command: Command) -> None:
    result = command(*NOVEMBER)

    assert result.exit_code == 0
    (line,) = [line.split() for line in result.stdout.splitlines() if "TH-14" in line]
    assert line == [
        "TH-14",
        "2026-11",
        "2",
        "1",
        "2",
        "1",
        "1",
        "1",
        "1",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "12",
        "12",
        "140",
        "140",
        "ADVISED",
        "1",
    ]


def test_should_show_the_longest_outcome_in_one_line(handling: Handling, command: Command) -> None:
    handling.client.hset(keys.count("TH-14", "2026-11"), "outcome:DESTITUTE_HELPED", 1234)

    result = command(*NOVEMBER)

    assert "DESTITUTE_HELPED 1234" in result.stdout


def test_should_tell_people_that_nothing_happened(command: Command) -> None:
    result = command(*NOVEMBER)

    assert (result.exit_code, result.stdout) == (0, "Nothing happened in these days.\n")


def test_should_refuse_an_unknown_centre_in_one_sentence(command: Command) -> None:
    result = command(*NOVEMBER, "--centre", "TH-99")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("There is no centre TH-99 ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--from", "2026-11-02", "--to", "2026-11-01"), id="the wrong order"),
        pytest.param(("--from", "2569-11-01", "--to", "2569-11-30"), id="Buddhist years"),
        pytest.param(("--from", "2026-11-31", "--to", "2026-12-30"), id="no such day"),
        pytest.param(("--from", "0001-01-01", "--to", "9999-12-31"), id="all of history"),
        pytest.param(("--from", "2026-11-01"), id="no end"),
    ],
)
def test_should_refuse_days_that_cannot_be_meant(command: Command, words: tuple[str, ...]) -> None:
    result = command("show", *words)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_should_find_no_difference(a_month: Handling, command: Command) -> None:
    result = command("verify")

    assert (result.exit_code, result.stdout) == (0, "Counters, cases and log agree.\n")


def test_should_end_with_status_1_and_the_differences(a_month: Handling, command: Command) -> None:
    a_month.client.hincrby(keys.count("all", "2026-11"), "shares", 2)

    result = command("verify")

    assert result.exit_code == 1
    assert result.stdout == "{cts}:count:all:2026-11 shares: kept 5, recounted 3\n"
    assert result.stderr.startswith("Differences: 1.")


def test_should_make_the_counters_anew(a_month: Handling, command: Command) -> None:
    a_month.client.hincrby(keys.count("all", "2026-11"), "shares", 2)

    result = command("rebuild")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("1 counters corrected.\n")
    assert command("verify").exit_code == 0


def test_should_not_count_from_a_log_that_is_gone(a_month: Handling, command: Command) -> None:
    a_month.client.delete(keys.LOG)

    result = command("rebuild")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Nothing was changed")
    assert a_month.count("shares") == 1
