"""The web with five years of numbers, some managers and a partner, and a crowd against it."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

from cases.people import Member, Role
from store import keys, partners
from store.connection import StoreClient, connect
from store.sign_in import Sessions
from store.unit_of_work import UnitsOfWork
from tests.attacks.attacks import ATTACKS
from tests.attacks.clients import Target, crowd
from tests.attacks.victim import Heard, knock
from tests.bench.fill import fill
from tests.bench.places import centres
from tests.bench.processes import gunicorn, variables
from tests.servers import free_port, run_server

_LONG = timedelta(hours=2)
_SHARES = 20_000
_MANAGERS = 3
#: Attackers are at work before the first webhook comes.
_LEAD_S = 1.0
_PATIENCE_S = 60.0


@contextmanager
def stage(directory: Path) -> Iterator[Target]:
    """Serve the web as it is in production, with a store that keeps its promises."""
    with (
        run_server("valkey", directory / "store") as server,
        connect(server.url, role="command") as client,
    ):
        target = replace(furnish(client), port=free_port())
        address = f"http://127.0.0.1:{target.port}"
        env = variables(server.url, directory, PUBLIC_URL=address)
        with gunicorn(target.port, env, directory / "web.log"):
            yield target


def furnish(client: StoreClient) -> Target:
    """Fill the store: numbers, sessions, and a partner who has used up its hour."""
    fill(client, [one.id for one in centres()], _SHARES)
    client.hset(keys.NUMBERS, "14-6510", "1")  # five fiscal years are told
    now = datetime.now(UTC)
    cookies = tuple(_session(client, number, now) for number in range(_MANAGERS))
    partner, key = partners.add(client, "a partner", per_hour=1, now=now)
    client.set(keys.partner_calls(partner.id), 1000, ex=7200)
    return Target(0, cookies, key)


def raise_file_limit() -> None:
    """Let the attackers have as many connections as they may."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def attack(target: Target, name: str, *, size: int, seconds: float) -> Heard:
    """Let *size* clients of an attack loose, and send webhooks meanwhile; without a name, send
    webhooks alone."""
    if not name:
        return asyncio.run(knock(target, seconds))
    spawn = multiprocessing.get_context("spawn")
    begun = spawn.Event()
    attackers = spawn.Process(target=_let_loose, args=(target, name, size, begun), daemon=True)
    attackers.start()
    try:
        assert begun.wait(_PATIENCE_S), "the attackers did not come"
        time.sleep(_LEAD_S)
        return asyncio.run(knock(target, seconds))
    finally:
        attackers.kill()
        attackers.join()


def _let_loose(target: Target, name: str, size: int, begun: Event) -> None:
    begun.set()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(crowd(size, ATTACKS[name].clients(target)))


def _session(client: StoreClient, number: int, now: datetime) -> str:
    unit = UnitsOfWork(client).open(f"manager-{number}", now, now)
    person = replace(unit.people.of_line(f"U{number:032x}"), centre="TH-10")
    unit.people.save(person)
    member = Member(person, "TH-10", Role.MANAGER, on_duty=False, name="manager")
    unit.teams.save(member)
    unit.commit([])
    return Sessions(client, idle=_LONG, longest=_LONG).begin(member, now)
