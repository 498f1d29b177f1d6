"""Whether the store holds this installation's data: an empty store looks like a quiet day."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import structlog

from cases.calendar import local_day
from config.clock import from_ms, now
from config.settings import Settings
from store import installation
from store.connection import StoreClient
from store.errors import StoreError
from store.installation import EMBEDDED, Data, Known, left_in, recall, remember, store_name

_WATCH_EVERY_S = 60.0
_log = structlog.get_logger()


class OtherStore(Exception):
    """Raised when a start would use an empty store, or older data in another store, though this
    installation has cases elsewhere; the text says where and what to do."""


def adopt(settings: Settings, client: StoreClient) -> None:
    """Check that a store is this installation's and record it in DATA_DIR. Raises OtherStore.

    Data that is older than it was in the same store was restored from a backup: the case numbers
    that may have been given out since are skipped."""
    name = store_name(settings.redis_url, settings.data_dir)
    known = recall(settings.data_dir)  # first: another process may write it meanwhile
    found = installation.read(client)
    if known is not None and (why := why_lost(name, found, known, settings.data_dir)):
        raise OtherStore(why)
    if known is None:
        _log.info("first start here", store=name, cases=found.cases)
    elif is_same(found, known):
        catch_up(client, found, known)
    before = "" if known is None else known.before or _other(found, known, settings.data_dir)
    for sentence in (before, _left(name, settings.data_dir)):
        if sentence:
            _log.warning("other data", says=sentence)
    seen = known.data.audited if known is not None and is_same(found, known) else 0
    accept(settings, client, before=before, audited=seen)


def accept(settings: Settings, client: StoreClient, *, before: str = "", audited: int = 0) -> Known:
    """Record in DATA_DIR that this store is this installation's, and return the record.

    *before* describes other data that was used before. *audited*, the number of audit entries seen,
    never goes back: an audit log that ends earlier was replaced by an older one."""
    installation.name_it(client)
    name, found = store_name(settings.redis_url, settings.data_dir), installation.read(client)
    data = replace(found, audited=max(found.audited, audited))
    known = Known(name, data, int(now().timestamp()), before)
    with suppress(OSError):  # where nothing can be kept, there is nothing to compare with either
        remember(settings.data_dir, known)
    return known


def is_same(found: Data, known: Known) -> bool:
    """Return whether a store holds the recorded data; data of early versions has no name."""
    return not known.data.name or not found.name or found.name == known.data.name


def why_lost(name: str, found: Data, known: Known, data_dir: Path) -> str:
    """Return a sentence on the cases that using *found* would lose; empty where it loses none.

    Older data in the same store was restored; in another one it was left behind by a move."""
    moved = known.store != name and is_same(found, known)
    if found.is_empty and not known.data.is_empty:
        what = "is empty"
    elif moved and found.is_older_than(known.data):
        what = f"holds older data ({found.cases} cases)"
    else:
        return ""
    return (
        f"The store {_called(name, data_dir)} {what}, but this installation has"
        f" {known.data.cases} cases in the store {_called(known.store, data_dir)}, last seen"
        f" {known.seen}. Set REDIS_URL and DATA_DIR as they were, or bring the data over; to go on"
        " with this store all the same: `python -m bot store accept`."
    )


def audited_before(settings: Settings, client: StoreClient) -> int:
    """Return the number of audit entries that DATA_DIR records for this store."""
    known = recall(settings.data_dir)
    is_ours = known is not None and is_same(installation.read(client), known)
    return known.data.audited if known is not None and is_ours else 0


def other_data(settings: Settings) -> list[str]:
    """Return a sentence on each other store that may be taken for this installation's."""
    known = recall(settings.data_dir)
    name = store_name(settings.redis_url, settings.data_dir)
    said = ("" if known is None else known.before, _left(name, settings.data_dir))
    return [one for one in said if one]


def _other(found: Data, known: Known, data_dir: Path) -> str:
    if known.data.is_empty or is_same(found, known):
        return ""
    return (
        f"the store {_called(known.store, data_dir)} was used before, with {known.data.cases}"
        f" cases, last seen {known.seen}; this one holds other data"
    )


def _left(name: str, data_dir: Path) -> str:
    if name == EMBEDDED or not (left := left_in(data_dir)).cases:
        return ""
    return (
        f"the embedded store of {data_dir} holds {left.cases} cases, last written"
        f" {datetime.fromtimestamp(left.at, UTC):%Y-%m-%d %H:%M} UTC, and is not used"
    )


def months_since(since: datetime, until: datetime) -> list[date]:
    """Return the first day of each month from *since* to *until*."""
    day, found = local_day(min(since, until)).replace(day=1), []
    while day <= local_day(until):
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def catch_up(client: StoreClient, found: Data, known: Known) -> None:
    """Skip the case numbers that may have been given out already, where the data is behind its
    record: a backup was restored, or a fail-over lost what was not replicated yet."""
    if not found.is_behind(known.data):
        return
    months = months_since(from_ms(int(found.last.split("-")[0])), now())
    moved = installation.skip_numbers(client, months, known.data.numbers)
    _log.warning("older data: numbers skipped", counters=moved, last_seen=known.seen)


def _called(store: str, data_dir: Path) -> str:
    return f"embedded in {data_dir}" if store == EMBEDDED else f"at {store}"


@dataclass(frozen=True, slots=True)
class DataWatch:
    """Records each minute how far the data called *name* is, for the check at the next start, and
    raises the alarm where other data, or none, has taken its place."""

    client: StoreClient
    settings: Settings
    name: str

    def run(self, stop: threading.Event) -> None:
        """Check until *stop*, and once more then: no number is given out after that."""
        while not stop.is_set():
            self.check()
            stop.wait(_WATCH_EVERY_S)
        with suppress(*StoreError):
            self.check()

    def check(self) -> None:
        """Compare the store with the record once."""
        known = recall(self.settings.data_dir)  # first: another process may write it meanwhile
        found = installation.read(self.client)
        if found.name != self.name:
            what = "other data" if found.name else "no data"
            installation.cry_lost(self.client, what)
            _log.critical("the store is not the one of the start", holds=what, cases=found.cases)
            return
        if known is not None:
            catch_up(self.client, found, known)
        if known is None or known.data != found:
            before, seen = ("", 0) if known is None else (known.before, known.data.audited)
            if found.audited < seen:
                _log.error("audit log is behind", entries=found.audited, seen=seen)
            accept(self.settings, self.client, before=before, audited=seen)
