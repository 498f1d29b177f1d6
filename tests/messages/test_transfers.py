"""What staff and sharers read of a case that goes to another centre."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.case import Because, Case, State
from cases.facts import casework as facts
from cases.facts.casework import Why
from cases.facts.moves import (
    CaseHandedOver,
    HandoverAsked,
    HandoverReasonAsked,
    HandoverUnclaimed,
    Receiver,
)
from cases.facts.shares import OwnCase, SharersTold, StatusShown
from cases.outlook import Taker
from cases.people import Language, Member
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.events import TimerDue
from messages.texts import staff, status, transfers
from tests.builders import NOW, a_case, a_member, the_centres
from tests.messages.every_fact import ASKER
from tests.messages.saying import acts, asked_by_cards, asker, links, said

LANGUAGES = pytest.mark.parametrize("language", list(Language))
DUE = TimerDue("timer-1", NOW, Timer.ESCALATE, "14-6911-0042")
CHONBURI, RAYONG, TRAT = (
    next(one for one in the_centres() if one.id == id) for id in ("TH-20", "TH-21", "TH-23")
)


def a_given_case(**changes: Any) -> Case:
    """Build a case that waits in Rayong after Trat has handed it over."""
    given: dict[str, Any] = {
        "centre": "TH-21",
        "passed": ("TH-23",),
        "because": Because.NO_TEAM,
        "clock_with": "TH-23",
        "refusable": True,
    }
    return a_case(**(given | changes))


def a_reader(centre: str = "TH-21") -> Member:
    """Build the one who presses, as a member of a centre."""
    return a_member(ASKER, centre)


def alert(case: Case, centre: str = "TH-21", why: Why = Why.HANDED_OVER) -> facts.Alerted:
    """Alert the one who presses."""
    return facts.Alerted((a_reader(centre),), case, RAYONG, 1.0, why)


@LANGUAGES
@pytest.mark.parametrize("state", [one for one in State if one is not State.CLOSED])
def test_should_name_the_area_and_offer_it_in_one_tap(state: State, language: Language) -> None:
    holder = None if state is State.WAITING else ASKER
    case = a_case(state=state, holder=holder, province="TH-20")
    shown = facts.QueueShown(asker(language=language), (case,), False, 0, 1, RAYONG)
    more = facts.OptionsShown(asker(language=language), case)

    # On the way the two ways to arrive, and the map, come first.
    at = more if state is State.GOING else shown
    button = next(one for one in asked_by_cards(at) if one["do"] == "handover")

    assert button == {
        "v": "1", "do": "handover", "case": case.number, "to": "TH-20", "why": "area",
    }  # fmt: skip
    assert transfers.AREA.say(language) in said(shown)
    province = "ชลบุรี" if language is Language.THAI else "Chon Buri"
    assert transfers.OF.say(language, province=province) in said(shown)


@pytest.mark.parametrize(
    ("case", "row"),
    [
        pytest.param(a_case(), False, id="unknown"),
        pytest.param(a_case(province="TH-14"), False, id="its own"),
        pytest.param(a_case(province="TH-20", passed=("TH-20",)), True, id="had it already"),
        pytest.param(a_case(province="TH-20", passed=("TH-21", "TH-23")), True, id="two hops"),
        pytest.param(a_case(province="TH-20", holder=7, state=State.GOING), True, id="taken"),
    ],
)
def test_should_not_offer_the_area_where_it_makes_no_sense(case: Case, *, row: bool) -> None:
    shown = facts.QueueShown(asker(), (case,), False, 0, 1, RAYONG)

    assert "handover" not in acts(shown)
    assert ("อยู่ในเขตของ" in said(shown)) is row


@LANGUAGES
def test_should_say_in_the_alert_who_handed_over_and_why(language: Language) -> None:
    reader = replace(a_reader(), person=asker(language=language))

    words = said(replace(alert(a_given_case()), team=(reader,)))

    assert transfers.REASONS[Because.NO_TEAM].say(language) in words
    assert ("ศูนย์ตราด" if language is Language.THAI else "Trat's centre") in words


def test_should_offer_to_send_back_to_the_receiver_alone() -> None:
    assert acts(alert(a_given_case())) == ["claim", "refuse", "more"]
    assert acts(alert(a_given_case(refusable=False))) == ["claim", "more"]
    assert acts(alert(a_given_case(), centre="TH-10")) == ["claim", "more"]


def test_should_forget_the_giver_once_the_case_is_claimed() -> None:
    taken = a_given_case(state=State.CLAIMED, holder=ASKER, clock_with=None, refusable=False)

    assert "ศูนย์ตราด" not in said(alert(taken))


@pytest.mark.parametrize("state", [one for one in State if one is not State.CLOSED])
def test_should_offer_a_hand_over_among_the_options(state: State) -> None:
    given = a_given_case(state=state)

    offered = acts(facts.OptionsShown(asker(), given))

    assert ("handover" in offered, "refuse" in offered) == (True, state is State.WAITING)
    assert staff.MORE_HEADING.th in said(facts.OptionsShown(asker(), given))


def test_should_ask_where_to_with_the_area_first_and_the_nation_last() -> None:
    near = tuple(Receiver(one, 1_000.0) for one in (RAYONG, TRAT))
    fact = HandoverAsked(asker(), a_case(), Receiver(CHONBURI, 9_000.0), near, near[0])

    asked = asked_by_cards(fact)

    assert [one["to"] for one in asked] == ["TH-20", "TH-21", "TH-23", "TH-21"]
    assert [one.get("why") for one in asked] == ["area", None, None, None]
    words = said(fact)
    assert words.index("เจ้าของเขตพื้นที่") < words.index("1.0 กม.") < words.index("ส่วนกลาง")


@LANGUAGES
@pytest.mark.parametrize("must", [True, False])
def test_should_ask_why_in_one_tap_a_reason(language: Language, *, must: bool) -> None:
    fact = HandoverReasonAsked(asker(language=language), a_case(), CHONBURI, must)

    asked = asked_by_cards(fact)

    reasons = ["no_team", "other"] if must else ["area", "nearer", "no_team", "other"]
    assert [one["why"] for one in asked] == reasons
    assert {one["to"] for one in asked} == {"TH-20"}
    assert (transfers.MUST.say(language) in said(fact)) is must


@pytest.mark.parametrize(
    ("because", "must", "words"),
    [
        (Because.AREA, False, "ส่งต่อเคส 14-6911-0042 ให้ศูนย์"),
        (Because.REFUSED, False, "คืนศูนย์"),
        (Because.AREA, True, "จึงส่งให้ส่วนกลาง"),
        (Because.REFUSED, True, "จึงส่งให้ส่วนกลาง"),
    ],
)
def test_should_confirm_where_the_case_is_now(because: Because, words: str, *, must: bool) -> None:
    case = a_given_case(because=because)

    told = {taker: said(CaseHandedOver(asker(), case, CHONBURI, taker, must)) for taker in Taker}

    assert all(words in one and CHONBURI.name_th in one for one in told.values())
    assert {taker: "ยังไม่มีทีมในระบบ" in one for taker, one in told.items()} == {
        Taker.CENTRE: False, Taker.NATION: True, Taker.NOBODY: True, Taker.RESTING: False,
        Taker.UNTOLD: False,
    }  # fmt: skip
    assert "เมื่อพ้นเวลาพัก" in told[Taker.RESTING]
    assert "แจ้งส่วนกลางให้แล้ว" in told[Taker.NATION]
    assert "ยังไม่มีใครได้รับแจ้ง" in told[Taker.NOBODY]


def test_should_let_the_giver_call_and_not_claim() -> None:
    fact = HandoverUnclaimed((a_reader("TH-23"),), a_given_case(), RAYONG)

    assert acts(fact) == []
    assert links(fact)[0] == "tel:1300"
    assert RAYONG.name_th in said(fact, unasked=True)


def test_should_name_the_centre_in_the_answer_to_an_old_button() -> None:
    refused = facts.Refused(asker(), Refusal.HANDED_ON, "14-6911-0042", centre="TH-20")

    assert f"ส่งต่อไป{CHONBURI.name_th}แล้ว" in said(refused)


@LANGUAGES
def test_should_tell_a_sharer_calmly_that_another_centre_has_it(language: Language) -> None:
    to = asker(language=language)
    line = status.PASSED_ON.say(language)

    assert line in said(StatusShown(to, (OwnCase(a_given_case(), RAYONG),)))
    back = a_given_case(centre="TH-23", passed=("TH-23", "TH-21"))
    assert line not in said(StatusShown(to, (OwnCase(back, TRAT),)))
    closed = a_given_case(state=State.CLOSED, closed_at=NOW, outcomes=("SHELTER",))
    assert line not in said(StatusShown(to, (OwnCase(closed, RAYONG),)))


@pytest.mark.parametrize("own_need", [True, False])
def test_should_name_the_centre_that_closed_in_the_result(*, own_need: bool) -> None:
    case = a_given_case(state=State.CLOSED, closed_at=NOW, outcomes=("SHELTER",), own_need=own_need)

    assert RAYONG.name_th in said(SharersTold((asker(),), case), unasked=True)
