"""The doctor's checks of the store: its server, durability, memory, teams and stuck entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.doctor.findings import Finding, ok, warning, wrong
from config.settings import Settings
from geo.centres import PROVINCE_IDS, Centres
from store import schema
from store.admin_queries import Figures, Pulse, figures, members, pulse
from store.connection import StoreClient
from store.durability import (
    ServerState,
    require_version,
    server_state,
    try_write,
    weaknesses,
)
from store.errors import StoreError, trouble_of
from store.exceptions import SchemaUnknown, StoreTooOld
from store.installation import with_former
from store.statistics import RedisStatistics
from web.metrics import INBOX_WITHIN_S, Ages, ages_at

#: The sweeper looks every minute.
_SWEEP_WITHIN_S = 180.0
_FEW = 5
_FORMER = (
    "put it back into the file; or hand its cases over in the chat (its team still can, or the"
    " national centre where it has none; `cases list --centre ID --open`), then `staff remove`"
)
#: Counted elsewhere in the table, with what to do about them.
_SHOWN_ELSEWHERE = frozenset({"dead_letters", "parked_calls"})
_LOOK_AT_LOG = "look at the worker's log; `run` or the platform starts it again"


def check_store(client: StoreClient, now: datetime) -> Iterator[Finding]:
    """Check the server first; where it cannot be read, check nothing else."""
    try:
        client.ping()
        require_version(client)
        schema.is_marked(client)
    except (StoreTooOld, SchemaUnknown) as error:
        yield wrong("store", str(error), "use a store or a version that fits")
        return
    except StoreError as error:
        yield cannot_be_used(error)
        return
    yield ok("store", f"answers, schema {schema.VERSION}")
    yield from check_server(client)
    for sentence in weaknesses(client):
        yield warning("durability", sentence, "change it in the server's configuration")
    yield from _check_work(pulse(client), figures(client, []), now)


def cannot_be_used(error: Exception) -> Finding:
    """Return a finding of why the store does not answer."""
    trouble = trouble_of(error)
    return wrong(
        "store", f"does not answer what is asked: {trouble.says} ({trouble.word})", trouble.do
    )


def check_former(client: StoreClient, centres: Centres, file: Path) -> Iterator[Finding]:
    """Name the centres that have cases or a team and are no longer in the file."""
    gone = sorted(PROVINCE_IDS - {one.id for one in centres})
    opened = RedisStatistics(client).open_cases(gone).of
    teams = Counter(one.centre for one in members(client, gone))
    named = with_former(centres, client)
    for id in gone:
        if opened[id] or teams[id]:
            centre = named.known(id)
            called = f"{id} ({centre.name_en})" if centre else id
            has = f"{opened[id]} open cases and {teams[id]} members"
            yield warning("former centres", f"{called} is not in {file}, and has {has}", _FORMER)


def check_teams(client: StoreClient, centres: Centres, settings: Settings) -> Iterator[Finding]:
    """Check that every centre has staff; the national centre gets the cases of those without."""
    able = {one.centre for one in members(client, [one.id for one in centres]) if one.takes_cases}
    empty = [centre for centre in centres if centre.id not in able]
    invite = "`staff invite --centre ID --role officer`"
    if settings.national_centre not in able:
        national = settings.national_centre
        do = invite.replace("ID", national)
        yield wrong("national centre", f"{national} has nobody who takes cases", do)
    else:
        yield ok("national centre", f"{settings.national_centre} has staff")
    if empty:
        names = ", ".join(centre.id for centre in empty[:_FEW])
        more = ", ..." if len(empty) > _FEW else ""
        yield warning("teams", f"{len(empty)} centres have no staff: {names}{more}", invite)
    else:
        yield ok("teams", "every centre has staff")


def _check_work(found: Pulse, counted: Figures, now: datetime) -> Iterator[Finding]:
    ages = ages_at(found, now)
    yield _worker(ages)
    yield _inbox(ages, counted)
    yield from _sweep(found, ages)


def _worker(ages: Ages) -> Finding:
    if ages.worker_works:
        return ok("worker", f"works, {ages.beat:.0f} s ago")
    since = "for a minute or more" if ages.beat is None else f"for {ages.beat:.0f} s"
    return wrong("worker", f"no sign of life {since}", "start `run` or `worker`")


def _inbox(ages: Ages, counted: Figures) -> Finding:
    says = f"{counted.lengths['inbox']} entries, the oldest {ages.inbox:.0f} s old"
    if ages.inbox_flows:
        return ok("inbox", says)
    do = f"nothing should be older than {INBOX_WITHIN_S:.0f} s: {_LOOK_AT_LOG}"
    return wrong("inbox", says, do)


def _sweep(found: Pulse, ages: Ages) -> Iterator[Finding]:
    if ages.sweep is None or ages.sweep > _SWEEP_WITHIN_S:
        yield warning("sweep", "the sweeper has not looked lately", "start `run` or `worker`")
        return
    stuck = {
        what: count for what, count in found.found.items() if count and what not in _SHOWN_ELSEWHERE
    }
    for what, count in stuck.items():
        yield wrong("sweep", f"{what.replace('_', ' ')}: {count}", _LOOK_AT_LOG)
    if not stuck:
        yield ok("sweep", f"found nothing stuck, {ages.sweep:.0f} s ago")


#: LINE waits two seconds, and the web 0.8 for one answer of the store.
SLOW_WRITE_S = 0.1
#: Above this part of its memory it should get more.
_NEARLY_FULL = 0.8
_MIB = 1024**2


def check_server(client: StoreClient) -> Iterator[Finding]:
    """Check that the server takes writes, how fast, and how full its memory is."""
    written = try_write(client)
    if written.trouble:
        says = f"takes no writes: {written.trouble.says} ({written.trouble.word})"
        yield wrong("store writes", says, written.trouble.do)
    else:
        yield check_latency("store writes", written.seconds)
    try:
        yield from _check_state(server_state(client))
    except StoreError as error:
        trouble = trouble_of(error)
        yield warning("store memory", f"not known: {trouble.says} ({trouble.word})", trouble.do)


def check_latency(check: str, seconds: float) -> Finding:
    """Judge the seconds that a write took."""
    says = f"kept within {seconds * 1000:.0f} ms"
    if seconds < SLOW_WRITE_S:
        return ok(check, says)
    do = "give the store a quicker disk or network: webhooks wait for it, from 0.8 s in vain"
    return warning(check, f"{says}, which is slow", do)


def _check_state(state: ServerState) -> Iterator[Finding]:
    if not state.writes_its_log:
        yield wrong("store disk", "the last write of its log failed", "make room on its disk")
    if state.delayed_fsyncs:
        says = f"its disk was too slow {state.delayed_fsyncs} times since it started"
        yield warning("store disk", says, "give the store a quicker disk")
    used = f"{state.memory / _MIB:,.0f} MiB used"
    if not state.limit:
        yield ok("store memory", f"{used}, without a limit of its own")
        return
    says = f"{used} of {state.limit / _MIB:,.0f} MiB"
    if state.memory >= _NEARLY_FULL * state.limit:
        yield warning("store memory", says, "raise maxmemory before the store takes no more")
    else:
        yield ok("store memory", says)
