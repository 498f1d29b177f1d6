"""The doctor's look at what makes one installation: its data in the store, and one SECRET_KEY."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.findings import Finding, ok, warning, wrong
from bot.heartbeat import by_key
from bot.store_identity import other_data, why_lost
from config.settings import Settings
from store import installation
from store.connection import StoreClient
from store.marker import recall, store_name
from store.secret_keys import fingerprints

_ACCEPT = "`store show`; if this store is the right one, `store accept`"


def of_data(settings: Settings, client: StoreClient) -> Iterator[Finding]:
    """Hold the store against what DATA_DIR remembers of the one before."""
    found, known = installation.read(client), recall(settings.data_dir)
    name = store_name(settings.redis_url, settings.data_dir)
    lost = why_lost(name, found, known, settings.data_dir) if known else ""
    gone = installation.why_lost(client)
    if lost:
        yield wrong("data", lost, "set REDIS_URL and DATA_DIR as they were, or restore")
    elif gone:
        yield wrong("data", f"a running worker found {gone} where its data was", "restore")
    else:
        yield ok("data", f"{found.cases} cases in the store {name}")
    for sentence in other_data(settings):
        yield warning("other data", sentence, _ACCEPT)
    yield from _of_keys(client)


def _of_keys(client: StoreClient) -> Iterator[Finding]:
    """Say which processes have another SECRET_KEY than the rest."""
    groups = by_key(fingerprints(client))
    if len(groups) > 1:
        who = "; ".join(", ".join(names) for names in groups)
        says = f"not the same everywhere ({who}): one refuses the photo links of the other"
        yield wrong("SECRET_KEY", says, "set one SECRET_KEY for all, and start them again")
    elif groups:
        yield ok("SECRET_KEY", f"the same for {', '.join(groups[0])}")
