"""Run one drill from the start of the service to the verdict."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import urllib3
from rich.table import Table

from config import clock
from config.settings import Settings
from geo.centres import Centres
from geo.centres_file import load_centres
from geo.whereabouts import Locator
from simulator.client import SimulatorClient
from simulator.faults import KINDS, STORM
from store.connection import StoreClient, connect
from store.launcher import store_url
from tools.crowd.evening import Evening, gather_people
from tools.crowd.plan import EveningPlan, load_places, make_plan
from tools.crowd.teams import lone
from tools.drill import gather
from tools.drill.end import End, Ledger
from tools.drill.evening_report import tables
from tools.drill.measures import compare, times
from tools.drill.promises import promises
from tools.stage import Stage, open_stage

#: LINE's behaviour also without faults: some webhooks come twice or late, each until it is taken.
_DELIVERY = {
    "waits": (0.5, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 5.0, 5.0, 10.0, 10.0),
    "duplicate": 0.06,
    "late": 0.04,
    "late_seconds": 0.4,
}
#: The evening is compressed, so reminders and the escalation come as early as they can, and cases
#: that wait together in one town are near enough to be merged.
_SETTINGS = {"CLAIM_MINUTES": "1", "ESCALATE_MINUTES": "1", "JOIN_RADIUS_M": "100",
             "JOIN_HOURS": "24", "MERGE_RADIUS_M": "10000", "QUIET_HOURS": "none"}  # fmt: skip
#: An entry of a killed worker is taken over after half a minute, and a call to LINE that failed
#: six times waits as long.
_SETTLE_S = 150.0
_HOME_S = 20.0
#: Cases that nobody was awake for come to the national centre after a minute, and it takes them: an
#: evening of a minute or more goes on for so many times its length at most, a shorter one ends.
_MINUTE_S, _LAST_PART = 60.0, 1.5
_LOOK_EVERY_S, _TRAFFIC_EVERY_S = 0.5, 1.0
_PAGES = ("/metrics", "/", "/privacy", "/readyz")

Show = Callable[[EveningPlan, Ledger], None]


def play(
    seed: int, shares: int, seconds: float, show: Show, *, faults: bool, boundaries: Path | None
) -> tuple[Sequence[Table], int]:
    """Run the evening *seed*. Return its tables and the number of broken promises."""
    centres = load_centres(Settings().centres_file)
    national = Settings().national_centre
    plan = make_plan(seed, shares, seconds, load_places(), centres, national)
    with (
        open_stage("drill", _SETTINGS, "--seed", str(seed)) as stage,
        closing(SimulatorClient(stage.line)) as line,
        closing(connect(store_url(stage.data), role="command")) as client,
    ):
        end = _Drill(plan, stage, line, client, centres, show).play(faults=faults)
    took = times(end)
    found = promises(end, took)
    routed = compare(plan.shares, centres, Locator(centres, boundaries))
    return list(tables(end, took, found, routed)), sum(one.kept is False for one in found)


@dataclass(slots=True)
class _Drill:
    """The running parts of an evening, and the record of it."""

    plan: EveningPlan
    stage: Stage
    line: SimulatorClient
    client: StoreClient
    centres: Centres
    show: Show
    ledger: Ledger = field(default_factory=Ledger)
    _kills: list[tuple[float, str]] = field(default_factory=list)
    _passed: int = 0
    _traffic_at: float = 0.0

    def play(self, *, faults: bool) -> End:
        since = clock.now()
        gather_people(self.plan, self.line, self.client)
        evening = Evening(self.plan, self.line, self.stage.web, self.ledger, self._look)
        self.line.set_delivery(**_DELIVERY)
        if faults:
            self.line.set_faults(*STORM, seed=self.plan.seed)
            self._kills = list(self.plan.kills)
        evening.play()
        if self.plan.seconds >= _MINUTE_S:
            is_over = partial(gather.all_answered, self.client, self.centres)
            evening.go_on(is_over, _LAST_PART * self.plan.seconds)
        clocked = gather.clocked(self.client)
        evening.go_home(_HOME_S)
        self.line.set_faults()
        left = self._settle(evening)
        evening.read()
        self._look_at_traffic()
        self.ledger.in_vain = evening.in_vain
        return self._end(since, left, clocked, is_calm=not faults)

    def _look(self, now: float) -> None:
        """Kill the processes that are due by *now* (seconds); record faults of calls to LINE."""
        while self._kills and self._kills[0][0] <= now:
            _, child = self._kills.pop(0)
            if self.stage.kill(child):
                self.ledger.killed.append(child)
        if now >= self._traffic_at:
            self._traffic_at = now + _TRAFFIC_EVERY_S
            self._look_at_traffic()
        self.show(self.plan, self.ledger)

    def _look_at_traffic(self) -> None:
        for row in self.line.traffic(after=self._passed):
            self._passed = row["number"]
            status, note = row["status"], row["note"]
            if row["way"] == "api" and (note in KINDS or (status or 0) >= 400):
                self.ledger.passed[f"{'fault' if note in KINDS else status}: {note}"] += 1

    def _settle(self, evening: Evening) -> dict[str, int]:
        """Wait until no entry waits any more; return what still does, by name."""
        deadline = time.monotonic() + _SETTLE_S
        while True:
            evening.read()
            self._look_at_traffic()
            left = gather.waiting(self.client)
            under_way = {name: count for name, count in left.items() if name != "parked"}
            if not any(under_way.values()):
                under_way["webhooks"] = self.line.deliveries()["pending"]
            if not any(under_way.values()) or time.monotonic() > deadline:
                return left | under_way
            time.sleep(_LOOK_EVERY_S)

    def _end(
        self, since: datetime, left: dict[str, int], clocked: frozenset[str], *, is_calm: bool
    ) -> End:
        kept = gather.kept(self.client, self.centres, since, left)
        log = self.stage.log.read_text(errors="replace")
        private = gather.private(self.plan, self.stage.secrets)
        said = {"log": log, **{page: self._page(page) for page in _PAGES}}
        leaks = [leak for where, text in said.items() for leak in private.leaks(where, text)]
        return End(
            ledger=self.ledger,
            brought=gather.brought(self.line.deliveries()["deliveries"]),
            kept=kept,
            measured=gather.measured(
                self.client, self.centres, kept.cases.values(), leaks, gather.complaints(log)
            ),
            staff=frozenset(one.id for one in self.plan.officers),
            is_calm=is_calm,
            lone=lone(self.plan.officers),
            clocked=clocked,
        )

    def _page(self, path: str) -> str:
        answer = urllib3.request("GET", f"{self.stage.web}{path}", retries=False, timeout=10.0)
        return answer.data.decode(errors="replace")
