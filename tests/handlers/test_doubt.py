"""Reports that were false: silent low priority, never a ban."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.facts.shares import CaseOpened, ShareJoined
from cases.people import Role
from cases.ports import Timer
from geo.centres import Point
from store import keys
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, minutes, near
from tests.handling import Handling, only

OFFICER = 9
OUTCOMES = ["FALSE_REPORT", "INSUFFICIENT", "DUPLICATE"]


def close(handling: Handling, number: str, outcome: str = "FALSE_REPORT") -> None:
    """Claim and close a case, and tell its sharers."""
    handling.do(a_press(OFFICER, "claim", case=number))
    handling.do(a_press(OFFICER, "close", case=number, outcome=outcome))
    for due in handling.timers():
        if due.kind == Timer.TELL_SHARERS and due.case == number:
            handling.do(due)


def report_falsely(handling: Handling, who: int, times: int = 2) -> None:
    """Let somebody share what a team finds false."""
    for step in range(times):
        opened = only(handling.do(a_share(who, spot(step))), CaseOpened)
        close(handling, opened.case.number)


def spot(step: int) -> Point:
    return near(AYUTTHAYA, 1_000 * step)


@pytest.fixture(autouse=True)
def team(handling: Handling) -> None:
    handling.enrol(OFFICER, role=Role.OFFICER)


@pytest.mark.parametrize(("times", "lowered"), [(0, False), (1, False), (2, True), (3, True)])
def test_should_lower_what_only_those_share_who_reported_falsely(
    handling: Handling, times: int, lowered: bool
) -> None:
    report_falsely(handling, 1, times)

    case = only(handling.do(a_share(1, spot(7))), CaseOpened).case

    assert case.lowered is lowered
    assert handling.case(case.number) == case


def test_should_place_it_behind_all_others_and_say_nothing(handling: Handling) -> None:
    report_falsely(handling, 1)

    lowered = handling.do(a_share(1, spot(7)))
    honest = handling.do(a_share(2, spot(8), NOW + minutes(5)))

    numbers = [only(facts, CaseOpened).case.number for facts in (lowered, honest)]
    assert handling.queue("TH-14") == numbers[::-1]
    assert [type(fact) for fact in lowered] == [type(fact) for fact in honest if fact][:2]


def test_should_never_lower_what_is_urgent(handling: Handling) -> None:
    report_falsely(handling, 1)
    lowered = only(handling.do(a_share(1, spot(7))), CaseOpened).case
    honest = only(handling.do(a_share(2, spot(8))), CaseOpened).case

    handling.do(a_press(1, "kind", case=lowered.number, kind="FORCED"))

    assert handling.queue("TH-14") == [lowered.number, honest.number]


def test_should_lift_it_when_somebody_honest_shares_the_same(handling: Handling) -> None:
    report_falsely(handling, 1)
    report_falsely(handling, 3)
    number = only(handling.do(a_share(1, spot(7))), CaseOpened).case.number

    assert only(handling.do(a_share(3, spot(7))), ShareJoined).case.lowered
    assert not only(handling.do(a_share(2, spot(7))), ShareJoined).case.lowered

    assert handling.client.hget(keys.case(number), "lowered") is None


def test_should_lower_what_is_split_off(handling: Handling) -> None:
    report_falsely(handling, 1)
    handling.do(a_share(2, spot(7)))
    joined = only(handling.do(a_share(1, spot(7))), ShareJoined)
    assert not joined.case.lowered

    facts = handling.do(a_press(1, "split", case=joined.case.number, share=joined.share))

    assert only(facts, CaseOpened).case.lowered


@pytest.mark.parametrize("outcome", [code for code in OUTCOMES if code != "FALSE_REPORT"])
def test_should_count_false_reports_alone(handling: Handling, outcome: str) -> None:
    opened = only(handling.do(a_share(1)), CaseOpened)

    close(handling, opened.case.number, outcome)

    assert handling.unit().limits.false_reports([handling.person(1).id]) == [0]


def test_should_count_a_case_once_for_each_who_shared_it(handling: Handling) -> None:
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    for who in (1, 2):
        handling.do(a_share(who))

    close(handling, number)
    told = [replace(due, id="again") for due in handling.timers() if due.case == number]

    ids = [handling.person(who).id for who in (1, 2, 3)]
    assert told
    assert handling.unit().limits.false_reports(ids) == [1, 1, 0]


def test_should_forget_after_a_long_quiet(handling: Handling) -> None:
    report_falsely(handling, 1)

    life = handling.client.ttl(keys.false_reports(handling.person(1).id))

    assert 179 * 24 * 3600 < life <= 180 * 24 * 3600
