"""One try to bring a webhook to the bot."""

from dataclasses import dataclass
from datetime import datetime

from simulator.clock import milliseconds
from simulator.refusals import Json


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """`reason` speaks LINE's words for failures: request_timeout, error_status_code, ..."""

    at: datetime
    event_ids: tuple[str, ...]
    attempt: int
    status: int | None
    reason: str
    took_ms: float

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    def as_json(self) -> Json:
        return {
            "at": milliseconds(self.at),
            "eventIds": list(self.event_ids),
            "attempt": self.attempt,
            "status": self.status,
            "reason": self.reason,
            "tookMs": round(self.took_ms, 1),
            "ok": self.ok,
        }


#: Seconds from a failed try to the next one.
WAITS = (1.0, 3.0, 10.0, 30.0, 60.0, 120.0, 300.0)


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """How the platform brings webhooks: when it tries again, what it does out of order.

    LINE keeps its own waits secret and its redelivery switched off until an operator turns it
    on; `late` and `duplicate` are the shares of bodies that come later than their successors,
    or twice.
    """

    redeliver: bool = True
    waits: tuple[float, ...] = WAITS
    time_out: float = 2.0
    duplicate: float = 0.0
    late: float = 0.0
    late_seconds: float = 0.5
