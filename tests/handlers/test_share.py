"""A citizen's share: one case, many shares."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.facts.casework import Alerted, Why
from cases.facts.shares import CaseOpened, NotSplit, ShareJoined, ShareRefused
from cases.people import Role
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    PATTAYA,
    VIENTIANE,
    a_context,
    a_line_id,
    a_press,
    a_share,
    minutes,
    near,
)
from tests.handling import Handling, only


def test_should_open_a_case_at_the_nearest_centre(handling: Handling) -> None:
    opened = only(handling.do(a_share(where=PATTAYA)), CaseOpened)

    assert opened.centre.id == "TH-21"
    assert opened.case.number == "21-6911-0001"
    assert handling.queue("TH-21") == ["21-6911-0001"]


def test_should_open_a_case_at_the_centre_with_jurisdiction_where_routing_says_so(
    client: Any,
) -> None:
    handling = Handling(client, a_context(routing="province"))

    opened = [only(handling.do(a_share(1, where)), CaseOpened) for where in (PATTAYA, AYUTTHAYA)]

    assert [one.centre.id for one in opened] == ["TH-20", "TH-14"]


def test_should_alert_everybody_on_duty_and_nobody_else(handling: Handling) -> None:
    for who in (11, 12, 13):
        handling.enrol(who)
    handling.enrol(14, "TH-10")
    handling.do(a_press(13, "off_duty"))

    alerted = only(handling.do(a_share()), Alerted)

    assert [member.person.line_id for member in alerted.team] == [a_line_id(11), a_line_id(12)]
    assert alerted.why is Why.NEW


def test_should_alert_the_head_where_nobody_is_on_duty(handling: Handling) -> None:
    handling.enrol(11)
    handling.enrol(12, role=Role.HEAD)
    handling.do(a_press(11, "off_duty"))

    alerted = only(handling.do(a_share()), Alerted)

    assert [member.person.line_id for member in alerted.team] == [a_line_id(12)]


def test_should_go_straight_to_the_national_centre_where_there_is_no_team(
    handling: Handling,
) -> None:
    handling.enrol(11, "TH-10")

    alerted = only(handling.do(a_share()), Alerted)

    assert [member.person.line_id for member in alerted.team] == [a_line_id(11)]
    assert alerted.why is Why.NOBODY
    assert alerted.case.escalated
    assert handling.queue("TH-14") == [alerted.case.number]


def test_should_join_a_second_share_at_the_same_place(handling: Handling) -> None:
    first = only(handling.do(a_share(1)), CaseOpened)

    joined = only(handling.do(a_share(2, near(AYUTTHAYA, 60))), ShareJoined)

    assert joined.case.number == first.case.number
    assert joined.case.shares == 2
    assert (handling.count("shares"), handling.count("cases")) == (2, 1)
    assert handling.count("shares", "all", "2026-11") == 2


@pytest.mark.parametrize(
    ("where", "later"),
    [
        pytest.param(near(AYUTTHAYA, 140), 0, id="beyond the radius"),
        pytest.param(AYUTTHAYA, 25 * 60, id="beyond the hours"),
    ],
)
def test_should_open_another_case(handling: Handling, where: object, later: int) -> None:
    handling.do(a_share(1))

    opened = only(handling.do(a_share(2, where, NOW + minutes(later))), CaseOpened)  # type: ignore[arg-type]  # a Point

    assert opened.case.number == "14-6911-0002"


def test_should_stay_fresh_with_each_share(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2, at=NOW + minutes(20 * 60)))

    facts = handling.do(a_share(3, at=NOW + minutes(40 * 60)))

    assert only(facts, ShareJoined).case.shares == 3


def test_should_split_a_share_that_is_someone_else(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    joined = only(handling.do(a_share(2)), ShareJoined)

    facts = handling.do(a_press(2, "split", case=joined.case.number, share=joined.share))

    opened = only(facts, CaseOpened)
    assert opened.case.number == "14-6911-0002"
    assert opened.split_from == joined.case.number
    assert only(facts, Alerted).case == opened.case
    assert handling.case(joined.case.number).shares == 1
    assert (handling.count("shares"), handling.count("cases")) == (2, 2)


def test_should_split_a_share_once(handling: Handling) -> None:
    handling.do(a_share(1))
    joined = only(handling.do(a_share(2)), ShareJoined)
    number, share = joined.case.number, joined.share
    handling.do(a_press(2, "split", case=number, share=share))

    again = handling.do(a_press(2, "split", case=number, share=share))

    only(again, NotSplit)
    assert handling.count("cases") == 2


@pytest.mark.parametrize(
    ("who", "case", "share"),
    [
        pytest.param(3, None, None, id="another person's share"),
        pytest.param(2, "14-6911-0999", None, id="an unknown case"),
        pytest.param(2, None, "01FORGED", id="an unknown share"),
    ],
)
def test_should_not_split_what_is_not_ones_own(
    handling: Handling, who: int, case: str | None, share: str | None
) -> None:
    handling.do(a_share(1))
    joined = only(handling.do(a_share(2)), ShareJoined)

    facts = handling.do(
        a_press(who, "split", case=case or joined.case.number, share=share or joined.share)
    )

    only(facts, NotSplit)
    assert handling.case(joined.case.number).shares == 2


def test_should_refuse_and_count_a_share_outside_thailand(handling: Handling) -> None:
    facts = handling.do(a_share(where=VIENTIANE))

    only(facts, ShareRefused)
    assert handling.count("refused", "all") == 1
    assert handling.count("shares", "all") == 0


def test_should_change_nothing_when_an_event_comes_twice(handling: Handling) -> None:
    share = a_share()
    handling.do(share)

    again = handling.do(share)

    assert again == []
    assert (handling.count("shares"), handling.count("cases")) == (1, 1)


def test_should_count_distinct_sharers_exactly(handling: Handling) -> None:
    for who in (1, 1, 2):
        handling.do(a_share(who))
    handling.do(a_share(1, CHIANG_MAI))

    kept = {
        label: handling.client.hgetall(f"{{cts}}:distinct:{label}")
        for label in ("2026-11-20", "2026-W47", "2026-11", "2570-Q1", "2570")
    }

    assert set(map(str, kept.values())) == {
        str({b"TH-14": b"2", b"all": b"2", b"TH-50": b"1"}),
    }


def test_should_number_cases_by_centre_and_month_of_bangkok(handling: Handling) -> None:
    last_minute = NOW.replace(day=30, hour=16, minute=59)

    numbers = [
        only(handling.do(a_share(1, near(AYUTTHAYA, 500 * step), at)), CaseOpened).case.number
        for step, at in enumerate([NOW, last_minute, last_minute + minutes(1)])
    ]

    assert numbers == ["14-6911-0001", "14-6911-0002", "14-6912-0001"]


def test_should_not_open_a_case_from_an_old_button_when_the_case_is_closed(
    handling: Handling,
) -> None:
    handling.enrol(9)
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    joined = only(handling.do(a_share(2)), ShareJoined)
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9, act, case=number))

    late = handling.do(
        a_press(2, "split", at=NOW + timedelta(days=80), case=number, share=joined.share)
    )

    only(late, NotSplit)
    assert handling.queue("TH-14") == []
    assert handling.case(number).shares == 2


def test_should_join_the_fresh_case_among_many_stale_ones(handling: Handling) -> None:
    for hours in range(51):
        at = NOW - timedelta(days=90) + timedelta(hours=hours * 25)
        only(handling.do(a_share(1, at=at)), CaseOpened)
    fresh = only(handling.do(a_share(2, where=near(AYUTTHAYA, 40))), CaseOpened).case.number

    again = handling.do(a_share(3))

    assert only(again, ShareJoined).case.number == fresh
