"""sessions: lists and ends the sessions of the report page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

import click

from bot.commands.command_line import (
    audit,
    centre_id,
    local_time,
    open_store,
    print_rows,
    pseudonyms,
    refuse,
)
from cases.audit import Audited
from cases.people import Member
from config import clock
from config.settings import Settings
from geo.centres import PROVINCE_IDS
from store.admin_queries import members
from store.connection import StoreClient
from store.sign_in import OpenSession, end_all_of, open_sessions
from store.sign_in import end as end_these
from store.unit_of_work import RedisUnitOfWork


@click.group()
def sessions() -> None:
    """The sessions of heads and managers on the report page."""


@sessions.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_sessions(*, as_json: bool) -> None:
    """Show who is signed in, the last used first: by pseudonym, as `staff list` shows it."""
    with open_store() as (settings, client):
        found = _found(settings, client, members(client, sorted(PROVINCE_IDS)))
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
        wanted = [centre_id(settings, centre)] if centre else sorted(PROVINCE_IDS)
        team = members(client, wanted)
        found = _found(settings, client, team)
        if session:
            _end_one(settings, client, found, session.lower())
            click.echo(f"Ended: session {session.lower()}.")
            return
        readers = [one for one in team if one.role.reads_numbers]

        of = wanted[0] if centre else "all"

        def end_them(unit: RedisUnitOfWork) -> None:
            end_all_of(unit.tx.write, readers)

        audit(settings, client, Audited.SESSIONS_ENDED, f"{len(found)}", of, change=end_them)
    click.echo(f"Ended: {len(found)} sessions.")


def _end_one(
    settings: Settings, client: StoreClient, found: Sequence[OpenSession], session: str
) -> None:
    ending = [one for one in found if one.id == session]
    if not ending:
        refuse(f"There is no session {session}; see `sessions list`.")

    member = ending[0].member
    about = (session, member.centre)

    def end_it(unit: RedisUnitOfWork) -> None:
        end_these(unit.tx.write, ending)

    audit(settings, client, Audited.SESSIONS_ENDED, *about, whom=member.person.id, change=end_it)


def _found(settings: Settings, client: StoreClient, team: Sequence[Member]) -> list[OpenSession]:
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
