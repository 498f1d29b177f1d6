"""partner: the systems that may send shares through Open311."""

from __future__ import annotations

import click

from bot.commands.command_line import audit, local_time, open_store, print_rows, refuse
from cases.audit import Audited
from config import clock
from config.cleaning import clean
from store import partners
from store.unit_of_work import RedisUnitOfWork

_LONGEST_NAME = 60
_MOST_AN_HOUR = 100_000


@click.group()
def partner() -> None:
    """The partners whose systems may bring shares (docs/open311.md)."""


@partner.command("add")
@click.option("--name", required=True, help="Who it is, for `partner list`.")
@click.option("--per-hour", type=click.IntRange(1, _MOST_AN_HOUR),
              help="Shares an hour at most; PARTNER_SHARES_PER_HOUR (120) by default.")  # fmt: skip
def add(name: str, per_hour: int | None) -> None:
    """Make an API key; the last line of output is the key alone.

    The key is shown this once; only its hash is kept. Hand it over on a safe way.
    """
    name = clean(name)
    if not name or len(name) > _LONGEST_NAME:
        raise click.BadParameter(f"1 to {_LONGEST_NAME} letters", param_hint="--name")
    with open_store() as (settings, client):
        per_hour = per_hour or settings.partner_shares_per_hour
        added, key = partners.draw(name, per_hour=per_hour, now=clock.now())

        def put(unit: RedisUnitOfWork) -> None:
            partners.put(unit.tx.write, added, key)

        audit(settings, client, Audited.PARTNER_ADDED, added.id, change=put)
    click.echo(f"{added.name} (id {added.id}), shares an hour: {added.per_hour}")
    click.echo(key)


@partner.command("list")
def show() -> None:
    """Show the partners: id, shares an hour, since when and name."""
    with open_store() as (_, client):
        found = partners.find_all(client)
    rows = ((one.id, one.per_hour, local_time(one.since), one.name) for one in found)
    print_rows(("Id", "Shares an hour", "Since", "Name"), rows)


@partner.command("remove")
@click.option("--id", "wanted", required=True, help="Whom, as `partner list` names them.")
def remove(wanted: str) -> None:
    """Revoke a partner's key; the cases that it brought stay."""
    with open_store() as (settings, client):
        found = next((one for one in partners.find_all(client) if one.id == wanted), None)
        if found is None:
            refuse(f"There is no partner {wanted}; see `partner list`.")
        gone = found

        def revoke(unit: RedisUnitOfWork) -> None:
            partners.remove(client, gone, unit.tx.write)

        audit(settings, client, Audited.PARTNER_REMOVED, gone.id, change=revoke)
    click.echo(f"The key of {found.name} opens nothing any more.")
