"""store: shows which store this installation uses, and accepts another one."""

from __future__ import annotations

import click

from bot.commands.command_line import audit, open_store
from bot.store_identity import accept as accept_store
from bot.store_identity import other_data
from cases.audit import Audited
from store import installation
from store.installation import recall, store_name


@click.group()
def store() -> None:
    """The store of the settings, and what DATA_DIR remembers of the one before."""


@store.command()
def show() -> None:
    """Say what is in the store, which was used last, and where other data lies."""
    with open_store() as (settings, client):
        found, known = installation.read(client), recall(settings.data_dir)
        name = store_name(settings.redis_url, settings.data_dir)
        click.echo(f"The settings name: {name}, {found.cases} cases.")
        if known is not None:
            cases = f"{known.data.cases} cases"
            click.echo(f"Used last: {known.store}, {cases}, seen {known.seen}.")
        for sentence in other_data(settings):
            click.echo(f"Beside it: {sentence}.")


@store.command()
def accept() -> None:
    """Go on with the store of the settings, whatever was used before.

    For when a start refuses an empty or older store, and that is meant: what lies elsewhere is
    left alone and not used.
    """
    with open_store() as (settings, client):
        audit(settings, client, Audited.STORE_ACCEPTED)
        known = accept_store(settings, client)
        click.echo(f"This installation goes on with {known.store}, {known.data.cases} cases.")
