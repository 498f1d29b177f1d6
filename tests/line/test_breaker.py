"""When calls to LINE stop, when one is tried, and when they go on."""

from __future__ import annotations

import pytest

from line.api import Breaker, SendResult, Ways
from line.watch import Reason
from tests.builders import NOW

#: What shows that LINE itself answers.
OPEN = (
    SendResult.ACCEPTED,
    SendResult.TOKEN_GONE,
    SendResult.REFUSED,
    SendResult.NOT_NOW,
    SendResult.QUOTA_OVER,
)


class HandClock:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hand() -> HandClock:
    """Return a clock."""
    return HandClock()


def a_breaker(hand: HandClock) -> Breaker:
    return Breaker("line", lambda: NOW, hand)


def ways(hand: HandClock) -> Ways:
    return Ways(a_breaker(hand), a_breaker(hand))


def fail(breaker: Breaker, reason: Reason = Reason.AWAY, times: int = 1) -> None:
    for _ in range(times):
        breaker.fail(reason, breaker.began())


@pytest.mark.parametrize("reason", Reason)
def test_should_shut_after_so_many_failures_in_a_row(hand: HandClock, reason: Reason) -> None:
    breaker = a_breaker(hand)

    fail(breaker, reason, reason.failures - 1)
    assert breaker.shut is None
    fail(breaker, reason)

    assert breaker.shut is not None
    assert (breaker.shut.reason, breaker.shut.since) == (reason, NOW)


def test_should_count_failures_in_a_row_alone(hand: HandClock) -> None:
    breaker = a_breaker(hand)

    for _ in range(10):
        fail(breaker, times=Reason.AWAY.failures - 1)
        breaker.succeed(breaker.began())

    assert breaker.shut is None


@pytest.mark.parametrize("reason", Reason)
def test_should_probe_ever_more_seldom_but_often_enough(hand: HandClock, reason: Reason) -> None:
    breaker = a_breaker(hand)
    fail(breaker, reason, reason.failures)

    pauses = []
    for _ in range(8):
        began = hand.seconds
        while not breaker.probe_is_due():
            hand.seconds += 0.25
        assert not breaker.probe_is_due()
        pauses.append(hand.seconds - began)
        fail(breaker, reason)

    assert pauses[0] == reason.first_pause
    assert pauses == sorted(pauses)
    assert pauses[-1] == reason.longest_pause <= 60


def test_should_open_by_one_success(hand: HandClock) -> None:
    breaker = a_breaker(hand)
    fail(breaker, Reason.RATE_LIMIT)
    hand.seconds += 1

    breaker.succeed(breaker.began())

    assert breaker.shut is None
    assert not breaker.probe_is_due()


def test_should_not_be_opened_by_what_began_before(hand: HandClock) -> None:
    """Of 32 calls in flight some still get through when the rate is reached."""
    breaker = a_breaker(hand)
    began = breaker.began()
    hand.seconds += 1
    fail(breaker, Reason.RATE_LIMIT)

    breaker.succeed(began)

    assert breaker.shut is not None


def test_should_not_wait_longer_for_what_began_before(hand: HandClock) -> None:
    breaker = a_breaker(hand)
    began = breaker.began()
    hand.seconds += 1
    fail(breaker, Reason.RATE_LIMIT)
    for _ in range(31):
        breaker.fail(Reason.RATE_LIMIT, began)

    hand.seconds += Reason.RATE_LIMIT.first_pause

    assert breaker.probe_is_due()


def test_should_say_the_reason_of_now_and_since_when_nothing_goes(hand: HandClock) -> None:
    breaker = a_breaker(hand)
    fail(breaker, times=5)
    hand.seconds += 1

    fail(breaker, Reason.UNAUTHORIZED)

    assert breaker.shut is not None
    assert (breaker.shut.reason, breaker.shut.since) == (Reason.UNAUTHORIZED, NOW)


def test_should_probe_at_once_when_hastened(hand: HandClock) -> None:
    breaker = a_breaker(hand)
    fail(breaker, Reason.QUOTA)

    breaker.hasten()

    assert breaker.probe_is_due()


@pytest.mark.parametrize("answer", OPEN)
def test_should_take_lines_own_answers_for_an_open_way(hand: HandClock, answer: SendResult) -> None:
    both = ways(hand)
    fail(both.line, Reason.UNAUTHORIZED)

    both.hear(answer, both.line.began(), is_push=False)

    assert both.line.shut is None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (SendResult.AWAY, Reason.AWAY),
        (SendResult.UNKNOWN, Reason.AWAY),
        (SendResult.UNAUTHORIZED, Reason.UNAUTHORIZED),
        (SendResult.RATE_LIMITED, Reason.RATE_LIMIT),
    ],
)
def test_should_shut_the_way_for_all_calls(
    hand: HandClock, answer: SendResult, reason: Reason
) -> None:
    both = ways(hand)

    for _ in range(reason.failures):
        both.hear(answer, both.line.began(), is_push=False)

    assert both.line.shut is not None
    assert both.line.shut.reason is reason
    assert both.pushes.shut is None


def test_should_shut_pushes_alone_when_the_quota_is_over(hand: HandClock) -> None:
    both = ways(hand)

    both.hear(SendResult.QUOTA_OVER, both.line.began(), is_push=True)
    both.hear(SendResult.ACCEPTED, both.line.began(), is_push=False)

    assert both.line.shut is None
    assert both.pushes.shut is not None
    both.hear(SendResult.ACCEPTED, both.line.began(), is_push=True)
    assert both.pushes.shut is None
