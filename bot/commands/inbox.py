"""inbox: webhooks and timers that could not be worked on."""

from __future__ import annotations

import click
from rich.table import Table

from bot.commands.context import open_store, print_table
from store.failures import dead_letters, replay


@click.group()
def inbox() -> None:
    """What comes in."""


@inbox.command("dead")
@click.option("--replay", "again", is_flag=True, help="Send them all round again.")
def dead(*, again: bool) -> None:
    """Show the entries that failed five times: when, and the kind of error.

    An entry that is replayed takes the same way as before; what it had done already is not done
    twice. If it fails again it comes back here.
    """
    with open_store() as (_, client):
        if again:
            click.echo(f"Sent round again: {replay(client)}.")
            return
        found = dead_letters(client)
    table = Table("Entry", "Since (UTC)", "Error")
    for letter in found:
        table.add_row(letter.id, f"{letter.at:%Y-%m-%d %H:%M:%S}", letter.error)
    print_table(table)
