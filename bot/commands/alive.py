"""alive: probes a process of a container that has no HTTP."""

from __future__ import annotations

import socket

import click

from bot.commands.command_line import connected, refuse, served_url
from bot.heartbeat import lives
from config import clock
from config.settings import from_environment
from store.durability import missing, processes, try_write
from store.errors import StoreError, trouble_of


@click.command()
@click.argument("kind", type=click.Choice(["worker", "sender", "web"]))
def alive(kind: str) -> None:
    """Say whether a process of this machine or container works, for its platform to ask.

    1 means: start it again, also where one of several hangs. While the store is away nothing can
    be known and a new start would not help, so that is 0, with the reason.
    """
    settings = from_environment(needs_line=False)
    try:
        with connected(served_url(settings)) as client:
            trouble = try_write(client).trouble
            found = [] if trouble else processes(client)
    except StoreError as error:
        trouble = trouble_of(error)
    if trouble:
        click.echo(f"Not known: {trouble.says} ({trouble.word}).")
        return
    now, here = clock.now(), f"{socket.gethostname()}:"
    ours = [one for one in found if one.kind == kind and one.name.startswith(here)]
    last = max(ours, key=lambda one: one.at, default=None)
    if last is None:
        refuse(f"No {kind} of this machine gave a sign of life.")
    ago = f"{(now - last.at).total_seconds():.0f} s"
    if last.is_silent(now):
        refuse(f"No {kind} of this machine gave a sign of life for {ago}.")
    for hung in (one for one in missing(ours, now) if lives(one.name)):
        refuse(f"The {kind} {hung.name} still runs and gave no sign of life for 30 s.")
    click.echo(f"A {kind} works, {ago} ago.")
