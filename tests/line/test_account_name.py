"""The way to the account is found without a setting, and no page waits for LINE twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from bot.app import create_app
from bot.commands.poster import poster
from config.settings import Settings
from line.account_name import AccountName
from messages.texts import public
from simulator.server import Account, start
from store.connection import StoreClient
from tests.odd_line import ODD, an_odd_line
from tests.servers import free_port

SIMULATED = "@000simul"


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    """Return the settings of a channel at LINE's stand-in, without the account's name."""
    with start(account=Account("secret", "token", f"http://127.0.0.1:{free_port()}")) as platform:
        yield Settings(channel_secret="s", channel_access_token="token", api_base=platform.url)


def away(**changes: Any) -> Settings:
    """Return the settings of a LINE that is not there."""
    at = f"http://127.0.0.1:{free_port()}"
    return replace(Settings(channel_access_token="token", api_base=at), **changes)


def test_should_ask_line_for_the_name_that_is_not_set(
    client: StoreClient, settings: Settings
) -> None:
    page = create_app(settings, client).test_client().get("/").text

    assert f'href="https://line.me/R/ti/p/{SIMULATED}"' in page
    assert "<svg" in page
    assert public.NO_ACCOUNT.th not in page


@pytest.mark.parametrize(
    "without", [away(), away(channel_access_token="")], ids=["no LINE", "no token"]
)
def test_should_say_that_the_account_is_not_set_up_yet(
    client: StoreClient, without: Settings
) -> None:
    page = create_app(without, client).test_client().get("/").text

    assert public.NO_ACCOUNT.th in page
    assert public.NO_ACCOUNT.en in page
    assert "line.me" not in page


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_should_know_no_name_by_an_odd_answer(odd: tuple[int, bytes, str]) -> None:
    with an_odd_line(*odd) as address:
        assert AccountName(away(api_base=address)).find() == ""


def test_should_not_wait_long_for_an_answer_that_drips() -> None:
    with an_odd_line(200, b"{}", "application/json", drips=True) as address:
        began = time.monotonic()
        assert AccountName(away(api_base=address)).find() == ""
        took = time.monotonic() - began

    assert took < 30.0  # the host would have gone on for 500 s


def test_should_not_ask_again_within_a_minute() -> None:
    name = AccountName(away())
    with capture_logs() as logged:
        found = {name.find() for _ in range(3)}

    assert found == {""}
    assert [one["event"] for one in logged] == ["account name not known"]


def test_should_ask_again_after_a_minute() -> None:
    without, seconds = away(), [0.0]
    name = AccountName(without, lambda: seconds[0])
    found = [name.find()]

    port = int(without.api_base.rpartition(":")[2])
    account = Account("secret", "token", f"http://127.0.0.1:{free_port()}")
    with start(account=account, port=port):
        for second in (59, 60):
            seconds[0] = second
            found.append(name.find())
    seconds[0] = 1_000

    assert [*found, name.find()] == ["", "", SIMULATED, SIMULATED]


def test_should_make_the_poster_with_the_name_that_line_tells(
    settings: Settings, tmp_path: Path
) -> None:
    env = {"LINE_CHANNEL_ACCESS_TOKEN": "token", "LINE_API_BASE": settings.api_base,
           "LINE_BASIC_ID": ""}  # fmt: skip
    file = tmp_path / "poster.svg"

    result = CliRunner().invoke(poster, ["--centre", "TH-14", "--out", str(file)], env=env)

    assert (result.exit_code, SIMULATED in file.read_text("utf-8")) == (0, True)
