"""outbox: the calls that wait for LINE, and the parked calls that LINE refuses."""

from __future__ import annotations

from datetime import timedelta

import click

from bot.commands.command_line import audit, local_time, open_store, print_rows
from cases.audit import Audited
from config import clock
from store import failures
from store.connection import StoreClient
from store.failures import WAYS, WaitingCalls, line_state, waiting


@click.group()
def outbox() -> None:
    """What goes out to LINE."""


@outbox.command("parked")
@click.option("--retry", "again", is_flag=True, help="Send them again, as paid pushes.")
@click.option("--let-go", "let_go", is_flag=True, help="Let them all go for good, unsent.")
@click.option(
    "--within", type=click.IntRange(1), metavar="HOURS", help="Retry only what is not older."
)
def parked(*, again: bool, let_go: bool, within: int | None) -> None:
    """Show the calls that LINE refuses, and why: refused_STATUS, too_old (not delivered within 23
    hours), failed (an error of ours).

    With --retry, what is not worth a push any more is let go: answers that were only worth a free
    reply, and alerts of cases that the member cannot claim now. After FAILED_DAYS all goes by
    itself.
    """
    if (again and let_go) or (within and not again):
        raise click.UsageError("One of --retry and --let-go at a time; --within goes with --retry.")
    with open_store() as (settings, client):
        if again or let_go:
            nation, about = settings.national_centre, f"within {within} h" if within else ""
            audit(settings, client, Audited.CALLS_RETRIED if again else Audited.CALLS_LET_GO, about)
            click.echo(_retried(client, within, nation) if again else _let_go(client))
            return
        found = failures.parked(client)
    rows = ((call.id, local_time(call.at), call.messages, call.reason) for call in found)
    print_rows(("Call", "Since", "Messages", "Reason"), rows)


@outbox.command("waiting")
@click.option("--send-now", "send_now", is_flag=True, help="Try now, without waiting for the next.")
def waiting_calls(*, send_now: bool) -> None:
    """Show how many calls wait for LINE, why, and since when the oldest does.

    They go out by themselves, urgent alerts first. With --send-now what waits for its next try is
    tried now; of what waits until LINE is there, or until there is quota again, one call is, and if
    it gets through all follow.
    """
    with open_store() as (settings, client):
        if send_now:
            audit(settings, client, Audited.CALLS_SENT_NOW)
            calls = WaitingCalls(client)
            click.echo(f"Tried now: {calls.hurry() + sum(calls.probe(way) for way in WAYS)}.")
            return
        found, state = waiting(client), line_state(client)
    pushes = "stopped" if state.pushes_stopped_since else ""
    since = {"line": state.shut_since, "quota": state.pushes_stopped_since}
    why = {"later": "its next try", "outbox": "a sender", "line": state.shut_for, "quota": pushes}
    times = {name: local_time(at) for name, at in since.items() if at}
    rows = ((name, n, why[name], times.get(name, "")) for name, n in found.counts.items())
    print_rows(("Waiting for", "Calls", "Why", "Since"), rows)
    if found.oldest:
        click.echo(f"The oldest call waits since {local_time(found.oldest)}.")


def _retried(client: StoreClient, within: int | None, national_centre: str) -> str:
    now = clock.now()
    since = now - timedelta(hours=within) if within else None
    sent, gone = failures.retry(client, now, since, national_centre=national_centre)
    return f"Queued again: {sent}. Let go: {gone}."


def _let_go(client: StoreClient) -> str:
    calls = [one.id for one in failures.parked(client)] + failures.unread_parked(client)
    return f"Let go: {failures.forget_parked(client, calls)}."
