"""web: runs the web process alone, by gunicorn."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace

import click

from bot.commands.command_line import become_a_child, connected, served_url
from bot.doctor.files import require_files
from bot.doctor.safety import dangers, warn_of
from bot.store_identity import adopt
from config import logs
from config.settings import Settings, from_environment
from store.errors import StoreError


@click.command()
@click.option("--die-with-parent", "parent", type=int, hidden=True)
def web(parent: int | None) -> None:
    """Run the web alone: LINE's webhook, probes, metrics and pages, on PORT.

    For a machine or container of its own; `run` starts it by itself. Needs REDIS_URL, or an
    embedded store that runs in DATA_DIR.
    """
    settings = begin(parent)
    if parent is None:
        _adopt_store(settings)
    words = gunicorn(settings)
    os.execv(words[0], words)  # noqa: S606  (our own interpreter)


def begin(parent: int | None) -> Settings:
    """Prepare a process of the service, and return its settings with the store's URL.

    A child of `run` (its *parent*) leaves the checks of a start to it."""
    if parent is not None:
        become_a_child(parent)
    settings = from_environment()
    if parent is None:
        require_files(settings)
    url = served_url(settings)
    logs.configure()
    if parent is None:
        warn_of(dangers(settings))
    return replace(settings, redis_url=url)


def _adopt_store(settings: Settings) -> None:
    """Refuse a store that is not this installation's; skip the check while it is away."""
    with suppress(*StoreError), connected(settings.redis_url) as client:
        adopt(settings, client)


def gunicorn(settings: Settings) -> list[str]:
    """Return gunicorn's command line; config/gunicorn.py has the rest."""
    return [
        *(sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"),
        *("--bind", settings.address, "--workers", str(settings.web_workers)),
    ]
