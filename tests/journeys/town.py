"""A town to walk through: the platform, the web and the worker, all real, all in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from bot.app import create_app
from bot.wiring import Parts, sender_jobs, worker_jobs
from bot.worker import ConsumerPace
from cases.calendar import BANGKOK
from cases.people import Invitation, Language, Role
from config.settings import Settings
from geo.centres import Point
from line.api import Ways
from simulator.client import SimulatorClient
from simulator.reading import read
from simulator.server import Account, RunningSimulator, start
from store import keys, schema
from store.connection import connect
from store.people import invite
from store.stream import Counters
from store.timers import Due
from tests.builders import AYUTTHAYA
from tests.servers import free_port

SECRET, TOKEN = "a-channel-secret", "a-channel-access-token"
#: Werkzeug compiles its routes by ast, in which threads of CPython 3.11 disturb each other.
_ONE_AT_A_TIME = threading.Lock()
#: Nobody in a town is in a hurry: how busy the machine is, is nothing that a journey judges.
PATIENCE_S = 30.0


@dataclass(slots=True)
class Town:
    """People act through the platform; what they see is what the platform has delivered."""

    line: SimulatorClient
    store: Any
    settings: Settings
    ways: Ways
    _seen: dict[str, int] = field(default_factory=dict)

    def citizen(self, name: str = "Somchai", language: str = "th") -> str:
        """Add somebody to the platform."""
        return self.line.add_user(name, language=language)

    def officer(
        self,
        name: str = "Anong",
        centre: str = "TH-14",
        role: Role = Role.OFFICER,
        language: str = "th",
    ) -> str:
        """Add somebody to a centre's team, by a code sent as text."""
        user = self.citizen(name, language)
        self.line.send_text(user, invite(self.store, Invitation(centre, role), uses=1, days=1))
        self.hear(user)
        return user

    def share(self, user: str, where: Point = AYUTTHAYA, address: str | None = None) -> None:
        """Send a location."""
        self.line.send_location(user, where.latitude, where.longitude, address=address)

    def alerted_of_a_share(self, language: Language) -> tuple[str, str]:
        """Let a citizen share, and an officer hear of it; give the officer and the citizen."""
        officer = self.officer("Anong", language=language.value)
        sharer = self.citizen("Somchai", language=language.value)
        self.line.follow(sharer)
        self.hear(sharer)
        self.share(sharer)
        self.hear(sharer)
        self.hear(officer)
        return officer, sharer

    def hear(self, user: str) -> str:
        """Wait for what *user* has not seen yet, and give all words of it."""
        self.line.wait_for_message(user, after=self._seen.get(user, 0), seconds=PATIENCE_S)
        rows = self.line.messages_of(user, after=self._seen.get(user, 0))
        self._seen[user] = rows[-1]["number"]
        return " | ".join(words for row in rows for words in read(row["message"]).shown)

    def tap(self, user: str, label: str) -> str:
        """Press a button that *user* has been shown, and hear the answer."""
        self.line.tap(user, label)
        return self.hear(user)

    def later(self, minutes: float) -> None:
        """Let the clock bring what is due in so many minutes."""
        due = Due(self.store)
        while due.move(datetime.now(UTC) + timedelta(minutes=minutes)):
            pass

    def settle(self) -> None:
        """Wait until every entry is worked on and every call is made."""
        self.line.settle()
        self.line.wait_until(lambda: [{}] if self._is_quiet() else [], seconds=PATIENCE_S)

    def queue(self, centre: str = "TH-14") -> list[str]:
        """Return the numbers of a centre's open cases, in the order of its queue."""
        return [number.decode() for number in self.store.zrange(keys.queue(centre), 0, -1)]

    def count(self, name: str, centre: str = "all") -> int:
        """Return a counter of all months."""
        months = self.store.scan_iter(f"{keys.count(centre, '????-??')}")
        return sum(int(self.store.hget(month, name) or 0) for month in months)

    def _is_quiet(self) -> bool:
        return not any(self.store.xlen(key) for key in (keys.INBOX, keys.OUTBOX, keys.FETCHING))


@contextmanager
def a_town(
    store_url: str, data_dir: Path, way: Callable[[str], str] = str, /, **changes: Any
) -> Iterator[Town]:
    """Build a town on an empty store; *way* turns the platform's address into the one to call."""
    port = free_port()
    account = Account(SECRET, TOKEN, f"http://127.0.0.1:{port}/callback")
    with _platform(account) as platform, connect(store_url, role="worker") as client:
        settings = Settings(
            channel_secret=SECRET,
            channel_access_token=TOKEN,
            api_base=way(platform.url),
            data_api_base=way(platform.url),
            public_url=f"http://127.0.0.1:{port}",
            data_dir=data_dir,
            redis_url=store_url,
            **(
                {"quiet_hours": None, "digest_hour": _hour_far_away(), "sender_threads": 8}
                | changes
            ),
        )
        schema.prepare(client)
        ways = Ways()
        parts = Parts(pace=ConsumerPace(block_ms=100), ways=lambda: ways)
        with _web(settings, port), _worker(settings, client, parts):
            yield Town(SimulatorClient(platform.url), client, settings, ways)


def _hour_far_away() -> int:
    """Return an hour half a day off: whenever a journey is walked, no digest comes unasked."""
    return (datetime.now(UTC).astimezone(BANGKOK).hour + 12) % 24


@contextmanager
def _platform(account: Account) -> Iterator[RunningSimulator]:
    """Run the platform; its routes are compiled one town at a time, too."""
    with ExitStack() as stack:
        with _ONE_AT_A_TIME:
            platform = stack.enter_context(start(account=account))
        yield platform


@contextmanager
def _web(settings: Settings, port: int) -> Iterator[None]:
    with _ONE_AT_A_TIME:
        app = create_app(settings, connect(settings.redis_url, role="web"))
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def _worker(settings: Settings, client: Any, parts: Parts) -> Iterator[None]:
    stop = threading.Event()
    tallies = Counters(client)
    jobs = [
        *worker_jobs(settings, client, tallies, parts),
        *sender_jobs(settings, client, tallies, parts),
    ]
    threads = [threading.Thread(target=job, args=(stop,)) for job in jobs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
