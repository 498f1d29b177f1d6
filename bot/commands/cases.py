"""cases: lists the cases, shows one, and skips case numbers after a restore."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import click

from bot.commands.command_line import centre_ids, local_time, open_store, print_rows, refuse
from bot.store_identity import months_since
from cases.calendar import BANGKOK, read_case_number
from cases.case import Case
from cases.log import Act, LogEntry
from cases.ports import Timer
from config import clock
from store import admin_queries, installation
from store.admin_queries import History, history

#: Nobody knows how many numbers a backup lacks; no centre needs so many in a month.
_ROOM = 1_000
_HEADS = ("Number", "Centre", "State", "Shares", "Opened", "Holder", "Kind", "Outcome")
_CLOCK, _TEAM, _SHARER = "clock", "team", "sharer"
#: The side that did an act, where that is not the team; never a person.
_SIDES = {
    **dict.fromkeys((Act.REMINDED, Act.ESCALATED), _CLOCK),
    **dict.fromkeys(
        (Act.SHARED, Act.OPENED, Act.SPLIT, Act.KIND_SAID, Act.DETAIL_ADDED, Act.WISH_SAID,
         Act.OWN_NEED_SAID, Act.REOPENED, Act.STILL_HERE, Act.MOVED, Act.LEFT, Act.GONE,
         Act.CONFIRMED, Act.DISPUTED, Act.UNSENT),
        _SHARER,
    ),
}  # fmt: skip
_TIMERS = {
    Timer.REMIND: "those on duty are reminded",
    Timer.ESCALATE: "the head and the national centre are told",
    Timer.ALERT: "those who can take it are alerted",
    Timer.TELL_SHARERS: "the next sharers are told the outcome",
    Timer.FORGET_OPEN: "sharers, words and address of the open case are deleted",
    Timer.FORGET_SHARERS: "sharers, words and address are deleted",
    Timer.ROUND_PLACE: "the place is rounded",
    Timer.COUNT_ATTACHMENTS: "the photos are counted",
    Timer.FORGET_ATTACHMENTS: "the photos are deleted",
    Timer.REVISIT: "the team goes again",
    Timer.HOLDER: "the holder is asked",
    Timer.PUT_RIGHT: "its times are put right",
}


@click.group()
def cases() -> None:
    """The cases. Tables show Bangkok time; --json has UTC."""


@cases.command("list")
@click.option("--centre", metavar="ID", help="Only this centre, such as TH-14.")
@click.option("--open", "only_open", is_flag=True, help="Only open cases, as the queue has them.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_cases(centre: str | None, *, only_open: bool, as_json: bool) -> None:
    """List cases, centre by centre: without places, and people only as numbers."""
    with open_store() as (settings, client):
        found = admin_queries.cases(client, centre_ids(settings, centre), only_open=only_open)
        if as_json:
            for case in found:
                click.echo(json.dumps(_row(case)))
        else:
            print_rows(_HEADS, map(_cells, found))


@cases.command()
@click.argument("number", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(number: tuple[str, ...], *, as_json: bool) -> None:
    """Trace one case: how it stands, every act, its alerts and what the clock will do.

    NUMBER is a case's, such as 14-6911-0042; Thai digits and blanks are understood. Neither
    persons nor places are told.
    """
    typed = " ".join(number)
    wanted = read_case_number(typed)
    if wanted is None:
        refuse(f"{typed} is no case number; one looks like 14-6911-0042.")
    with open_store() as (_, client):
        found = history(client, wanted)
        if found is None:
            refuse(f"There is no case {wanted} in this store.")
        if as_json:
            _print_history_json(found, _row(found.case))
        else:
            _print_history(found)


@cases.command("skip-numbers")
@click.option("--since", type=click.DateTime(formats=["%Y-%m-%d"]), required=True,
              metavar="DATE", help="The day of the backup.")  # fmt: skip
def skip_numbers(since: datetime) -> None:
    """Leave out case numbers that may have been told already: after a backup was restored.

    A number that a citizen was told is never another case's. What was opened after the backup is
    gone from the store, its numbers are not: every centre goes on at the thousand after the next,
    in each month since DATE.
    """
    with open_store() as (_, client):
        months = months_since(since.replace(tzinfo=BANGKOK), clock.now())
        moved = installation.skip_numbers(client, months, room=_ROOM)
    click.echo(f"Skipped: {moved} counters, in {len(months)} months.")


def _cells(case: Case) -> tuple[object, ...]:
    urgent = case.need.urgent and f"urgent: {case.need.urgent}"
    holder = "" if case.holder is None else case.holder
    kind, outcomes = filter(None, (case.need.kind, urgent)), " ".join(case.visit.outcomes)
    head = (case.number, case.centre, case.state.value, case.shares, local_time(case.opened_at))
    return (*head, holder, " ".join(kind), outcomes)


def _row(case: Case) -> dict[str, object]:
    return {
        "number": case.number,
        "centre": case.centre,
        "state": case.state.value,
        "shares": case.shares,
        "opened_at": _iso(case.opened_at),
        "claimed_at": _iso(case.claimed_at),
        "arrived_at": _iso(case.arrived_at),
        "closed_at": _iso(case.closed_at),
        "holder": case.holder,
        "outcome": next(iter(case.visit.outcomes), None),
        "outcomes": list(case.visit.outcomes),
        "kind": case.need.kind,
        "urgent": case.need.urgent,
        "urgent_too": list(case.need.urgent_too),
        "wish": case.need.wish,
        "own_need": case.own_need,
        "escalated": case.escalated,
        "lowered": case.lowered,
        "reopened": case.reopened,
        "channel": case.origin.channel or "line",
        "province": case.origin.province,
        "province_by": case.origin.province_by,
        "passed": list(case.handover.passed),
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _print_history(found: History) -> None:
    """Print the case as text, in Bangkok's time."""
    case = found.case
    since = f", waiting since {local_time(case.waiting_since)}" if case.state == "waiting" else ""
    click.echo(f"{case.number}: {case.state.value} at {case.centre}{since}")
    click.echo("\n".join(f"  {line}" for line in _history_facts(found)))
    click.echo("History (Bangkok time):")
    for entry in found.acts:
        click.echo(f"  {local_time(entry.at)}  {_side(entry):<7}  {' '.join(_done(entry))}")
    if not found.acts:
        click.echo("  The log names nothing of it.")
    click.echo("To come:" if found.timers else "To come: nothing.")
    for timer, due in found.timers:
        click.echo(f"  {local_time(due)}  {_TIMERS.get(timer, timer.value)}")


