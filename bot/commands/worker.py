"""worker, sender: run one of these processes alone."""

from __future__ import annotations

import click

from bot.commands.web import begin
from bot.wiring import run_sender, run_worker


@click.command()
@click.option("--die-with-parent", "parent", type=int, hidden=True)
def worker(parent: int | None) -> None:
    """Run the worker alone: takes the inbox, keeps the clock.

    Any number may run beside each other; `run` starts one by itself. Needs REDIS_URL, or an
    embedded store that runs in DATA_DIR.
    """
    run_worker(begin(parent))


@click.command()
@click.option("--die-with-parent", "parent", type=int, hidden=True)
def sender(parent: int | None) -> None:
    """Run the sender alone: takes the outbox, calls LINE.

    Hundreds of calls are on their way at a time (SENDER_THREADS). Any number may run beside each
    other; `run` starts one by itself. Needs REDIS_URL, or an embedded store that runs in DATA_DIR.
    """
    run_sender(begin(parent))
