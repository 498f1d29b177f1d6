"""What officers do besides the plain way of a case: so often as the plan says, each at the first
card that offers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from cases.case import Because, Place
from cases.taxonomy import NOT_FOUND
from tools.crowd.deeds import Deed, ReceivedButton, Sort, press, share, type_act


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


#: Extras that begin behind "more" on the card of a case just claimed.
_BEHIND_MORE = (Extra.ASK, Extra.MERGE, Extra.MORE)
#: Extras after which the officer no longer holds the case.
_LEAVES = (Extra.MERGE, Extra.UNMERGE, Extra.GIVE_BACK, Extra.REVISIT, Extra.FACTS, Extra.CORRECT)
#: Extra -> action of the button that begins it, on site or on the card of a close.
_BY_BUTTON = {Extra.REVISIT: "revisit", Extra.CORRECT: "correct", Extra.FACTS: "facts"}
_PERSONS = ("2", "3")


@dataclass(slots=True)
class Extras:
    """The extras that the officer *who* still has to do. *awake* are the ids of centres where
    somebody takes a case, *caller* is the place of a case to be entered for a caller."""

    who: str
    left: list[Extra]
    awake: frozenset[str]
    random: Random
    caller: Place | None = None
    now: Extra | None = None
    """the extra under way, which takes several messages"""
    _other: str = ""
    _wrong: ReceivedButton | None = None

    def take(self, extra: Extra) -> bool:
        """Return whether *extra* is still to be done, and mark it as done."""
        if extra not in self.left:
            return False
        self.left.remove(extra)
        return True

    def begin(self, case: str, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Begin an extra with the case in hand if a card offers it; None if not."""
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
        """Return the next step of the extra under way; None if it is done or cannot go on."""
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
        """End the extra under way; return whether the officer lost the case in hand by it."""
        ended, self.now = self.now, None
        return ended in _LEAVES

    def how_many(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Answer the question for the number of persons, None if it is not asked."""
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
        """Record a closing fact, then correct it by another answer on the same card."""
        if self._wrong is not None:
            right, self._wrong = self._wrong, None
            self.now = Extra.MORE
            return press(self.who, right)
        answers = [one for one in buttons if one.do == "fact"]
        self._wrong = answers.pop() if answers else None
        return self._press(answers)

    def _correct(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Correct the outcome from met to not met or the reverse: sharers must be told."""
        outcomes = [one for one in buttons if "outcome" in one.fields]
        nobody = [one for one in outcomes if one.fields["outcome"] == NOT_FOUND]
        persons = [one for one in buttons if "person" in one.fields]
        return self._press(nobody or outcomes or persons)

    def _enter(self, buttons: Sequence[ReceivedButton]) -> Deed | None:
        """Send the place when it is asked for, then choose the kind."""
        if self.caller is not None and any(one.do == "caller" for one in buttons):
            place, self.caller = self.caller, None
            return share(self.who, place, Sort.CALLER)
        return self._press([one for one in buttons if one.do == "entered" and "kind" in one.fields])

    def _press(self, buttons: Sequence[ReceivedButton], sort: Sort = Sort.OTHER) -> Deed | None:
        return press(self.who, self.random.choice(buttons), sort) if buttons else None
