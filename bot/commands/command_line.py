"""What every command needs: the settings, the store, tables, the audit log, and refusals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click
import structlog

from bot.heartbeat import fingerprint
from cases.audit import Audited, AuditEntry
from cases.calendar import BANGKOK
from config import clock, logs
from config.settings import Settings, from_environment
from geo.centres import PROVINCE_IDS, Centre
from geo.centres_file import load_centres
from store import schema
from store.audit_log import AuditKeys
from store.connection import StoreClient, connect
from store.durability import require_version
from store.installation import fingerprints
from store.launcher import die_with, embedded_store, is_running
from store.launcher import store_url as embedded_url
from store.unit_of_work import AuditTrail, RedisUnitOfWork

if TYPE_CHECKING:
    from rich.table import Table

_WIDTH_OF_A_FILE = 160
_OTHER_KEY = (
    "SECRET_KEY is another one here than that of the running service: set the same, or `audit`"
    " cannot verify what this command writes."
)


class CommandRefused(click.ClickException):
    """Raised to end a command with status 1 and one sentence on stderr."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence and nothing else; in a child of `run` log it."""
        if logs.is_all_log():
            structlog.get_logger().critical("refused", says=self.message)
            return
        click.echo(self.message, file=file, err=file is None)


def become_a_child(parent: int) -> None:
    """Make this process end when *parent* does, and write nothing but log lines, as `run` does."""
    die_with(parent)
    logs.configure()
    logs.take_stderr()


def refuse(sentence: str) -> NoReturn:
    """End the command with status 1."""
    raise CommandRefused(sentence)


@contextmanager
def open_store() -> Iterator[tuple[Settings, StoreClient]]:
    """Return the settings and a client of the store, for a command that does not speak to LINE."""
    settings = from_environment(needs_line=False)
    with store_url(settings) as url, connected(url) as client:
        require_version(client)
        schema.prepare(client)
        yield settings, client


@contextmanager
def store_url(settings: Settings) -> Iterator[str]:
    """Return REDIS_URL, or the url of the embedded store, which is started where none runs."""
    with (
        nullcontext(settings.redis_url)
        if settings.redis_url
        else embedded_store(settings.data_dir) as url
    ):
        yield url


def served_url(settings: Settings) -> str:
    """Return REDIS_URL, or the URL of the embedded store that runs.

    A process of the service never starts a store of its own: it would answer LINE from an empty
    one."""
    if settings.redis_url:
        return settings.redis_url
    if is_running(settings.data_dir):
        return embedded_url(settings.data_dir)
    refuse(
        f"REDIS_URL is not set, and no embedded store runs in {settings.data_dir}: set it, or"
        " start `run`, which brings a store of its own."
    )


@contextmanager
def connected(url: str) -> Iterator[StoreClient]:
    """Return a client that is closed at the end."""
    with closing(connect(url, role="command")) as client:
        yield client


def print_table(table: Table) -> None:
    """Print *table* without reading markup in its cells: people choose their own names. Long words
    are folded on a narrow terminal, so that an id to type is whole."""
    from rich.console import Console

    for column in table.columns:
        column.overflow = "fold"
    width = None if sys.stdout.isatty() else _WIDTH_OF_A_FILE
    Console(markup=False, emoji=False, highlight=False, width=width).print(table)


def print_rows(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table of *rows* under *heads*."""
    from rich.table import Table  # the service runs without it

    table = Table(*heads)
    for row in rows:
        table.add_row(*map(str, row))
    print_table(table)


def local_time(at: datetime) -> str:
    """Return a time in Bangkok, whatever time zone this machine has."""
    return f"{at.astimezone(BANGKOK):%Y-%m-%d %H:%M}"


def audit(
    settings: Settings,
    client: StoreClient,
    act: Audited,
    what: str = "",
    of: str = "",
    *,
    whom: int = 0,
    change: Callable[[RedisUnitOfWork], None] | None = None,
) -> None:
    """Record an operator's act in the audit log, in one write with *change*. An act of several
    changes is recorded without one, before they are made."""
    known = set(fingerprints(client).values())
    if known and fingerprint(settings) not in known:
        click.echo(_OTHER_KEY, err=True)
    trail = AuditTrail(client, AuditKeys.of(settings))
    trail.record(AuditEntry(act, None, what, of, whom), clock.now(), change=change)


def centre_id(settings: Settings, named: str) -> str:
    """Return the id of a centre, which may be one that is no longer in the file."""
    return named.upper() if named.upper() in PROVINCE_IDS else known_centre(settings, named).id


def centre_ids(settings: Settings, named: str | None) -> list[str]:
    """Return the id of a centre, or those of all centres where none is named."""
    return sorted(PROVINCE_IDS) if named is None else [centre_id(settings, named)]


def pseudonyms(settings: Settings, person: int) -> str:
    """Return a person's pseudonyms in the audit log, one a key; empty where no key can be kept."""
    with suppress(OSError):
        return " ".join(AuditKeys.of(settings).pseudonyms(person))
    return ""


def known_centre(settings: Settings, centre_id: str) -> Centre:
    """Find the centre that an option names, however it is written."""
    centre = load_centres(settings.centres_file).by_id(centre_id.upper())
    if centre is None:
        refuse(f"There is no centre {centre_id} in {settings.centres_file}.")
    return centre
