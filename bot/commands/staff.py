"""staff: lists and changes the teams, and makes invitation codes."""

from __future__ import annotations

from functools import partial

import click

from bot.commands.command_line import (
    audit,
    centre_id,
    known_centre,
    local_time,
    open_store,
    print_rows,
    pseudonyms,
    refuse,
)
from cases.audit import Audited
from cases.people import Invitation, Member, Role
from cases.ports import Timer
from config.cleaning import clean
from geo.centres import PROVINCE_IDS
from store.admin_queries import members
from store.people import draw, keep
from store.unit_of_work import RedisUnitOfWork

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
        days = settings.invitation_days if days is None else days
        code, invitation = draw(), Invitation(found.id, Role(role), name)

        def keep_it(unit: RedisUnitOfWork) -> None:
            keep(unit.tx.write, code, invitation, uses=uses, days=days)

        audit(settings, client, Audited.INVITED, f"{role} x {uses}", found.id, change=keep_it)
    click.echo(f"{role} of {found.name_en} ({found.id}), uses: {uses}, days: {days}")
    click.echo(code)


@staff.command("list")
@click.option("--centre", metavar="ID", help="Only this centre, such as TH-14.")
def list_members(centre: str | None) -> None:
    """Show the teams: centre, number, role, duty, name, and the pseudonym in the audit log."""
    with open_store() as (settings, client):
        wanted = [centre_id(settings, centre)] if centre else sorted(PROVINCE_IDS)
        found = members(client, wanted)
        rows = [
            (one.centre, one.person.id, one.role.value, _duty(one), one.name,
             pseudonyms(settings, one.person.id))
            for one in found
        ]  # fmt: skip
    print_rows(("Centre", "Number", "Role", "On duty", "Name", "In the audit log"), rows)


@staff.command("remove")
@click.option("--centre", required=True, metavar="ID", help="The centre, such as TH-14.")
@click.option("--number", required=True, type=int, help="Whom, as `staff list` numbers them.")
def remove_member(centre: str, number: int) -> None:
    """Take somebody out of a team, a head too; the worker does it with the next event.

    Their open cases go back to the queue, and the colleagues on duty hear of it; they and the heads
    who stay are told.
    """
    with open_store() as (settings, client):
        found = centre_id(settings, centre)
        named = (one for one in members(client, [found]) if one.person.id == number)
        member = next(named, None)
        if member is None:
            refuse(f"There is no number {number} in the team of {found}; see `staff list`.")
        leaves, order = member, partial(_remove_now, member=member)
        about = (leaves.role.value, found)
        audit(settings, client, Audited.REMOVAL_ASKED, *about, whom=number, change=order)
    click.echo(f"{member.role.value} {number} of {found} will be taken out of the team.")


def _remove_now(unit: RedisUnitOfWork, member: Member) -> None:
    """Set a timer that is due at once: the worker removes *member* as it does any other event."""
    unit.timers.set(Timer.REMOVE_MEMBER, member.row, unit.now)


def _duty(member: Member) -> str:
    if not member.on_duty or member.until is None:
        return "yes" if member.on_duty else "no"
    return f"until {local_time(member.until)}"
