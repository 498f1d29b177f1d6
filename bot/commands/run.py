"""run: runs the whole service on one machine."""

from __future__ import annotations

import click

from bot.commands.command_line import refuse
from bot.doctor.files import require_files
from bot.supervisor import CannotRun, supervise
from config import logs
from config.settings import from_environment


@click.command()
def run() -> None:
    """Run all that one machine needs, in the foreground.

    Starts the store (unless REDIS_URL names one), the web, the worker and the sender, and starts
    again what dies. SIGTERM or Ctrl-C finishes what is begun and stops all.
    """
    settings = from_environment()
    require_files(settings)
    logs.configure()
    try:
        supervise(settings)
    except CannotRun as error:
        refuse(str(error))
