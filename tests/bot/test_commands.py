"""The commands as an operator types them: output, one sentence on stderr, exit status."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from rich.table import Table

from bot.__main__ import cli
from bot.commands.command_line import print_table
from cases.people import Role
from config.settings import Settings
from store import keys
from store.connection import StoreClient
from store.launcher import is_running
from tests.builders import a_context, a_line_id, a_text
from tests.handling import Handling
from tests.servers import free_port

_ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


@pytest.fixture
def run(store_url: str, tmp_path: Path) -> Run:
    """Type a command; what would be a traceback fails the test."""

    def typed(*words: str, **env: str) -> Result:
        settings = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path / "var"), **env}
        result = CliRunner().invoke(cli, words, env=settings)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return typed


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    return Handling(client, a_context())


def assert_refused(result: Result, *words: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    for word in words:
        assert word in result.stderr


def commands() -> list[tuple[str, ...]]:
    """Walk the tree of commands."""
    groups = {name: cli.get_command(None, name) for name in cli.list_commands(None)}  # type: ignore[arg-type]
    inner = [
        (name, one) for name, group in groups.items() for one in getattr(group, "commands", ())
    ]
    return [(), *((name,) for name in groups), *inner]


def _members(group: object) -> Iterable[str]:
    return group.commands if isinstance(group, click.Group) else ()


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_should_explain_itself_to_a_stranger(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*words, "--help"])

    assert result.exit_code == 0
    said = result.stdout.split("\n\n")[1].strip()
    assert re.fullmatch(r"[A-Z][^.]{8,}.*\.", said, flags=re.S)


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("staff", "invite"),
        ("staff", "invite", "--centre", "TH-14", "--role", "king"),
        ("staff", "invite", "--centre", "TH-14", "--role", "head", "--uses", "0"),
        ("staff", "invite", "--centre", "TH-14", "--role", "head", "--days", "99"),
        ("staff", "invite", "--centre", "TH-14", "--role", "head", "--name", "x" * 61),
        ("cases", "list", "--no-such-option"),
        ("centres", "check"),
    ],
    ids=" ".join,
)
def test_should_end_with_2_when_it_is_used_wrongly(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert "Usage:" in result.stderr


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"PORT": "eighty", "ROUTING": "random"}, ("PORT", "ROUTING")),
        ({"REDIS_URL": "memcached://x:secret@y"}, ("REDIS_URL must begin with",)),
        ({"REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"}, ("The store",)),
        ({"CENTRES_FILE": "/no/such/file"}, ("CENTRES_FILE",)),
    ],
    ids=["settings", "scheme", "no store", "no file"],
)
def test_should_say_in_one_sentence_what_an_operator_can_put_right(
    run: Run, env: dict[str, str], said: tuple[str, ...]
) -> None:
    result = run("staff", "list", **env)

    assert_refused(result, *said)
    assert "secret" not in result.stderr


def test_should_refuse_a_taxonomy_of_another_encoding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "taxonomy.json"
    path.write_bytes('{"outcomes": "ก"}'.encode("cp874"))

    assert_refused(run("messages", TAXONOMY_FILE=str(path)), "not UTF-8", str(path))


@pytest.mark.parametrize("command", ["run", "web", "worker"])
def test_should_name_all_missing_settings_before_anything_starts(run: Run, command: str) -> None:
    result = run(command, LINE_CHANNEL_SECRET="", LINE_CHANNEL_ACCESS_TOKEN="")

    assert_refused(result, "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")


@pytest.mark.parametrize("command", ["run", "web", "worker"])
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("CENTRES_FILE", "README.md"),
        ("NATIONAL_CENTRE", "TH-99"),
        ("TAXONOMY_FILE", "README.md"),
        ("BOUNDARIES_FILE", "README.md"),
    ],
)
def test_should_start_nothing_with_a_setting_that_cannot_work(
    run: Run, command: str, setting: str, value: str
) -> None:
    line = {"LINE_CHANNEL_SECRET": "x", "LINE_CHANNEL_ACCESS_TOKEN": "x"}

    result = run(command, **line, **{setting: value})

    assert_refused(result, f"{setting}: ")
    assert result.stderr.count("\n") == 1


def test_should_count_what_else_is_wrong_with_the_centres(run: Run, tmp_path: Path) -> None:
    head, *rows = Path("config/centres.csv").read_text("utf-8").splitlines()
    path = tmp_path / "centres.csv"
    path.write_text("\n".join([head, rows[0], *rows[:3]]).replace(",1300,", ",,"), "utf-8")
    line = {"LINE_CHANNEL_SECRET": "x", "LINE_CHANNEL_ACCESS_TOKEN": "x"}

    result = run("worker", **line, CENTRES_FILE=str(path))

    assert_refused(result, f"CENTRES_FILE: {path}", "more; `centres check` names them")


def test_should_refuse_a_store_of_a_newer_version(run: Run, client: StoreClient) -> None:
    client.set(keys.SCHEMA, 99)

    result = run("cases", "list")

    assert_refused(result, "schema 99")


@pytest.mark.slow
def test_should_be_started_as_a_module(store_url: str) -> None:
    done = subprocess.run(
        [
            *("/usr/bin/env", f"REDIS_URL={store_url}", sys.executable, "-m", "bot"),
            *("cases", "list", "--json", "--centre", "TH-99"),
        ],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("There is no centre TH-99")


@pytest.mark.slow
def test_should_start_the_embedded_store_for_as_long_as_it_needs_it(
    run: Run, tmp_path: Path
) -> None:
    invited = run("staff", "invite", "--centre", "TH-14", "--role", "head", REDIS_URL="")
    listed = run("cases", "list", "--json", REDIS_URL="")

    assert invited.exit_code == listed.exit_code == 0
    assert (tmp_path / "var").is_dir()
    assert not is_running(tmp_path / "var")


@pytest.mark.parametrize("role", list(Role))
def test_should_print_a_code_alone_on_the_last_line_that_lets_in(
    run: Run, handling: Handling, role: Role
) -> None:
    result = run("staff", "invite", "--centre", "th-14", "--role", role.value)

    code = result.stdout.splitlines()[-1]
    handling.do(a_text(7, code))
    member = handling.unit().teams.find(handling.person(7))
    assert result.exit_code == 0
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", code)
    assert member is not None
    assert (member.centre, member.role) == ("TH-14", role)


def test_should_make_an_invitation_as_it_was_asked_for(run: Run, client: StoreClient) -> None:
    run(
        *("staff", "invite", "--centre", "TH-14", "--role", "officer"),
        *("--uses", "5", "--days", "2", "--name", "Somchai"),
    )

    (key,) = client.keys("{cts}:invitation:*")
    assert client.hgetall(key) == {
        b"centre": b"TH-14",
        b"role": b"officer",
        b"name": b"Somchai",
        b"uses": b"5",
    }
    assert 2 * 86_400 - 60 < client.ttl(key) <= 2 * 86_400


def test_should_take_the_days_of_the_settings_by_default(run: Run, client: StoreClient) -> None:
    run("staff", "invite", "--centre", "TH-14", "--role", "officer", INVITATION_DAYS="7")

    (key,) = client.keys("{cts}:invitation:*")
    assert 7 * 86_400 - 60 < client.ttl(key) <= 7 * 86_400


@pytest.mark.parametrize(
    "words",
    [
        ("staff", "invite", "--role", "head", "--centre", "TH-99"),
        ("staff", "list", "--centre", "TH-99"),
        ("cases", "list", "--centre", "Ayutthaya"),
    ],
    ids=" ".join,
)
def test_should_refuse_a_centre_that_nobody_knows(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)

    assert_refused(result, f"There is no centre {words[-1]}")


def test_should_list_teams_without_line_ids(run: Run, handling: Handling) -> None:
    handling.enrol(1, "TH-14", Role.HEAD)
    handling.enrol(2, "TH-20")

    everybody, one = run("staff", "list"), run("staff", "list", "--centre", "TH-20")

    assert [word in everybody.stdout for word in ("TH-14", "TH-20", "head", "officer")] == [
        True
    ] * 4
    assert "TH-14" not in one.stdout
    assert a_line_id(1) not in everybody.stdout


def test_should_ask_the_worker_to_remove_a_member_by_number(run: Run, handling: Handling) -> None:
    handling.enrol(1, "TH-14", Role.HEAD)
    handling.enrol(2, "TH-20")
    number = str(handling.person(1).id)

    shown = run("staff", "list", "--centre", "TH-14")
    elsewhere = run("staff", "remove", "--centre", "TH-20", "--number", number)
    done = run("staff", "remove", "--centre", "TH-14", "--number", number)
    (order,) = handling.timers()
    handling.do(order)

    assert number in shown.stdout
    assert_refused(elsewhere, f"There is no number {number} in the team of TH-20")
    assert done.exit_code == 0
    assert handling.person(1).centre is None
    assert handling.unit().teams.of("TH-14") == []


def test_should_print_a_name_as_it_is(run: Run, handling: Handling, client: StoreClient) -> None:
    handling.enrol(1)
    member = handling.unit().teams.find(handling.person(1))
    assert member is not None
    unit = handling.unit()
    unit.teams.save(replace(member, name="[bold]:smile:[/nonsense]"))
    unit.commit([])

    result = run("staff", "list")

    assert "[bold]:smile:[/nonsense]" in result.stdout


def test_should_find_the_centres_file_of_the_house_good(run: Run) -> None:
    result = run("centres", "check", str(Settings().centres_file))

    assert result.exit_code == 0


def test_should_name_what_is_wrong_in_a_centres_file_by_line(run: Run, tmp_path: Path) -> None:
    lines = Settings().centres_file.read_text("utf-8").splitlines()
    file = tmp_path / "centres.csv"
    file.write_text("\n".join([*lines, lines[1], lines[2].replace("TH-11", "TH-99")]), "utf-8")

    result = run("centres", "check", str(file))

    assert result.exit_code == 1
    assert "line 79: TH-10: duplicate of line 2" in result.stdout
    assert "line 80: TH-99: unknown province" in result.stdout
    assert result.stderr == f"{file} cannot be used: 2 things are wrong.\n"


def test_should_refuse_a_centres_file_that_is_not_there(run: Run) -> None:
    result = run("centres", "check", "/no/such/file.csv")

    assert result.exit_code == 1
    assert "cannot be read" in result.stdout


def test_should_show_long_words_whole_on_a_narrow_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    table = Table("Check", "What was found")
    table.add_row("LINE secrets", "LINE_CHANNEL_ACCESS_TOKEN is missing, see the console")

    with contextlib.redirect_stdout(Terminal()) as shown:
        print_table(table)

    assert "…" not in shown.getvalue()
    assert "LINE_CHANNEL_ACCESS_TOKEN" in re.sub(r"\W", "", shown.getvalue())
