"""What is said of shifts, teams and late cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.case import State
from cases.facts import casework as facts
from cases.facts.answers import CaseReopened
from cases.facts.team_changes import (
    CasesBack,
    DutyChanged,
    LateCases,
    Parting,
    TeamShown,
    UrgentSummedUp,
)
from cases.people import Language, Role
from tests.builders import NOW, a_case, a_member, a_press, minutes
from tests.messages.every_fact import ASKER, CENTRE
from tests.messages.saying import (
    acts,
    asked_by,
    asked_by_cards,
    asker,
    calls,
    contents,
    said,
)

FIRST, SECOND = a_case(), a_case(number="14-6911-0043", urgent="CHILD")


def test_should_offer_ends_of_a_shift_above_the_keyboard() -> None:
    asked = asked_by(contents(DutyChanged(asker(), True, 0)))

    ends = [one.get("hours") or one.get("until") for one in asked if one["do"] == "on_duty"]
    assert ends == ["4", "8", "12", "16:30", "08:30"]


@pytest.mark.parametrize(
    ("hours", "shown"), [(2, "เข้าเวรถึง 18:28 น."), (8, "เข้าเวรถึง 21 พ.ย. 2569 00:28 น.")]
)
def test_should_say_on_the_menu_until_when_one_is_on_duty(hours: int, shown: str) -> None:
    member = replace(a_member(ASKER), until=NOW + timedelta(hours=hours))

    assert shown in said(facts.Guided(asker(), member))


def test_should_offer_to_keep_or_to_give_back_what_is_in_hand() -> None:
    over = DutyChanged(asker(), False, 0, in_hand=7, held=(FIRST, SECOND))

    assert acts(over) == ["give_back", "mine"]
    words = said(over)
    assert "14-6911-0042, 14-6911-0043 (ด่วน), และอีก 5 เคส" in words


def test_should_tell_of_all_that_is_back_in_one_call_that_is_an_alert_of_each() -> None:
    fact = CasesBack(a_member(7), (FIRST, SECOND), "สมหญิง", Parting.OFF_DUTY)

    (call,) = calls(a_press(ASKER, "x"), fact)

    assert call.alert_for == "14-6911-0042 14-6911-0043"
    assert call.worth_push
    words = said(fact)
    assert "สมหญิง ออกเวร: 2 เคสกลับเข้าคิว" in words
    assert "20 พ.ย. 2569 16:43 น." in words  # claim before


@pytest.mark.parametrize(
    ("language", "heading", "came"),
    [
        (Language.THAI, "เหตุด่วนจำนวนมากจากบัญชีเดียว", "เพิ่ม 2 เคส รวมวันนี้ 57 เคส"),
        (Language.ENGLISH, "Many urgent cases from one account", "2 more came, 57 in a day"),
    ],
)
def test_should_sum_up_urgent_cases_in_one_alert_of_all(
    language: Language, heading: str, came: str
) -> None:
    member = replace(a_member(ASKER), person=asker(language=language))
    fact = UrgentSummedUp((member,), (FIRST, SECOND), 57)

    (call,) = calls(a_press(8, "x"), fact)

    assert (call.alert_for, call.urgent) == ("14-6911-0042 14-6911-0043", True)
    assert acts(fact) == ["queue", "mine"]
    assert heading in said(fact)
    assert came in said(fact)


def test_should_offer_to_remove_officers_only() -> None:
    team = tuple((a_member(number, role=role), 0) for number, role in enumerate(Role, start=1))

    asked = asked_by_cards(TeamShown(asker(), CENTRE, team, 0, 3))

    assert [(one["do"], one["person"]) for one in asked] == [("remove", "1")]


def test_should_lead_on_from_a_team_of_heads_alone() -> None:
    heads = ((a_member(1, role=Role.HEAD), 0), (a_member(2, role=Role.HEAD), 0))

    asked = asked_by(contents(TeamShown(asker(), CENTRE, heads, 0, 2)))

    assert [one["do"] for one in asked] == ["queue", "mine"]


def test_should_name_the_oldest_late_cases() -> None:
    held = tuple(a_case(number=f"14-6911-{n:04d}", state=State.CLAIMED) for n in range(1, 8))

    words = said(LateCases(asker(), CENTRE, (), held))

    assert "รับแล้วยังไม่ปิด" in words
    assert "14-6911-0005" in words
    assert "14-6911-0006" not in words
    assert "ยังไม่มีผู้รับ" not in words


@pytest.mark.parametrize(
    ("language", "rests"), [(Language.THAI, "ตั้งแต่ 20 พ.ย. 2569"), (Language.ENGLISH, "from 20 Nov")]
)
def test_should_not_say_that_a_sleeping_team_has_been_told(language: Language, rests: str) -> None:
    waits = CaseReopened(asker(language=language), a_case())
    sleeps = CaseReopened(asker(language=language), a_case(waiting_since=NOW + minutes(60)))

    assert rests in said(sleeps)
    assert rests not in said(waits)


@pytest.mark.parametrize(
    ("urgent", "before"), [(None, "21 พ.ย. 2569 06:00 น."), ("CHILD", "20 พ.ย. 2569 23:30 น.")]
)
def test_should_name_a_time_to_claim_that_is_true_by_night(urgent: str | None, before: str) -> None:
    night = NOW.replace(hour=16, minute=0)  # 23:00
    case = a_case(waiting_since=night, urgent=urgent)
    alerted = facts.Alerted((a_member(7),), case, CENTRE, 10.0, facts.Why.REMINDER)

    assert before in said(alerted, now=night + minutes(16))
