"""Play a plan: officers join their teams, all do what is planned and answer what they read."""

from __future__ import annotations

import heapq
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from random import Random

import urllib3

from cases.people import Invitation, Role
from simulator.client import SimulatorClient
from simulator.webhooks import event_id
from store.connection import StoreClient
from store.people import invite
from tools.crowd import deeds
from tools.crowd.deeds import Deed, Heard, ReceivedButton, Sort, Witness
from tools.crowd.officer import OfficerMind
from tools.crowd.plan import Bother, EveningPlan, Nuisance, PlannedShare
from tools.crowd.teams import awake

_JOIN_S = 60.0
_LOOK_EVERY_S = 0.5


class JoinFailed(Exception):
    """Raised when officers get no answer to their codes."""


def gather_people(plan: EveningPlan, line: SimulatorClient, client: StoreClient) -> None:
    """Add all people of *plan* to the simulator, let officers join, and set some off duty."""
    for citizen in plan.citizens:
        line.add_user(citizen.name, language=citizen.language, user_id=citizen.id)
    for officer in plan.officers:
        line.add_user(officer.name, user_id=officer.id)
    codes: list[Deed] = []
    for (centre, role), team in groupby(plan.officers, lambda one: (one.centre, one.role)):
        members = list(team)
        code = invite(client, Invitation(centre, role), uses=len(members), days=1)
        codes += [deeds.write(one.id, code) for one in members]
    _let(line, codes, answers=1)
    off = [one for one in plan.officers if one.role is Role.OFFICER and not one.on_duty]
    _let(line, [deeds.type_act(one.id, "off_duty") for one in off], answers=2)


def _let(line: SimulatorClient, done: Sequence[Deed], *, answers: int) -> None:
    """Let officers act, and wait until each has so many answers in all."""
    if done:
        line.send_events([one.told for one in done], wait=False, separate=True)
    deadline = time.monotonic() + _JOIN_S
    while any(len(line.messages_of(one.who)) < answers for one in done):
        if time.monotonic() > deadline:
            raise JoinFailed("the teams could not join")
        time.sleep(_LOOK_EVERY_S)


#: Seconds from reading a receipt to tapping a button of it.
_REACTION = (0.2, 1.5)
_STAFF_ACTS = ("claim", "release", "going", "arrived", "found", "not_found", "close")
#: The first case of the biggest centre: to forge with for somebody who has received no number.
_SOME_CASE = "10-6911-0001"


@dataclass(slots=True)
class Citizens:
    """Simulates the citizens. Keeps the shares without a receipt, the share of each event, the
    buttons that each citizen has received, and the kinds that they will be asked for, all by LINE
    id."""

    shares: Sequence[PlannedShare]
    random: Random
    _unanswered: defaultdict[str, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    _numbers: dict[str, int] = field(default_factory=dict)
    _buttons: defaultdict[str, list[ReceivedButton]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _kinds: dict[tuple[str, str], str] = field(default_factory=dict)

    def shared(self, who: str, number: int, event: str) -> None:
        """Record that *who* sent share *number* of the plan as the webhook event *event*."""
        self._unanswered[who].append(number)
        self._numbers[event] = number

    def hear(self, heard: Heard, now: float) -> tuple[float, Deed] | None:
        """Read a message. Return when the citizen reacts (seconds), and how; None if not at all."""
        buttons = [one for one in heard.buttons if one.case]
        self._buttons[heard.to] += [one for one in buttons if not _opens_again(one)]
        if heard.answers:
            deed = deeds.write(heard.to, self.random.choice(heard.answers), Sort.ANSWER)
        elif (wanted := self._wanted(heard, buttons)) is not None:
            deed = deeds.press(heard.to, wanted)
        else:
            return None
        return now + self.random.uniform(*_REACTION), deed

    def bother(self, bother: Bother) -> Deed:
        """Return the event of a nuisance: anything that is no valid share."""
        who = bother.citizen.id
        old = self._buttons[who]
        match bother.what:
            case Nuisance.TEXT:
                return deeds.write(who, bother.words)
            case Nuisance.ABROAD:
                return deeds.share(who, bother.place, Sort.ABROAD)
            case Nuisance.OLD_BUTTON if old:
                return deeds.press(who, old[bother.number % len(old)])
            case Nuisance.FORGED:
                act = _STAFF_ACTS[bother.number % len(_STAFF_ACTS)]
                return deeds.forge(who, act, old[-1].case if old else _SOME_CASE)
            case Nuisance.UNKNOWN | Nuisance.STANDBY | Nuisance.FOLLOW:
                return deeds.simply(bother.what.value, who)
            case _:
                return deeds.simply("sticker", who)

    def _answered(self, heard: Heard) -> int | None:
        """Return the number of the share that a receipt is for, None if it is no receipt. A share
        that joined a case is named by its split button; other receipts come in order."""
        waiting = self._unanswered[heard.to]
        split = heard.button("split")
        if split is not None:
            number = self._numbers.get(split.fields.get("share", ""))
        else:
            number = waiting[0] if waiting and heard.button("kind") else None
        if number is None or number not in waiting:
            return None
        waiting.remove(number)
        return number

    def _wanted(self, heard: Heard, buttons: Sequence[ReceivedButton]) -> ReceivedButton | None:
        number = self._answered(heard)
        if number is None:
            kind = next((self._kinds.pop((heard.to, b.case), None) for b in buttons), None)
            return next((one for one in buttons if kind and one.fields.get("kind") == kind), None)
        planned, split = self.shares[number], next((b for b in buttons if b.do == "split"), None)
        if split is not None and planned.someone_else:
            return split
        nobody = next((one for one in buttons if one.do == "kind" and not _names(one)), None)
        if nobody is not None:
            self._kinds[heard.to, nobody.case] = planned.kind
        return nobody


def _names(button: ReceivedButton) -> bool:
    """Return whether a button names a kind or a danger; else it says that nobody is in danger."""
    return bool({"kind", "urgent"} & button.fields.keys())


def _opens_again(button: ReceivedButton) -> bool:
    """Return whether a button opens a closed case again: in an evening each is closed once."""
    return "still" in (button.fields.get("seen"), *button.fields)


_TICK_S = 0.03
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
        acts: list[PlannedShare | Bother] = [*self.plan.shares, *self.plan.bothers]
        acts.sort(key=lambda act: act.at, reverse=True)
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
            heard = deeds.read_message(row)
            self.witness.took(heard)
            if heard.to in self._minds:
                self._minds[heard.to].hear(heard, now)
            elif (answer := self._citizens.hear(heard, now)) is not None:
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
