"""Whatever sharers say, in any order and however often: counted, asked and told once."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.case import Case, Seen
from cases.facts.answers import AnswerTaken, OutcomeDisputed, SharerHeard, StillThereAsked
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold
from cases.ports import Timer
from store import keys
from store.verify import verify
from tests.builders import AYUTTHAYA, NOW, a_context, a_press, a_share, minutes, near
from tests.handling import Handling

OFFICER, SHARERS, STRANGER = 9, (1, 2), 3
NUMBER = "14-6911-0001"
SHARES = st.tuples(st.just("share"), st.sampled_from(SHARERS), st.sampled_from([0, 60, 900]))
ANSWERS = st.tuples(
    st.just("say"), st.sampled_from((*SHARERS, *SHARERS, STRANGER)), st.sampled_from(list(Seen))
)
#: Each with the steps before it, so that cases are often closed.
VISITS = st.tuples(
    st.just("visit"), st.just(OFFICER), st.sampled_from(["going", "release", "not_found"])
)
#: What seldom comes by itself: closed in vain, and what is said of it said again.
IN_VAIN = st.just(
    [
        ("visit", OFFICER, "not_found"),
        ("say", SHARERS[0], Seen.YES),
        ("say", SHARERS[0], Seen.YES),
        ("say", SHARERS[0], Seen.STILL),
    ]
)
STEPS = st.one_of(SHARES, ANSWERS, ANSWERS, VISITS).map(lambda step: [step])
_WAY = ("claim", "going", "arrived", "not_found")


class Life:
    """Lets things happen, a minute apart, and remembers what became true."""

    def __init__(self, client: Any) -> None:
        client.flushdb()
        self.handling = Handling(client, a_context())
        self.handling.enrol(OFFICER)
        self.at = NOW
        self.facts: list[tuple[int, Fact]] = []
        self.do(a_share(SHARERS[0], at=NOW))

    def happen(self, what: str, who: int, how: Any) -> None:
        """Let one thing happen, and then the clock do its work."""
        self.at += minutes(1)
        if what == "share":
            self.do(a_share(who, near(AYUTTHAYA, how), self.at))
        elif what == "say":
            self.do(a_press(who, "confirm", self.at, case=NUMBER, seen=how.value))
        else:
            for act in _WAY[: _WAY.index(how) + 1] if how in _WAY else (how,):
                self.do(a_press(who, act, self.at, case=NUMBER))
        self.tell()

    def do(self, event: Any) -> None:
        """Handle one event."""
        life = self.case.reopened if self.handling.client.exists(keys.case(NUMBER)) else 0
        self.facts += [(life, fact) for fact in self.handling.do(event)]

    def tell(self) -> None:
        """Let the clock tell the sharers."""
        for timer in self.handling.timers():
            if timer.kind == Timer.TELL_SHARERS and self.handling.client.zrem(
                keys.TIMERS, f"{timer.kind}:{timer.case}"
            ):
                self.do(timer)

    @property
    def case(self) -> Case:
        """Return the first case as it stands."""
        return self.handling.case(NUMBER)


@given(life=st.lists(st.one_of(STEPS, STEPS, STEPS, IN_VAIN), max_size=16))
@settings(max_examples=60)
def test_should_count_ask_and_tell_once_whatever_is_said(
    client: Any, life: list[list[tuple[str, int, Any]]]
) -> None:
    lived = Life(client)
    for step in (step for steps in life for step in steps):
        lived.happen(*step)

    shares = Counter(share.person for share in lived.handling.unit().cases.shares(NUMBER))
    asked: Counter[object] = Counter()
    heard: Counter[tuple[int, int, Seen]] = Counter()
    told: Counter[object] = Counter()
    for of, fact in lived.facts:
        if isinstance(fact, StillThereAsked):
            asked.update((of, person.id) for person in fact.sharers)
        if isinstance(fact, AnswerTaken) and fact.seen is not Seen.MOVED:
            heard[of, fact.to.id, fact.seen] += 1
        if isinstance(fact, SharersTold) and fact.case.number == NUMBER:
            told.update((of, person.id) for person in fact.sharers)
        if isinstance(fact, SharerHeard):
            assert lived.handling.person(OFFICER).id == fact.to.id
        if isinstance(fact, OutcomeDisputed):
            assert fact.heads == ()
    assert max(asked.values(), default=0) <= 1
    assert max(told.values(), default=0) <= 1
    # After a new share one may say so again.
    assert all(times <= shares[said[1]] for said, times in heard.items())
    assert lived.handling.person(STRANGER).id not in shares
    assert (NUMBER in lived.handling.queue("TH-14")) is lived.case.is_open
    assert lived.case.shares == sum(shares.values())
    assert verify(client) == []
