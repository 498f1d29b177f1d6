"""The doctor's look at the clocks, as the worker found them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.findings import Finding, ok, wrong
from line.skew import in_words, is_off
from store.clocks import kept_ahead
from store.connection import StoreClient

_SAYS = {
    "web": "the clock of `web` is {} LINE's",
    "worker": "the clock of `worker` is {} LINE's",
    "store": "the store's clock is {} the worker's",
}
_SET = "set that machine's clock by NTP (timedatectl set-ntp true); the service may run"


def of_clocks(client: StoreClient) -> Iterator[Finding]:
    """Say which clock is off; nothing where no worker has looked within a minute."""
    ahead = kept_ahead(client)
    off = {name: one for name, one in ahead.items() if is_off(one)}
    for name, one in off.items():
        yield wrong("clocks", _SAYS[name].format(in_words(one)), _SET)
    if ahead and not off:
        yield ok("clocks", f"{', '.join(sorted(ahead))} are right")
