"""The unit of work of one event: cases.ports.UnitOfWork in Redis, and its commit."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Container, Iterable
from datetime import datetime
from uuid import uuid4

from cases.audit import AuditEntry
from store import keys
from store.audit_log import AuditKeys, RedisAudit
from store.cases import RedisAttachments, RedisCases, RedisMoves
from store.connection import Script, StoreClient, Transaction, script
from store.exceptions import LostRace
from store.limits import RedisLimits, RedisMessages, RedisPushes
from store.log import RedisLog, RedisSaidFacts, RedisSightings, SharerSets
from store.outbox import OutboundMessage
from store.partners import RedisPartnerShares
from store.people import RedisPeople, RedisTeams
from store.report_reader import RedisDigests
from store.sign_in import RedisSignIns
from store.timers import RedisTimers
from store.traces import RedisTraces


class RedisUnitOfWork:
    """The unit of work of one event; nothing is written before commit()."""

    def __init__(
        self,
        tx: Transaction,
        at: datetime,
        now: datetime,
        *,
        give_id: Script,
        reserve: Script,
        audit_keys: AuditKeys | None,
        words_at: Container[str] | None,
    ) -> None:
        self.tx, self.at, self.now = tx, at, now
        self.cases = RedisCases(tx, reserve)
        self.attachments = RedisAttachments(tx)
        self.messages = RedisMessages(tx)
        self.people = RedisPeople(tx, give_id, at)
        self.teams = RedisTeams(tx)
        self.log = RedisLog(tx, at, SharerSets(tx, now))
        self.audit = RedisAudit(tx, audit_keys, at)
        self.timers = RedisTimers(tx)
        self.limits = RedisLimits(tx, now)
        self.said_facts = RedisSaidFacts(tx, at)
        self.traces = RedisTraces(tx, words_at)
        self.moves = RedisMoves(tx)
        self.sightings = RedisSightings(tx, at)
        self.sign_ins = RedisSignIns(tx, now)
        self.digests = RedisDigests(tx)
        self.partner_shares = RedisPartnerShares(tx)
        self.pushes = RedisPushes(tx, now)

    def commit(self, calls: Iterable[OutboundMessage]) -> bool:
        """Write the change and queue *calls* to LINE with it, in one step; return False if this
        event's change was made before. Raises LostRace."""
        for call in calls:
            self.tx.write("XADD", keys.OUTBOX, "*", *call.to_words())
        if self.audit.entries:
            self.audit.write()
        return self.tx.commit()


class UnitsOfWork:
    """Opens a unit of work for each event. *audit_keys* are needed for changes that leave an entry
    in the audit log, not for reads. *words_at* are the names of the fields that hold the text of
    queued messages, for redactions; without any, all text is searched."""

    def __init__(
        self,
        client: StoreClient,
        audit_keys: AuditKeys | None = None,
        *,
        when_full: bool = False,
        words_at: Container[str] | None = None,
    ) -> None:
        self._client = client
        self._audit_keys = audit_keys
        self._words_at = words_at
        self._apply = script(client, "apply", when_full=when_full)
        self._give_id = script(client, "person")
        self._reserve = script(client, "reserve_numbers")

    def open(self, event: str, at: datetime, now: datetime | None = None) -> RedisUnitOfWork:
        """Return the unit of work of an event that happened at *at*, for its first or a further
        try."""
        return RedisUnitOfWork(
            self._transaction(event),
            at,
            now or at,
            give_id=self._give_id,
            reserve=self._reserve,
            audit_keys=self._audit_keys,
            words_at=self._words_at,
        )

    def _transaction(self, event: str) -> Transaction:
        return Transaction(self._client, event, self._apply)


#: The most tries to append an entry: one of the concurrent writers succeeds in each round.
_MOST_ROUNDS = 200
_LONGEST_PAUSE_S = 0.01


class AuditTrail:
    """Appends one entry at a time. An entry without a change can be written even when the store is
    full: reads and deletions there must be accounted for too."""

    def __init__(self, client: StoreClient, audit_keys: AuditKeys) -> None:
        self._keys = audit_keys
        self._units = UnitsOfWork(client, audit_keys)
        self._when_full = UnitsOfWork(client, audit_keys, when_full=True)

    def record(
        self,
        entry: AuditEntry,
        now: datetime,
        *,
        once: str = "",
        change: Callable[[RedisUnitOfWork], None] | None = None,
    ) -> bool:
        """Write *entry* and make *change* in the same commit; of entries with the same *once*
        within a week only the first is written. Return whether it was. Raises LostRace."""
        units = self._units if change else self._when_full
        event = self._keys.digest(once) if once else str(uuid4())
        for _ in range(_MOST_ROUNDS):
            unit = units.open(f"audit:{event}", now)
            if change:
                change(unit)
            unit.audit.record(entry)
            try:
                return unit.commit([])
            except LostRace:
                time.sleep(random.uniform(0, _LONGEST_PAUSE_S))  # noqa: S311  (jitter)
        raise LostRace
