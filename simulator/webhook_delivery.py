"""Delivers webhooks to the bot: again after a failure, and twice or late where that is planned."""

import heapq
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from random import Random
from threading import Condition, Lock, Thread
from time import monotonic, perf_counter, sleep

import urllib3

from simulator.gateway import Traffic, TrafficEntry
from simulator.json_forms import as_json
from simulator.phones import sender_of
from simulator.platform import Platform
from simulator.refusals import Json
from simulator.webhooks import redelivered, sign, webhook_body


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """One try to deliver a webhook; `reason` is LINE's: request_timeout, error_status_code, ..."""

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
        return as_json(self) | {"ok": self.ok}


#: Seconds from a failed try to the next one.
WAITS = (1.0, 3.0, 10.0, 30.0, 60.0, 120.0, 300.0)


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """How webhooks are delivered: the waits before new tries, and what comes out of order.

    LINE does not publish its waits, and redelivers only if an operator switches that on; `late`
    and `duplicate` are the shares of bodies that come after their successors, or twice."""

    redeliver: bool = True
    waits: tuple[float, ...] = WAITS
    time_out: float = 2.0
    duplicate: float = 0.0
    late: float = 0.0
    late_seconds: float = 0.5


Work = Callable[[], object]


class DelayedWork:
    """Runs work after a delay, on one thread. Work must be short: it holds up all other work."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Work]] = []
        self._order = count()
        self._changed = Condition()
        self._closed = False
        self._thread: Thread | None = None

    def do(self, seconds: float, work: Work) -> None:
        with self._changed:
            heapq.heappush(self._heap, (monotonic() + seconds, next(self._order), work))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="simulator-later", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Drop the work that is not due yet."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            work()

    def _next(self) -> Work | None:
        with self._changed:
            while not self._closed:
                wait = self._heap[0][0] - monotonic() if self._heap else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._heap)[2]
                self._changed.wait(wait)
            return None


#: So many webhooks may be on their way at once.
_THREADS = 32


@dataclass(frozen=True, slots=True)
class _WebhookBatch:
    events: tuple[Json, ...]
    attempt: int = 1

    def again(self) -> "_WebhookBatch":
        return _WebhookBatch(tuple(redelivered(event) for event in self.events), self.attempt + 1)

    def event_ids(self) -> tuple[str, ...]:
        return tuple(str(event.get("webhookEventId", "")) for event in self.events)


class WebhookSender:
    """Posts webhooks to `callback`, which may change at any time, as in LINE's console."""

    def __init__(
        self,
        platform: Platform,
        *,
        callback: str,
        secret: str,
        traffic: Traffic,
        plan: DeliveryPlan,
        seed: int | None = None,
    ) -> None:
        self.callback = callback
        self.plan = plan
        self._platform = platform
        self._secret = secret
        self._traffic = traffic
        self._random = Random(seed)
        self._http = urllib3.PoolManager(maxsize=_THREADS, retries=False)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="simulator-webhook")
        self._later = DelayedWork()
        self._deliveries: list[WebhookDelivery] = []
        self._given_up: list[str] = []
        self._pending = 0
        self._lock = Lock()

    def send(self, events: Sequence[Json]) -> WebhookDelivery:
        """Deliver events now and return the first try; later tries follow by themselves."""
        self._expect()
        return self._send(events, self.plan)

    def submit(self, events: Sequence[Json]) -> "Future[WebhookDelivery]":
        """Deliver events from another thread."""
        self._expect()
        return self._pool.submit(self._send, events, self.plan)

    def test(self, address: str | None = None) -> WebhookDelivery:
        """Post a body without events, as LINE's connectivity check does."""
        return self._post(_WebhookBatch(()), address or self.callback)

    def deliveries(self) -> list[WebhookDelivery]:
        with self._lock:
            return list(self._deliveries)

    def given_up(self) -> list[str]:
        """Ids of events that the bot has never taken."""
        with self._lock:
            return list(self._given_up)

    def pending(self) -> int:
        """Tries under way, and tries still to come."""
        with self._lock:
            return self._pending

    def forget(self) -> None:
        with self._lock:
            self._deliveries.clear()
            self._given_up.clear()

    def close(self) -> None:
        self._later.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._http.clear()

    def _expect(self) -> None:
        """Count a try from when it is planned, so that none is unseen on its way to a thread."""
        with self._lock:
            self._pending += 1

    def _send(self, events: Sequence[Json], plan: DeliveryPlan) -> WebhookDelivery:
        """Deliver by the plan of the moment in which people acted."""
        if self._random.random() < plan.late:
            sleep(plan.late_seconds)
        batch = _WebhookBatch(tuple(events))
        if self._random.random() < plan.duplicate:
            self._expect()
            self._submit(batch)
        return self._deliver(batch)

    def _submit(self, batch: _WebhookBatch) -> None:
        self._pool.submit(self._deliver, batch)

    def _deliver(self, batch: _WebhookBatch) -> WebhookDelivery:
        try:
            delivery = self._post(batch, self.callback)
            with self._lock:
                self._deliveries.append(delivery)
            if not delivery.ok:
                self._try_later(batch)
        finally:
            with self._lock:
                self._pending -= 1
        return delivery

    def _try_later(self, batch: _WebhookBatch) -> None:
        waits = self.plan.waits if self.plan.redeliver and self.callback else ()
        if batch.attempt > len(waits):
            with self._lock:
                self._given_up.extend(batch.event_ids())
            return
        self._expect()
        self._later.do(waits[batch.attempt - 1], lambda: self._submit(batch.again()))

    def _post(self, batch: _WebhookBatch, address: str) -> WebhookDelivery:
        for event in batch.events:
            self._platform.renew_reply_token(str(event.get("replyToken", "")))
        began, at = perf_counter(), self._platform.clock()
        status, reason = self._request(batch, address)
        took = (perf_counter() - began) * 1000
        delivery = WebhookDelivery(at, batch.event_ids(), batch.attempt, status, reason, took)
        what = "POST " + " ".join(_name(event) for event in batch.events)
        who = sender_of(batch.events[0]) if batch.events else None
        self._traffic.add(TrafficEntry(at, "webhook", what, status, reason, took, who=who or ""))
        return delivery

    def _request(self, batch: _WebhookBatch, address: str) -> tuple[int | None, str]:
        if not address:
            return None, "no_webhook"
        body = webhook_body(self._platform.bot_user_id, batch.events)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "x-line-signature": sign(self._secret, body),
        }
        timeout = urllib3.Timeout(total=self.plan.time_out)
        try:
            answer = self._http.request(
                "POST", address, body=body, headers=headers, timeout=timeout, redirect=False
            )
        except urllib3.exceptions.ReadTimeoutError:
            return None, "request_timeout"
        except urllib3.exceptions.HTTPError:
            return None, "could_not_connect"
        return answer.status, "ok" if 200 <= answer.status < 300 else "error_status_code"


def _name(event: Json) -> str:
    """Return the type of an event, with the type of its message."""
    message = event.get("message")
    inner = f"/{message.get('type')}" if isinstance(message, dict) else ""
    return f"{event.get('type')}{inner}"
