"""Anybody does anything, in any order, on a real store: what the machines of that kind share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.case import Place
from cases.command_words import read_command
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold
from geo.centres import Point
from handlers.events import Event, PartnerShared, Pressed, TimerDue
from line.outbound import OutboundRenderer
from simulator.reading import read
from store import keys
from store.connection import StoreClient
from store.outbox import OutboundMessage
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    VIENTIANE,
    a_context,
    a_line_id,
    an_event_id,
    near,
)
from tests.handling import Handling

any_index = st.integers(0, 10_000)
#: Where partners' shares lie: together, apart, and abroad.
_brought = st.sampled_from((AYUTTHAYA, near(AYUTTHAYA, 30), near(AYUTTHAYA, 900), VIENTIANE))


class Anybody(RuleBasedStateMachine):
    """Lets people and the clock act, and remembers what was said and offered."""

    client: StoreClient
    begins = NOW
    quiet_hours: tuple[int, int] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.client.flushall()
        context = a_context(shares_per_10_min=900, shares_per_day=900, quiet_hours=self.quiet_hours)
        self.handling = Handling(self.client, context)
        self.renderer = OutboundRenderer(context.settings, context.taxonomy, context.centres)
        self.now = self.begins
        self.buttons: list[str] = ["v=1&do=status"]
        self.own_buttons: dict[str, list[str]] = {}
        self.results: Counter[tuple[str, str, datetime | None]] = Counter()
        self.past: list[Event] = []

    @precondition(lambda self: self.past)
    @rule(index=any_index)
    def come_again(self, index: int) -> None:
        """LINE sends an event once more, be it old."""
        assert self.handling.do(self.past[-1 - index % len(self.past)], self.now) == []

    @rule(minutes=st.sampled_from((0, 1, 20, 70, 60 * 24 * 3, 60 * 24 * 100)))
    def run_clock(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        for _ in range(50):
            due = [one for one in self.handling.all_timers() if one.at <= self.now]
            if not due:
                return
            for one in due:
                self.client.zrem(keys.TIMERS, _row(one))
                self.happen(one)

    @rule(spot=_brought, kind=st.sampled_from(("", "ADULT", "FORCED")), words=st.booleans())
    def bring(self, spot: Point, kind: str, words: bool) -> None:
        """A partner's system brings a share."""
        self.now += timedelta(seconds=7)
        said = "หญิงชราหน้าวัดใหญ่" if words else ""
        self.happen(PartnerShared(an_event_id(), self.now, Place(spot), kind, said))

    @invariant()
    def tells_nobody_twice(self) -> None:
        assert all(often == 1 for often in self.results.values()), self.results

    def teardown(self) -> None:
        """At the end the counters are what the log says."""
        assert verify(self.client) == []

    def tap(self, who: int, data: str) -> None:
        """Press a button that carries *data*."""
        fields = dict(parse_qsl(data))
        self.answered(Pressed(**self.by(who), command=read_command(fields.get("do", ""), fields)))

    def answered(self, event: Any) -> None:
        """It is answered by a sentence with a way on, whatever it was."""
        calls = self.happen(event)
        own = [call for call in calls if call.reply_token == event.reply_token]
        assert len(own) == 1, (event, calls)
        assert _has_way_on(own[0].messages), own[0].messages

    def happen(self, event: Event) -> Sequence[OutboundMessage]:
        """Let it become true, and put it into words."""
        return self.put_into_words(event, self.handling.do(event, max(self.now, event.at)))

    def put_into_words(self, event: Event, facts: Sequence[Fact]) -> Sequence[OutboundMessage]:
        """Say what became true, and remember it."""
        calls = self.renderer.render(event, facts, self.now)
        self.remember(event, facts, calls)
        return calls

    def remember(
        self, event: Event, facts: Sequence[Fact], calls: Sequence[OutboundMessage]
    ) -> None:
        """Keep what became true and what was offered."""
        self.past.append(event)
        for call in calls:
            data = read(call.messages).taps
            self.buttons += data
            self.own_buttons.setdefault(call.to, []).extend(data)
        for fact in facts:
            if isinstance(fact, SharersTold) and not fact.case.visit.was:
                # Who has blocked the account is sent nothing.
                for person in (one for one in fact.sharers if not one.blocked):
                    self.results[person.line_id, fact.case.number, fact.case.closed_at] += 1

    def by(self, who: int) -> dict[str, Any]:
        """Begin an event of somebody's, some seconds after the one before."""
        self.now += timedelta(seconds=7)
        token = f"token-{an_event_id()}"
        return {
            "id": an_event_id(),
            "at": self.now,
            "line_id": a_line_id(who),
            "reply_token": token,
        }


def prove(machine: type[Anybody], client: StoreClient, *, examples: int, steps: int) -> None:
    """Run *machine* on a store, so many times so many steps."""
    run_state_machine_as_test(
        type("OnThisStore", (machine,), {"client": client}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _row(due: TimerDue) -> str:
    return f"{due.kind}:{due.case}" + (f":{due.step}" if due.step else "")


def _has_way_on(messages: Sequence[Any]) -> bool:
    """A button, a quick reply or a number to call."""
    return '"action"' in json.dumps(messages)
