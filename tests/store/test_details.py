"""What sharers added to a case, and which cases a person shared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.case import Detail, Form
from cases.facts.shares import CaseOpened
from cases.people import About, Topic
from store import keys
from tests.builders import CHIANG_MAI, NOW, a_context, a_share, minutes
from tests.handling import Handling, only


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


def a_detail(number: int, *, at: float = 0, form: Form = Form.WORDS, text: str = "") -> Detail:
    return Detail(str(number), 1, NOW + minutes(at), form, text)


def test_should_give_details_oldest_first_and_take_one_back(handling: Handling) -> None:
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    late = a_detail(1, at=2, text='หน้า "ร้านทอง" \\ ใส่เสื้อแดง')
    early = a_detail(2, at=1, form=Form.PHOTO)
    unit = handling.unit()
    unit.cases.put_detail(number, late)
    unit.cases.put_detail(number, early)
    unit.commit([])

    assert handling.unit().cases.details(number) == [early, late]
    assert handling.unit().cases.find_detail(number, "1") == late

    unit = handling.unit()
    unit.cases.take_detail(number, "1")
    unit.commit([])

    assert handling.unit().cases.details(number) == [early]
    assert handling.unit().cases.find_detail(number, "1") is None


def test_should_give_what_a_person_shared_the_last_first(handling: Handling) -> None:
    first = only(handling.do(a_share(1)), CaseOpened).case.number
    second = only(handling.do(a_share(1, CHIANG_MAI, NOW + minutes(1))), CaseOpened).case.number
    handling.do(a_share(1, at=NOW + minutes(2)))
    handling.do(a_share(2, at=NOW + minutes(3)))

    shared = handling.unit().cases.shared_by(handling.person(1).id, count=9)

    assert [case.number for case in shared] == [first, second]
    (latest,) = handling.unit().cases.shared_by(handling.person(1).id, count=1)
    assert latest.number == first


def test_should_forget_sharers_with_all_that_leads_to_them(handling: Handling) -> None:
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    unit = handling.unit()
    unit.cases.put_detail(number, a_detail(1, text="x"))
    unit.commit([])

    unit = handling.unit()
    unit.cases.forget_sharers(number)
    unit.commit([])

    assert handling.unit().cases.shared_by(handling.person(1).id, count=9) == []
    gone = [keys.shares(number), keys.details(number), keys.shared(handling.person(1).id)]
    assert not handling.client.exists(*gone)


def test_should_keep_a_topic_until_its_time(handling: Handling) -> None:
    person = handling.person(1)
    topic = Topic(About.DETAIL, "14-6911-0001", NOW + timedelta(hours=1))
    unit = handling.unit()
    unit.people.save(type(person)(person.id, person.line_id, topic=topic))
    unit.commit([])

    kept = handling.person(1)

    assert kept.topic_at(NOW, About.DETAIL) == topic
    assert kept.topic_at(NOW, About.MOVED) is None
    assert kept.topic_at(topic.until, About.DETAIL) is None
