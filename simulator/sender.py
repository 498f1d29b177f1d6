"""Bringing webhooks to the bot: in time, again when it fails, twice or late if so planned."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from threading import Lock
from time import perf_counter, sleep

import urllib3

from simulator.delivery import DeliveryPlan, WebhookDelivery
from simulator.later import Later
from simulator.platform import Platform
from simulator.refusals import Json
from simulator.said import sender_of
from simulator.traffic import Passage, Traffic
from simulator.webhooks import redelivered, sign, webhook_body

#: So many webhooks may be on their way at once.
_THREADS = 32


@dataclass(frozen=True, slots=True)
class _Parcel:
    events: tuple[Json, ...]
    attempt: int = 1

    def again(self) -> "_Parcel":
        return _Parcel(tuple(redelivered(event) for event in self.events), self.attempt + 1)

    def event_ids(self) -> tuple[str, ...]:
        return tuple(str(event.get("webhookEventId", "")) for event in self.events)


class WebhookSender:
    """`callback` may be changed while it runs, as an operator does in LINE's console."""

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
        self._later = Later()
        self._deliveries: list[WebhookDelivery] = []
        self._given_up: list[str] = []
        self._under_way = 0
        self._lock = Lock()

    def send(self, events: Sequence[Json]) -> WebhookDelivery:
        """Bring them now and tell how the first try went; the others follow by themselves."""
        self._expect()
        return self._send(events, self.plan)

    def submit(self, events: Sequence[Json]) -> "Future[WebhookDelivery]":
        """Bring them from another thread."""
        self._expect()
        return self._pool.submit(self._send, events, self.plan)

    def test(self, address: str | None = None) -> WebhookDelivery:
        """LINE's connectivity check: a body without events."""
        return self._post(_Parcel(()), address or self.callback)

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
            return self._under_way

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
            self._under_way += 1

    def _send(self, events: Sequence[Json], plan: DeliveryPlan) -> WebhookDelivery:
        """By the plan of the moment in which people acted."""
        if self._random.random() < plan.late:
            sleep(plan.late_seconds)
        parcel = _Parcel(tuple(events))
        if self._random.random() < plan.duplicate:
            self._expect()
            self._submit(parcel)
        return self._bring(parcel)

    def _submit(self, parcel: _Parcel) -> None:
        self._pool.submit(self._bring, parcel)

    def _bring(self, parcel: _Parcel) -> WebhookDelivery:
        try:
            delivery = self._post(parcel, self.callback)
            with self._lock:
                self._deliveries.append(delivery)
            if not delivery.ok:
                self._try_later(parcel)
        finally:
            with self._lock:
                self._under_way -= 1
        return delivery

    def _try_later(self, parcel: _Parcel) -> None:
        waits = self.plan.waits if self.plan.redeliver and self.callback else ()
        if parcel.attempt > len(waits):
            with self._lock:
                self._given_up.extend(parcel.event_ids())
            return
        self._expect()
        self._later.do(waits[parcel.attempt - 1], lambda: self._submit(parcel.again()))

    def _post(self, parcel: _Parcel, address: str) -> WebhookDelivery:
        for event in parcel.events:
            self._platform.renew_reply_token(str(event.get("replyToken", "")))
        began, at = perf_counter(), self._platform.clock()
        status, reason = self._request(parcel, address)
        took = (perf_counter() - began) * 1000
        delivery = WebhookDelivery(at, parcel.event_ids(), parcel.attempt, status, reason, took)
        what = "POST " + " ".join(_name(event) for event in parcel.events)
        who = sender_of(parcel.events[0]) if parcel.events else None
        self._traffic.add(Passage(at, "webhook", what, status, reason, took, who=who or ""))
        return delivery

    def _request(self, parcel: _Parcel, address: str) -> tuple[int | None, str]:
        if not address:
            return None, "no_webhook"
        body = webhook_body(self._platform.bot_user_id, parcel.events)
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
    """The kind of an event, with the kind of message that it carries."""
    message = event.get("message")
    inner = f"/{message.get('type')}" if isinstance(message, dict) else ""
    return f"{event.get('type')}{inner}"
