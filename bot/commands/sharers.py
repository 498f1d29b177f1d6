"""sharers, partner: people whose reports were found false, and systems that may send shares."""

from __future__ import annotations

import click

from bot.commands.command_line import audit, local_time, open_store, print_rows, refuse
from cases.audit import Audited
from config import clock
from config.cleaning import clean
from store import partners
from store.limits import doubted, is_doubted, lift


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
        audit(
            settings, client, Audited.DOUBT_LIFTED, whom=sharer,
            change=lambda unit: lift(unit.tx.write, sharer),
        )  # fmt: skip
    click.echo(f"The false reports of sharer {sharer} are forgotten.")


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
        audit(
            settings, client, Audited.PARTNER_ADDED, added.id,
            change=lambda unit: partners.put(unit.tx.write, added, key),
        )  # fmt: skip
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
        audit(
            settings, client, Audited.PARTNER_REMOVED, found.id,
            change=lambda unit: partners.remove(client, found, unit.tx.write),
        )  # fmt: skip
    click.echo(f"The key of {found.name} opens nothing any more.")