def _print_history_json(found: History, row: dict[str, object]) -> None:
    """Print the case of `cases list --json` with its history; times are UTC."""
    history = [
        {"at": _iso(one.at), "by": _side(one), "act": one.act.value, "centre": one.centre,
         "outcomes": list(one.outcomes), "kind": one.kind, "urgent": one.urgent}
        for one in found.acts
    ]  # fmt: skip
    timers = [{"timer": timer.value, "due": _iso(due)} for timer, due in found.timers]
    more = {
        "waiting_since": _iso(found.case.waiting_since),
        "alerted_at": found.alerted_at and _iso(found.alerted_at),
        "parked_alerts": found.parked,
        "merged": list(found.case.links.merged),
        "merged_into": found.case.links.merged_into,
        "split_from": found.case.links.split_from,
        "history": history,
        "timers": timers,
    }
    click.echo(json.dumps(row | more))


def _history_facts(found: History) -> Iterator[str]:
    case = found.case
    yield f"opened {local_time(case.opened_at)}, shares: {case.shares}"
    alerted = found.alerted_at
    yield f"last alert taken by LINE: {local_time(alerted) if alerted else 'none'}"
    if found.parked:
        yield f"alerts that LINE refuses: {found.parked} (`outbox parked`)"
    if case.escalated:
        yield "the national centre may take it too"
    if case.handover.passed:
        yield f"handed over by {', '.join(case.handover.passed)}"
    if case.links.merged:
        yield f"merged into it: {', '.join(case.links.merged)}"
    if case.links.merged_into:
        yield f"merged into {case.links.merged_into}"
    if case.links.split_from:
        yield f"split from {case.links.split_from}"
    if case.visit.outcomes:
        yield f"outcome: {' '.join(case.visit.outcomes)}"


def _side(entry: LogEntry) -> str:
    return entry.channel or _SIDES.get(entry.act, _TEAM)


def _done(entry: LogEntry) -> Iterator[str]:
    yield f"{entry.act.value.replace('_', ' ')} ({entry.centre})"
    yield from filter(None, (entry.kind, entry.urgent, *entry.outcomes, entry.proof.value))
    if not entry.first:
        yield "again"
