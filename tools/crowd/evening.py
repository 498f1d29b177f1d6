"""A plan is played: everybody does what is planned, and answers what they read."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from random import Random

import urllib3

from cases.case import Because, Place
from cases.taxonomy import NOT_FOUND
from simulator.client import SimulatorClient
from simulator.webhooks import event_id
from tools.crowd import deeds
from tools.crowd.citizens import Citizens
from tools.crowd.deeds import (
    Deed,
    Heard,
    ReceivedButton,
    Sort,
    Witness,
    press,
    read_message,
    share,
    type_act,
)
from tools.crowd.officer import OfficerMind
from tools.crowd.plan import Bother, EveningPlan, Nuisance, PlannedShare
from tools.crowd.teams import awake

_TICK_S = 0.03
_LOOK_EVERY_S = 0.5
#: How long officers go on after the last share: at least so long, or this part of the evening.
_AFTER_S, _AFTER_PART = 15.0, 0.75

Later = tuple[float, int, Deed]


@dataclass(slots=True)
class Evening:
    """One run of a plan, held by *web* and seen by *witness*; *look* is called at each turn of it,
    with the seconds since the beginning."""

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
        # What teams heard when they joined is no part of it.
        self._read = max((row["number"] for row in self.line.accepted()), default=0)

    @property
    def in_vain(self) -> int:
        """Return how often an officer waited for an answer in vain."""
        return sum(mind.in_vain for mind in self._minds.values())

    def play(self) -> None:
        """Play it to its end, when every officer who is awake rests."""
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
        """Let officers answer what comes by itself, until *is_over*, for so long at most."""
        limit, look_at = self._now() + seconds, 0.0
        while (now := self._now()) < limit:
            self._tick([], now)
            if now >= look_at:
                if is_over():
                    return
                look_at = now + _LOOK_EVERY_S

    def go_home(self, seconds: float) -> None:
        """Let officers finish what they have in hand, for so long at most."""
        for mind in self._minds.values():
            mind.is_night = True
        self.go_on(lambda: not any(mind.case for mind in self._minds.values()), seconds)

    def read(self) -> None:
        """Read what has come, without answering."""
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
        """Somebody who does not know the secret knocks at the web itself."""
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
    """Return all that is planned, the last first."""
    acts: list[PlannedShare | Bother] = [*plan.shares, *plan.bothers]
    return sorted(acts, key=lambda act: act.at, reverse=True)


class Extra(StrEnum):
    """One thing that an officer does once."""

    HAND_OVER = "hand_over"
    REFUSE = "refuse"
    SEVERAL = "several"
    FAR = "far"
    ASK = "ask"
    MORE = "more"
    MERGE = "merge"
    UNMERGE = "unmerge"
    GIVE_BACK = "give_back"
    CALLER = "caller"
    REVISIT = "revisit"
    FACTS = "facts"
    CORRECT = "correct"


#: What begins behind "more" on the card of a case just claimed.
_BEHIND_MORE = (Extra.ASK, Extra.MERGE, Extra.MORE)
#: After these the case is another's, or nobody's.
_LEAVES = (Extra.MERGE, Extra.UNMERGE, Extra.GIVE_BACK, Extra.REVISIT, Extra.FACTS, Extra.CORRECT)
#: What begins with a button of its own: on site, and on the card of a close.
_BY_BUTTON = {Extra.REVISIT: "revisit", Extra.CORRECT: "correct", Extra.FACTS: "facts"}
_PERSONS = ("2", "3")


@dataclass(slots=True)
class Extras:
    """What *who* still means to do; *awake* are the centres where somebody takes a case, *caller*
    is where a caller's person is."""

    who: str
    left: list[Extra]
    awake: frozenset[str]
    random: Random
    caller: Place | None = None
    now: Extra | None = None
    """what is under way, over several messages"""
    _other: str = ""
    _wrong: ReceivedButton | None = None

    def take(self, extra: Extra) -> bool:
        """Return whether *extra* is still to be done; it is done then."""
        if extra not in self.left:
            return False
        self.left.remove(extra)
        return True

    def begin(self, case: str, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Do something else with the case in hand than the next step, if a card offers it."""
        offered = {one.do: one for one in buttons if one.case == case}
        area = offered.get("handover")
        if area is not None and self._hands_over(area):
            return press(self.who, area)
        if "several" in offered and "fewer" not in offered and self.take(Extra.SEVERAL):
            return press(self.who, offered["several"])
        for extra, do in _BY_BUTTON.items():
            if do in offered and self.take(extra):
                self.now = extra
                return press(self.who, offered[do])
        if "going" not in offered:
            return None
        if self.take(Extra.GIVE_BACK):
            self.now = Extra.GIVE_BACK
            return type_act(self.who, "off_duty")
        self.now = next((one for one in _BEHIND_MORE if self.take(one)), None)
        return press(self.who, offered["more"]) if self.now else None

    def further(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Go on with what is under way; None when it is done, or leads nowhere."""
        match self.now:
            case Extra.ASK:
                return self._press([one for one in buttons if "q" in one.fields]) or self._press(
                    [one for one in buttons if one.do == "ask" and "cancel" not in one.fields]
                )
            case Extra.MERGE:
                return self._merge(buttons)
            case Extra.UNMERGE:
                return self._unmerge(buttons)
            case Extra.GIVE_BACK:
                back = [one for one in buttons if one.do == "give_back"]
                return self._press(back, Sort.GIVE_BACK)
            case Extra.CALLER:
                return self._enter(buttons)
            case Extra.REVISIT:
                return self._press([one for one in buttons if "at" in one.fields], Sort.RELEASE)
            case Extra.FACTS:
                return self._say(buttons)
            case Extra.CORRECT:
                return self._correct([one for one in buttons if one.do == "correct"])
            case _:
                return None

    def end(self) -> bool:
        """End what is under way; tell whether the case in hand is gone by it."""
        ended, self.now = self.now, None
        return ended in _LEAVES

    def how_many(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Say how many persons there are, where that is asked."""
        return self._press([one for one in buttons if one.fields.get("persons") in _PERSONS])

    def call(self) -> Deed | None:
        """Begin to enter a caller's case."""
        if self.caller is None or not self.take(Extra.CALLER):
            return None
        self.now = Extra.CALLER
        return type_act(self.who, "caller")

    def _hands_over(self, button: ReceivedButton) -> bool:
        to_area = button.fields.get("why") == Because.AREA and button.fields["to"] in self.awake
        return to_area and self.take(Extra.HAND_OVER)

    def _merge(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        into = [one for one in buttons if "into" in one.fields]
        if not into:
            return self._press([one for one in buttons if one.do == "merge"])
        chosen = self.random.choice(into)
        if self.take(Extra.UNMERGE):
            self.now, self._other = Extra.UNMERGE, chosen.fields["into"]
        return press(self.who, chosen)

    def _unmerge(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Open "more" of the case that grew, and take the other one out of it."""
        taken = [one for one in buttons if one.do == "unmerge"]
        if any("from" in one.fields for one in taken):
            self.now = Extra.MERGE
        return self._press(taken) or self._press(
            [one for one in buttons if one.do == "more" and one.case == self._other]
        )

    def _say(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Say one fact, and tap another answer on the same card: the first was wrong."""
        if self._wrong is not None:
            right, self._wrong = self._wrong, None
            self.now = Extra.MORE
            return press(self.who, right)
        answers = [one for one in buttons if one.do == "fact"]
        self._wrong = answers.pop() if answers else None
        return self._press(answers)

    def _correct(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Say that nobody was met after all, or somebody was: sharers must hear of that."""
        outcomes = [one for one in buttons if "outcome" in one.fields]
        nobody = [one for one in outcomes if one.fields["outcome"] == NOT_FOUND]
        persons = [one for one in buttons if "person" in one.fields]
        return self._press(nobody or outcomes or persons)

    def _enter(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Send the place when it is asked for, then say of what kind the person is."""
        if self.caller is not None and any(one.do == "caller" for one in buttons):
            place, self.caller = self.caller, None
            return share(self.who, place, Sort.CALLER)
        return self._press([one for one in buttons if one.do == "entered" and "kind" in one.fields])

    def _press(self, buttons: Sequence[ReceivedButton], sort: Sort = Sort.OTHER) -> Deed | None:
        return press(self.who, self.random.choice(buttons), sort) if buttons else None
