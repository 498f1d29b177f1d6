"""sharers: the people whose reports were found false, by number."""

from __future__ import annotations

import click

from bot.commands.command_line import audit, open_store, print_rows, refuse
from cases.audit import Audited
from store.limits import doubted, is_doubted, lift
from store.unit_of_work import RedisUnitOfWork


@click.group()
def sharers() -> None:
    """People who shared, as numbers: no names and no LINE ids.

    A new case that only people with two false reports or more have shared waits behind all
    others; nobody is kept from sharing, and nobody is told.
    """


@sharers.command("list")
def list_sharers() -> None:
    """Show whose reports were found false: how often, and how many cases still lead to them."""
    with open_store() as (_, client):
        found = doubted(client)
    rows = ((one.id, one.false_reports, one.cases, one.days_left) for one in found)
    print_rows(("ID", "False reports", "Cases shared", "Forgotten in (days)"), rows)


@sharers.command("lift")
@click.argument("sharer", metavar="ID", type=click.IntRange(1))
def lift_sharer(sharer: int) -> None:
    """Forget the false reports of a person: their next case is one like all others."""
    with open_store() as (settings, client):
        if not is_doubted(client, sharer):
            refuse(f"Of sharer {sharer} no false report is kept.")

        def forget(unit: RedisUnitOfWork) -> None:
            lift(unit.tx.write, sharer)

        audit(settings, client, Audited.DOUBT_LIFTED, whom=sharer, change=forget)
    click.echo(f"The false reports of sharer {sharer} are forgotten.")
