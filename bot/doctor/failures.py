"""The doctor's look at what failed: how much, since when, and until when it can be sent again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.doctor.findings import Finding, ok, wrong
from bot.worker import is_too_old
from config.settings import Settings
from store.connection import StoreClient
from store.failures import CLOCK, DeadLetter, dead_letters, parked, unread_parked


def of_failures(client: StoreClient, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look at the dead letters and at the parked calls."""
    days = settings.life_of_failed.days
    yield from _dead(client, days, now)
    yield from _parked(client, days, now)


def _dead(client: StoreClient, days: int, now: datetime) -> Iterator[Finding]:
    found = list(dead_letters(client))
    aside = sum(one.error == CLOCK for one in found)
    if aside:
        says = f"{aside} kept aside (clock): LINE's time and ours were a week apart"
        yield wrong("dead letters", says, "when all clocks are right, `inbox dead --replay`")
    failed = [one for one in found if one.error != CLOCK]
    if failed or not aside:
        yield _failed(failed, days, now)


def _failed(found: Sequence[DeadLetter], days: int, now: datetime) -> Finding:
    letters = [(one.at, is_too_old(one.entry, now)) for one in found]
    if not letters:
        return ok("dead letters", "none")
    old = sum(too_old for _, too_old in letters)
    says = f"{len(letters)} entries failed, {_age(min(at for at, _ in letters), days, now)}"
    if old == len(letters):
        return wrong("dead letters", f"{says}; too old to replay", "`inbox dead --let-go`")
    says += f"; {old} too old to replay" if old else ""
    return wrong("dead letters", says, "`inbox dead`, then with --replay within a week")


def _parked(client: StoreClient, days: int, now: datetime) -> Iterator[Finding]:
    calls = sorted(parked(client), key=lambda call: (call.reason, call.at))
    unread = len(unread_parked(client))
    if unread:
        says = f"{unread} cannot be read by this version"
        yield wrong(
            "parked calls", says, "`outbox parked --let-go`, or run the version that wrote them"
        )
    elif not calls:
        yield ok("parked calls", "none")
    for reason, found in groupby(calls, key=lambda call: call.reason):
        first, *others = found
        says = f"{1 + len(others)} not sent: {reason}, {_age(first.at, days, now)}"
        yield wrong("parked calls", says, "`outbox parked`, then with --retry or --let-go")


def _age(oldest: datetime, days: int, now: datetime) -> str:
    return f"the oldest {max(0, (now - oldest).days)} days ago; let go after {days}"
