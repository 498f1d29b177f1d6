"""Words that are likely, but not sure, to ask for something: asked back, and nothing is lost."""

from __future__ import annotations

import pytest

from cases.commands import ShowQueue, ShowStatus
from cases.facts.answers import ActAsked, OwnNeedAsked
from cases.facts.casework import CaseClaimed, Guided, QueueShown, SharerAdded
from cases.facts.fact import Fact
from cases.facts.personal_data import TooManyMessages
from cases.facts.shares import DangerAsked, DetailAdded, DetailAsked, OwnNeedHeard, StatusShown
from cases.facts.team_changes import TeamJoined
from cases.people import Invitation, Role
from store.people import invite
from tests.builders import NOW, a_press, a_share, a_typed, minutes
from tests.handling import Handling, only

ANNA, SHARER = 11, 1
FIRST = "14-6911-0001"
HURT = "ช่วยหนูด้วยค่ะ หนูโดนทำร้าย"


@pytest.fixture
def street(handling: Handling) -> Handling:
    """A case in the hands of an officer, whom every push is paid for."""
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    only(handling.do(a_press(ANNA, "claim", case=FIRST)), CaseClaimed)
    return handling


def texts(handling: Handling) -> list[str]:
    return [one.text for one in handling.unit().cases.details(FIRST)]


def pushes(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if isinstance(fact, SharerAdded)]


@pytest.mark.parametrize("words", [HURT, "please help me, he is hurting me", "หนูเองค่ะ ตัวหนูเอง"])
def test_should_ask_at_once_whose_need_it_is(street: Handling, words: str) -> None:
    facts = street.do(a_typed(SHARER, words))

    assert only(facts, OwnNeedAsked).case == street.case(FIRST)
    assert not [fact for fact in facts if isinstance(fact, DetailAdded)]
    assert (texts(street), len(pushes(facts))) == ([words], 1)


def test_should_hear_a_yes_and_go_on_after_a_no(street: Handling) -> None:
    street.do(a_typed(SHARER, HURT))

    no = street.do(a_press(SHARER, "start", who="other", case=FIRST))
    yes = street.do(a_press(SHARER, "start", who="me", case=FIRST))

    assert only(no, DetailAsked).case.number == FIRST
    assert only(yes, OwnNeedHeard).case
    assert street.case(FIRST).own_need
    assert texts(street) == [HURT]


def test_should_ask_one_who_has_shared_nothing(handling: Handling) -> None:
    assert only(handling.do(a_typed(SHARER, HURT)), OwnNeedAsked).case is None


def test_should_not_ask_again_one_whose_case_it_is(street: Handling) -> None:
    street.do(a_press(SHARER, "start", who="me", case=FIRST))

    assert only(street.do(a_typed(SHARER, HURT)), DetailAdded).case.own_need


@pytest.mark.parametrize("words", ["ด่วนค่ะ เขาเลือดออกเยอะมาก", "he is not breathing", "ดว่นค่ะ"])
def test_should_ask_about_danger_and_keep_the_words(street: Handling, words: str) -> None:
    facts = street.do(a_typed(SHARER, words))

    assert only(facts, DangerAsked).case
    assert (texts(street), len(pushes(facts))) == ([words], 1)


@pytest.mark.parametrize("words", ["ถึงไหนแล้วคะ", "สถานะ?", "?", "14-6911-0001 ถึงไหนแล้ว"])
def test_should_answer_how_it_stands_without_a_push(street: Handling, words: str) -> None:
    facts = street.do(a_typed(SHARER, words))

    only(facts, StatusShown)
    assert (texts(street), pushes(facts)) == ([], [])


@pytest.mark.parametrize(
    "words", ["👍", "🙏🏻", "ค่ะ", "ขอบคุณค่ะ", "ok", "รับทราบค่า", "555", "โอเคค่ะ", "..."]
)
def test_should_not_push_a_courtesy(street: Handling, words: str) -> None:
    facts = street.do(a_typed(SHARER, words))

    assert only(facts, DetailAsked).open == ()
    assert (texts(street), pushes(facts)) == ([], [])


def test_should_keep_with_the_case_what_may_be_a_question_and_push_nobody(
    street: Handling,
) -> None:
    words = "ไม่ทราบว่าที่แจ้งไปเมื่อวันอังคารมีความคืบหน้าไหมคะ"

    facts = street.do(a_typed(SHARER, words))

    asked = only(facts, ActAsked)
    assert (asked.command, asked.case and asked.case.number) == (ShowStatus(), FIRST)
    assert (texts(street), pushes(facts)) == ([words], [])


def test_should_take_all_words_for_the_answer_that_an_officer_waits_for(street: Handling) -> None:
    street.do(a_press(ANNA, "ask", case=FIRST, q="where"))

    facts = street.do(a_typed(SHARER, "ช่วยผมด้วย เขาตีผม"))

    assert len(pushes(facts)) == 1
    only(facts, OwnNeedAsked)


def test_should_ask_staff_whether_they_mean_it(handling: Handling) -> None:
    handling.enrol(ANNA)

    assert only(handling.do(a_typed(ANNA, "วันนี้ในคิวมีเคสเด็กกี่ราย")), ActAsked).command == ShowQueue()
    only(handling.do(a_typed(ANNA, "ขอดูคิวหน่อยค่ะ")), QueueShown)


@pytest.mark.parametrize("words", ["คิว", "อยู่ตรงป้ายคิวรถตู้", "ใต้ทางด่วน", "ช่วยคุณยายด้วยค่ะ"])
def test_should_take_a_place_and_a_wish_for_details(street: Handling, words: str) -> None:
    facts = street.do(a_typed(SHARER, words))

    only(facts, DetailAdded)
    assert texts(street) == [words]


def test_should_send_an_officers_question_whatever_its_words(street: Handling) -> None:
    street.do(a_press(ANNA, "ask", case=FIRST))

    facts = street.do(a_typed(ANNA, "เป็นยังไงบ้างคะ"))

    assert not [fact for fact in facts if isinstance(fact, StatusShown | Guided | ActAsked)]


def test_should_never_be_too_busy_for_a_cry(handling: Handling) -> None:
    for number in range(handling.context.settings.messages_per_minute + 5):
        handling.do(a_typed(SHARER, f"ข้อความ {number}"))

    facts = handling.do(a_typed(SHARER, HURT))

    only(facts, OwnNeedAsked)
    assert not [fact for fact in facts if isinstance(fact, TooManyMessages)]


@pytest.mark.parametrize(
    "typed",
    [
        "รหัส {}", "รหัสคือ {}ค่ะ", "“{}”", "{}.", "{} 🙏", "code: {}", "my code is {} thanks", "{}ครับ",
        " {}\n", "'{}'", "({})",
    ],
)  # fmt: skip
@pytest.mark.parametrize("dash", ["-", "–", " - ", "", "_", "."])
def test_should_know_a_code_among_words(handling: Handling, typed: str, dash: str) -> None:
    code = invite(handling.client, Invitation("TH-14", Role.OFFICER), uses=1, days=1)

    facts = handling.do(a_typed(ANNA, typed.format(code.replace("-", dash))))

    only(facts, TeamJoined)


@pytest.mark.parametrize("minute", [0, 59])
def test_should_know_a_code_after_a_share(handling: Handling, minute: int) -> None:
    code = invite(handling.client, Invitation("TH-14", Role.OFFICER), uses=1, days=1)
    handling.do(a_share(ANNA))

    only(handling.do(a_typed(ANNA, f"รหัส {code} ค่ะ", NOW + minutes(minute))), TeamJoined)
