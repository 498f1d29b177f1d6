"""The citizens of the evening: what they do about the receipts they get, and the pranksters."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tools.crowd.deeds import Deed, Sort, forge, press, share, simply, write
from tools.crowd.heard import Heard, ReceivedButton
from tools.crowd.plan import Bother, Nuisance, PlannedShare

#: Seconds from reading a receipt to tapping a button of it.
_REACTION = (0.2, 1.5)
_STAFF_ACTS = ("claim", "release", "going", "arrived", "found", "not_found", "close")
#: A case number to forge with for somebody who has not received one: the first in the biggest
#: centre.
_SOME_CASE = "10-6911-0001"


@dataclass(slots=True)
class Citizens:
    """Simulates the citizens. Keeps the shares without a receipt, the share of each event, and the
    buttons that each citizen has received, all by LINE id."""

    shares: Sequence[PlannedShare]
    random: Random
    _unanswered: defaultdict[str, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    _numbers: dict[str, int] = field(default_factory=dict)
    _buttons: defaultdict[str, list[ReceivedButton]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def shared(self, who: str, number: int, event: str) -> None:
        """Record that *who* sent share *number* of the plan as the webhook event *event*."""
        self._unanswered[who].append(number)
        self._numbers[event] = number

    def hear(self, heard: Heard, now: float) -> tuple[float, Deed] | None:
        """Read a message. Return when the citizen reacts (seconds) and what they do, None if
        nothing."""
        buttons = [one for one in heard.buttons if one.case]
        self._buttons[heard.to] += buttons
        if heard.answers:
            said = write(heard.to, self.random.choice(heard.answers), Sort.ANSWER)
            return now + self.random.uniform(*_REACTION), said
        number = self._answered(heard)
        if number is None:
            return None
        wanted = self._wanted(self.shares[number], buttons)
        if wanted is None:
            return None
        return now + self.random.uniform(*_REACTION), press(heard.to, wanted)

    def bother(self, bother: Bother) -> Deed:
        """Return the event of a nuisance: anything that is no valid share."""
        who = bother.citizen.id
        match bother.what:
            case Nuisance.TEXT:
                return write(who, bother.words)
            case Nuisance.ABROAD:
                return share(who, bother.place, Sort.ABROAD)
            case Nuisance.OLD_BUTTON if self._buttons[who]:
                old = self._buttons[who]
                return press(who, old[bother.number % len(old)])
            case Nuisance.FORGED:
                return forge(who, _STAFF_ACTS[bother.number % len(_STAFF_ACTS)], self._case_of(who))
            case Nuisance.UNKNOWN | Nuisance.STANDBY | Nuisance.FOLLOW:
                return simply(bother.what.value, who)
            case _:
                return simply("sticker", who)

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

    def _wanted(
        self, planned: PlannedShare, buttons: Sequence[ReceivedButton]
    ) -> ReceivedButton | None:
        split = next((one for one in buttons if one.do == "split"), None)
        if split is not None and planned.someone_else:
            return split
        return next((one for one in buttons if one.fields.get("kind") == planned.kind), None)

    def _case_of(self, who: str) -> str:
        return next((one.case for one in reversed(self._buttons[who])), _SOME_CASE)
