"""A worker as a real process, on a store of the test's own, with a LINE that takes everything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cases.calendar import BANGKOK
from config.clock import to_ms
from store import keys
from store.stream import Keeper
from tests.builders import AYUTTHAYA, a_line_id, an_event_id

ROOT = Path(__file__).parents[2]
SECONDS = 60.0


class _TakesAll(BaseHTTPRequestHandler):
    """Answers as LINE does when it is content."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer({"displayName": "x", "value": 1000, "totalUsage": 0})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer({"sentMessages": []})

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def _answer(self, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def taking_all() -> Iterator[str]:
    """Return the address of a LINE that takes every call."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _TakesAll) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@dataclass(frozen=True, slots=True)
class WorkerProcess:
    """One worker and what it has written."""

    process: subprocess.Popen[bytes]
    log: Path

    def lines(self, event: str) -> list[dict[str, Any]]:
        """Return the log's lines of *event*; every line must be JSON."""
        every = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [line for line in every if line["event"] == event]

    def words(self) -> set[str]:
        """Return the words of the store's errors that it waited for."""
        return {line["error"] for line in self.lines("store away")}

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(SECONDS)


@contextmanager
def worker(url: str, directory: Path, **settings: str) -> Iterator[WorkerProcess]:
    """Start a worker and a sender on the store at *url*; the worker must still live at the end, if
    nobody ended it."""
    directory.mkdir(exist_ok=True)
    with taking_all() as line, (directory / "worker.log").open("ab") as out:
        env = {
            "LINE_CHANNEL_SECRET": "secret",
            "LINE_CHANNEL_ACCESS_TOKEN": "token",
            "LINE_API_BASE": line,
            "LINE_DATA_API_BASE": line,
            "DATA_DIR": str(directory / "var"),
            "REDIS_URL": url,
        }
        process, sender = (
            subprocess.Popen(
                [sys.executable, "-m", "bot", kind],
                cwd=ROOT,
                env=os.environ | env | settings,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
            for kind in ("worker", "sender")
        )
        try:
            yield WorkerProcess(process, directory / "worker.log")
        finally:
            for one in (process, sender):
                if one.poll() is None:
                    one.send_signal(signal.SIGCONT)
                    one.terminate()
                    one.wait(SECONDS)


def share(client: Any, who: int) -> None:
    """Keep a webhook with a share of a moment ago, as the web does."""
    now = datetime.now(UTC)
    event = {
        "type": "message",
        "webhookEventId": an_event_id(),
        "timestamp": to_ms(now),
        "source": {"type": "user", "userId": a_line_id(who)},
        "replyToken": "token",
        "message": {
            "type": "location",
            "latitude": AYUTTHAYA.latitude + who / 100,
            "longitude": AYUTTHAYA.longitude,
        },
    }
    Keeper(client).keep(json.dumps({"events": [event]}).encode(), now)


def is_worked_on(client: Any, shares: int) -> bool:
    """Return whether so many shares are counted, and nothing waits."""
    counted = sum(int(client.hget(key, "shares") or 0) for key in _counters(client))
    return (counted, client.xlen(keys.INBOX), client.xlen(keys.OUTBOX)) == (shares, 0, 0)


def wait_until(done: Callable[[], object], complaint: str, log: Path | None = None) -> None:
    ends_at = time.monotonic() + SECONDS
    while not done():
        said = log.read_text()[-3000:] if log else ""
        assert time.monotonic() < ends_at, f"{complaint}\n{said}"
        time.sleep(0.05)


def _counters(client: Any) -> list[str]:
    return [keys.count("all", f"{datetime.now(BANGKOK):%Y-%m}")]
