"""An officer's way with a case, and everybody who may not go it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import State
from cases.facts.casework import (
    Alerted,
    CaseClaimed,
    CaseClosed,
    CaseReleased,
    HolderStays,
    OfficerArrived,
    OfficerGoing,
    OptionsShown,
    OutcomeAsked,
    QueueShown,
    Refused,
    ReleaseAsked,
    Why,
)
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, SharersTold
from cases.log import Act
from cases.refusal import Refusal
from store.statistics import RedisStatistics
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_line_id,
    a_press,
    a_share,
    a_text,
    a_typed,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, BOON = 11, 12


@pytest.fixture
def number(handling: Handling) -> str:
    """Enrol a team and open a case."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    return only(handling.do(a_share(1)), CaseOpened).case.number


def press(handling: Handling, who: int, act: str, number: str, **fields: str) -> list[Fact]:
    """Press a button of a case."""
    return handling.do(a_press(who, act, NOW, case=number, **fields))


def bring_to(handling: Handling, state: State, number: str) -> None:
    """Let ANNA bring a case to a state."""
    way = {State.CLAIMED: "claim", State.GOING: "going", State.ON_SITE: "arrived"}
    for step, act in way.items():
        press(handling, ANNA, act, number)
        if step is state:
            return


def test_should_give_the_case_to_the_first_who_claims(handling: Handling, number: str) -> None:
    first = press(handling, ANNA, "claim", number)
    second = press(handling, BOON, "claim", number)

    assert only(first, CaseClaimed).case.state is State.CLAIMED
    refused = only(second, Refused)
    assert (refused.why, refused.holder) == (Refusal.TAKEN, f"name {ANNA}")
    assert handling.count("claimed") == 1


def test_should_close_a_case_and_tell_every_sharer_once(handling: Handling, number: str) -> None:
    handling.do(a_share(2))
    handling.do(a_share(2))
    bring_to(handling, State.GOING, number)
    arrived = handling.do(a_share(ANNA, near(AYUTTHAYA, 120), NOW + minutes(20)))
    asked = press(handling, ANNA, "found", number)

    closed = press(handling, ANNA, "close", number, outcome="SHELTER")

    assert only(arrived, OfficerArrived).case.visit.distance_m == pytest.approx(120, abs=2)
    assert only(asked, OutcomeAsked).found
    assert only(closed, CaseClosed).case.visit.outcomes == ("SHELTER",)
    tell = next(one for one in handling.timers() if one.kind == "tell_sharers")
    told = only(handling.do(tell), SharersTold).sharers
    assert [person.line_id for person in told] == [a_line_id(1), a_line_id(2)]
    assert handling.queue("TH-14") == []
    assert [handling.count(name) for name in ("visited", "found", "closed")] == [1, 1, 1]
    assert handling.count("outcome:SHELTER") == 1


def test_should_close_as_not_found_with_one_tap(handling: Handling, number: str) -> None:
    bring_to(handling, State.ON_SITE, number)

    closed = press(handling, ANNA, "not_found", number)

    assert only(closed, CaseClosed).case.visit.outcomes == ("NOT_FOUND",)
    assert (handling.count("closed"), handling.count("found")) == (1, 0)


def test_should_ask_once_before_a_release(handling: Handling, number: str) -> None:
    bring_to(handling, State.GOING, number)

    asked = press(handling, ANNA, "release", number)
    kept = handling.do(a_typed(ANNA, "ไม่", NOW + minutes(1)))
    press(handling, ANNA, "release", number)
    done = handling.do(a_typed(ANNA, "ใช่ค่ะ", NOW + minutes(1)))

    assert [type(fact) for fact in asked] == [ReleaseAsked]
    assert only(asked, ReleaseAsked).case.state is State.GOING
    assert only(kept, HolderStays).case.holder is not None
    assert only(done, CaseReleased).case.holder is None


@pytest.mark.parametrize("word", ["ทำอย่างอื่นค่ะ", "more", "More please"])
def test_should_show_by_a_word_what_else_one_can_do_with_the_case_in_hand(
    handling: Handling, number: str, word: str
) -> None:
    other = only(handling.do(a_share(5, near(AYUTTHAYA, 900))), CaseOpened).case.number
    bring_to(handling, State.GOING, number)
    handling.do(a_press(ANNA, "claim", NOW + minutes(30), case=other))

    shown = handling.do(a_typed(ANNA, word, NOW + minutes(31)))
    nothing = handling.do(a_typed(BOON, word, NOW + minutes(31)))

    assert only(shown, OptionsShown).case.number == other  # worked on last
    assert only(nothing, Refused).why is Refusal.NO_SUCH_CASE


def test_should_wait_again_after_a_release(handling: Handling, number: str) -> None:
    bring_to(handling, State.GOING, number)

    released = press(handling, ANNA, "release", number, sure="yes")

    case = only(released, CaseReleased).case
    assert (case.state, case.holder) == (State.WAITING, None)
    alerted = only(released, Alerted)
    assert alerted.why is Why.RELEASED
    assert [member.person.line_id for member in alerted.team] == [a_line_id(BOON)]
    assert only(press(handling, BOON, "claim", number), CaseClaimed)
    assert handling.count("claimed") == 1


