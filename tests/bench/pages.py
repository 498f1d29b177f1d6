"""The first view of a page as a browser has it: the time to its first byte, and the bytes sent."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from cases.people import Member, Role
from store.connection import StoreClient
from store.sign_in import Sessions
from store.unit_of_work import UnitsOfWork
from tests.bench.processes import gunicorn, variables
from tests.servers import free_port

_TIMES = 9
_LONG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class View:
    """What one page costs: its first byte (the median of some, warm), and all that is sent."""

    first_byte_ms: float
    kib: float


@contextmanager
def served(client: StoreClient, store_url: str, directory: Path) -> Iterator[Pages]:
    """Serve the web on gunicorn, with a manager signed in."""
    port = free_port()
    env = variables(store_url, directory, PUBLIC_URL=f"http://127.0.0.1:{port}")
    with gunicorn(port, env, directory / "web.log"):
        yield Pages(port, {"Cookie": f"session={_session(client)}"})


@dataclass(frozen=True, slots=True)
class Pages:
    """Asks for pages as a browser does that takes gzip."""

    port: int
    cookies: Mapping[str, str]

    def view(self, path: str) -> View:
        """Look at a page some times."""
        self._ask(path)
        asked = [self._ask(path) for _ in range(_TIMES)]
        return View(median(first for first, _ in asked), asked[-1][1] / 1024)

    def _ask(self, path: str) -> tuple[float, int]:
        """Return the milliseconds to the first byte, and the bytes of the head and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.connect()
        began = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", **self.cookies})
        answer = connection.getresponse()
        first = (time.perf_counter() - began) * 1000
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise AssertionError(f"{path} was answered {answer.status}")
        return first, len(str(answer.headers)) + len(body)


def _session(client: StoreClient) -> str:
    now = datetime.now(UTC)
    unit = UnitsOfWork(client).open("bench-manager", now, now)
    person = replace(unit.people.of_line("U" + "e" * 32), centre="TH-10")
    unit.people.save(person)
    member = Member(person, "TH-10", Role.MANAGER, on_duty=False, name="manager")
    unit.teams.save(member)
    unit.commit([])
    return Sessions(client, idle=_LONG, longest=_LONG).begin(member, now)
