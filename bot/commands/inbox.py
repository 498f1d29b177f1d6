"""inbox: shows, replays or deletes the dead letters."""

from __future__ import annotations

import click

from bot.commands.command_line import audit, local_time, open_store, print_rows
from bot.worker import is_too_old
from cases.audit import Audited
from config import clock
from config.clock import is_off
from store import failures
from store.connection import StoreClient
from store.durability import kept_ahead
from store.failures import DeadLetter


@click.group()
def inbox() -> None:
    """What comes in."""


@inbox.command("dead")
@click.option("--replay", "again", is_flag=True, help="Send round again what is not too old.")
@click.option("--let-go", "let_go", is_flag=True, help="Let go for good of what is too old.")
def dead(*, again: bool, let_go: bool) -> None:
    """Show the entries that failed five times: since when, and the kind of error.

    An entry that is replayed takes the same way as before; what it had done already is not done
    twice. If it fails again it comes back here. Replay within a week: what came longer ago is "too
    old", for the mark that it was done may be forgotten. After FAILED_DAYS all goes by itself.

    What has the error "clock" was kept aside because LINE's time and ours were a week apart: put
    the clock right, then replay it.
    """
    if again and let_go:
        raise click.UsageError("One of --replay and --let-go at a time.")
    with open_store() as (settings, client):
        if again or let_go:
            audit(settings, client, Audited.LETTERS_REPLAYED if again else Audited.LETTERS_LET_GO)
            click.echo(_replayed(client) if again else _let_go(client))
            return
        found = list(failures.dead_letters(client))
    rows = ((one.id, local_time(one.at), one.error, _advice(one)) for one in found)
    print_rows(("Entry", "Since", "Error", ""), rows)


def _advice(letter: DeadLetter) -> str:
    if not is_too_old(letter.entry, clock.now()):
        return ""
    return "see `doctor`" if letter.error == failures.CLOCK else "too old"


def _replayed(client: StoreClient) -> str:
    letters, now = list(failures.dead_letters(client)), clock.now()
    young = [one for one in letters if not is_too_old(one.entry, now)]
    sent = failures.replay(client, young)
    return f"Sent round again: {sent}. Too old: {len(letters) - len(young)}."


def _let_go(client: StoreClient) -> str:
    off, now = any(map(is_off, kept_ahead(client).values())), clock.now()
    found = (one for one in failures.dead_letters(client) if is_too_old(one.entry, now))
    # While a clock is off, nobody knows how old what it has kept aside really is.
    old = [one.id for one in found if not (off and one.error == failures.CLOCK)]
    return f"Let go: {failures.forget_dead(client, old)}."
