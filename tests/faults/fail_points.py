"""The moments at which a process of the fault test kills itself, wrapped around the bot's parts.

The bot has no hooks for this: each class below is one of its own with a death before or after."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from config.settings import Settings
from line.api import Line, Said
from store.audit_chain import AuditKeys
from store.connection import StoreClient
from store.inbox import Inbox
from store.outbox import JsonObject, OutboundMessage, Outbox
from store.stream import Entry
from store.transaction import Word
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork

WEB = ("before_keep", "after_keep")
WORKER = ("after_read", "between_events", "before_ack", "before_bury", "after_bury")
SENDER = (
    "before_reply",
    "before_push",
    "after_200_of_reply",
    "after_200_of_push",
    "before_later",
    "after_later",
    "before_set_aside",
    "after_set_aside",
    "after_409",
)


class Death:
    """SIGKILLs this process when its moment comes, once for all processes that share *mark*."""

    def __init__(self, moment: str = "", mark: Path | None = None) -> None:
        self._moment = moment
        self._mark = mark

    def comes(self, moment: str) -> None:
        """Die if this is the moment and nobody has died of it before."""
        if moment != self._moment or self._mark is None:
            return
        try:
            self._mark.touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


class DyingInbox(Inbox):
    """The inbox of a worker that dies around reading, acknowledging and burying."""

    def __init__(self, client: StoreClient, consumer: str, death: Death) -> None:
        super().__init__(client, consumer)
        self._death = death

    def take(self, count: int, block_ms: int) -> list[Entry]:
        """Take, and die with the entries in hand."""
        entries = super().take(count, block_ms)
        if entries:
            self._death.comes("after_read")
        return entries

    def done(self, entry: Entry) -> bool:
        """Die between the effect and its acknowledgement."""
        self._death.comes("before_ack")
        return super().done(entry)

    def dead_letter(self, entry: Entry, error: str) -> bool:
        """Die before or after the dead letter is written."""
        self._death.comes("before_bury")
        buried = super().dead_letter(entry, error)
        self._death.comes("after_bury")
        return buried


@dataclass(frozen=True, slots=True)
class DyingDesk(RedisUnitOfWork):
    """A desk whose worker dies when its event is done, with the body's next one still to do."""

    death: Death

    def commit(self, calls: Iterable[OutboundMessage]) -> bool:
        """Commit, then die."""
        applied = RedisUnitOfWork.commit(self, calls)
        self.death.comes("between_events")
        return applied


class DyingDesks(UnitsOfWork):
    """Opens desks that end in death."""

    def __init__(self, client: StoreClient, audit_keys: AuditKeys, death: Death) -> None:
        super().__init__(client, audit_keys)
        self._death = death

    def open(self, event: str, at: datetime, now: datetime | None = None) -> DyingDesk:
        """Open one."""
        unit = super().open(event, at, now)
        parts = {part.name: getattr(unit, part.name) for part in fields(unit)}
        return DyingDesk(**parts, death=self._death)


class DyingOutbox(Outbox):
    """The outbox of a sender that dies between LINE's answer and what it makes of it."""

    def __init__(self, client: StoreClient, consumer: str, death: Death) -> None:
        super().__init__(client, consumer)
        self._death = death

    def delivered(self, entry: Entry, call: OutboundMessage, now: datetime) -> bool:
        """Die when LINE has the call and the store does not know it yet."""
        self._death.comes("after_200_of_reply" if call.reply_token else "after_200_of_push")
        return super().delivered(entry, call, now)

    def later(self, entry: Entry, call: OutboundMessage, due: datetime) -> bool:
        """Die before or after a call is put off."""
        self._death.comes("before_later")
        put_off = super().later(entry, call, due)
        self._death.comes("after_later")
        return put_off

    def set_aside(self, entry: Entry, call: OutboundMessage, waiting: str) -> bool:
        """Die before or after a call waits with all others."""
        self._death.comes("before_set_aside")
        set_aside = super().set_aside(entry, call, waiting)
        self._death.comes("after_set_aside")
        return set_aside


class DyingLine(Line):
    """The calls of a sender that dies before them, or when it hears that it called before."""

    def __init__(self, settings: Settings, death: Death) -> None:
        super().__init__(settings)
        self._death = death

    def reply(self, token: str, messages: Sequence[JsonObject]) -> Said:
        """Die, or reply."""
        self._death.comes("before_reply")
        return super().reply(token, messages)

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> Said:
        """Die, or push, or push and die."""
        self._death.comes("before_push")
        said = super().push(to, messages, retry_key)
        if said.status == HTTPStatus.CONFLICT:
            self._death.comes("after_409")
        return said


class DyingClient:
    """The web's client of the store: death comes around XADD, the one thing it writes."""

    def __init__(self, client: StoreClient, death: Death) -> None:
        self._client = client
        self._death = death

    def xadd(self, name: str, entry: Mapping[str, Word]) -> Any:
        """Die before or after the body is kept."""
        self._death.comes("before_keep")
        kept = self._client.xadd(name, dict(entry))  # type: ignore[arg-type]  # invariant
        self._death.comes("after_keep")
        return kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)
