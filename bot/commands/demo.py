"""demo, sample-year: the whole service and phones to try it on, and a year of invented cases."""

from __future__ import annotations

import json
import shutil
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import NoReturn

import click
import urllib3

from bot.commands.command_line import connected, refuse
from cases.calendar import local_day
from cases.people import Invitation, Role
from cases.taxonomy import read_taxonomy
from config import clock
from config.settings import Settings, from_environment
from geo.centres import PROVINCE_IDS
from geo.centres_file import load_centres
from line.richmenu.menus import every_menu
from messages.texts import poster
from simulator.client import SimulatorClient
from store import schema
from store.admin_queries import members
from store.connection import StoreClient
from store.durability import require_version
from store.installation import has_sample, is_demo, mark_demo, mark_sample
from store.launcher import embedded_store, is_running, store_url
from store.menu_links import RedisMenus
from store.people import invite
from tools.stage import Stage, StageFailed, open_stage

_HOST = "127.0.0.1"
_PORT = 8080
_PORTS_TRIED = 100
#: A terminal that is closed must not leave everything running.
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@click.command()
@click.option("--fresh", is_flag=True, help="Delete what earlier demos kept, and begin anew.")
@click.option("--port", type=click.IntRange(0, 65_535),
              help="Of the address; by default 8080 or the next free one.")  # fmt: skip
def demo(fresh: bool, port: int | None) -> None:
    """Open phones in a browser, and try the main job on them.

    Starts a store, the web, the worker and a stand-in for LINE on this machine, with the 77
    centres and a sample team; prints the address to open. A citizen's phone shares a place, the
    officer's phone takes the case, the head's phone reads the report; `sample-year` fills it with
    invented cases. Needs no account at LINE.

    Ctrl-C stops everything. Cases and teams stay in DATA_DIR/demo for the next start; the chats
    on the phones begin anew.
    """
    settings = from_environment(needs_line=False)
    data = settings.data_dir.resolve() / "demo"
    for name in _ENDS:
        signal.signal(name, _interrupt)
    try:
        if is_running(data):
            refuse(f"Another demo uses {data}; stop it or set DATA_DIR.")
        if fresh and data.exists():
            shutil.rmtree(data)
        _open(settings, data, *_choose_port(port))
    except StageFailed as error:
        refuse(f"The demo failed: {str(error).rstrip('.')}.")
    except KeyboardInterrupt:
        click.echo(f"Stopped. The next demo goes on with what is in {data}; --fresh begins anew.")


def _choose_port(wanted: int | None) -> tuple[int, str]:
    """Return a free port, and a sentence if it is not the usual one."""
    if wanted is not None:
        if not _is_free(wanted):
            refuse(f"Port {wanted} cannot be used or is taken by another program; name another.")
        return wanted, ""
    ports = range(_PORT, _PORT + _PORTS_TRIED)
    found = next((port for port in ports if _is_free(port)), 0)
    return found, "" if found == _PORT else f"Port {_PORT} is taken by another program. "


def _is_free(port: int) -> bool:
    try:
        socket.create_server((_HOST, port)).close()
    except OSError:
        return False
    return True


def _open(settings: Settings, data: Path, port: int, why: str) -> NoReturn:
    """Start everything and wait for a signal."""
    # LINE's SDK is imported in the second in which the service starts.
    Thread(target=import_module, args=["line.richmenu.account"], daemon=True).start()
    own = {"DATA_DIR": str(data), "WEB_WORKERS": "1", "WORKERS": "1"}  # for five people
    people = [
        {"userId": one.id, "displayName": one.name, "role": one.role or _CITIZEN} for one in PEOPLE
    ]
    words = ["--port", str(port), "--name", poster.ACCOUNT]
    words += ["--people", json.dumps(people, ensure_ascii=False)]
    if settings.boundaries_file is not None:
        boundaries = str(settings.boundaries_file.resolve())
        own["BOUNDARIES_FILE"] = boundaries
        words += ["--boundaries", boundaries]
    with open_stage("demo", own, *words) as stage:
        with connected(store_url(data)) as store:
            mark_demo(store)
            _show_menus(stage, store)
            gather(stage.line, store)
        click.echo(f"{why}Open {stage.line}/ in a browser; Ctrl-C stops everything.")
        while True:
            signal.pause()


