"""A place in words: what else stands in the text is lost neither with it nor without it."""

from __future__ import annotations

import pytest

from cases.facts.answers import OwnNeedAsked
from cases.facts.fact import Fact
from cases.facts.personal_data import TooManyShares
from cases.facts.shares import (
    CallerEntered,
    CallerPlaceAwaited,
    CaseOpened,
    DangerAsked,
    PlaceGone,
    PlaceNotRead,
    PlaceRead,
)
from tests.builders import NOW, a_context, a_press, a_share, a_typed, minutes
from tests.handling import Handling, only
from tests.photos import an_unsend

ANNA, SHARER = 11, 1
NUMBER = "14-6911-0001"
HERE = "14.3532, 100.5689"


def confirm(handling: Handling, who: int = SHARER, after: float = 1) -> list[Fact]:
    return handling.do(a_press(who, "use_place", NOW + minutes(after)))


def texts(handling: Handling) -> list[str]:
    return [one.text for one in handling.unit().cases.details(NUMBER)]


def test_should_open_a_case_once(handling: Handling) -> None:
    only(handling.do(a_typed(SHARER, HERE)), PlaceRead)
    assert handling.count("shares") == 0

    only(confirm(handling), CaseOpened)
    only(confirm(handling), PlaceGone)

    assert handling.count("shares") == 1


def test_should_bring_the_other_words_with_the_place(handling: Handling) -> None:
    handling.do(a_typed(SHARER, f"ชายแก่หน้าร้านทอง {HERE}"))
    confirm(handling)

    assert texts(handling) == ["ชายแก่หน้าร้านทอง"]


@pytest.mark.parametrize("place", [HERE, "https://maps.app.goo.gl/x", "9H39+9Q"])
def test_should_add_the_other_words_to_the_case_that_is_talked_about(
    handling: Handling, place: str
) -> None:
    handling.do(a_share(SHARER))

    told = handling.do(a_typed(SHARER, f"ฝั่งตรงข้ามวัดใหญ่ {place}", NOW + minutes(1)))

    assert any(isinstance(one, PlaceRead | PlaceNotRead) for one in told)
    assert texts(handling) == ["ฝั่งตรงข้ามวัดใหญ่"]


@pytest.mark.parametrize(
    ("words", "asked"),
    [("เขาหมดสติค่ะ", DangerAsked), ("ช่วยหนูด้วยค่ะ หนูโดนทำร้าย", OwnNeedAsked)],
)
def test_should_ask_about_danger_and_own_need_beside_a_place(
    handling: Handling, words: str, asked: type[Fact]
) -> None:
    told = handling.do(a_typed(SHARER, f"{words} {HERE}"))

    assert any(isinstance(one, PlaceRead) for one in told)
    assert any(isinstance(one, asked) for one in told)


def test_should_count_against_the_limit_like_a_location(client: object) -> None:
    handling = Handling(client, a_context(shares_per_10_min=1))
    handling.do(a_share(SHARER))
    handling.do(a_typed(SHARER, "14.3632, 100.5789", NOW + minutes(1)))

    only(confirm(handling, after=2), TooManyShares)

    assert handling.count("shares") == 1


def test_should_forget_a_place_that_is_unsent(handling: Handling) -> None:
    text = a_typed(SHARER, HERE)
    handling.do(text)
    handling.do(an_unsend(SHARER, text.message, NOW + minutes(1)))

    only(confirm(handling, after=2), PlaceGone)


def test_should_enter_a_callers_place(handling: Handling) -> None:
    handling.enrol(ANNA)
    only(handling.do(a_typed(ANNA, f"แจ้งแทน หญิงชรา {HERE}")), CallerPlaceAwaited)

    only(handling.do(a_typed(ANNA, HERE, NOW + minutes(1))), PlaceRead)

    only(confirm(handling, ANNA, 2), CallerEntered)
