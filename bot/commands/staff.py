"""staff: who is in the teams, and codes that let people in."""

from __future__ import annotations

import click
from rich.table import Table

from bot.cleaning import clean
from bot.commands.context import known_centre, open_store, print_table
from cases.people import Invitation, Role
from geo.centre import PROVINCE_IDS
from store.invitations import invite
from store.listing import members

_MOST_USES = 1_000
_MOST_DAYS = 30
_LONGEST_NAME = 60


@click.group()
def staff() -> None:
    """The teams of the centres."""


@staff.command("invite")
@click.option("--centre", required=True, metavar="ID", help="The centre, such as TH-14.")
@click.option(
    "--role",
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="officer: takes cases; head: takes cases and reads the centre's report;"
    " manager: reads the country's report.",
)
@click.option("--uses", default=1, show_default=True, type=click.IntRange(1, _MOST_USES),
              help="How many people may join with this code.")  # fmt: skip
@click.option("--days", type=click.IntRange(1, _MOST_DAYS),
              help="How long the code is good; INVITATION_DAYS (3) by default.")  # fmt: skip
@click.option("--name", default="", help="The name that the team sees; by default the LINE name.")
def invite_member(centre: str, role: str, uses: int, days: int | None, name: str) -> None:
    """Make an invitation code; its last line of output is the code alone.

    The person sends the code as a text message to the LINE account and is in the team. The code
    is shown this once; only its hash is kept.
    """
    name = clean(name)
    if len(name) > _LONGEST_NAME:
        raise click.BadParameter(f"at most {_LONGEST_NAME} letters", param_hint="--name")
    with open_store() as (settings, client):
        found = known_centre(settings, centre)
        days = days or settings.invitation_days
        code = invite(client, Invitation(found.id, Role(role), name), uses=uses, days=days)
    click.echo(f"{role} of {found.name_en} ({found.id}), uses: {uses}, days: {days}")
    click.echo(code)


@staff.command("list")
@click.option("--centre", metavar="ID", help="Only this centre, such as TH-14.")
def list_members(centre: str | None) -> None:
    """Show the teams: centre, role, duty and name."""
    with open_store() as (settings, client):
        wanted = [known_centre(settings, centre).id] if centre else sorted(PROVINCE_IDS)
        found = members(client, wanted)
    table = Table("Centre", "Role", "On duty", "Name")
    for member in found:
        duty = "yes" if member.on_duty else "no"
        table.add_row(member.centre, member.role.value, duty, member.name)
    print_table(table)
