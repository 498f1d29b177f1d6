"""Asking for the report page, and leaving it on every device, from the chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.facts.casework import Guided, Refused
from cases.facts.digests import PageLinked, SignedOut
from cases.log import Act
from cases.people import Role
from cases.refusal import Refusal
from line.inbound import Ignored, to_event
from store import keys
from store.exceptions import LostRace
from store.sign_in import digest
from tests.builders import NOW, a_line_id, a_press, a_text, act_of
from tests.handling import Handling, only

HEAD, CENTRE = 8, "TH-14"


@pytest.mark.parametrize(
    ("role", "centre"), [(Role.HEAD, CENTRE), (Role.MANAGER, None)], ids=["head", "manager"]
)
def test_should_give_a_reader_a_link_of_ten_minutes(
    handling: Handling, role: Role, centre: str | None
) -> None:
    handling.enrol(HEAD, CENTRE, role)

    told = only(handling.do(a_press(HEAD, "page")), PageLinked)

    assert (told.centre.id if told.centre else None) == centre
    assert told.until == NOW + timedelta(minutes=10)
    assert len(told.token) == 43
    assert handling.client.get(keys.sign_in(digest(told.token))).startswith(b"%d " % told.to.id)


def test_should_count_the_ten_minutes_from_when_it_is_answered(handling: Handling) -> None:
    handling.enrol(HEAD, CENTRE, Role.HEAD)
    late = NOW + timedelta(hours=1)

    told = only(handling.do(a_press(HEAD, "page"), late), PageLinked)

    assert told.until == late + timedelta(minutes=10)


def test_should_give_no_link_twice_for_one_event(handling: Handling) -> None:
    handling.enrol(HEAD, CENTRE, Role.HEAD)
    event = a_press(HEAD, "page")
    told = only(handling.do(event), PageLinked)

    assert handling.do(event) == []

    assert handling.client.exists(keys.sign_in(digest(told.token)))


def test_should_kill_the_link_before(handling: Handling) -> None:
    handling.enrol(HEAD, CENTRE, Role.HEAD)
    old, new = (only(handling.do(a_press(HEAD, "page")), PageLinked).token for _ in range(2))

    assert not handling.client.exists(keys.sign_in(digest(old)))
    assert handling.client.exists(keys.sign_in(digest(new)))


def test_should_leave_one_link_where_two_are_asked_for_at_once(handling: Handling) -> None:
    """The second finds that it lost the race, and is decided again."""
    handling.enrol(HEAD, CENTRE, Role.HEAD)
    person = handling.person(HEAD)
    first, second = handling.unit(), handling.unit()
    first.sign_ins.new_link(person, minutes=10)
    second.sign_ins.new_link(person, minutes=10)

    first.commit([])
    with pytest.raises(LostRace):
        second.commit([])

    assert len(list(handling.client.scan_iter(keys.sign_in("*")))) == 1


def test_should_refuse_an_officer_politely(handling: Handling) -> None:
    handling.enrol(HEAD)

    told = only(handling.do(a_press(HEAD, "page")), Refused)

    assert told.why is Refusal.NOT_READER
    assert list(handling.client.scan_iter(keys.sign_in("*"))) == []
    assert handling.logged(Act.FORGED) == 0


@pytest.mark.parametrize("act", ["page", "sign_out"])
def test_should_log_a_strangers_button_as_forged(handling: Handling, act: str) -> None:
    told = only(handling.do(a_press(1, act)), Refused)

    assert told.why is Refusal.NOT_STAFF
    assert handling.logged(Act.FORGED) == 1
    assert list(handling.client.scan_iter(keys.sign_in("*"))) == []


def test_should_guide_a_citizen_who_types_it(handling: Handling) -> None:
    only(handling.do(a_text(1, "report page", act="page")), Guided)

    assert handling.logged(Act.FORGED) == 0


@pytest.mark.parametrize("fields", [{"centre": "all"}, {"person": "1"}, {"role": "manager"}])
def test_should_take_no_button_for_a_permission(handling: Handling, fields: dict[str, str]) -> None:
    handling.enrol(HEAD, CENTRE, Role.HEAD)

    told = only(handling.do(a_press(HEAD, "page", at=NOW, **fields)), PageLinked)

    assert told.to == handling.person(HEAD)
    assert told.centre is not None
    assert told.centre.id == CENTRE


def test_should_sign_out_whether_signed_in_or_not(handling: Handling) -> None:
    handling.enrol(HEAD, CENTRE, Role.HEAD)
    token = only(handling.do(a_press(HEAD, "page")), PageLinked).token

    only(handling.do(a_text(HEAD, "x", act="sign_out")), SignedOut)
    only(handling.do(a_press(HEAD, "sign_out")), SignedOut)

    person = handling.person(HEAD)
    assert not handling.client.exists(keys.sign_in_of(person.id), keys.sessions_of(person.id))
    assert handling.client.exists(keys.sign_in(digest(token)))  # leads nowhere, and dies by itself


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("หน้ารายงาน", "page"),
        ("หน้ารายงานค่ะ", "page"),
        ("Report page", "page"),
        ("ออกจากระบบทุกเครื่อง", "sign_out"),
        ("Sign out everywhere", "sign_out"),
        ("รายงาน", "report"),
    ],
)
def test_should_understand_what_is_typed(typed: str, act: str) -> None:
    assert act_of(typed) == act


@pytest.mark.parametrize("kind", ["group", "room"])
def test_should_hear_nobody_who_asks_in_a_group(kind: str) -> None:
    raw = {
        "type": "message",
        "webhookEventId": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "timestamp": 1795166880000,
        "source": {"type": kind, "groupId": "C1", "userId": a_line_id(HEAD)},
        "replyToken": "t",
        "message": {"type": "text", "id": "1", "text": "report page"},
    }

    assert to_event(raw, NOW, NOW) is Ignored.GROUP
