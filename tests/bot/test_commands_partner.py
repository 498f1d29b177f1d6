"""`partner` as an operator types it: a key is shown once, and ends when it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from store import keys, partners
from store.connection import StoreClient
from tests.builders import NOW

Run = Callable[..., Result]


@pytest.fixture
def run(store_url: str, tmp_path: Path) -> Run:
    """Type a command."""

    def typed(*words: str, **env: str) -> Result:
        settings = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var"), **env}
        return CliRunner().invoke(cli, ["partner", *words], env=settings)

    return typed


def test_should_print_a_key_alone_on_the_last_line_that_opens(
    run: Run, client: StoreClient
) -> None:
    result = run("add", "--name", "สายด่วน 1300")

    key = result.stdout.splitlines()[-1]
    found = partners.find(client, key)
    assert result.exit_code == 0
    assert found is not None
    assert (found.name, found.per_hour) == ("สายด่วน 1300", 120)
    assert key not in str(client.hgetall(keys.PARTNERS))


def test_should_take_the_limit_of_the_option_before_that_of_the_settings(
    run: Run, client: StoreClient
) -> None:
    run("add", "--name", "one", PARTNER_SHARES_PER_HOUR="7")
    run("add", "--name", "two", "--per-hour", "9", PARTNER_SHARES_PER_HOUR="7")

    assert [(one.name, one.per_hour) for one in partners.find_all(client)] == [
        ("one", 7),
        ("two", 9),
    ]


def test_should_list_partners_by_name_whatever_the_clock_did(client: StoreClient) -> None:
    times = {"b": NOW, "a": NOW, "d": NOW - timedelta(days=1), "c": NOW + timedelta(seconds=1)}
    for name, at in times.items():
        partners.add(client, name, per_hour=1, now=at)
    partners.add(client, "a", per_hour=2, now=NOW - timedelta(hours=1))

    listed = [(one.name, one.per_hour) for one in partners.find_all(client)]

    assert listed == [("a", 2), ("a", 1), ("b", 1), ("c", 1), ("d", 1)]


def test_should_list_partners_without_their_keys(run: Run, client: StoreClient) -> None:
    key = run("add", "--name", "[red]13\x0b00").stdout.splitlines()[-1]

    listed = run("list").stdout

    (partner,) = partners.find_all(client)
    assert "[red]13 00" in listed
    assert partner.name == "[red]13 00"
    assert partner.id in listed
    assert key not in listed


def test_should_take_a_key_back(run: Run, client: StoreClient) -> None:
    key = run("add", "--name", "1300").stdout.splitlines()[-1]
    other = run("add", "--name", "191").stdout.splitlines()[-1]
    partner = partners.find(client, key)
    assert partner is not None

    result = run("remove", "--id", partner.id)
    again = run("remove", "--id", partner.id)

    assert (result.exit_code, again.exit_code) == (0, 1)
    assert partner.id in again.stderr
    assert partners.find(client, key) is None
    assert partners.find(client, other) is not None


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 61])
def test_should_refuse_a_name_that_names_nobody(run: Run, name: str) -> None:
    assert run("add", "--name", name).exit_code == 2
