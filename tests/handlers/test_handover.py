"""A case goes to another centre: who may send it, where it lands, who hears of it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cases.case import Because, Case, State
from cases.facts.casework import Alerted, CaseClaimed, OptionsShown, Refused, Why
from cases.facts.fact import Fact
from cases.facts.moves import (
    CaseHandedOver,
    CaseMerged,
    HandoverAsked,
    HandoverReasonAsked,
    HandoverUnclaimed,
)
from cases.facts.shares import CaseOpened, ShareJoined, StatusShown
from cases.outlook import Taker
from cases.people import Role
from cases.refusal import Refusal
from geo.centres import PROVINCE_IDS
from store import keys
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    PATTAYA,
    a_context,
    a_line_id,
    a_press,
    a_share,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, BOON, HEAD, MANAGER, STRANGER = 11, 12, 13, 14, 21
CHAI, CHAI_HEAD, DAO, EK = 31, 32, 41, 51
RAYONG, CHONBURI, NATION, TRAT = "TH-21", "TH-20", "TH-10", "TH-23"
NUMBER = "21-6911-0001"
TEAMS = {ANNA: RAYONG, BOON: RAYONG, CHAI: CHONBURI, DAO: NATION, EK: TRAT}


@pytest.fixture
def number(handling: Handling) -> str:
    """Open a case in Pattaya: nearest to Rayong's centre, and in Chon Buri's area."""
    for who, centre in TEAMS.items():
        handling.enrol(who, centre)
    handling.enrol(HEAD, RAYONG, Role.HEAD)
    handling.enrol(CHAI_HEAD, CHONBURI, Role.HEAD)
    handling.enrol(MANAGER, NATION, Role.MANAGER)
    return only(handling.do(a_share(1, PATTAYA)), CaseOpened).case.number


def give(handling: Handling, who: int, to: str, after: float = 0, **fields: str) -> list[Fact]:
    """Hand the case over with a reason."""
    asked = {"case": NUMBER, "to": to, "why": "area"} | fields
    return handling.do(a_press(who, "handover", NOW + minutes(after), **asked))


def press(handling: Handling, who: int, act: str, after: float = 0) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, NOW + minutes(after), case=NUMBER))


def bring_to(handling: Handling, state: State) -> None:
    """Let ANNA bring the case to a state."""
    way = {State.CLAIMED: "claim", State.GOING: "going", State.ON_SITE: "arrived"}
    for step, act in way.items() if state is not State.WAITING else ():
        press(handling, ANNA, act)
        if step is state:
            return


def queues(client: Any) -> list[str]:
    """Return every centre in whose queue the case is."""
    return [one for one in sorted(PROVINCE_IDS) if client.zscore(keys.queue(one), NUMBER)]


def alerted(facts: list[Fact]) -> list[str]:
    """Return who is alerted."""
    return [member.person.line_id for member in only(facts, Alerted).team]


def due(handling: Handling) -> dict[str, float]:
    """Return the minutes after which the clocks ring."""
    return {one.kind: (one.at - NOW) / minutes(1) for one in handling.timers()}


def test_should_keep_the_province_and_who_told_it(handling: Handling, number: str) -> None:
    case = handling.case(number)

    assert (case.centre, case.origin.province, case.origin.province_by) == (
        RAYONG,
        CHONBURI,
        "geonames",
    )


def test_should_send_to_the_centre_with_jurisdiction_when_told_so(client: Any) -> None:
    handling = Handling(client, a_context(routing="province"))

    case = only(handling.do(a_share(1, PATTAYA)), CaseOpened).case

    assert (case.centre, case.origin.province, case.origin.province_by) == (
        CHONBURI,
        CHONBURI,
        "geonames",
    )


def test_should_know_no_source_of_a_province_that_nobody_knows(handling: Handling) -> None:
    case = only(handling.do(a_share(1, AYUTTHAYA)), CaseOpened).case

    assert (case.origin.province, case.origin.province_by) == (None, None)


def test_should_keep_the_province_of_a_split_case(handling: Handling, number: str) -> None:
    joined = only(handling.do(a_share(2, PATTAYA)), ShareJoined)

    facts = handling.do(a_press(2, "split", case=number, share=joined.share))

    case = only(facts, CaseOpened).case
    assert (case.number != number, case.origin.province, case.origin.province_by) == (
        True,
        CHONBURI,
        "geonames",
    )


def test_should_learn_the_province_of_a_new_place(handling: Handling) -> None:
    opened = only(handling.do(a_share(1, near(PATTAYA, 900))), CaseOpened).case
    handling.do(a_press(1, "confirm", case=opened.number, seen="moved"))

    handling.do(a_share(1, PATTAYA))

    assert opened.origin.province is None
    assert handling.case(opened.number).origin.province == CHONBURI


@pytest.mark.parametrize(
    "state", [State.WAITING, State.CLAIMED, State.GOING, State.ON_SITE], ids=str
)
def test_should_hand_over_from_any_open_state(
    handling: Handling, number: str, state: State
) -> None:
    bring_to(handling, state)

    facts = give(handling, ANNA, CHONBURI, after=5)

    case = handling.case(number)
    assert (case.state, case.centre, case.holder) == (State.WAITING, CHONBURI, None)
    assert (case.handover.passed, case.handover.because) == ((RAYONG,), Because.AREA)
    assert queues(handling.client) == [CHONBURI]
    assert handling.unit().cases.held_by(handling.person(ANNA).id, first=0, count=9) == ([], 0)
    assert only(facts, CaseHandedOver).centre.id == CHONBURI
    assert only(facts, Alerted).why is Why.HANDED_OVER
    assert alerted(facts) == [a_line_id(CHAI)]
    assert [handling.count("handed_over", one) for one in (RAYONG, CHONBURI)] == [1, 0]
    assert [handling.count("received", one) for one in (RAYONG, CHONBURI)] == [0, 1]
    assert [handling.count("cases", one) for one in (RAYONG, CHONBURI)] == [1, 0]
    assert verify(handling.client) == []
    only(press(handling, CHAI, "claim"), CaseClaimed)


#: Who presses "hand over", in which state, and what they are told.
WHO_AND_WHEN = [
    (ANNA, State.WAITING, None),
    (BOON, State.WAITING, None),
    (HEAD, State.WAITING, None),
    (MANAGER, State.WAITING, Refusal.NO_CASES),
    (STRANGER, State.WAITING, Refusal.NOT_STAFF),
    (CHAI, State.WAITING, Refusal.OTHER_CENTRE),
    (DAO, State.WAITING, Refusal.OTHER_CENTRE),
    *((ANNA, state, None) for state in (State.CLAIMED, State.GOING, State.ON_SITE)),
    *(
        (who, state, why)
        for state in (State.CLAIMED, State.GOING, State.ON_SITE)
        for who, why in {
            BOON: Refusal.NOT_YOURS,
            HEAD: Refusal.NOT_YOURS,
            MANAGER: Refusal.NO_CASES,
            STRANGER: Refusal.NOT_STAFF,
            CHAI: Refusal.OTHER_CENTRE,
            DAO: Refusal.OTHER_CENTRE,
        }.items()
    ),
    (ANNA, State.CLOSED, Refusal.CLOSED_ALREADY),
    (CHAI, State.CLOSED, Refusal.OTHER_CENTRE),
]


@pytest.mark.parametrize(("who", "state", "why"), WHO_AND_WHEN)
def test_should_let_the_holder_hand_over_or_anybody_there_while_nobody_holds_it(
    handling: Handling, number: str, who: int, state: State, why: Refusal | None
) -> None:
    bring_to(handling, State.ON_SITE if state is State.CLOSED else state)
    if state is State.CLOSED:
        press(handling, ANNA, "not_found")
    before = handling.case(number)

    facts = give(handling, who, CHONBURI)

    if why is None:
        only(facts, CaseHandedOver)
        return
    assert only(facts, Refused).why is why
    assert handling.case(number) == before
    last = handling.client.xrevrange(keys.LOG, count=1)[0][1][b"act"]
    assert (last == b"forged") is (why is Refusal.NOT_STAFF)


def test_should_ask_where_then_why(handling: Handling, number: str) -> None:
    where = only(press(handling, ANNA, "handover"), HandoverAsked)
    why = only(give(handling, ANNA, TRAT, why=""), HandoverReasonAsked)
    done = only(give(handling, ANNA, TRAT, why="no_team"), CaseHandedOver)

    special = [one.centre.id for one in (where.area, where.nation) if one]
    assert special == [CHONBURI, NATION]
    away = [one.metres for one in where.others]
    assert (len(away), away) == (5, sorted(away))
    offered = {one.centre.id for one in where.others}
    assert not offered & {RAYONG, CHONBURI, NATION}
    assert (why.centre.id, why.must) == (TRAT, False)
    assert (done.case.centre, done.case.handover.because) == (TRAT, Because.NO_TEAM)


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("TH-99", Refusal.UNKNOWN_CENTRE),
        ("", Refusal.UNKNOWN_CENTRE),
        ("all", Refusal.UNKNOWN_CENTRE),
        (RAYONG, Refusal.THERE_ALREADY),
        ("back", Refusal.NOT_REFUSABLE),
    ],
)
def test_should_not_hand_over_to_what_is_no_other_centre(
    handling: Handling, number: str, to: str, why: Refusal
) -> None:
    before = handling.case(number)

    facts = give(handling, ANNA, to)

    assert only(facts, Refused).why is why
    assert handling.case(number) == before


@pytest.mark.parametrize("why", ["refused", "", "because"])
def test_should_ask_again_for_a_reason_that_nobody_may_give(
    handling: Handling, number: str, why: str
) -> None:
    facts = give(handling, ANNA, CHONBURI, why=why)

    only(facts, HandoverReasonAsked)
    assert handling.case(number).centre == RAYONG


@pytest.mark.parametrize("act", ["claim", "release", "going", "more", "handover", "refuse"])
def test_should_say_where_the_case_went(handling: Handling, number: str, act: str) -> None:
    give(handling, ANNA, CHONBURI)

    told = only(press(handling, BOON, act), Refused)

    assert (told.why, told.centre) == (Refusal.HANDED_ON, CHONBURI)


def test_should_say_where_a_case_went_that_was_merged_there(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI)
    other = only(handling.do(a_share(2, near(PATTAYA, 300))), CaseOpened).case.number
    handling.do(a_press(ANNA, "handover", NOW, case=other, to=CHONBURI, why="area"))
    only(handling.do(a_press(CHAI, "merge", NOW, case=number, into=other)), CaseMerged)

    told = only(press(handling, BOON, "claim"), Refused)

    assert (told.why, told.centre) == (Refusal.HANDED_ON, CHONBURI)


def test_should_say_that_a_case_once_had_is_closed(handling: Handling, number: str) -> None:
    give(handling, ANNA, CHONBURI)
    for act in ("claim", "going", "arrived", "not_found"):
        press(handling, CHAI, act)

    told = only(press(handling, ANNA, "claim"), Refused)

    assert told.why is Refusal.CLOSED_ALREADY


def test_should_tell_that_nobody_hears_where_nobody_is(handling: Handling) -> None:
    handling.enrol(ANNA, RAYONG)
    handling.do(a_share(1, PATTAYA))

    facts = give(handling, ANNA, CHONBURI)

    assert only(facts, CaseHandedOver).taker is Taker.NOBODY
    assert alerted(facts) == []


def test_should_let_the_clock_of_a_waiting_case_run_on(handling: Handling, number: str) -> None:
    give(handling, ANNA, CHONBURI, after=10)

    assert handling.case(number).waiting_since == NOW
    assert due(handling) == {"remind": 15, "escalate": 30}


def test_should_remind_the_receiver_although_the_first_reminder_is_over(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI, after=20)

    assert due(handling) == {"remind": 35, "escalate": 30}


def test_should_start_the_clock_of_a_held_case_anew(handling: Handling, number: str) -> None:
    bring_to(handling, State.GOING)

    give(handling, ANNA, CHONBURI, after=20)

    assert due(handling) == {"remind": 35, "escalate": 50}


@pytest.mark.parametrize("has_head", [True, False])
def test_should_tell_the_giver_when_nobody_claims(handling: Handling, has_head: bool) -> None:
    handling.enrol(ANNA, RAYONG)
    handling.enrol(CHAI, CHONBURI)
    if has_head:
        handling.enrol(HEAD, RAYONG, Role.HEAD)
    handling.do(a_share(1, PATTAYA))
    give(handling, ANNA, CHONBURI)

    facts = handling.do(next(one for one in handling.timers() if one.kind == "escalate"))

    heard = only(facts, HandoverUnclaimed)
    assert alerted(facts) == [a_line_id(CHAI)]
    assert [one.person.line_id for one in heard.team] == [a_line_id(HEAD if has_head else ANNA)]
    assert heard.centre.id == CHONBURI


def test_should_leave_the_giver_in_peace_once_it_was_claimed(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI)
    press(handling, CHAI, "claim")
    handling.do(a_press(CHAI, "release", case=NUMBER, sure="yes"))

    facts = handling.do(next(one for one in handling.timers() if one.kind == "escalate"))

    assert not [one for one in facts if isinstance(one, HandoverUnclaimed)]
    assert handling.case(number).handover.clock_with is None


def test_should_keep_the_clock_with_the_first_of_two_givers(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI)
    give(handling, CHAI, TRAT)

    facts = handling.do(next(one for one in handling.timers() if one.kind == "escalate"))

    assert [one.person.line_id for one in only(facts, HandoverUnclaimed).team] == [a_line_id(HEAD)]


def test_should_send_back_what_a_centre_refuses(handling: Handling, number: str) -> None:
    give(handling, ANNA, CHONBURI)

    facts = press(handling, CHAI, "refuse", after=3)

    case = handling.case(number)
    assert (case.centre, case.handover.passed) == (RAYONG, (RAYONG, CHONBURI))
    assert (case.handover.because, case.handover.refusable) == (Because.REFUSED, False)
    assert queues(handling.client) == [RAYONG]
    assert set(alerted(facts)) == {a_line_id(ANNA), a_line_id(BOON)}
    assert due(handling) == {"remind": 15, "escalate": 30}
    assert verify(handling.client) == []


def test_should_not_refuse_what_was_claimed(handling: Handling, number: str) -> None:
    give(handling, ANNA, CHONBURI)
    press(handling, CHAI, "claim")
    held = press(handling, CHAI, "refuse")
    handling.do(a_press(CHAI, "release", case=NUMBER, sure="yes"))

    facts = press(handling, CHAI, "refuse")

    assert only(held, Refused).why is Refusal.NOT_REFUSABLE
    assert only(facts, Refused).why is Refusal.NOT_REFUSABLE


def test_should_let_one_who_got_it_back_only_turn_to_the_national_desk(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI)
    press(handling, CHAI, "refuse")

    refused = only(press(handling, ANNA, "refuse"), Refused)
    asked = only(press(handling, ANNA, "handover"), HandoverReasonAsked)
    done = only(give(handling, ANNA, CHONBURI, why="other"), CaseHandedOver)

    assert refused.why is Refusal.NOT_REFUSABLE
    assert (asked.centre.id, asked.must) == (NATION, True)
    assert (done.centre.id, done.must) == (NATION, True)
    assert queues(handling.client) == [NATION]


@pytest.mark.parametrize("why", ["area", "nearer"])
def test_should_give_the_national_desk_no_reason_of_another_centre(
    handling: Handling, number: str, why: str
) -> None:
    give(handling, ANNA, CHONBURI)
    press(handling, CHAI, "refuse")
    before = handling.case(number)

    asked = only(give(handling, ANNA, CHONBURI, why=why), HandoverReasonAsked)  # an old button

    assert (asked.centre.id, asked.must) == (NATION, True)
    assert handling.case(number) == before


@pytest.mark.parametrize("act", ["handover", "refuse"])
def test_should_land_on_the_national_desk_after_two_hops(
    handling: Handling, number: str, act: str
) -> None:
    give(handling, ANNA, CHONBURI)
    give(handling, CHAI, TRAT)

    facts = handling.do(a_press(EK, act, case=NUMBER, to=RAYONG, why="other"))

    case = handling.case(number)
    assert (case.centre, case.handover.passed) == (NATION, (RAYONG, CHONBURI, TRAT))
    assert alerted(facts) == [a_line_id(DAO)]
    assert only(press(handling, DAO, "refuse"), Refused).why is Refusal.NOT_REFUSABLE


def test_should_let_the_national_desk_decide_for_good(handling: Handling, number: str) -> None:
    give(handling, ANNA, CHONBURI)
    give(handling, CHAI, TRAT)
    give(handling, EK, RAYONG, why="other")

    decided = only(give(handling, DAO, RAYONG), CaseHandedOver)
    refused = only(press(handling, ANNA, "refuse"), Refused)
    back = only(give(handling, ANNA, CHONBURI, why="no_team"), CaseHandedOver)

    assert (decided.centre.id, decided.must) == (RAYONG, False)
    assert refused.why is Refusal.NOT_REFUSABLE
    assert (back.centre.id, back.must) == (NATION, True)
    assert verify(handling.client) == []


def test_should_take_the_national_centre_as_one_like_others_while_it_is_the_first(
    client: Any,
) -> None:
    handling = Handling(client, a_context(national_centre=RAYONG))
    handling.enrol(ANNA, RAYONG)
    handling.enrol(CHAI, CHONBURI)
    handling.do(a_share(1, PATTAYA))
    give(handling, ANNA, CHONBURI)

    press(handling, CHAI, "refuse")
    decided = only(give(handling, ANNA, CHONBURI), CaseHandedOver)
    facts = press(handling, CHAI, "refuse")

    assert decided.centre.id == CHONBURI
    assert only(facts, Refused).why is Refusal.NOT_REFUSABLE
    assert only(press(handling, CHAI, "handover"), HandoverReasonAsked).centre.id == RAYONG


def test_should_pass_an_escalated_case_through_the_national_desk(
    handling: Handling, number: str
) -> None:
    handling.do(next(one for one in handling.timers() if one.kind == "escalate"))

    give(handling, DAO, CHONBURI)

    case = handling.case(number)
    assert (case.centre, case.handover.passed) == (CHONBURI, (RAYONG, NATION))
    assert only(press(handling, CHAI, "refuse"), Refused).why is Refusal.NOT_REFUSABLE
    counted = {one: handling.count("handed_over", one) for one in (RAYONG, NATION, CHONBURI)}
    assert counted == {RAYONG: 1, NATION: 1, CHONBURI: 0}
    assert verify(handling.client) == []


def test_should_tell_the_nation_where_the_receiver_has_nobody(
    handling: Handling, number: str
) -> None:
    facts = give(handling, ANNA, "TH-22")

    assert only(facts, CaseHandedOver).taker is Taker.NATION
    assert alerted(facts) == [a_line_id(DAO)]
    assert handling.case(number).escalated
    assert handling.count("escalated", "TH-22") == 1


def test_should_not_let_the_nation_send_back_for_another_centre(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI)
    handling.do(next(one for one in handling.timers() if one.kind == "escalate"))

    facts = press(handling, DAO, "refuse")

    assert only(facts, Refused).why is Refusal.NOT_REFUSABLE
    assert handling.case(number).centre == CHONBURI


def test_should_tell_nobody_twice_when_the_giver_has_it_back(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI)
    press(handling, CHAI, "refuse")

    facts = handling.do(next(one for one in handling.timers() if one.kind == "escalate"))

    assert [type(one) for one in facts] == [Alerted]
    assert a_line_id(HEAD) in alerted(facts)


def test_should_offer_to_send_back_only_where_that_may_be(handling: Handling, number: str) -> None:
    give(handling, ANNA, CHONBURI)
    waiting = only(press(handling, CHAI, "more"), OptionsShown).case

    press(handling, CHAI, "claim")

    assert waiting.handover.refusable
    assert not handling.case(number).handover.refusable


def test_should_show_sharers_the_centre_that_has_the_case_now(
    handling: Handling, number: str
) -> None:
    give(handling, ANNA, CHONBURI)

    shown = only(handling.do(a_press(1, "status")), StatusShown).cases[0]
    joined = only(handling.do(a_share(2, PATTAYA)), ShareJoined)

    assert (shown.centre.id, joined.centre.id) == (CHONBURI, CHONBURI)
    assert shown.case.was_passed_on


@pytest.mark.parametrize("seed", range(4))
def test_should_stand_in_one_queue_whatever_is_handed_over_to_whom(
    handling: Handling, number: str, seed: int
) -> None:
    dice = random.Random(seed)
    acts = ("handover", "handover", "handover", "refuse", "claim", "release", "going", "arrived")
    centres = (RAYONG, CHONBURI, NATION, TRAT, "TH-22", "back", "TH-99")

    for step in range(60):
        who = dice.choice((*TEAMS, HEAD, CHAI_HEAD, MANAGER, STRANGER, *_able(handling) * 5))
        fields = {"case": NUMBER, "to": dice.choice(centres), "why": dice.choice(("area", "no"))}
        before = handling.case(number)
        facts = handling.do(a_press(who, dice.choice(acts), NOW + minutes(step), **fields))
        _holds_together(handling, before, facts)

    assert verify(handling.client) == []


def _able(handling: Handling) -> list[int]:
    """Return who can do something with the case now, so that something happens."""
    case = handling.case(NUMBER)
    there = [who for who, centre in TEAMS.items() if centre == case.centre]
    return [who for who in TEAMS if handling.person(who).id == case.holder] or there


def _holds_together(handling: Handling, before: Case, facts: list[Fact]) -> None:
    """One queue, one holder or none, nothing changed by a refusal, and the clocks run."""
    case = handling.case(NUMBER)
    assert queues(handling.client) == [case.centre]
    listed = [one for one in PROVINCE_IDS if handling.client.zscore(keys.all_cases(one), NUMBER)]
    assert listed == [case.centre]
    assert (case.holder is None) is (case.state is State.WAITING)
    assert handling.client.keys(f"{keys.TAG}:held:*") == (
        [keys.held(case.holder).encode()] if case.holder else []
    )
    clocks = {"remind", "escalate"} if case.state is State.WAITING else {"holder"}
    assert {one.kind for one in handling.timers()} == clocks
    if any(isinstance(one, Refused) for one in facts):
        assert case == before
