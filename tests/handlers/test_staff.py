"""An officer's way with a case, and everybody who may not go it."""

from __future__ import annotations

import pytest

from cases.case import State
from cases.citizen_facts import CaseOpened, SharersTold
from cases.facts import (
    Alerted,
    CaseClaimed,
    CaseClosed,
    CaseReleased,
    Fact,
    OfficerArrived,
    OfficerGoing,
    OutcomeAsked,
    Refused,
    Why,
)
from cases.people import Role
from cases.rules import Refusal
from tests.builders import AYUTTHAYA, NOW, a_line_id, a_press, a_share, minutes, near
from tests.handling import Handling, only

ANNA, BOON, HEAD, MANAGER, STRANGER, OTHER = 11, 12, 13, 14, 21, 22


@pytest.fixture
def number(handling: Handling) -> str:
    """Enrol a team and open a case."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(MANAGER, "TH-10", Role.MANAGER)
    handling.enrol(OTHER, "TH-50")
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

    assert only(arrived, OfficerArrived).case.distance_m == pytest.approx(120, abs=2)
    assert only(asked, OutcomeAsked).found
    assert only(closed, CaseClosed).case.outcomes == ("SHELTER",)
    tell = next(one for one in handling.timers() if one.kind == "tell_sharers")
    told = only(handling.do(tell), SharersTold).sharers
    assert [person.line_id for person in told] == [a_line_id(1), a_line_id(2)]
    assert handling.queue("TH-14") == []
    assert [handling.count(name) for name in ("visited", "found", "closed")] == [1, 1, 1]
    assert handling.count("outcome:SHELTER") == 1


def test_should_close_as_not_found_with_one_tap(handling: Handling, number: str) -> None:
    bring_to(handling, State.ON_SITE, number)

    closed = press(handling, ANNA, "not_found", number)

    assert only(closed, CaseClosed).case.outcomes == ("NOT_FOUND",)
    assert (handling.count("closed"), handling.count("found")) == (1, 0)


def test_should_wait_again_after_a_release(handling: Handling, number: str) -> None:
    bring_to(handling, State.GOING, number)

    released = press(handling, ANNA, "release", number)

    case = only(released, CaseReleased).case
    assert (case.state, case.holder) == (State.WAITING, None)
    alerted = only(released, Alerted)
    assert alerted.why is Why.RELEASED
    assert [member.person.line_id for member in alerted.team] == [a_line_id(BOON)]
    assert only(press(handling, BOON, "claim", number), CaseClaimed)
    assert handling.count("claimed") == 1


@pytest.mark.parametrize(
    ("state", "act", "why"),
    [
        pytest.param(None, "release", Refusal.CLAIM_FIRST, id="release what waits"),
        pytest.param(None, "going", Refusal.CLAIM_FIRST, id="go to what waits"),
        pytest.param(None, "found", Refusal.CLAIM_FIRST, id="find without a claim"),
        pytest.param(State.CLAIMED, "claim", Refusal.YOURS_ALREADY, id="claim twice"),
        pytest.param(State.CLAIMED, "arrived", Refusal.GO_FIRST, id="arrive before going"),
        pytest.param(State.CLAIMED, "found", Refusal.GO_FIRST, id="find before going"),
        pytest.param(State.GOING, "going", Refusal.DONE_ALREADY, id="go twice"),
        pytest.param(State.GOING, "not_found", Refusal.ARRIVE_FIRST, id="not found, not there"),
        pytest.param(State.ON_SITE, "arrived", Refusal.DONE_ALREADY, id="arrive twice"),
        pytest.param(State.ON_SITE, "release", Refusal.DONE_ALREADY, id="release on the spot"),
    ],
)
def test_should_refuse_what_is_out_of_order(
    handling: Handling, number: str, state: State | None, act: str, why: Refusal
) -> None:
    if state:
        bring_to(handling, state, number)
    before = handling.case(number)

    facts = press(handling, ANNA, act, number)

    assert only(facts, Refused).why is why
    assert handling.case(number) == before


@pytest.mark.parametrize("act", ["claim", "release", "going", "arrived", "found", "close"])
@pytest.mark.parametrize(
    ("who", "why"),
    [
        pytest.param(BOON, {Refusal.TAKEN, Refusal.NOT_YOURS}, id="a colleague"),
        pytest.param(OTHER, {Refusal.OTHER_CENTRE}, id="another centre"),
        pytest.param(MANAGER, {Refusal.NO_CASES}, id="a manager"),
        pytest.param(STRANGER, {Refusal.NOT_STAFF}, id="a citizen"),
    ],
)
def test_should_refuse_everybody_but_the_holder(
    handling: Handling, number: str, who: int, why: set[Refusal], act: str
) -> None:
    bring_to(handling, State.CLAIMED, number)
    before = handling.case(number)

    facts = press(handling, who, act, number)

    assert only(facts, Refused).why in why
    assert handling.case(number) == before


@pytest.mark.parametrize("act", ["claim", "release", "going", "arrived", "found", "not_found"])
def test_should_say_that_a_closed_case_is_closed(handling: Handling, number: str, act: str) -> None:
    bring_to(handling, State.ON_SITE, number)
    press(handling, ANNA, "not_found", number)

    facts = press(handling, ANNA, act, number)

    assert only(facts, Refused).why is Refusal.CLOSED_ALREADY
    assert handling.count("closed") == 1


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
    assert only(closed, CaseClosed).case.outcomes == ("DUPLICATE",)


def test_should_log_a_forged_press_without_a_person(handling: Handling, number: str) -> None:
    press(handling, STRANGER, "claim", number)

    entries = handling.client.xrange("{cts}:log")

    assert entries[-1][1][b"act"] == b"forged"
    assert set(entries[-1][1]) == {b"act", b"at"}


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


def test_should_tell_that_an_officer_goes(handling: Handling, number: str) -> None:
    bring_to(handling, State.CLAIMED, number)

    facts = press(handling, ANNA, "going", number)

    assert only(facts, OfficerGoing).case.state is State.GOING
