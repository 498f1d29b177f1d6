"""sender: runs the sender process alone."""

from __future__ import annotations

import click

from bot.commands.web import begin
from bot.wiring import run_sender


@click.command()
@click.option("--die-with-parent", "parent", type=int, hidden=True)
def sender(parent: int | None) -> None:
    """Run the sender alone: takes the outbox, calls LINE.

    Hundreds of calls are on their way at a time (SENDER_THREADS). Any number may run beside each
    other; `run` starts one by itself. Needs REDIS_URL, or an embedded store that runs in DATA_DIR.
    """
    run_sender(begin(parent))
