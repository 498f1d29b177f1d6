"""LINE is away while people share: how much is tried meanwhile, how soon all is there after it, in
which order, and whether anything came twice."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import mean

from simulator.client import SimulatorClient
from simulator.faults import Fault as Slowness
from tests.builders import AYUTTHAYA
from tests.edges.edge import Edge, Fault

#: What LINE takes for a call.
_CALL_S = 0.15
#: Every so many shares are of somebody in danger.
_URGENT_EVERY = 10
_DANGER = "v=1&do=danger&why=MEDICAL"
#: A grid of places, farther apart than shares of one case.
_ROW, _STEP = 40, 0.003
#: More than the contract allows, so that what is late is measured.
_PATIENCE_S = 400.0
_LOOK_S = 0.2
_CLAIM = re.compile(r"do=claim&case=([0-9-]+)")
_NUMBER = re.compile(r"\d\d-\d{4}-\d{4}")


@dataclass(frozen=True, slots=True)
class Outage:
    """*shares* come in evenly during *seconds* of *fault*."""

    fault: Fault
    seconds: float
    shares: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an outage. *tried* are the calls and connections that met it; of each kind, how
    many seconds after its end a call arrived; *missing* and *doubled* name what did not come once.
    """

    messages: int
    tried: int
    urgent: Sequence[float]
    alerts: Sequence[float]
    receipts: Sequence[float]
    missing: Sequence[str]
    doubled: Sequence[str]

    @property
    def seconds(self) -> float:
        """Return how long it took until everything was there."""
        return max([*self.urgent, *self.alerts, *self.receipts], default=0.0)

    @property
    def is_in_order(self) -> bool:
        """Return whether urgent alerts came first, then alerts, then receipts."""
        first, second, third = (mean(of) for of in (self.urgent, self.alerts, self.receipts))
        return first < second < third

    def __str__(self) -> str:
        named = {"urgent": self.urgent, "alerts": self.alerts, "receipts": self.receipts}
        came = (
            f"{name} {min(of):.1f}..{max(of):.1f} s (mean {mean(of):.1f})"
            for name, of in named.items()
            if of
        )
        return (
            f"{self.messages} messages, {self.tried} tries while away; {', '.join(came)}; "
            f"{len(self.missing)} missing, {len(self.doubled)} doubled {list(self.doubled)[:3]}"
        )


@dataclass(slots=True)
class _Watch:
    """What arrived: each call by whom it reached, and the case that it is about."""

    line: SimulatorClient
    newest: int = 0
    calls: dict[tuple[str, str], float] = field(default_factory=dict)
    cases: dict[tuple[str, str], str] = field(default_factory=dict)

    def look(self) -> None:
        """Read what is new."""
        for row in self.line.accepted(after=self.newest):
            self.newest = row["number"]
            call = row["to"], row["requestId"]
            self.calls.setdefault(call, row["at"] / 1000)
            said = str(row["message"])
            if found := _CLAIM.search(said) or _NUMBER.search(said):
                self.cases.setdefault(call, found[found.lastindex or 0])

    def of(self, person: str) -> list[tuple[str, float]]:
        """Return the calls that reached somebody: the case, and when."""
        return [
            (self.cases.get(call, ""), at) for call, at in self.calls.items() if call[0] == person
        ]


@dataclass(frozen=True, slots=True)
class Storm:
    """People who share over an edge, and those on duty who hear of it."""

    line: SimulatorClient
    edge: Edge
    officers: Sequence[str]

    def rage(self, outage: Outage, look: Callable[[], None] = lambda: None) -> Outcome:
        """Let people share during *outage*, call *look* just before it ends, and wait."""
        self.line.set_faults(Slowness("latency", seconds=_CALL_S))
        watch = _Watch(self.line)
        watch.look()
        watch.calls.clear()
        began = time.monotonic()
        self.edge.strike(outage.fault)
        sharers = self._share(outage, began)
        look()
        tried = self.edge.struck(began).total()
        self.edge.mend()
        back = time.time()
        self._wait(watch, sharers)
        return self._outcome(watch, sharers, back, tried)

    def _share(self, outage: Outage, began: float) -> dict[str, int]:
        """Return who shared, and how many calls each has to hear: who is in danger says so before,
        and hears whom to call."""
        sharers = {}
        for number in range(outage.shares):
            _sleep_until(began + outage.seconds * number / outage.shares)
            sharer = self.line.add_user(f"Somchai {number}")
            is_urgent = number % _URGENT_EVERY == 0
            if is_urgent:
                self.line.press(sharer, _DANGER)
            row, column = number % _ROW, number // _ROW
            self.line.send_location(
                sharer,
                AYUTTHAYA.latitude + _STEP * (row - _ROW / 2),
                AYUTTHAYA.longitude + _STEP * (column + 1),
            )
            sharers[sharer] = 1 + is_urgent
        _sleep_until(began + outage.seconds)
        return sharers

    def _wait(self, watch: _Watch, sharers: dict[str, int]) -> None:
        """Wait until all has come, and then a little for what comes twice."""
        expected = sum(sharers.values()) + len(sharers) * len(self.officers)
        until = time.monotonic() + _PATIENCE_S
        while len(watch.calls) < expected and time.monotonic() < until:
            time.sleep(_LOOK_S)
            watch.look()
        time.sleep(5)
        watch.look()

    def _outcome(self, watch: _Watch, sharers: dict[str, int], back: float, tried: int) -> Outcome:
        heard = {sharer: watch.of(sharer) for sharer in sharers}
        urgent = {case for who, count in sharers.items() if count > 1 for case, _ in heard[who]}
        came: dict[str, list[float]] = {"urgent": [], "alerts": [], "receipts": []}
        missing: list[str] = []
        doubled: list[str] = []
        for sharer, count in sharers.items():
            came["receipts"] += [at - back for _, at in heard[sharer]]
            (missing if len(heard[sharer]) < count else []).append(f"receipt of {sharer}")
            (doubled if len(heard[sharer]) > count else []).append(f"receipt of {sharer}")
        for officer in self.officers:
            cases = watch.of(officer)
            numbers = [case for case, _ in cases]
            for case, at in cases:
                came["urgent" if case in urgent else "alerts"].append(at - back)
            doubled += [f"alert of {case}" for case in {*numbers} if numbers.count(case) > 1]
            missing += ["alert"] * (len(sharers) - len({*numbers}))
        messages = sum(sharers.values()) + len(sharers) * len(self.officers)
        return Outcome(messages, tried, **came, missing=missing, doubled=doubled)


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))
