"""Requests to send messages, and the messages that the platform accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from simulator.clock import milliseconds
from simulator.refusals import Json

Kind = Literal["reply", "push", "multicast"]


@dataclass(frozen=True, slots=True)
class Call:
    """A valid request to send messages; `fingerprint` is the same for two that are the same."""

    kind: Kind
    to: tuple[str, ...]
    messages: tuple[Json, ...]
    request_id: str
    fingerprint: bytes = b""
    retry_key: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted message object; the first one of a call carries the call's cost."""

    number: int
    at: datetime
    kind: Kind
    to: str
    message: Json
    message_id: str
    request_id: str
    retry_key: str | None
    cost: int
    delivered: bool

    def as_json(self) -> Json:
        return {
            "number": self.number,
            "at": milliseconds(self.at),
            "kind": self.kind,
            "to": self.to,
            "message": self.message,
            "messageId": self.message_id,
            "requestId": self.request_id,
            "retryKey": self.retry_key,
            "cost": self.cost,
            "delivered": self.delivered,
        }


def paid(rows: Sequence[Accepted]) -> int:
    """Return the sum of the messages' costs, in paid messages."""
    return sum(row.cost for row in rows)
