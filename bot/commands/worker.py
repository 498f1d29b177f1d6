"""worker: runs the worker process alone."""

from __future__ import annotations

from dataclasses import replace

import click

from bot.commands.command_line import become_a_child, served_url
from bot.doctor.files import require_files
from bot.doctor.safety import dangers, warn_of
from bot.wiring import run_worker
from config import logs
from config.settings import from_environment


@click.command()
@click.option("--die-with-parent", "parent", type=int, hidden=True)
def worker(parent: int | None) -> None:
    """Run the worker alone: takes the inbox, sends to LINE, keeps the clock.

    Any number may run beside each other; `run` starts one by itself. Needs REDIS_URL, or an
    embedded store that runs in DATA_DIR.
    """
    if parent is not None:
        become_a_child(parent)
    settings = from_environment()
    if parent is None:
        require_files(settings)
    url = served_url(settings)
    logs.configure()
    if parent is None:
        warn_of(dangers(settings))
    run_worker(replace(settings, redis_url=url))
