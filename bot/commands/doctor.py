"""doctor: shows what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from rich import box
from rich.table import Table

from bot.commands.command_line import connected, open_store, print_table, refuse, store_url
from bot.doctor.files import check_files
from bot.doctor.findings import Finding, Grade, wrong
from bot.doctor.line import check_line
from bot.doctor.safety import check_safety, check_web
from bot.doctor.service import check_service, check_settings
from bot.doctor.store import cannot_be_used
from config import clock
from config.settings import Settings, from_environment
from store.durability import missing, processes, record_gone
from store.errors import StoreError
from store.exceptions import BadStoreUrl, StoreUnavailable

_WHERE = "look at REDIS_URL or DATA_DIR"
_STYLE = {Grade.OK: "green", Grade.WARNING: "yellow", Grade.WRONG: "bold red"}


@click.command()
@click.option("--forget", is_flag=True, help="Forget the processes that are missing.")
def doctor(*, forget: bool) -> None:
    """Look at everything and say what is wrong and what to do.

    Settings, files, what lets strangers in, the public address, LINE, the store and its safety,
    the worker, what is stuck, centres, teams, disk. Warnings do not change the exit status;
    anything wrong makes it 1.
    """
    if forget:
        with open_store() as (_, client):
            gone = missing(processes(client), clock.now())
            record_gone(client, gone)
        click.echo(f"Forgotten: {len(gone)}.")
        return
    settings, found = check_settings(lambda: from_environment(needs_line=False))
    if settings is not None:
        found += [*check_files(settings), *check_safety(settings), check_web(settings)]
        found += [*check_line(settings), *_store(settings)]
    _show(found)
    count = sum(one.grade is Grade.WRONG for one in found)
    if count:
        refuse(f"{count} {'thing is' if count == 1 else 'things are'} wrong.")


def _store(settings: Settings) -> Iterator[Finding]:
    """Open and check the store; return a finding if it cannot be opened."""
    try:
        with store_url(settings) as url, connected(url) as client:
            yield from check_service(settings, client)
    except (BadStoreUrl, StoreUnavailable, OSError) as error:
        yield wrong("store", str(error), _WHERE)
    except StoreError as error:
        yield cannot_be_used(error)


def _show(found: Iterable[Finding]) -> None:
    table = Table("Check", "", "What was found", "What to do", box=box.SIMPLE, show_lines=False)
    for one in found:
        table.add_row(one.check, one.grade.value, one.says, one.do, style=_STYLE[one.grade])
    print_table(table)
