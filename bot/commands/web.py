"""web: gunicorn with our settings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import click

from bot.commands.context import store_url
from bot.required_files import require_files
from bot.supervisor import python_words
from config.settings import Settings, from_environment
from store.launcher import die_with


@click.command()
@click.option("--die-with-parent", "parent", type=int, hidden=True)
def web(parent: int | None) -> None:
    """Run the web alone: LINE's webhook, probes, metrics and pages, on PORT.

    For a machine or container of its own; `run` starts it by itself.
    """
    settings = from_environment()
    if parent is not None:
        die_with(parent)
    else:
        require_files(settings)
    if settings.redis_url:
        words = gunicorn(settings)
        os.execv(words[0], words)  # noqa: S606  (our own interpreter)
    with store_url(settings):  # gunicorn forks, and no fork may stop the store
        sys.exit(_run_to_the_end(python_words("web", settings)))


def gunicorn(settings: Settings) -> list[str]:
    """Spell gunicorn's command; config/gunicorn.py has the rest."""
    return [
        *(sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"),
        *("--bind", f"0.0.0.0:{settings.port}", "--workers", str(settings.web_workers)),
    ]


def _run_to_the_end(words: list[str]) -> int:
    """Run a child and hand it the signals that ask us to end."""
    child = subprocess.Popen(words, process_group=0)  # noqa: S603  (our own interpreter)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: child.terminate())
    return child.wait()
