"""A bot's side of the wire: it calls the API, and it hears webhooks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import sleep
from typing import Any, Self

import urllib3

from simulator.server import RunningSimulator

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: Mapping[str, str]

    def properties(self) -> list[str]:
        return [detail["property"] for detail in self.body.get("details", [])]


class BotSide:
    """Calls the platform's API with the right token, unless told otherwise."""

    def __init__(self, simulator: RunningSimulator) -> None:
        self._url = simulator.url
        self._token = simulator.account.token
        self._http = urllib3.PoolManager(retries=False)

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float = 5.0,
    ) -> Answer:
        raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body)
        sent = JSON | {"Authorization": f"Bearer {self._token}"} | dict(headers or {})
        answer = self._http.request(
            method, self._url + path, body=raw, headers=sent, timeout=timeout
        )
        is_json = answer.headers.get("Content-Type", "").startswith("application/json")
        read = json.loads(answer.data) if is_json else {"data": answer.data}
        return Answer(answer.status, read, answer.headers)

    def push(self, to: str, *messages: object, **more: Any) -> Answer:
        return self.call("POST", "/v2/bot/message/push", {"to": to, "messages": messages}, **more)

    def reply(self, token: object, *messages: object, **more: Any) -> Answer:
        body = {"replyToken": token, "messages": messages}
        return self.call("POST", "/v2/bot/message/reply", body, **more)

    def close(self) -> None:
        self._http.clear()


def _open() -> Event:
    """Return a gate that holds nobody up."""
    gate = Event()
    gate.set()
    return gate


@dataclass(slots=True)
class Ear:
    """A bot's callback: keeps what it hears and answers as told."""

    statuses: list[int] = field(default_factory=list)
    delay: float = 0.0
    may_answer: Event = field(default_factory=_open)
    heard: list[tuple[str, bytes]] = field(default_factory=list)

    def events(self) -> list[dict[str, Any]]:
        return [event for _, body in self.heard for event in json.loads(body)["events"]]

    def hear(self, signature: str, body: bytes) -> int:
        self.heard.append((signature, body))
        sleep(self.delay)
        self.may_answer.wait()
        return self.statuses.pop(0) if self.statuses else 200


class _Server(ThreadingHTTPServer):
    #: As many may knock at once as the simulator has threads: beyond the usual five, the others
    #: would wait a second or three for the kernel to try again.
    request_queue_size = 128


class Callback:
    """An HTTP server around an ear."""

    def __init__(self, ear: Ear) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = ear.hear(self.headers["x-line-signature"], body)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Keep the tests quiet."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/callback"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def text(words: str = "hello") -> dict[str, Any]:
    return {"type": "text", "text": words}
