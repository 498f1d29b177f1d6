"""Words and photos a moment before the place belong to the share, in whatever order they come."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread
from typing import Any

import pytest

from cases.case import Form
from cases.facts.answers import OwnNeedAsked
from cases.facts.casework import Guided, SharerAdded
from cases.facts.personal_data import AttachmentAwaitsPlace
from cases.facts.shares import CaseOpened, ShareJoined
from cases.ports import Timer
from handlers.dispatch import handle
from handlers.events import Event
from handlers.request import Request
from store import keys
from store.exceptions import LostRace
from store.unit_of_work import UnitsOfWork
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_press,
    a_share,
    a_typed,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only
from tests.photos import a_photo, an_unsend
from tests.scan import everything

ANNA, SHARER, OTHER = 11, 1, 2
FIRST = "14-6911-0001"
WORDS = "หญิงชราเสื้อแดง หน้าร้านทอง"


def added(handling: Handling, number: str = FIRST) -> list[tuple[Form, str]]:
    return [(one.form, one.text) for one in handling.unit().cases.details(number)]


def test_should_bring_words_to_the_share_that_follows(handling: Handling) -> None:
    guided = only(handling.do(a_typed(SHARER, WORDS)), Guided)
    handling.do(a_share(SHARER, at=NOW + minutes(1)))

    assert guided.kept
    assert added(handling) == [(Form.WORDS, WORDS)]


def test_should_bring_a_photo_and_fetch_it(handling: Handling) -> None:
    assert only(handling.do(a_photo(SHARER, 77)), AttachmentAwaitsPlace).kept
    handling.do(a_share(SHARER, at=NOW + minutes(1)))

    assert added(handling) == [(Form.PHOTO, "")]
    row = f"{Timer.FETCH_ATTACHMENT}:{FIRST}:77"
    assert handling.client.zrange(keys.FETCHES, 0, -1) == [row.encode()]


def test_should_leave_out_a_telephone_number(handling: Handling) -> None:
    handling.do(a_typed(SHARER, "หน้าวัด โทร 081-234-5678"))
    handling.do(a_share(SHARER))

    assert added(handling) == [(Form.WORDS, "หน้าวัด โทร …")]


def test_should_bring_them_to_the_one_who_holds_the_case_that_is_joined(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(OTHER))
    handling.do(a_press(ANNA, "claim", case=FIRST))
    handling.do(a_typed(SHARER, WORDS))

    facts = handling.do(a_share(SHARER, near(AYUTTHAYA, 20)))

    only(facts, ShareJoined)
    assert only(facts, SharerAdded).text == WORDS


def test_should_keep_words_of_the_own_need_for_the_own_place(handling: Handling) -> None:
    words = "ช่วยหนูด้วยค่ะ หนูโดนทำร้าย"
    only(handling.do(a_typed(SHARER, words)), OwnNeedAsked)
    handling.do(a_press(SHARER, "start", who="me"))
    handling.do(a_typed(SHARER, "อยู่ใต้สะพานลอย"))
    handling.do(a_share(SHARER))

    assert handling.case(FIRST).own_need
    assert [text for _, text in added(handling)] == [words, "อยู่ใต้สะพานลอย"]


def test_should_bring_nothing_after_ten_minutes_or_to_another(handling: Handling) -> None:
    handling.do(a_typed(SHARER, WORDS))
    handling.do(a_share(OTHER))
    key = keys.before_place(handling.person(SHARER).id)

    assert added(handling) == []
    assert 500 < handling.client.ttl(key) <= 600


def test_should_bring_words_once(handling: Handling) -> None:
    handling.do(a_typed(SHARER, WORDS))
    handling.do(a_share(SHARER))
    handling.do(a_share(SHARER, near(AYUTTHAYA, 3_000), NOW + minutes(1)))

    assert added(handling, "14-6911-0002") == []


def test_should_keep_no_more_than_five_of_each(handling: Handling) -> None:
    for number in range(7):
        handling.do(a_typed(SHARER, f"{WORDS} {number}"))
        handling.do(a_photo(SHARER, 100 + number))
    handling.do(a_share(SHARER))

    assert len(added(handling)) == 10


def test_should_forget_what_is_unsent_or_erased(handling: Handling) -> None:
    typed = a_typed(SHARER, WORDS)
    handling.do(typed)
    handling.do(an_unsend(SHARER, typed.message))
    handling.do(a_typed(SHARER, "ใต้สะพาน"))
    handling.do(a_share(SHARER))

    assert [text for _, text in added(handling)] == ["ใต้สะพาน"]


def test_should_erase_them_with_all_else(handling: Handling) -> None:
    handling.do(a_typed(SHARER, WORDS))
    asked = str(int(NOW.timestamp() * 1000))
    handling.do(a_press(SHARER, "erase", sure="yes", asked=asked))

    assert WORDS.encode() not in everything(handling.client)


@pytest.mark.parametrize("words_first", [True, False])
def test_should_not_mind_the_order_of_the_webhooks(handling: Handling, words_first: bool) -> None:
    typed, shared = a_typed(SHARER, WORDS, NOW), a_share(SHARER, at=NOW + minutes(0.05))
    for event in (typed, shared) if words_first else (shared, typed):
        handling.do(event)

    assert added(handling) == [(Form.WORDS, WORDS)]


@pytest.mark.parametrize("round_", range(10))
def test_should_lose_no_words_where_two_are_worked_on_at_once(client: Any, round_: int) -> None:
    context = a_context()
    barrier = Barrier(2)

    def work(event: Event) -> None:
        barrier.wait()
        while True:
            unit = UnitsOfWork(client).open(event.id, event.at, event.at)
            try:
                handle(Request(event, unit, context))
                unit.commit([])
            except LostRace:
                continue
            return

    events = (a_typed(SHARER, WORDS), replace(a_share(SHARER), id=an_event_id()))
    threads = [Thread(target=work, args=(event,)) for event in events]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    number = client.zrange(keys.queue("TH-14"), 0, -1)[0].decode()  # who lost had another one
    assert added(Handling(client, context), number) == [(Form.WORDS, WORDS)]


def test_should_show_a_receipt_all_the_same(handling: Handling) -> None:
    handling.do(a_typed(SHARER, WORDS))

    assert only(handling.do(a_share(SHARER)), CaseOpened).case.number == FIRST


def test_should_take_them_along_when_the_share_becomes_a_case_of_its_own(
    handling: Handling,
) -> None:
    """No erasure would find them in a case that is not the sharer's any more."""
    handling.do(a_share(OTHER))
    handling.do(a_typed(SHARER, WORDS))
    only(handling.do(a_share(SHARER, at=NOW + minutes(1))), ShareJoined)

    split = handling.do(a_press(SHARER, "split", NOW + minutes(2), case=FIRST))

    assert added(handling) == []
    assert added(handling, only(split, CaseOpened).case.number) == [(Form.WORDS, WORDS)]


def test_should_leave_what_came_before_with_the_share_that_stays(handling: Handling) -> None:
    handling.do(a_share(OTHER))
    handling.do(a_typed(SHARER, WORDS))
    handling.do(a_share(SHARER, at=NOW + minutes(1)))
    handling.do(a_share(SHARER, at=NOW + minutes(30)))

    handling.do(a_press(SHARER, "split", NOW + minutes(31), case=FIRST))

    assert added(handling) == [(Form.WORDS, WORDS)]
