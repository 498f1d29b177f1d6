"""A worker process as bot.wiring makes it, with fail points and planted bugs in its parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.running import Pace, run_all
from bot.wiring import Parts, worker_jobs
from config.settings import Settings
from store import schema
from store.audit_chain import AuditKeys
from store.connection import StoreClient, connect
from store.counters import Counters
from store.unit_of_work import UnitsOfWork
from tests.faults import planted_bugs
from tests.faults.fail_points import Death, DyingDesks, DyingInbox, DyingLine, DyingOutbox


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


def work(settings: Settings, plan: Plan) -> None:
    """Run until SIGTERM, as bot.wiring.run_worker does."""
    client = connect(settings.redis_url, role="worker")
    schema.prepare(client)
    run_all(
        worker_jobs(
            replace(settings, worker_threads=plan.threads), client, Counters(client), _parts(plan)
        )
    )


def _parts(plan: Plan) -> Parts:
    eager = plan.bug == planted_bugs.ACKNOWLEDGED_FIRST
    inbox = planted_bugs.EagerInbox if eager else DyingInbox
    return Parts(
        line=lambda settings: _line(settings, plan),
        inbox=lambda client, consumer: inbox(client, consumer, plan.death),
        outbox=lambda client, consumer: DyingOutbox(client, consumer, plan.death),
        units=lambda client, audit_keys: _desks(client, audit_keys, plan),
        pace=Pace(block_ms=100, idle_ms=plan.idle_ms, look_every_s=0.1),
    )


def _line(settings: Settings, plan: Plan) -> DyingLine:
    kind = planted_bugs.FickleLine if plan.bug == planted_bugs.NEW_KEY else DyingLine
    return kind(settings, plan.death)


def _desks(client: StoreClient, audit_keys: AuditKeys, plan: Plan) -> UnitsOfWork:
    kinds = {
        planted_bugs.NO_MARK: planted_bugs.ForgetfulDesks,
        planted_bugs.COUNTED_OUTSIDE: planted_bugs.HastyDesks,
    }
    return kinds.get(plan.bug, DyingDesks)(client, audit_keys, plan.death)
