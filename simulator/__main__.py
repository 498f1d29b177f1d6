"""`python -m simulator`: a LINE platform on this machine, until SIGTERM or Ctrl-C."""

import signal
import sys
from collections.abc import Callable
from errno import EADDRINUSE
from functools import partial
from pathlib import Path
from time import sleep
from typing import TypeVar

import click

from simulator.control import add_people
from simulator.screen import read_outlines
from simulator.server import NAME, SECRET, TOKEN, Account, start
from simulator.webhook_delivery import DeliveryPlan

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
Given = TypeVar("Given")
Made = TypeVar("Made")


@click.command()
@click.option("--port", default=9000, show_default=True, help="0 takes a free one.")
@click.option("--secret", default=SECRET, envvar="SIMULATOR_SECRET", help="The channel secret.")
@click.option("--token", default=TOKEN, envvar="SIMULATOR_TOKEN", help="The access token.")
@click.option("--callback", default="http://127.0.0.1:8000/callback", show_default=True)
@click.option("--seed", type=int, help="The same seed gives the same ids and faults.")
@click.option("--quota", type=int, help="Paid messages a month; without it there is no limit.")
@click.option("--redeliver/--no-redeliver", default=True, show_default=True)
@click.option("--name", default=NAME, show_default=True, help="Of the account, on the phones.")
@click.option("--people", help="Who is there at first: a JSON list, or a file with one.")
@click.option("--boundaries", type=_FILE, help="GeoJSON with real borders for the map.")
def main(
    *,
    port: int,
    secret: str,
    token: str,
    callback: str,
    seed: int | None,
    quota: int | None,
    redeliver: bool,
    name: str,
    people: str | None,
    boundaries: Path | None,
) -> None:
    """Stand in for LINE's Messaging API on this machine."""
    stopped: list[int] = []  # a handler must take no lock: another signal may come within it
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: stopped.append(number))
    account = Account(secret, token, callback, name)
    outlines = _or_exit(read_outlines, boundaries) if boundaries else None
    plan = DeliveryPlan(redeliver=redeliver)
    try:
        running = start(
            port=port, account=account, seed=seed, quota=quota, plan=plan, outlines=outlines
        )
    except OSError as taken:
        sys.exit(_why_not(port, taken))
    with running:
        if people:
            _or_exit(partial(add_people, running.platform.people), people)
        click.echo(f"simulator ready on {running.url}")
        while not stopped:
            sleep(0.1)


def _or_exit(make: Callable[[Given], Made], given: Given) -> Made:
    """Return *make* of an option's value; exit with one sentence if that is wrong."""
    try:
        return make(given)
    except (OSError, ValueError) as wrong:
        sys.exit(f"{given}: {wrong}")


def _why_not(port: int, taken: OSError) -> str:
    if taken.errno == EADDRINUSE:
        return f"Port {port} is already in use: choose another one with --port."
    return f"Port {port} cannot be used: {taken.strerror}."


if __name__ == "__main__":
    main()
