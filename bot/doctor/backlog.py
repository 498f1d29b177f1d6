"""The doctor's checks of what waits for LINE, and of what failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.doctor.findings import Finding, ok, warning, wrong
from bot.worker import is_too_old
from cases.calendar import BANGKOK
from config.settings import Settings
from line.shut import Reason
from line.watch import CALLS_WITHIN_S, LineWatch, watch
from store.connection import StoreClient
from store.failures import CLOCK, DeadLetter, dead_letters, parked, unread_parked
from store.limits import summed_up_at

_BY_ITSELF = "what waits goes out by itself"
#: Why calls wait, and what an operator does about it.
_SHUT = {
    Reason.AWAY: (
        "LINE does not answer",
        f"look at the network, proxy and DNS of this machine; {_BY_ITSELF}",
    ),
    Reason.UNAUTHORIZED: (
        "LINE refuses our access token",
        "issue a new one, set LINE_CHANNEL_ACCESS_TOKEN and restart: LINE Developers console, your "
        f"Messaging API channel; {_BY_ITSELF}",
    ),
    Reason.RATE_LIMIT: (
        "LINE says that this channel calls too often",
        f"{_BY_ITSELF}; look for another program that uses the channel",
    ),
    Reason.QUOTA: (
        "the month's pushes are used up: nobody can be alerted",
        f"book a larger plan; {_BY_ITSELF}",
    ),
}


def check_waiting(client: StoreClient, now: datetime) -> Iterator[Finding]:
    """Check whether LINE can be called, and the calls that wait for that."""
    found = watch(client, now)
    for reason, since in found.shut.items():
        says, do = _SHUT[reason]
        yield wrong("way to LINE", f"{says}, since {since.astimezone(BANGKOK):%Y-%m-%d %H:%M}", do)
    if not found.shut:
        yield ok("way to LINE", "open")
    yield _calls(found)
    summed_up = summed_up_at(client)
    if summed_up is not None:
        says = "one account brought more than are alerted of one by one, last at "
        do = "each is in its centre's queue, the team and its heads heard: `cases list --open`"
        yield warning("urgent cases", f"{says}{summed_up.astimezone(BANGKOK):%Y-%m-%d %H:%M}", do)


def _calls(found: LineWatch) -> Finding:
    count = sum(found.counts.values())
    if not count:
        return ok("waiting calls", "none")
    says = f"{count} wait or are being sent, the oldest {found.oldest:.0f} s"
    if found.calls_flow:
        return ok("waiting calls", says)
    grade = warning if found.shut else wrong
    do = f"nothing should wait longer than {CALLS_WITHIN_S:.0f} s: `outbox waiting`"
    return grade("waiting calls", says, do)


def check_failures(client: StoreClient, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Check the dead letters and the parked calls."""
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
        do = "`outbox parked --let-go`, or run the version that wrote them"
        yield wrong("parked calls", f"{unread} cannot be read by this version", do)
    elif not calls:
        yield ok("parked calls", "none")
    for reason, found in groupby(calls, key=lambda call: call.reason):
        first, *others = found
        says = f"{1 + len(others)} not sent: {reason}, {_age(first.at, days, now)}"
        yield wrong("parked calls", says, "`outbox parked`, then with --retry or --let-go")


def _age(oldest: datetime, days: int, now: datetime) -> str:
    return f"the oldest {max(0, (now - oldest).days)} days ago; let go after {days}"
