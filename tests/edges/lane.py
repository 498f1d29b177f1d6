"""A lane: a town whose way to LINE leads over an edge, and one fault after the other on it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest

from store.failures import parked
from tests.builders import AYUTTHAYA, near
from tests.edges.certificates import Certificates
from tests.edges.edge import Edge, Fault, an_edge
from tests.faults.kept import waiting
from tests.journeys.town import Town, a_town
from tests.servers import Server

#: What the contract allows: "delivered within a minute of LINE's recovery, without an operator".
WITHIN_S = 60.0
#: So long at least a fault lasts, and at most until it has met both calls of a share.
_LASTS_S, _MOST_S = 1.0, 7.0
_LOOK_S = 0.05
#: Farther apart than shares that join one case.
_APART_M = 250


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a fault, and the kinds of calls that meet it (none: all)."""

    fault: Fault
    ways: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name the line."""
        return f"{self.fault.name} [{', '.join(self.ways) or 'all'}]"


@dataclass(frozen=True, slots=True)
class Came:
    """What one share led to: how often its receipt and its alert were delivered, what was parked,
    and how long after the fault's end both were there (None: not in time)."""

    row: Row
    struck: int
    receipts: int
    alerts: int
    parked: tuple[str, ...]
    seconds: float | None

    @property
    def is_right(self) -> bool:
        """Return whether both came once, in time, and nothing waits for an operator."""
        return (self.receipts, self.alerts, self.parked) == (1, 1, ()) and self.seconds is not None

    def __str__(self) -> str:
        took = "never" if self.seconds is None else f"{self.seconds:.1f} s"
        told = f"receipt x{self.receipts}, alert x{self.alerts}, {took}, struck {self.struck}"
        return f"{self.row.name}: {told}{''.join(f', parked {one}' for one in self.parked)}"


@dataclass(slots=True)
class Lane:
    """One service with its own store, stand-in for LINE and edge."""

    town: Town
    edge: Edge
    officer: str
    _walked: list[tuple[Came, str, str]] = field(default_factory=list)

    def walk(self, row: Row) -> None:
        """Let somebody share while *row*'s fault strikes, end it, and wait for what comes."""
        began, known = time.monotonic(), self._parked().keys()
        self.edge.strike(row.fault, *row.ways)
        sharer, number = self.share()
        self._let_it_strike(row, began)
        self.edge.mend()
        mended = time.monotonic()
        seconds: float | None = None
        while seconds is None and time.monotonic() < mended + WITHIN_S:
            if self.receipts(sharer) and self.alerts(number) and self._is_quiet():
                seconds = time.monotonic() - mended
            elif self._parked().keys() - known:
                break  # nothing comes of itself any more
            time.sleep(_LOOK_S)
        stuck = tuple(reason for call, reason in self._parked().items() if call not in known)
        struck = self.edge.struck(began).total()
        self._walked.append((Came(row, struck, 0, 0, stuck, seconds), sharer, number))

    def parked(self) -> list[str]:
        """Return why calls wait for an operator."""
        return sorted(self._parked().values())

    def came(self) -> list[Came]:
        """Wait until nothing is on its way any more, and count what came of each row."""
        until = time.monotonic() + WITHIN_S
        while time.monotonic() < until and not self._is_quiet():
            time.sleep(_LOOK_S)
        return [
            replace(came, receipts=self.receipts(sharer), alerts=self.alerts(number))
            for came, sharer, number in self._walked
        ]

    def share(self) -> tuple[str, str]:
        """Let a citizen share a place of its own, and return them and the case."""
        before = set(self.town.queue())
        sharer = self.town.citizen()
        self.town.share(sharer, near(AYUTTHAYA, _APART_M * (1 + len(self._walked))))
        self.town.line.wait_until(
            lambda: [{}] if set(self.town.queue()) - before else [], seconds=WITHIN_S
        )
        (number,) = set(self.town.queue()) - before
        return sharer, number

    def _is_quiet(self) -> bool:
        """Return whether no call is on its way: what LINE has may still be asked about."""
        return all(name.startswith("parked") for name in waiting(self.town.store))

    def _let_it_strike(self, row: Row, began: float) -> None:
        """Wait until each kind of call that a share makes has met the fault."""
        while (lasted := time.monotonic() - began) < _MOST_S:
            met = self.edge.struck(began)
            each = met["connection"] >= 2 or all(met[way] for way in row.ways or ("reply", "push"))
            if lasted > _LASTS_S and (each or row.fault.is_closed):
                return
            time.sleep(_LOOK_S)

    def receipts(self, sharer: str) -> int:
        """Count the calls that brought something to *sharer*, of which each has a few messages."""
        return len({row["requestId"] for row in self.town.line.messages_of(sharer)})

    def alerts(self, number: str) -> int:
        """Count the calls that brought the officer the alert of a case."""
        rows = self.town.line.messages_of(self.officer)
        return len({row["requestId"] for row in rows if f"do=claim&case={number}" in str(row)})

    def _parked(self) -> dict[str, str]:
        return {one.id: one.reason for one in parked(self.town.store)}


@contextmanager
def a_lane(
    store_url: str, data_dir: Path, certificates: Certificates, **settings: Any
) -> Iterator[Lane]:
    """Build a lane on an empty store."""
    with (
        an_edge(certificates) as edge,
        a_town(store_url, data_dir, edge.before, **settings) as town,
    ):
        try:
            yield Lane(town, edge, town.officer())
        finally:
            edge.close()  # what hangs on it would never end


def walk_all(
    rows: Iterable[Row], server: Server, directory: Path, certificates: Certificates, lanes: int
) -> list[Came]:
    """Walk *rows* on so many lanes at the same time, each row on the first that is free."""
    left: SimpleQueue[Row] = SimpleQueue()
    for row in rows:
        left.put(row)

    def walk(number: int) -> list[Came]:
        url = server.url.replace("/0", f"/{number}")
        with a_lane(url, directory / str(number), certificates) as lane:
            with suppress(Empty):
                while True:
                    lane.walk(left.get_nowait())
            return lane.came()

    with trusting(certificates), ThreadPoolExecutor(lanes) as pool:
        return [came for found in pool.map(walk, range(lanes)) for came in found]


@contextmanager
def trusting(certificates: Certificates) -> Iterator[None]:
    """Let this process and its children trust the edge's authority, as an operator would."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(certificates.authority))
        yield