def test_should_show_a_case_by_its_number(handling: Handling, number: str) -> None:
    def look(who: int) -> list[Fact]:
        return handling.do(a_text(who, number, act=f"look&case={number}"))

    waiting = only(look(BOON), QueueShown)
    bring_to(handling, State.CLAIMED, number)
    own, refused = only(look(ANNA), QueueShown), only(look(BOON), Refused)

    assert ([case.number for case in waiting.cases], waiting.mine) == ([number], False)
    assert ([case.number for case in own.cases], own.mine) == ([number], True)
    assert (refused.why, refused.number) == (Refusal.NOT_YOURS, number)


def test_should_refuse_an_unknown_outcome_and_an_unknown_case(
    handling: Handling, number: str
) -> None:
    bring_to(handling, State.ON_SITE, number)

    outcome = press(handling, ANNA, "close", number, outcome="ARRESTED")
    moved = press(handling, ANNA, "close", number, outcome="TRANSFER_PROVINCE")
    case = press(handling, ANNA, "claim", "14-6911-0999")

    assert only(outcome, Refused).why is Refusal.UNKNOWN_OUTCOME
    assert only(moved, Refused).why is Refusal.UNKNOWN_OUTCOME
    assert only(case, Refused).why is Refusal.NO_SUCH_CASE


def test_should_close_what_is_known_at_the_desk_without_a_visit(
    handling: Handling, number: str
) -> None:
    bring_to(handling, State.CLAIMED, number)

    asked = press(handling, ANNA, "close", number)
    closed = press(handling, ANNA, "outcome", number, code="DUPLICATE")

    assert not only(asked, OutcomeAsked).found
    assert only(closed, CaseClosed).case.visit.outcomes == ("DUPLICATE",)


def test_should_take_a_location_as_a_share_when_no_case_is_on_the_way(
    handling: Handling, number: str
) -> None:
    bring_to(handling, State.CLAIMED, number)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, 700)))

    assert only(facts, CaseOpened).case.number != number


def test_should_check_in_to_the_nearest_case_on_the_way(handling: Handling, number: str) -> None:
    far = only(handling.do(a_share(2, near(AYUTTHAYA, 900))), CaseOpened).case.number
    bring_to(handling, State.GOING, number)
    bring_to(handling, State.GOING, far)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, 850)))

    assert only(facts, OfficerArrived).case.number == far
    assert handling.case(number).state is State.GOING


def test_should_check_in_at_the_pin_without_having_set_off(handling: Handling, number: str) -> None:
    bring_to(handling, State.CLAIMED, number)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, 40)))

    assert only(facts, OfficerArrived).case.state is State.ON_SITE
    assert [handling.logged(act) for act in (Act.WENT, Act.ARRIVED)] == [1, 1]
    assert [handling.count(name) for name in ("shares", "visited")] == [1, 1]


@pytest.mark.parametrize("first", [700_000, 30, None], ids=["wrong pin", "twice", "no location"])
def test_should_take_another_location_at_the_pin_for_the_same_visit(
    handling: Handling, number: str, first: float | None
) -> None:
    bring_to(handling, State.GOING, number)
    if first is None:
        press(handling, ANNA, "arrived", number)
    else:
        handling.do(a_share(ANNA, near(AYUTTHAYA, first)))

    again = handling.do(a_share(ANNA, near(AYUTTHAYA, 40), NOW + minutes(5)))

    case = only(again, OfficerArrived).case
    assert (case.number, case.state) == (number, State.ON_SITE)
    assert case.visit.distance_m == pytest.approx(40, abs=2)
    kept = handling.case(number)
    assert (kept.shares, kept.sharers, kept.last_shared_at) == (1, 1, NOW)
    assert [handling.count(name) for name in ("shares", "visited")] == [1, 1]


def test_should_not_check_in_far_away_because_a_location_was_sent_twice(
    handling: Handling, number: str
) -> None:
    far = only(handling.do(a_share(2, near(AYUTTHAYA, 900))), CaseOpened).case.number
    for each in (number, far):
        bring_to(handling, State.GOING, each)
    handling.do(a_share(ANNA, near(AYUTTHAYA, 30)))

    again = handling.do(a_share(ANNA, near(AYUTTHAYA, 30)))

    assert only(again, OfficerArrived).case.number == number
    assert handling.case(far).state is State.GOING


def test_should_take_a_location_elsewhere_for_somebody_else(
    handling: Handling, number: str
) -> None:
    bring_to(handling, State.ON_SITE, number)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, 510)))

    assert only(facts, CaseOpened).case.number != number


def test_should_tell_that_an_officer_goes(handling: Handling, number: str) -> None:
    bring_to(handling, State.CLAIMED, number)

    facts = press(handling, ANNA, "going", number)

    assert only(facts, OfficerGoing).case.state is State.GOING


def test_should_ask_first_for_the_outcomes_that_the_centre_used_most(
    handling: Handling, number: str
) -> None:
    counted = RedisStatistics(handling.client)
    handling = Handling(handling.client, replace(handling.context, statistics=counted))
    for place, code in enumerate(("FAMILY", "DECLINED", "DECLINED", "NOT_FOUND", "")):
        shared = handling.do(a_share(20 + place, near(AYUTTHAYA, 500 + 500 * place)))
        number = only(shared, CaseOpened).case.number
        bring_to(handling, State.ON_SITE, number)
        if code:
            press(handling, ANNA, "close", number, outcome=code)

    asked = only(press(handling, ANNA, "found", number), OutcomeAsked)

    assert asked.often == ("DECLINED", "FAMILY", "NOT_FOUND")
