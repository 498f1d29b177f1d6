"""A plan is played: everybody does what is planned, and answers what they read."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random

import urllib3

from simulator.client import SimulatorClient
from simulator.webhooks import event_id
from tools.crowd import deeds
from tools.crowd.citizens import Citizens
from tools.crowd.deeds import Deed, Sort
from tools.crowd.heard import Heard, read_message
from tools.crowd.officer import OfficerMind
from tools.crowd.plan import Bother, EveningPlan, Nuisance, PlannedShare
from tools.crowd.teams import awake
from tools.crowd.witness import Witness

_TICK_S = 0.03
_LOOK_EVERY_S = 0.5
#: How long officers go on after the last share: at least so long, or this part of the evening.
_AFTER_S, _AFTER_PART = 15.0, 0.75

Later = tuple[float, int, Deed]


@dataclass(slots=True)
class Evening:
    """One run of a plan against the service at the address *web*; *witness* records what is sent
    and received. *look* is called in every turn of the loop with the seconds since the start."""

    plan: EveningPlan
    line: SimulatorClient
    web: str
    witness: Witness
    look: Callable[[float], None] = lambda _: None
    _minds: dict[str, OfficerMind] = field(init=False)
    _citizens: Citizens = field(init=False)
    _later: list[Later] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)
    _read: int = 0
    _began: float = 0.0

    def __post_init__(self) -> None:
        there, takers = self.plan.stays, awake(self.plan.officers)
        self._minds = {one.id: OfficerMind(one, there, takers) for one in self.plan.officers}
        self._citizens = Citizens(self.plan.shares, Random(self.plan.seed))  # noqa: S311  (a play)
        # Messages that the teams got when they joined do not belong to the evening.
        self._read = max((row["number"] for row in self.line.accepted()), default=0)

    @property
    def in_vain(self) -> int:
        """Return how often an officer got no answer in time."""
        return sum(mind.in_vain for mind in self._minds.values())

    def play(self) -> None:
        """Run the plan until its time is over and every awake officer rests, or until the limit."""
        self._began = time.monotonic()
        acts = _planned(self.plan)
        end = self.plan.seconds
        limit = end + max(_AFTER_S, _AFTER_PART * end)
        while (now := self._now()) < end or (now < limit and not self._all_rest()):
            due: list[Deed] = []
            while acts and acts[-1].at <= now:
                due += self._begin(acts.pop())
            self._tick(due, now)

    def go_on(self, is_over: Callable[[], bool], seconds: float) -> None:
        """Let officers react to further messages until *is_over* is true, *seconds* at most."""
        limit, look_at = self._now() + seconds, 0.0
        while (now := self._now()) < limit:
            self._tick([], now)
            if now >= look_at:
                if is_over():
                    return
                look_at = now + _LOOK_EVERY_S

    def go_home(self, seconds: float) -> None:
        """Let officers finish the cases that they hold and begin none, *seconds* at most."""
        for mind in self._minds.values():
            mind.is_night = True
        self.go_on(lambda: not any(mind.case for mind in self._minds.values()), seconds)

    def read(self) -> None:
        """Read new messages once, without a turn of the officers."""
        self._hear(self._now())
        self.look(self._now())

    def _tick(self, due: list[Deed], now: float) -> None:
        self._hear(now)
        while self._later and self._later[0][0] <= now:
            due.append(heapq.heappop(self._later)[2])
        steps = (mind.due(now) for mind in self._minds.values())
        self._send([*due, *(step for step in steps if step is not None)], now)
        self.look(now)
        time.sleep(max(0.0, _TICK_S - (self._now() - now)))

    def _begin(self, act: PlannedShare | Bother) -> list[Deed]:
        if isinstance(act, PlannedShare):
            return [deeds.share(act.citizen.id, act.place, Sort.SHARE, act.number)]
        if act.what is Nuisance.BAD_SIGNATURE:
            self._sign_badly(act)
            return []
        return [self._citizens.bother(act)]

    def _send(self, done: Sequence[Deed], now: float) -> None:
        if not done:
            return
        events = self.line.send_events([one.told for one in done], wait=False, separate=True)
        for deed, event in zip(done, events, strict=True):
            self.witness.did(deed, event)
            if deed.sort is not Sort.SHARE:
                continue
            self._citizens.shared(deed.who, deed.share, event_id(event))
            after = self.plan.shares[deed.share].again_after
            if after is not None:
                self._do_later(now + after, deeds.again(event))

    def _hear(self, now: float) -> None:
        for row in self.line.accepted(after=self._read):
            self._read = row["number"]
            heard = read_message(row)
            self.witness.took(heard)
            self._answer(heard, now)

    def _answer(self, heard: Heard, now: float) -> None:
        mind = self._minds.get(heard.to)
        if mind is not None:
            mind.hear(heard, now)
            return
        answer = self._citizens.hear(heard, now)
        if answer is not None:
            self._do_later(*answer)

    def _do_later(self, at: float, deed: Deed) -> None:
        heapq.heappush(self._later, (at, next(self._order), deed))

    def _sign_badly(self, bother: Bother) -> None:
        """Post a webhook with a wrong signature and record the status of the answer."""
        body = f'{{"destination":"U0","events":[],"number":{bother.number}}}'.encode()
        try:
            answer = urllib3.request(
                "POST", f"{self.web}/callback", body=body, retries=False, timeout=2.0,
                headers={"X-Line-Signature": "c2lnbmVkIGJ5IG5vYm9keSBhdCBhbGwgcmVhbGx5IQ=="},
            )  # fmt: skip
        except urllib3.exceptions.HTTPError:
            return
        self.witness.refused(answer.status)

    def _all_rest(self) -> bool:
        return all(mind.is_resting for mind in self._minds.values() if mind.is_awake)

    def _now(self) -> float:
        return time.monotonic() - self._began


def _planned(plan: EveningPlan) -> list[PlannedShare | Bother]:
    """Return all planned actions, the latest first."""
    acts: list[PlannedShare | Bother] = [*plan.shares, *plan.bothers]
    return sorted(acts, key=lambda act: act.at, reverse=True)
