"""outbox: calls that LINE refuses."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from rich.table import Table

from bot.commands.context import open_store, print_table
from store import failures


@click.group()
def outbox() -> None:
    """What goes out to LINE."""


@outbox.command("parked")
@click.option("--retry", "again", is_flag=True, help="Send them all again, as paid pushes.")
def parked(*, again: bool) -> None:
    """Show the calls that LINE refuses, and why: quota (the month's messages are used up),
    too_old (not delivered within 23 hours), refused_STATUS.

    With --retry, answers that were only worth a free reply are let go: their moment has passed.
    """
    with open_store() as (_, client):
        if again:
            sent, let_go = failures.retry(client, datetime.now(UTC))
            click.echo(f"Queued again: {sent}. Let go: {let_go}.")
            return
        found = failures.parked(client)
    table = Table("Call", "Since (UTC)", "Messages", "Reason")
    for call in found:
        table.add_row(call.id, f"{call.at:%Y-%m-%d %H:%M:%S}", str(call.messages), call.reason)
    print_table(table)
