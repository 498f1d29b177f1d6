"""Runs a simulator on a thread, in a test or in a process of its own."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from socket import IPPROTO_TCP, TCP_NODELAY, create_server, socket
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import gevent
from gevent.event import Event as GreenEvent
from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer

from simulator.api import create_app
from simulator.app_parts import PlatformParts
from simulator.clock import Clock, utc_now
from simulator.faults import Faults
from simulator.gateway import ABORT, ApiGateway, Traffic
from simulator.phones import ChatLog
from simulator.platform import Platform
from simulator.quota import RateLimits
from simulator.sender import DeliveryPlan, WebhookDelivery, WebhookSender

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"
SECRET = "simulated-channel-secret"
NAME = "Simulated account"
TOKEN = "simulated-channel-access-token"
#: The most control calls that wait for the bot at once.
_WAITING = 64
_STOP_SECONDS = 0.5
_BACKLOG = 512


@dataclass(frozen=True, slots=True)
class Account:
    """The channel as in LINE's console, with the webhook URL of its bot."""

    secret: str = SECRET
    token: str = TOKEN
    callback: str = ""
    name: str = NAME


class RunningSimulator:
    """A server that answers at `url` until `close()`; also a context manager."""

    def __init__(self, parts: PlatformParts, account: Account, listener: socket) -> None:
        self.account = account
        self.platform = parts.platform
        self.sender = parts.sender
        self.faults = parts.faults
        self._parts = parts
        self._ready = Event()
        self._stop: Callable[[], object] = _nothing
        self._listener = listener
        self._port: int = listener.getsockname()[1]
        self._thread = Thread(target=self._serve, name="simulator", daemon=True)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    def start(self) -> "RunningSimulator":
        self._thread.start()
        self._ready.wait()
        return self

    def close(self) -> None:
        self._stop()
        self._thread.join()
        self.sender.close()

    def __enter__(self) -> "RunningSimulator":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _serve(self) -> None:
        """Serve until the signal: gevent's loop is this thread's, others may only send to it."""
        hub = gevent.get_hub()
        hub.threadpool.maxsize = _WAITING
        stopped, signal = GreenEvent(), hub.loop.async_()
        signal.start(stopped.set)
        # stop() ends only greenlets of a pool, and a screen's stream never ends by itself.
        server = WSGIServer(
            self._listener, _app(self._parts), log=None, handler_class=_Handler, spawn=Pool()
        )
        try:
            server.start()
            self._stop = signal.send
            self._ready.set()
            stopped.wait()
        finally:
            server.stop(timeout=_STOP_SECONDS)
            signal.close()
            hub.destroy(destroy_loop=True)


class _Handler(WSGIHandler):  # type: ignore[misc] # gevent has no types
    """Lets a fault close the connection without an answer."""

    def handle(self) -> None:
        """Without the first line, Nagle's algorithm and the client's late ACK cost 40 ms an answer;
        a reader that is left to the garbage collector may be closed after gevent's loop is."""
        self.socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        with closing(self.rfile):
            super().handle()

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ[ABORT] = self._abort
        return environ

    def _abort(self) -> None:
        self.close_connection = True


def start(
    *,
    port: int = 0,
    account: Account | None = None,
    clock: Clock = utc_now,
    seed: int | None = None,
    quota: int | None = None,
    plan: DeliveryPlan | None = None,
    outlines: bytes | None = None,
) -> RunningSimulator:
    """Start a simulator; port 0 takes a free port, which is in its `url`."""
    account = account or Account()
    listener = create_server((HOST, port), backlog=_BACKLOG)
    listener.setblocking(False)
    parts = _parts(Platform(clock=clock, seed=seed, quota=quota), account, plan, seed)
    parts = replace(parts, outlines=outlines)
    return RunningSimulator(parts, account, listener).start()


def _parts(
    platform: Platform, account: Account, plan: DeliveryPlan | None, seed: int | None
) -> PlatformParts:
    traffic = Traffic()
    sender = WebhookSender(
        platform,
        callback=account.callback,
        secret=account.secret,
        traffic=traffic,
        plan=plan or DeliveryPlan(),
        seed=seed,
    )
    return PlatformParts(
        platform=platform,
        sender=sender,
        faults=Faults(seed),
        rates=RateLimits(platform.clock),
        traffic=traffic,
        said=ChatLog(),
        name=account.name,
        outlines=None,
        token=account.token,
        wait_for=_wait_on_a_thread,
    )


def _app(parts: PlatformParts) -> "WSGIApplication":
    return ApiGateway(
        create_app(parts).wsgi_app,
        faults=parts.faults,
        traffic=parts.traffic,
        clock=parts.platform.clock,
        sleep=gevent.sleep,
        request_id=parts.platform.ids.request,
    )


def _wait_on_a_thread(work: Callable[[], WebhookDelivery]) -> WebhookDelivery:
    """Run *work* on a thread: the bot may call the platform before it answers."""
    delivery: WebhookDelivery = gevent.get_hub().threadpool.apply(work)
    return delivery


def _nothing() -> None:
    """Stop a server that has not started."""
