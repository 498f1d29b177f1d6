"""The output of `cases show`: a case and its acts, as text or as JSON, without a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import click

from bot.commands.command_line import local_time
from cases.case import Case
from cases.log import Act, Entry
from cases.ports import Timer
from store.history import History

_CLOCK, _TEAM, _SHARER = "clock", "team", "sharer"
#: The side that did an act, where that is not the team; never a person.
_BY = {
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
    Timer.COUNT_PHOTOS: "the photos are counted",
    Timer.FORGET_PHOTOS: "the photos are deleted",
    Timer.REVISIT: "the team goes again",
    Timer.HOLDER: "the holder is asked",
    Timer.PUT_RIGHT: "its times are put right",
}


def in_words(found: History) -> None:
    """Print the case as text, in Bangkok's time."""
    case = found.case
    click.echo(f"{case.number}: {case.state.value} at {case.centre}{_since(case)}")
    click.echo("\n".join(f"  {line}" for line in _facts(found)))
    click.echo("History (Bangkok time):")
    for entry in found.acts:
        click.echo(f"  {local_time(entry.at)}  {_by(entry):<7}  {' '.join(_done(entry))}")
    if not found.acts:
        click.echo("  The log names nothing of it.")
    click.echo("To come:" if found.timers else "To come: nothing.")
    for timer, due in found.timers:
        click.echo(f"  {local_time(due)}  {_TIMERS.get(timer, timer.value)}")


def as_json(found: History, row: dict[str, object]) -> None:
    """Print the case of `cases list --json` with its history; times are UTC."""
    history = [
        {"at": _iso(one.at), "by": _by(one), "act": one.act.value, "centre": one.centre,
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


def _since(case: Case) -> str:
    return f", waiting since {local_time(case.waiting_since)}" if case.state == "waiting" else ""


def _facts(found: History) -> Iterator[str]:
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


def _by(entry: Entry) -> str:
    return entry.channel or _BY.get(entry.act, _TEAM)


def _done(entry: Entry) -> Iterator[str]:
    yield f"{entry.act.value.replace('_', ' ')} ({entry.centre})"
    yield from filter(None, (entry.kind, entry.urgent, *entry.outcomes, entry.proof.value))
    if not entry.first:
        yield "again"


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
