"""The doctor's look at what waits for LINE, and at why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.doctor.findings import Finding, ok, warning, wrong
from cases.calendar import BANGKOK
from line.shut import Reason
from line.watch import CALLS_WITHIN_S, LineWatch, watch
from store.connection import StoreClient
from store.limits import summed_up_at

_BY_ITSELF = "what waits goes out by itself"
#: What LINE does, and what an operator does about it.
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


def of_waiting(client: StoreClient, now: datetime) -> Iterator[Finding]:
    """Look at the way to LINE, and at the calls that wait for it."""
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
    do = f"nothing should wait longer than {CALLS_WITHIN_S:.0f} s: `outbox waiting`"
    return (
        wrong("waiting calls", says, do) if not found.shut else warning("waiting calls", says, do)
    )
