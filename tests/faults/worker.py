"""A worker process as bot.wiring makes it, with fail points and planted bugs in its parts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from bot.heartbeat import run_all
from bot.wiring import Parts, sender_jobs, worker_jobs
from bot.worker import ConsumerPace
from config import logs
from config.settings import Settings
from line.api import Line
from store import schema
from store.audit_log import AuditKeys
from store.connection import StoreClient, connect
from store.launcher import die_with
from store.outbox import Outbox
from store.stream import Counters, Inbox
from store.unit_of_work import UnitsOfWork
from tests.faults import planted_bugs
from tests.faults.fail_points import INBOX, LINE, OUTBOX, UNIT, Death, Dying, Moments


@dataclass(frozen=True, slots=True)
class Plan:
    """What is wrong with a worker; *idle_ms* is how soon it takes over what a dead one left. One
    thread takes the inbox in order, so that a fail point strikes where it is meant to."""

    die_at: str = ""
    mark: str = ""
    bug: str = ""
    idle_ms: int = 1_500
    threads: int = 1

    @property
    def death(self) -> Death:
        return Death(self.die_at, Path(self.mark) if self.mark else None)


def live(env: Mapping[str, str], plan: Plan, log: Path) -> None:
    """Run until SIGTERM, as bot.wiring.run_worker does, and no longer than who forked us."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    die_with(os.getppid())
    logs.configure()
    settings = Settings.from_env(env)
    client = connect(settings.redis_url, role="worker")
    schema.prepare(client)
    settings, tallies, parts = (
        replace(settings, worker_threads=plan.threads),
        Counters(client),
        _parts(plan),
    )
    # Both processes' jobs in one, so that a fail point kills them at once.
    run_all(
        [
            *worker_jobs(settings, client, tallies, parts),
            *sender_jobs(settings, client, tallies, parts),
        ]
    )


def _parts(plan: Plan) -> Parts:
    def dying(part: Any, moments: Moments) -> Any:
        return Dying(part, plan.death, moments)

    inbox, line = planted_bugs.INBOXES.get(plan.bug, Inbox), planted_bugs.LINES.get(plan.bug, Line)
    return Parts(
        line=lambda settings: dying(line(settings), LINE),
        inbox=lambda client, consumer: dying(inbox(client, consumer), INBOX),
        outbox=lambda client, consumer: dying(Outbox(client, consumer), OUTBOX),
        units=lambda client, audit_keys: _units(client, audit_keys, plan),
        pace=ConsumerPace(block_ms=100, idle_ms=plan.idle_ms, look_every_s=0.1),
    )


def _units(client: StoreClient, audit_keys: AuditKeys, plan: Plan) -> UnitsOfWork:
    units = planted_bugs.UNITS.get(plan.bug, UnitsOfWork)(client, audit_keys)
    begin = units.open
    return cast(
        UnitsOfWork,
        SimpleNamespace(open=lambda *words: Dying(begin(*words), plan.death, UNIT)),
    )
