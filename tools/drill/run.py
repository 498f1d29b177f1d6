"""One drill from the opening of the stage to the verdict."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

import urllib3
from rich.table import Table

from cases.people import Invitation, Role
from config import clock
from config.settings import Settings
from geo.centres import Centres, load_centres
from geo.whereabouts import Locator
from simulator.client import SimulatorClient
from store.connection import StoreClient, connect
from store.embedded import store_url
from store.invitations import invite
from tools.drill import gather, leaks
from tools.drill.deeds import type_act
from tools.drill.end import End
from tools.drill.evening import Evening
from tools.drill.ledger import Ledger
from tools.drill.places import load_places
from tools.drill.plan import Plan, make_plan
from tools.drill.promises import promises
from tools.drill.report import tables
from tools.drill.routing import compare
from tools.drill.teams import Officer, lone
from tools.drill.times import times
from tools.drill.weather import DELIVERY, STORM, kill
from tools.stage import Stage, open_stage

#: The evening is compressed, so reminders and the escalation come as early as they can, and cases
#: that wait together in one town are near enough to be merged.
_SETTINGS = {"CLAIM_MINUTES": "1", "ESCALATE_MINUTES": "1", "JOIN_RADIUS_M": "100",
             "JOIN_HOURS": "24", "MERGE_RADIUS_M": "10000", "QUIET_HOURS": "none"}  # fmt: skip
#: An entry of a killed worker is taken over after half a minute, and a call to LINE that failed
#: six times waits as long.
_SETTLE_S = 150.0
_JOIN_S = 60.0
_HOME_S = 20.0
#: Cases that nobody was awake for come to the national centre after a minute, and it takes them: an
#: evening of a minute or more goes on for so many times its length at most, a shorter one ends.
_MINUTE_S, _LAST_PART = 60.0, 1.5
_LOOK_EVERY_S = 0.5
_PAGES = ("/metrics", "/", "/privacy", "/readyz")

Show = Callable[[Plan, Ledger], None]


class DrillFailed(Exception):
    """Raised when the evening cannot begin; the text says why."""


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


class _Drill:
    """The parts that an evening is played with."""

    def __init__(
        self, plan: Plan, stage: Stage, line: SimulatorClient, client: StoreClient,
        centres: Centres, show: Show,
    ) -> None:  # fmt: skip
        self.plan = plan
        self.stage = stage
        self.line = line
        self.client = client
        self.centres = centres
        self.show = show

    def play(self, *, faults: bool) -> End:
        since = clock.now()
        for citizen in self.plan.citizens:
            self.line.add_user(citizen.name, language=citizen.language, user_id=citizen.id)
        for officer in self.plan.officers:
            self.line.add_user(officer.name, user_id=officer.id)
        self._join()
        evening = Evening(
            self.plan, self.line, self.stage.web,
            kill=lambda child: faults and kill(child, self.stage.log),
            show=lambda ledger: self.show(self.plan, ledger),
        )  # fmt: skip
        evening.skip_what_was_said()
        self.line.set_delivery(**DELIVERY)
        if faults:
            self.line.set_faults(*STORM, seed=self.plan.seed)
        evening.play()
        if self.plan.seconds >= _MINUTE_S:
            evening.go_on(self._all_answered, _LAST_PART * self.plan.seconds)
        clocked = gather.clocked(self.client)
        evening.go_home(_HOME_S)
        self.line.set_faults()
        left = self._settle(evening)
        end = self._end(evening, since, left, is_calm=not faults)
        return replace(end, clocked=clocked)

    def _join(self) -> None:
        """Let every officer send an invitation code, as on the first day of a centre."""
        for (centre, role), team in groupby(self.plan.officers, lambda one: (one.centre, one.role)):
            members = list(team)
            code = invite(self.client, Invitation(centre, role), uses=len(members), days=1)
            told: list[dict[str, object]] = [
                {"kind": "text", "userId": one.id, "text": code} for one in members
            ]
            self.line.send_events(told, wait=False, separate=True)
        self._wait_for_answers(self.plan.officers, answers=1)
        off = [one for one in self.plan.officers if one.role is Role.OFFICER and not one.on_duty]
        done = [type_act(one.id, "off_duty") for one in off]
        if done:
            self.line.send_events([dict(deed.told) for deed in done], wait=False, separate=True)
        self._wait_for_answers(off, answers=2)

    def _wait_for_answers(self, officers: Sequence[Officer], *, answers: int) -> None:
        deadline = time.monotonic() + _JOIN_S
        while any(len(self.line.messages_of(one.id)) < answers for one in officers):
            if time.monotonic() > deadline:
                raise DrillFailed("the teams could not join")
            time.sleep(_LOOK_EVERY_S)

    def _all_answered(self) -> bool:
        return not gather.unanswered(self.client, self.centres)

    def _settle(self, evening: Evening) -> dict[str, int]:
        """Wait until nothing waits any more, and give what still does."""
        deadline = time.monotonic() + _SETTLE_S
        while True:
            evening.read()
            left = gather.waiting(self.client)
            under_way = {name: count for name, count in left.items() if name != "parked"}
            if not any(under_way.values()):
                under_way["webhooks"] = self.line.deliveries()["pending"]
            if not any(under_way.values()) or time.monotonic() > deadline:
                return left | under_way
            time.sleep(_LOOK_EVERY_S)

    def _end(
        self, evening: Evening, since: datetime, left: dict[str, int], *, is_calm: bool
    ) -> End:
        evening.read()
        kept = gather.kept(self.client, self.centres, since, left)
        log = self.stage.log.read_text(errors="replace")
        private = leaks.private(self.plan, self.stage.secrets)
        said = {"log": log, **{page: self._page(page) for page in _PAGES}}
        found = [leak for where, text in said.items() for leak in private.leaks(where, text)]
        return End(
            ledger=evening.ledger,
            brought=gather.brought(self.line.deliveries()["deliveries"]),
            kept=kept,
            measured=gather.measured(
                self.client, self.centres, kept.cases.values(), found, leaks.complaints(log)
            ),
            staff=frozenset(one.id for one in self.plan.officers),
            is_calm=is_calm,
            lone=lone(self.plan.officers),
        )

    def _page(self, path: str) -> str:
        answer = urllib3.request("GET", f"{self.stage.web}{path}", retries=False, timeout=10.0)
        return answer.data.decode(errors="replace")
