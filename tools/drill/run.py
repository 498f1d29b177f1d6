"""One drill from the opening of the stage to the verdict.

Each part is a value, so that the promises can be judged on made-up ones."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import urllib3
from rich.table import Table

from cases.case import Case
from config import clock
from config.settings import Settings
from geo.centres import Centres
from geo.centres_file import load_centres
from geo.whereabouts import Locator
from simulator.client import SimulatorClient
from simulator.faults import KINDS, STORM
from simulator.refusals import Json
from simulator.webhooks import event_id, happened_ms
from store.connection import StoreClient, connect
from store.embedded import store_url
from tools.crowd.citizens import gather_people, load_places
from tools.crowd.deeds import Deed, Heard, Sort, Witness
from tools.crowd.evening import Evening
from tools.crowd.plan import EveningPlan, make_plan
from tools.crowd.teams import lone
from tools.drill import gather, leaks
from tools.drill.leaks import compare
from tools.drill.promises import promises
from tools.drill.times import tables, times
from tools.stage import Stage, open_stage


@dataclass
class Ledger(Witness):
    """All that a drill is judged by."""

    entered: set[str] = field(default_factory=set)
    """places that an officer sent for a caller"""
    answers: int = 0
    """how often a sharer answered an officer's question"""
    claims: dict[tuple[str, str], int] = field(default_factory=dict)
    """(officer, case) -> when (ms) the officer last pressed claim"""
    claimed: dict[str, int] = field(default_factory=dict)
    """case -> when (ms) the claim was pressed that got it"""
    released: set[str] = field(default_factory=set)
    """cases that an officer gave back"""
    heard: list[Heard] = field(default_factory=list)
    cases: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    given_back: int = 0
    """how many went off duty and gave back all they held"""
    redelivered: int = 0
    signatures: Counter[int] = field(default_factory=Counter)
    """how wrong signatures were answered: status -> times"""
    passed: Counter[str] = field(default_factory=Counter)
    """what went wrong with calls to LINE: its kind -> times"""
    in_vain: int = 0
    """how often an officer waited for an answer in vain"""
    killed: list[str] = field(default_factory=list)

    def did(self, deed: Deed, event: Json) -> None:
        """Keep what somebody did as *event*."""
        super().did(deed, event)
        match deed.sort:
            case Sort.CALLER:
                self.entered.add(event_id(event))
            case Sort.ANSWER:
                self.answers += 1
            case Sort.GIVE_BACK:
                self.given_back += 1
            case Sort.CLAIM:
                self.claims[deed.who, deed.case] = happened_ms(event)
            case Sort.RELEASE:
                self.released.add(deed.case)
            case Sort.AGAIN:
                self.redelivered += 1
            case _:
                pass

    def refused(self, status: int) -> None:
        """Keep how the web answered a body that was signed wrongly."""
        self.signatures[status] += 1

    def took(self, heard: Heard) -> None:
        """Keep what somebody read."""
        self.heard.append(heard)
        self.cases |= heard.cases
        if heard.is_result:
            self.closed |= heard.cases
        got = heard.button("going")
        if got is not None and (heard.to, got.case) in self.claims:
            self.claimed.setdefault(got.case, self.claims[heard.to, got.case])


#: LINE's habits in any weather: some webhooks come twice, some late, and each until it is taken.
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
    """Play the evening *seed*; give its tables, and how many promises it broke."""
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
    """The parts that an evening is played with, and what is seen of it."""

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
            evening.go_on(self._all_answered, _LAST_PART * self.plan.seconds)
        clocked = gather.clocked(self.client)
        evening.go_home(_HOME_S)
        self.line.set_faults()
        left = self._settle(evening)
        evening.read()
        self._look_at_traffic()
        self.ledger.in_vain = evening.in_vain
        return self._end(since, left, clocked, is_calm=not faults)

    def _look(self, now: float) -> None:
        """Kill whoever is to die by *now*, and keep what went wrong between the bot and LINE."""
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
            if row["way"] == "api" and note in KINDS:
                self.ledger.passed[f"fault: {note}"] += 1
            elif row["way"] == "api" and status is not None and status >= 400:
                self.ledger.passed[f"{status}: {note}"] += 1

    def _all_answered(self) -> bool:
        return not gather.unanswered(self.client, self.centres)

    def _settle(self, evening: Evening) -> dict[str, int]:
        """Wait until nothing waits any more, and give what still does."""
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
        private = leaks.private(self.plan, self.stage.secrets)
        said = {"log": log, **{page: self._page(page) for page in _PAGES}}
        found = [leak for where, text in said.items() for leak in private.leaks(where, text)]
        return End(
            ledger=self.ledger,
            brought=gather.brought(self.line.deliveries()["deliveries"]),
            kept=kept,
            measured=gather.measured(
                self.client, self.centres, kept.cases.values(), found, leaks.complaints(log)
            ),
            staff=frozenset(one.id for one in self.plan.officers),
            is_calm=is_calm,
            lone=lone(self.plan.officers),
            clocked=clocked,
        )

    def _page(self, path: str) -> str:
        answer = urllib3.request("GET", f"{self.stage.web}{path}", retries=False, timeout=10.0)
        return answer.data.decode(errors="replace")


#: The LINE id of whom staff enter a case for.
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What LINE says of its webhooks. *first_ms* is when an event was brought the first time,
    *acknowledged* are the events answered with 200 at least once; *took_ms* of every try."""

    first_ms: Mapping[str, int] = field(default_factory=dict)
    acknowledged: frozenset[str] = frozenset()
    took_ms: Sequence[float] = ()
    failures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store keeps. *shares* leads from a case to its shares and their LINE ids; *spoken*
    are cases of which a sharer said here, moved or gone; *acts* counts the log; *verified* is what
    `stats verify` says; *left* is what waits or is parked."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    shares: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spoken: frozenset[str] = frozenset()
    holders: Mapping[int, str] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    sharers: int | None = 0
    acts: Mapping[str, int] = field(default_factory=dict)
    tallies: Mapping[str, int] = field(default_factory=dict)
    verified: Sequence[str] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    dead: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What was looked up and timed at the end: *astray* are cases that another centre opened than
    the nearest, *looked_up* how many were compared."""

    astray: Sequence[str] = ()
    looked_up: int = 0
    nearest_ms: float = 0.0
    report_ms: float = 0.0
    leaks: Sequence[str] = ()
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class End:
    """The evening, seen from its end; *staff* are the LINE ids of all who are in a team."""

    ledger: Ledger
    brought: Brought
    kept: Stored
    measured: Measured
    staff: frozenset[str]
    is_calm: bool
    """no faults: how fast and how cheap things were is judged"""
    lone: frozenset[str] = frozenset()
    """centres with one officer on duty"""
    clocked: frozenset[str] = frozenset()
    """cases of which the national centre was still to be told when officers went home"""

    @property
    def stands_in(self) -> Mapping[str, list[str]]:
        """Return for each share the cases that it stands in."""
        found: dict[str, list[str]] = {}
        for number, shares in self.kept.shares.items():
            for share in shares:
                found.setdefault(share, []).append(number)
        return found
