"""The doctor's checks of a service: settings, data, processes, clocks, queues, teams, menus,
and what waits for LINE or failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby

from bot.doctor.findings import Finding, ok, warning, wrong
from bot.doctor.store import check_former, check_latency, check_store, check_teams
from bot.heartbeat import by_key
from bot.store_identity import other_data, why_lost
from bot.worker import is_too_old
from cases.calendar import BANGKOK
from config import clock
from config.clock import in_words, is_off
from config.settings import Settings, SettingsError
from geo.centres_file import CentresError, load_centres
from line.richmenu.menus import every_menu
from line.watch import CALLS_WITHIN_S, LineWatch, Reason, watch
from store import installation
from store.connection import StoreClient
from store.durability import kept_ahead, missing, processes, slowest_write
from store.errors import StoreError
from store.failures import CLOCK, DeadLetter, dead_letters, parked, unread_parked
from store.installation import fingerprints, recall, store_name
from store.limits import summed_up_at
from store.menu_links import RedisMenus

_CLOCK_SAYS = {
    "web": "the clock of `web` is {} LINE's",
    "worker": "the clock of `worker` is {} LINE's",
    "store": "the store's clock is {} the worker's",
}
_SET_CLOCK = "set that machine's clock by NTP (timedatectl set-ntp true); the service may run"
_ACCEPT = "`store show`; if this store is the right one, `store accept`"
_RESTART = "start it again; if it is not to come back: `doctor --forget`"
_INSTALL_MENUS = "`richmenu install`"


def check_settings(read: Callable[[], Settings]) -> tuple[Settings | None, list[Finding]]:
    """Read the settings; return None in their place where they are wrong."""
    try:
        return read(), [ok("settings", "can be read")]
    except SettingsError as error:
        problems = str(error).split("; ")
        return None, [wrong("settings", problem, "see docs/settings.md") for problem in problems]


def check_service(settings: Settings, client: StoreClient) -> Iterator[Finding]:
    """Check the store and all that depends on it."""
    now = clock.now()
    yield from check_store(client, now)
    with suppress(CentresError, *StoreError):  # another check has said so
        yield from check_data(settings, client)
        yield from check_processes(client, now)
        yield from check_clocks(client)
        yield from check_waiting(client, now)
        yield from check_failures(client, settings, now)
        centres = load_centres(settings.centres_file)
        yield from check_teams(client, centres, settings)
        yield from check_former(client, centres, settings.centres_file)
        yield check_menus(client)


def check_data(settings: Settings, client: StoreClient) -> Iterator[Finding]:
    """Compare the store's data with the record in DATA_DIR, and the processes' SECRET_KEYs."""
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
    yield from _check_keys(client)


def _check_keys(client: StoreClient) -> Iterator[Finding]:
    """Check that all processes have the same SECRET_KEY."""
    groups = by_key(fingerprints(client))
    if len(groups) > 1:
        who = "; ".join(", ".join(names) for names in groups)
        says = f"not the same everywhere ({who}): one refuses the photo links of the other"
        yield wrong("SECRET_KEY", says, "set one SECRET_KEY for all, and start them again")
    elif groups:
        yield ok("SECRET_KEY", f"the same for {', '.join(groups[0])}")


def check_processes(client: StoreClient, now: datetime) -> Iterator[Finding]:
    """Count the running processes, name each missing one, and judge how fast the store writes."""
    found = processes(client)
    alive = Counter(one.kind for one in found if not one.is_silent(now))
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(alive.items()))
    if counted:
        yield ok("processes", counted)
    for one in missing(found, now):
        says = f"{one.kind} {one.name}: no sign of life for {(now - one.at).total_seconds():.0f} s"
        yield wrong("processes", says, _RESTART)
    slowest = slowest_write(found, now)
    if slowest is not None:
        yield check_latency("store latency", slowest)


def check_clocks(client: StoreClient) -> Iterator[Finding]:
    """Name each clock that is off; find nothing where no worker has compared them for a minute."""
    ahead = kept_ahead(client)
    off = {name: one for name, one in ahead.items() if is_off(one)}
    for name, one in off.items():
        yield wrong("clocks", _CLOCK_SAYS[name].format(in_words(one)), _SET_CLOCK)
    if ahead and not off:
        yield ok("clocks", f"{', '.join(sorted(ahead))} are right")


def check_menus(client: StoreClient) -> Finding:
    """Check that the rich menus installed at LINE are those of this version."""
    kept = {name: menu.digest for name, menu in RedisMenus(client).installed().items()}
    if not kept:
        return warning("rich menus", "not installed", _INSTALL_MENUS)
    if any(kept.get(menu.name) != menu.digest for menu in every_menu()):
        return warning("rich menus", "installed by another version", _INSTALL_MENUS)
    return ok("rich menus", "installed")


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
