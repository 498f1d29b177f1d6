"""Everything that a fault test runs on: a store, the web, workers and LINE's stand-in."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import urllib3
from redis.exceptions import ResponseError

from simulator.refusals import Json
from simulator.server import SECRET, TOKEN, Account, RunningSimulator, start
from simulator.webhook_delivery import DeliveryPlan, WebhookDelivery
from simulator.webhooks import Events, sign
from store import keys
from store.connection import connect
from store.errors import is_transient
from tests.faults.invariants import Broken, End, broken, look
from tests.faults.kept import waiting
from tests.faults.ledger import Ledger
from tests.faults.processes import Child, Web
from tests.faults.worker import Plan
from tests.servers import Kind, Server, free_port, run_server

#: LINE comes again soon, and for as long as it takes.
_DELIVERY = DeliveryPlan(waits=(0.25,) * 1_000)
_BETWEEN_LOOKS_S = 0.05


@dataclass(frozen=True, slots=True)
class Stage:
    """What one fault test after the other can use."""

    server: Server
    web: Web


@dataclass(slots=True)
class _Clock:
    """LINE's clock, which may be late."""

    late: timedelta

    def __call__(self) -> datetime:
        return datetime.now(UTC) - self.late


@dataclass(slots=True)
class Scene:
    """One fault test: an empty store, its own people, workers and stand-in for LINE."""

    stage: Stage
    directory: Path
    line: RunningSimulator
    client: Any  # redis-py's own types say str or bytes everywhere
    web: Web
    clock: _Clock
    ledger: Ledger = field(default_factory=Ledger)
    workers: list[Child] = field(default_factory=list)
    under_way: list[Future[WebhookDelivery]] = field(default_factory=list)

    @property
    def events(self) -> Events:
        """Let people act."""
        return Events(self.line.platform)

    def catch_up(self) -> None:
        """All that has happened has waited in the inbox until now."""
        late, self.clock.late = self.clock.late, timedelta()
        for entry, fields in self.client.xrange(keys.INBOX) if late else []:
            self.client.xdel(keys.INBOX, entry)
            received = int(fields[b"at"]) - late // timedelta(milliseconds=1)
            self.client.xadd(keys.INBOX, {**fields, "at": received})

    def start_worker(self, plan: Plan) -> Child:
        """Start a worker process; its log is one of the scene's."""
        self.workers.append(self._bear(plan, len(self.workers)))
        return self.workers[-1]

    def replace_worker(self, number: int, plan: Plan) -> None:
        """Kill a worker and start another one in its place, with the same log."""
        self.workers[number].kill()
        self.workers[number] = self._bear(plan, number)

    def send(self, *events: Json) -> None:
        """Bring a webhook as LINE does: again and again until it is acknowledged."""
        self.under_way.append(self.line.sender.submit(events))

    def wait_for_acknowledgements(self, seconds: float) -> None:
        """Wait until every webhook that was sent has been answered with 200."""
        wait_until(self._all_acknowledged, seconds, "a webhook is never acknowledged")

    def post(self, body: bytes, signature: str | None = None) -> int:
        """Bring raw bytes until they are answered by anything but "not now", and give that."""
        headers = {"x-line-signature": sign(SECRET, body) if signature is None else signature}
        self.ledger.sent += signature is None
        while True:
            with contextlib.suppress(urllib3.exceptions.HTTPError):
                answer = urllib3.request(
                    "POST", self.line.sender.callback, body=body, headers=headers,
                    retries=False, timeout=2.0,
                )  # fmt: skip
                if answer.status < 500:
                    return answer.status
            time.sleep(0.1)

    def settle(self, seconds: float) -> None:
        """Wait until nothing waits any more; calls that were put off are tried now."""
        quiet = [False]

        def stays_quiet() -> bool:
            """Look twice: a planted bug works on what it has let go already."""
            quiet.append(self._is_quiet())
            time.sleep(_BETWEEN_LOOKS_S if quiet[-1] else 0)
            return all(quiet[-2:])

        wait_until(stays_quiet, seconds, lambda: f"still waiting: {waiting(self.client)}")

    def look(self) -> End:
        """Look at all there is at the end."""
        logs = [*self.directory.glob("*.log"), self.stage.server.directory / "server.log"]
        return look(self.client, self.ledger, self.line.platform, [*logs, self.stage.web.log])

    def broken(self) -> Broken:
        """Hold everything against the invariants."""
        return broken(self.look())

    def _bear(self, plan: Plan, number: int) -> Child:
        env = environment(self.stage.server, self.line)
        return Child(env, plan, self.directory / f"worker-{number}.log")

    def _all_acknowledged(self) -> bool:
        self.under_way = [one for one in self.under_way if not one.done()]
        return not self.under_way and not self.line.sender.pending()

    def _is_quiet(self) -> bool:
        if not self._all_acknowledged():
            return False
        try:
            for call in self.client.zrange(keys.OUTBOX_LATER, 0, -1):
                self.client.zadd(keys.OUTBOX_LATER, {call: 0}, xx=True)
            left = waiting(self.client)
        except ResponseError:  # no worker has made the groups yet
            return False
        except Exception as error:
            if is_transient(error):
                return False
            raise
        # A call that LINE refuses is not waiting, but a finding.
        return all(name.startswith("parked") for name in left)


@contextlib.contextmanager
def stage(kind: Kind, directory: Path) -> Iterator[Stage]:
    """Run what all scenes share."""
    with run_server(kind, directory / "store") as server:
        web = Web(free_port(), environment(server), directory / "web.log")
        try:
            web.start()
            web.wait()
            yield Stage(server, web)
        finally:
            web.kill()


@contextlib.contextmanager
def scene(
    of: Stage,
    directory: Path,
    *,
    seed: int = 0,
    app: str = "",
    late: timedelta = timedelta(),
) -> Iterator[Scene]:
    """Empty the store and run a stand-in for LINE; *app* is another web than the bot's. All that
    happens before catch_up() happened so *late* ago."""
    web = of.web
    if app:
        web = Web(free_port(), of.web.env, directory / "web.log", app)
        web.start()
    web.wait()
    account = Account(callback=f"{web.url}/callback")
    client = connect(of.server.url, role="command")
    client.flushall()
    clock = _Clock(late)
    with start(account=account, clock=clock, seed=seed, plan=_DELIVERY) as line:
        here = Scene(of, directory, line, client, web, clock)
        here.ledger.private |= {SECRET, TOKEN}
        try:
            yield here
        finally:
            for worker in here.workers:
                worker.kill()
            if app:
                web.kill()
            client.close()


def environment(server: Server, line: RunningSimulator | None = None) -> dict[str, str]:
    """Return the settings of the processes, as an operator would."""
    return {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_BASE": line.url if line else "http://127.0.0.1:1",
        "REDIS_URL": server.url,
        "DATA_DIR": str(server.directory),
        "SENDER_THREADS": "4",
        # So that a long run sees reminders and escalations.
        "CLAIM_MINUTES": "1",
        "ESCALATE_MINUTES": "2",
        # What is tested must not depend on the hour.
        "QUIET_HOURS": "none",
    }


def wait_until(
    done: Callable[[], bool], seconds: float, complaint: Callable[[], str] | str
) -> None:
    """Wait, or fail with the complaint."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise AssertionError(complaint() if callable(complaint) else complaint)
        time.sleep(0.02)
