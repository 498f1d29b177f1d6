"""Runs a simulator on a thread, in a test or in a process of its own: its app, which checks tokens
and retry keys and names each request, behind the gateway."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hmac import compare_digest
from socket import IPPROTO_TCP, TCP_NODELAY, create_server, socket
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import gevent
from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from gevent.event import Event as GreenEvent
from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer
from werkzeug.exceptions import HTTPException

from simulator.account_api import account as account_paths
from simulator.allowances import RateLimits, is_retry_key
from simulator.app_parts import KEY, PlatformParts, parts
from simulator.control import control
from simulator.faults import Faults
from simulator.gateway import ABORT, ApiGateway, Traffic
from simulator.json_forms import Clock, utc_now
from simulator.message_api import messages
from simulator.phones import ChatLog
from simulator.platform import Platform
from simulator.refusals import WRONG_TOKEN, ApiError
from simulator.rich_menu_api import rich_menus
from simulator.screen import screen
from simulator.webhook_delivery import DeliveryPlan, WebhookDelivery, WebhookSender

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
#: LINE's own limit on a request.
_LARGEST_REQUEST = 2 * 1024 * 1024
#: Paths that LINE does not have: control calls, and the screen.
_OURS = ("/_sim/", "/_screen/")
_TAKES_RETRY_KEYS = ("/v2/bot/message/push", "/v2/bot/message/multicast")
_NO_HEADER = (
    "Authorization header required. Must follow the scheme, 'Authorization: Bearer <ACCESS TOKEN>'"
)


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
    platform, traffic = Platform(clock=clock, seed=seed, quota=quota), Traffic()
    sender = WebhookSender(
        platform,
        callback=account.callback,
        secret=account.secret,
        traffic=traffic,
        plan=plan or DeliveryPlan(),
        seed=seed,
    )
    parts = PlatformParts(
        platform=platform,
        sender=sender,
        faults=Faults(seed),
        rates=RateLimits(clock),
        traffic=traffic,
        said=ChatLog(),
        name=account.name,
        outlines=outlines,
        token=account.token,
        wait_for=_wait_on_a_thread,
    )
    return RunningSimulator(parts, account, listener).start()


def _app(parts: PlatformParts) -> "WSGIApplication":
    return ApiGateway(
        _create_app(parts).wsgi_app,
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


def _create_app(kept: PlatformParts) -> Flask:
    """Build the app; the control paths and the screen need no token."""
    app = Flask("simulator", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_REQUEST
    app.extensions[KEY] = kept
    for blueprint in (messages, account_paths, rich_menus, control, screen):
        app.register_blueprint(blueprint)
    app.before_request(_check_headers)
    app.after_request(_name_request)
    app.register_error_handler(ApiError, _refuse)
    app.register_error_handler(HTTPException, _http_error)
    return app


def _check_headers() -> None:
    """Refuse requests without a token; of ours, those from other sites, which may link to the page
    and do nothing else."""
    kept = parts()
    g.request_id = kept.platform.ids.request()
    if request.path == "/":
        return
    if request.path.startswith(_OURS):
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise ApiError(403, "Only the simulator's own screen may do this.")
        return
    _check_token(f"Bearer {kept.token}".encode())
    _check_retry_key()


def _check_token(expected: bytes) -> None:
    given = request.headers.get("Authorization", "")
    if not given.startswith("Bearer "):
        raise ApiError(401, _NO_HEADER)
    if not compare_digest(given.encode("latin-1", "replace"), expected):
        raise ApiError(401, WRONG_TOKEN)


def _check_retry_key() -> None:
    key = request.headers.get("X-Line-Retry-Key")
    if key is None:
        return
    if request.path not in _TAKES_RETRY_KEYS:
        raise ApiError(400, "The X-Line-Retry-Key header is not supported by this endpoint")
    if not is_retry_key(key):
        raise ApiError(400, "The X-Line-Retry-Key header must be a UUID")


def _name_request(response: Response) -> Response:
    response.headers["X-Line-Request-Id"] = g.request_id
    return response


def _refuse(refused: ApiError) -> ResponseReturnValue:
    return refused.as_json(), refused.status, refused.headers


def _http_error(wrong: HTTPException) -> ResponseReturnValue:
    message = "Not found" if wrong.code == 404 else wrong.name
    return {"message": message}, wrong.code or 500