def _show_menus(stage: Stage, store: StoreClient) -> None:
    """Install the rich menus. This comes first, for people get their menu when they join."""
    from line.richmenu.account import MenuAccount, MenuRefused
    from line.richmenu.install import install

    try:
        install(MenuAccount(Settings.from_env(stage.env)), RedisMenus(store), list(every_menu()))
    except MenuRefused as error:
        raise StageFailed(str(error)) from error


def _interrupt(*_: object) -> NoReturn:
    """Raise KeyboardInterrupt once: a second Ctrl-C must not stop the clean-up half-way."""
    for name in _ENDS:
        signal.signal(name, _ignore)
    raise KeyboardInterrupt


def _ignore(*_: object) -> None:
    """Ignore a signal. With SIG_IGN Python would complain of one that has just arrived."""


_CITIZEN = "citizen"
_CODE_DAYS = 1
_ANSWER_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the demo; the LINE id stays, so that a new start finds them in their team."""

    id: str
    name: str
    role: Role | None = None
    centre: str = ""


#: The head comes after the officer: nobody's chat begins with the news of a colleague.
PEOPLE = (
    DemoPerson(f"U{1:032x}", poster.CITIZEN),
    DemoPerson(f"U{2:032x}", poster.OFFICER, Role.OFFICER, "TH-14"),
    DemoPerson(f"U{3:032x}", poster.HEAD, Role.HEAD, "TH-14"),
    DemoPerson(f"U{4:032x}", poster.NATIONAL_OFFICER, Role.OFFICER, "TH-10"),
    DemoPerson(f"U{5:032x}", poster.MANAGER, Role.MANAGER, "TH-10"),
)


def gather(line: str, store: StoreClient) -> None:
    """Add the team by codes sent as texts; a member of an earlier demo sends a greeting.

    Either way every phone of the team shows its buttons, and all that runs has answered."""
    known = {member.person.line_id for member in members(store, sorted(PROVINCE_IDS))}
    with _chats(line) as chats:
        for one in PEOPLE:
            if one.role is None:
                continue
            invitation = Invitation(one.centre, one.role)
            is_new = one.id not in known
            words = invite(store, invitation, uses=1, days=_CODE_DAYS) if is_new else poster.HELLO
            chats.send_text(one.id, words)
            chats.wait_for_message(one.id, seconds=_ANSWER_WITHIN_S)
        chats.settle()


@contextmanager
def _chats(line: str) -> Iterator[SimulatorClient]:
    client = SimulatorClient(line)
    try:
        yield client
    except (TimeoutError, ValueError, urllib3.exceptions.HTTPError) as error:
        raise StageFailed(f"the sample team did not come together: {error}") from error
    finally:
        client.close()


_SHARES, _SEED = 20_000, 2569


@click.command("sample-year")
@click.option("--shares", type=click.IntRange(1, 1_000_000), default=_SHARES, show_default=True,
              help="About so many, from the fiscal year before this one to now.")  # fmt: skip
@click.option("--seed", type=int, default=_SEED, show_default=True,
              help="The same seed tells the same story.")  # fmt: skip
def sample_year(shares: int, seed: int) -> None:
    """Fill the demo with invented cases, so that reports show full charts.

    Writes to the demo's store (DATA_DIR/demo) and to no other, beside a demo that runs or between
    two; the store must have been begun by `demo`. `demo --fresh` throws all of it away.
    """
    from tools.sample.year import SampleYear  # imports the handlers

    settings = from_environment(needs_line=False)
    data = settings.data_dir.resolve() / "demo"
    if not data.is_dir():
        refuse(f"There is no demo in {data}: start `python -m bot demo` first.")
    with embedded_store(data) as url, connected(url) as client:
        require_version(client)
        schema.prepare(client)
        _require_demo(client, data)
        mark_sample(client)
        taxonomy = read_taxonomy(settings.taxonomy_file)
        sample = SampleYear(client, load_centres(settings.centres_file), taxonomy, settings)
        told = sample.write(shares, seed, clock.now())
    click.echo(
        f"{told.shares:,} invented shares since {local_day(told.first)}: {told.cases:,} cases, "
        f"{told.open} of them open. `python -m bot demo` shows them to the head and the manager."
    )


def _require_demo(client: StoreClient, data: Path) -> None:
    if not is_demo(client):
        refuse(f"The store in {data} was not begun by `demo`; it may hold real cases.")
    if has_sample(client):
        refuse("The demo has a sample year already; `demo --fresh` begins anew.")
