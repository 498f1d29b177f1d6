"""Commands answer at once and processes stay small: neither imports what it does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from bot.__main__ import COMMANDS, cli
from tests.servers import ON_ONE_KIND

#: What takes long to import, or much memory.
HEAVY = {"PIL", "aiohttp", "bokeh.models", "flask", "geopy", "linebot", "numpy", "requests",
         "segno", "shapely", "xlsxwriter"}  # fmt: skip
#: Each module, and what of it does need.
NEEDED = {
    "bot.__main__": set[str](),
    "bot.commands.staff": set[str](),
    "bot.commands.alive": set[str](),
    "bot.commands.cases": set[str](),
    "bot.commands.demo": set[str](),
    "bot.commands.outbox": set[str](),
    "bot.supervisor": set[str](),
    "store.launcher": set[str](),
    "bot.app": {"flask", "segno"},
    "bot.wiring": {"PIL"},
}


@pytest.mark.slow
@pytest.mark.parametrize(("module", "needed"), NEEDED.items(), ids=NEEDED)
def test_should_import_no_more_than_it_needs(module: str, needed: set[str]) -> None:
    asked = f"import sys, {module}; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert HEAVY & set(told.stdout.split()) <= needed


@pytest.mark.slow
@ON_ONE_KIND
def test_should_have_what_the_first_place_needs_before_a_share_comes(store_url: str) -> None:
    asked = (
        "import sys; from bot.wiring import worker_jobs; from config.settings import Settings;"
        "from store.connection import connect; from store.stream import Counters;"
        f"client = connect({store_url!r}, role='worker');"
        "worker_jobs(Settings(), client, Counters(client)); print(*sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert {"numpy", "geopy"} <= set(told.stdout.split())


def test_should_list_the_commands_without_importing_any() -> None:
    asked = (
        "import sys; from bot.__main__ import cli; cli(['--help'], standalone_mode=False);"
        "print(*[one for one in sys.modules if one.startswith(('bot.commands.', 'store.'))])"
    )

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert "richmenu" in told.stdout
    assert told.stdout.splitlines()[-1] == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_should_say_of_a_command_what_it_says_itself(name: str) -> None:
    command = cli.get_command(None, name)  # type: ignore[arg-type]

    assert command is not None
    assert command.get_short_help_str(limit=200) == COMMANDS[name]
    assert name in CliRunner().invoke(cli, ["--help"]).stdout
