"""audit: shows the audit log, and verifies that it is complete and unchanged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

import click

from bot.commands.command_line import centre_id, local_time, open_store, print_rows, refuse
from bot.store_identity import audited_before
from cases.calendar import BANGKOK
from config import clock
from config.clock import from_ms, to_ms
from store.audit_log import AuditKeys, Row, number_of, read
from store.audit_verify import Break, verify

_SHOWN = ("act", "who", "role", "centre", "of", "what", "whom")
_HEADS = ("Entry", "Time", "Act", "Who", "Role", "Centre", "Of centre", "What", "Whom")


@click.command()
@click.option("--since", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="DATE",
              help="From this day on, in Bangkok.")  # fmt: skip
@click.option("--days", type=click.IntRange(1), metavar="N", help="The last N times 24 hours.")
@click.option("--centre", metavar="ID", help="What members of this centre did, or is of it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line; the last is a sum.")
def audit(*, since: datetime | None, days: int | None, centre: str | None, as_json: bool) -> None:
    """Show the audit log and verify all of it; ends with 1 where it is not whole.

    People are pseudonyms, which `staff list` shows beside its names. DATA_DIR remembers how far the
    log had come; keep the seal of the last entry elsewhere too, if the machine is not yours alone.
    """
    if since and days:
        raise click.UsageError("One of --since and --days at a time.")
    with open_store() as (settings, client):
        wanted = centre_id(settings, centre) if centre else ""
        rows, anchor = read(client)
        seen = audited_before(settings, client)
        breaks = verify(rows, anchor, AuditKeys.of(settings), seen=seen)
    first = to_ms(_first(since, days))
    found = [
        row
        for row in rows
        if _time(row) >= first and wanted in ("", row.get("centre"), row.get("of"))
    ]
    if as_json:
        _show_json(found, rows, breaks)
    else:
        _show_table(found, rows, breaks)
    if breaks:
        count = f"{len(breaks)} break{'s' if len(breaks) > 1 else ''}"
        refuse(f"The audit log is not whole: {count}, the first at {_at(breaks[0])}.")


def _first(since: datetime | None, days: int | None) -> datetime:
    if since:
        return since.replace(tzinfo=BANGKOK)
    return clock.now() - timedelta(days=days) if days else from_ms(0)


def _time(row: Row) -> int:
    """Return the milliseconds of an entry; now for one with an illegible time, so that it shows."""
    digits = row.get("at", "")
    is_time = digits.isascii() and digits.isdigit() and len(digits) < len("10000000000000")
    return int(digits) if is_time else to_ms(clock.now())


def _show_json(found: Sequence[Row], rows: Sequence[Row], breaks: Sequence[Break]) -> None:
    for row in found:
        at = from_ms(_time(row)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = {name: row.get(name, "") for name in _SHOWN}
        click.echo(json.dumps({"entry": number_of(row), "at": at, **told}))
    for one in breaks:
        click.echo(json.dumps({"break": one.kind.value, "first": one.first, "last": one.last}))
    last = rows[-1] if rows else {}
    told_last = {"last": number_of(last) if last else 0, "seal": last.get("mac", "")}
    click.echo(json.dumps({"whole": not breaks, "entries": len(rows), **told_last}))


def _show_table(found: Sequence[Row], rows: Sequence[Row], breaks: Sequence[Break]) -> None:
    shown = (
        (row.get("n", ""), local_time(from_ms(_time(row))), *(row.get(name, "") for name in _SHOWN))
        for row in found
    )
    print_rows(_HEADS, shown)
    for one in breaks:
        click.echo(f"{_at(one)}: {one.kind.value}")
    if rows and not breaks:
        first, last = rows[0]["n"], rows[-1]
        click.echo(f"Whole: entries {first} to {last['n']}, the last one's seal {last['mac']}.")


def _at(one: Break) -> str:
    return f"entry {one.first}" if one.first == one.last else f"entries {one.first} to {one.last}"
