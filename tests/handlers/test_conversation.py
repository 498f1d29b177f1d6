"""Any conversation, in any order, keeps the promises to the people who share.

Citizens share, tap (also old, doubled and other people's buttons), write, send photos, take back
and erase; officers work; the clock runs. After each step the promises are looked at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.replies.calls import Replies
from bot.texts.words import act_of
from cases.case import Place
from cases.citizen_facts import SharersTold
from cases.facts import Fact
from cases.log import Act
from handlers.events import (
    Event,
    Followed,
    LocationSent,
    OtherSent,
    PhotoSent,
    Pressed,
    TextSent,
    TimerDue,
    Unfollowed,
    Unsent,
)
from store import keys, listing
from store.connection import StoreClient
from store.outbox import Call
from store.recount import verify
from tests.builders import AYUTTHAYA, NOW, VIENTIANE, a_house, a_line_id, an_event_id, near
from tests.faults.told import data_of
from tests.handling import Handling
from tests.scan import everything

_CITIZENS = (1, 2, 3)
_OFFICERS = (51, 52)
_WORDS = "ใส่เสื้อสีแดงนั่งหน้าร้านทอง"
_SPOTS = (AYUTTHAYA, near(AYUTTHAYA, 20), near(AYUTTHAYA, 3_000), VIENTIANE)
_ACTS = ("kind", "detail", "gone", "split", "confirm", "erase", "claim", "close", "status", "x")
_TYPED = ("status", "my data", "help me", "english", "ภาษาไทย", _WORDS, "???", "ก" * 500)
_VISIT = ("claim", "going", "arrived", "release")
_OUTCOMES = ("NOT_FOUND", "ADVISED", "FALSE_REPORT")
_INVENTED = "14-6911-0099"

citizens = st.sampled_from(_CITIZENS)
officers = st.sampled_from(_OFFICERS)
any_index = st.integers(0, 10_000)


class Conversation(RuleBasedStateMachine):
    """Everybody does anything; what was said and sent is remembered."""

    client: StoreClient

    def __init__(self) -> None:
        super().__init__()
        self.client.flushall()
        self.handling = Handling(self.client, a_house(shares_per_10_min=900, shares_per_day=900))
        house = self.handling.house
        self.replies = Replies(house.settings, house.taxonomy, house.centres)
        self.now = NOW
        self.buttons: list[str] = ["v=1&do=status"]
        self.own_buttons: dict[str, list[str]] = {}
        self.messages: list[tuple[int, str]] = []
        self.shares: set[str] = set()
        self.results: Counter[tuple[str, str, datetime | None]] = Counter()
        self.last: Event | None = None
        self.erased: set[str] = set()
        self.number = 0
        for officer in _OFFICERS:
            self.handling.enrol(officer)

    # What citizens do.

    @rule(who=citizens, spot=st.sampled_from(_SPOTS))
    def share(self, who: int, spot: Any) -> None:
        event = LocationSent(
            **self._by(who), place=Place(spot, "ตลาดหัวรอ"), message=self._message(who)
        )
        self._answered(event)

    @rule(who=citizens, words=st.sampled_from(_TYPED))
    def write(self, who: int, words: str) -> None:
        sent: dict[str, Any] = {"text": words, "act": act_of(words), "message": self._message(who)}
        self._answered(TextSent(**self._by(who), **sent))

    @rule(who=citizens, first=st.booleans())
    def send_photo(self, who: int, first: bool) -> None:
        event = PhotoSent(**self._by(who), message=self._message(who), is_first=first)
        self._answered(event) if first else self._happen(event)

    @rule(who=citizens)
    def send_sticker(self, who: int) -> None:
        self._answered(OtherSent(**self._by(who)))

    @rule(who=citizens)
    def follow(self, who: int) -> None:
        self._answered(Followed(**self._by(who)))

    @rule(who=citizens)
    def block(self, who: int) -> None:
        self._happen(Unfollowed(**self._by(who)))

    @rule(who=citizens, index=any_index)
    def tap_own(self, who: int, index: int) -> None:
        own = self.own_buttons.get(a_line_id(who))
        if own:
            self._tap(who, own[-1 - index % len(own)])

    @rule(who=citizens, index=any_index)
    def tap_anything(self, who: int, index: int) -> None:
        self._tap(who, self.buttons[-1 - index % len(self.buttons)])

    @rule(who=citizens, act=st.sampled_from(_ACTS), index=any_index)
    def forge(self, who: int, act: str, index: int) -> None:
        numbers = [*self._numbers(), _INVENTED]
        self._tap(who, f"v=1&do={act}&case={numbers[index % len(numbers)]}&kind=FORCED")

    @precondition(lambda self: self.messages)
    @rule(index=any_index)
    def unsend(self, index: int) -> None:
        who, message = self.messages[index % len(self.messages)]
        self._happen(Unsent(**self._by(who), message=message))

    @rule(who=citizens)
    def erase(self, who: int) -> None:
        """Ask for it and say yes to the button that comes."""
        self._tap(who, "v=1&do=erase")
        sure = [data for data in self.own_buttons.get(a_line_id(who), []) if "sure=" in data]
        if sure:
            self._tap(who, sure[-1])

    @precondition(lambda self: self.last is not None)
    @rule()
    def come_again(self) -> None:
        assert self.last is not None
        assert self.handling.do(self.last, self.now) == []

    # What officers and the clock do.

    @rule(who=officers, index=any_index, act=st.sampled_from(_VISIT))
    def work(self, who: int, index: int, act: str) -> None:
        numbers = self._numbers()
        if numbers:
            self._tap(who, f"v=1&do={act}&case={numbers[index % len(numbers)]}")

    @rule(who=officers, index=any_index, outcome=st.sampled_from(_OUTCOMES))
    def close(self, who: int, index: int, outcome: str) -> None:
        numbers = self._numbers()
        if numbers:
            case = numbers[index % len(numbers)]
            for act in ("claim", "going", "arrived"):
                self._tap(who, f"v=1&do={act}&case={case}")
            self._tap(who, f"v=1&do=close&case={case}&outcome={outcome}")
            self.run_clock(0)

    @rule(minutes=st.sampled_from((0, 1, 20, 70, 60 * 24 * 3, 60 * 24 * 100)))
    def run_clock(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        for _ in range(50):
            due = [one for one in self.handling.timers() if one.at <= self.now]
            if not due:
                return
            for one in due:
                self.client.zrem(keys.TIMERS, _row(one))
                self._happen(one)

    # What must hold.

    @invariant()
    def counts_every_share_once(self) -> None:
        logged = [one for one in self._log() if one == Act.SHARED.value]
        assert len(logged) == len(self.shares)
        cases = list(listing.cases(self.client, ["TH-14"], only_open=False))
        assert sum(case.shares for case in cases) == len(self.shares)
        assert verify(self.client) == []

    @invariant()
    def tells_nobody_twice(self) -> None:
        assert all(often == 1 for often in self.results.values()), self.results

    @invariant()
    def leaves_nothing_of_the_erased(self) -> None:
        kept = everything(self.client) if self.erased else b""
        for line_id in self.erased:
            assert line_id.encode() not in kept

    # How it is done.

    def _tap(self, who: int, data: str) -> None:
        fields = dict(parse_qsl(data))
        self._answered(Pressed(**self._by(who), act=fields.get("do", ""), fields=fields))

    def _answered(self, event: Any) -> None:
        """It is answered by a sentence with a way on, whatever it was."""
        calls = self._happen(event)
        own = [call for call in calls if call.reply_token == event.reply_token]
        assert len(own) == 1, (event, calls)
        assert _has_way_on(own[0].messages), own[0].messages

    def _happen(self, event: Event) -> Sequence[Call]:
        facts = self.handling.do(event, max(self.now, event.at))
        calls = self.replies.calls(event, facts, self.now)
        self._remember(event, facts, calls)
        return calls

    def _remember(self, event: Event, facts: Sequence[Fact], calls: Sequence[Call]) -> None:
        self.last = event
        shared = {"CaseOpened", "ShareJoined"} & {type(fact).__name__ for fact in facts}
        if isinstance(event, LocationSent) and shared:
            self.shares.add(event.id)
        for call in calls:
            data = list(data_of(list(call.messages)))
            self.buttons += data
            self.own_buttons.setdefault(call.to, []).extend(data)
        for fact in facts:
            if isinstance(fact, SharersTold):
                for person in fact.sharers:
                    self.results[person.line_id, fact.case.number, fact.case.closed_at] += 1
        if not isinstance(event, TimerDue):
            names = {type(fact).__name__ for fact in facts}
            self.erased.discard(event.line_id)
            if "Erased" in names:
                self.erased.add(event.line_id)
                self.own_buttons.pop(event.line_id, None)

    def _by(self, who: int) -> dict[str, Any]:
        self.now += timedelta(seconds=7)
        token = f"token-{an_event_id()}"
        return {
            "id": an_event_id(),
            "at": self.now,
            "line_id": a_line_id(who),
            "reply_token": token,
        }

    def _message(self, who: int) -> str:
        self.number += 1
        self.messages.append((who, str(self.number)))
        return str(self.number)

    def _numbers(self) -> list[str]:
        return [case.number for case in listing.cases(self.client, ["TH-14"], only_open=False)]

    def _log(self) -> Iterator[str]:
        rows: Any = self.client.xrange(keys.LOG)
        return (fields[b"act"].decode() for _, fields in rows)


def _row(due: TimerDue) -> str:
    return f"{due.kind}:{due.case}" + (f":{due.step}" if due.step else "")


def _has_way_on(messages: Sequence[Any]) -> bool:
    """A button, a quick reply or a number to call."""
    return '"action"' in json.dumps(messages)


@pytest.mark.slow
def test_should_keep_every_promise_in_any_conversation(client: StoreClient) -> None:
    machine = type("OnThisStore", (Conversation,), {"client": client})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
