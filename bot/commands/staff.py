"""staff, sessions: the teams, their invitation codes, and their sessions on the report page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

import click

from bot.commands.command_line import (
    audit,
    centre_id,
    centre_ids,
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
from config import clock
from config.cleaning import clean
from config.settings import Settings
from geo.centres import PROVINCE_IDS
from store.admin_queries import members
from store.connection import StoreClient
from store.people import draw, keep
from store.sign_in import OpenSession, end_all_of, end_these, open_sessions

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
        code, invitation = draw(), Invitation(found.id, Role(role), name)
        audit(
            settings, client, Audited.INVITED, f"{role} x {uses}", found.id,
            change=lambda unit: keep(unit.tx.write, code, invitation, uses=uses, days=days),
        )  # fmt: skip
    click.echo(f"{role} of {found.name_en} ({found.id}), uses: {uses}, days: {days}")
    click.echo(code)


@staff.command("list")
@click.option("--centre", metavar="ID", help="Only this centre, such as TH-14.")
def list_members(centre: str | None) -> None:
    """Show the teams: centre, number, role, duty, name, and the pseudonym in the audit log."""
    with open_store() as (settings, client):
        rows = [
            (one.centre, one.person.id, one.role.value, _duty(one), one.name,
             pseudonyms(settings, one.person.id))
            for one in members(client, centre_ids(settings, centre or None))
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
        audit(  # a timer that is due at once: the worker removes them as it does any other event
            settings, client, Audited.REMOVAL_ASKED, member.role.value, found, whom=number,
            change=lambda unit: unit.timers.set(Timer.REMOVE_MEMBER, member.row, unit.now),
        )  # fmt: skip
    click.echo(f"{member.role.value} {number} of {found} will be taken out of the team.")


def _duty(member: Member) -> str:
    if not member.on_duty or member.until is None:
        return "yes" if member.on_duty else "no"
    return f"until {local_time(member.until)}"


@click.group()
def sessions() -> None:
    """The sessions of heads and managers on the report page."""


@sessions.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_sessions(*, as_json: bool) -> None:
    """Show who is signed in, the last used first: by pseudonym, as `staff list` shows it."""
    with open_store() as (settings, client):
        found = _signed_in(settings, client, members(client, sorted(PROVINCE_IDS)))
        rows = [_row(one, settings) for one in found]
    if as_json:
        for one, row in zip(found, rows, strict=True):
            times = {"since": one.began, "used": one.used, "until": one.until}
            click.echo(json.dumps(row | {name: at.isoformat() for name, at in times.items()}))
        return
    shown = (
        (*row.values(), *map(local_time, (one.began, one.used, one.until)))
        for one, row in zip(found, rows, strict=True)
    )
    print_rows(("ID", "Who", "Role", "Centre", "Since", "Last used", "Until"), shown)


@sessions.command("end")
@click.argument("session", metavar="ID", required=False)
@click.option("--centre", metavar="ID", help="All of the members of this centre.")
@click.option("--all", "everybody", is_flag=True, help="All there are.")
def end_sessions(session: str | None, centre: str | None, *, everybody: bool) -> None:
    """End one session, by the ID of `sessions list`, or those of a centre, or all.

    They end with their next page, and with --centre and --all links that were not used yet, too.
    Whoever is still in a team may ask for a new link in LINE.
    """
    if [bool(session), bool(centre), everybody].count(True) != 1:
        raise click.UsageError("One of ID, --centre and --all.")
    with open_store() as (settings, client):
        wanted = centre_ids(settings, centre or None)
        team = members(client, wanted)
        found = _signed_in(settings, client, team)
        if session:
            _end_one(settings, client, found, session.lower())
            click.echo(f"Ended: session {session.lower()}.")
            return
        readers = [one for one in team if one.role.reads_numbers]
        of = wanted[0] if centre else "all"
        audit(
            settings, client, Audited.SESSIONS_ENDED, f"{len(found)}", of,
            change=lambda unit: end_all_of(unit.tx.write, readers),
        )  # fmt: skip
    click.echo(f"Ended: {len(found)} sessions.")


def _end_one(
    settings: Settings, client: StoreClient, found: Sequence[OpenSession], session: str
) -> None:
    ending = [one for one in found if one.id == session]
    if not ending:
        refuse(f"There is no session {session}; see `sessions list`.")
    member = ending[0].member
    audit(
        settings, client, Audited.SESSIONS_ENDED, session, member.centre, whom=member.person.id,
        change=lambda unit: end_these(unit.tx.write, ending),
    )  # fmt: skip


def _signed_in(
    settings: Settings, client: StoreClient, team: Sequence[Member]
) -> list[OpenSession]:
    idle = timedelta(minutes=settings.session_idle_minutes)
    longest = timedelta(hours=settings.session_hours)
    return open_sessions(client, team, clock.now(), idle=idle, longest=longest)


def _row(one: OpenSession, settings: Settings) -> dict[str, str]:
    return {
        "id": one.id,
        "who": pseudonyms(settings, one.member.person.id),
        "role": one.member.role.value,
        "centre": one.member.centre,
    }
