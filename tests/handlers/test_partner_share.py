"""A partner's system brings a share: what it opens and joins, and that it is nobody's."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.case import OPEN311, Place
from cases.facts.answers import SharerHeard
from cases.facts.casework import Alerted, SharerAdded, Why
from cases.facts.shares import ShareJoined
from cases.log import Act
from cases.people import NOBODY
from geo.centres import Point
from handlers.events import PartnerShared
from store import keys
from store.partners import REFUSED, case_of
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    PATTAYA,
    VIENTIANE,
    a_context,
    a_line_id,
    a_press,
    a_share,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, BOON, SHARER = 11, 12, 1
NUMBER = "14-6911-0001"
WORDS = "หญิงชราหน้าวัดใหญ่"


@pytest.fixture
def unit(handling: Handling) -> Handling:
    """A centre with two on duty."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    return handling


def a_partner_share(
    where: Point = AYUTTHAYA, kind: str = "", words: str = "", at: datetime = NOW
) -> PartnerShared:
    return PartnerShared(an_event_id(), at, Place(where), kind, words)


def test_should_open_a_case_that_is_nobodys_and_alert_the_team(unit: Handling) -> None:
    event = a_partner_share(words=WORDS)

    facts = unit.do(event)

    case = unit.case(NUMBER)
    assert (case.origin.channel, case.origin.entered_by, case.need.kind) == (OPEN311, None, None)
    assert [one.person for one in unit.unit().cases.shares(NUMBER)] == [NOBODY]
    assert [(one.person, one.text) for one in unit.unit().cases.details(NUMBER)] == [(0, WORDS)]
    told = [one.person.line_id for one in only(facts, Alerted).team]
    assert told == [a_line_id(ANNA), a_line_id(BOON)]
    assert unit.queue("TH-14") == [NUMBER]
    assert case_of(unit.client, event.id) == NUMBER


def test_should_count_a_share_of_its_channel_and_no_sharer(unit: Handling) -> None:
    unit.do(a_partner_share())
    unit.do(a_partner_share())

    names = ("shares", "cases", "channel:open311", "channel:caller")
    assert [unit.count(name) for name in names] == [2, 1, 2, 0]
    assert not unit.client.exists(keys.shared(NOBODY), keys.person(NOBODY))
    assert not list(unit.client.scan_iter(keys.sharers("*", "*")))
    assert verify(unit.client) == []


def test_should_be_worked_on_once_however_often_it_comes(unit: Handling) -> None:
    event = a_partner_share()

    unit.do(event)

    assert unit.do(event) == []
    assert unit.count("shares") == 1


def test_should_put_the_danger_of_its_kind_before_others(unit: Handling) -> None:
    unit.do(a_share(SHARER))

    facts = unit.do(a_partner_share(near(AYUTTHAYA, 500), kind="WITH_CHILD"))

    case = unit.case("14-6911-0002")
    assert (case.need.kind, case.need.urgent) == ("WITH_CHILD", "CHILD")
    assert only(facts, Alerted).case.need.urgent == "CHILD"
    assert unit.queue("TH-14") == ["14-6911-0002", NUMBER]
    assert unit.logged(Act.KIND_SAID) == 1


def test_should_join_the_open_case_and_tell_its_holder_the_words(unit: Handling) -> None:
    unit.do(a_share(SHARER))
    unit.do(a_press(ANNA, "claim", case=NUMBER))
    event = a_partner_share(near(AYUTTHAYA, 30), words=WORDS)

    facts = unit.do(event)

    added = only(facts, SharerAdded)
    assert (added.to.line_id, added.text) == (a_line_id(ANNA), WORDS)
    case = unit.case(NUMBER)
    assert (case.shares, case.sharers, case.origin.channel) == (2, 2, "")
    assert case_of(unit.client, event.id) == NUMBER
    assert verify(unit.client) == []


def test_should_hurry_the_holder_where_it_brings_a_danger(unit: Handling) -> None:
    unit.do(a_share(SHARER))
    unit.do(a_press(SHARER, "kind", case=NUMBER, kind="ADULT"))
    unit.do(a_press(ANNA, "claim", case=NUMBER))

    facts = unit.do(a_partner_share(kind="FORCED"))

    alerted = only(facts, Alerted)
    assert (alerted.why, alerted.case.need.dangers) == (Why.URGENT, ("TRAFFICKING",))
    assert [one.person.line_id for one in alerted.team] == [a_line_id(ANNA)]
    assert unit.case(NUMBER).need.kind == "ADULT"


def test_should_tell_the_holder_that_the_person_is_there_after_all(unit: Handling) -> None:
    unit.do(a_share(SHARER))
    unit.do(a_press(ANNA, "claim", case=NUMBER))
    unit.do(a_press(ANNA, "going", case=NUMBER))
    unit.do(a_press(SHARER, "gone", at=NOW + minutes(2), case=NUMBER))
    assert unit.case(NUMBER).answers.gone_at is not None

    facts = unit.do(a_partner_share(at=NOW + minutes(3)))

    assert only(facts, SharerHeard).to.line_id == a_line_id(ANNA)
    assert unit.case(NUMBER).answers.gone_at is None


def test_should_be_joined_by_a_sharer(unit: Handling) -> None:
    unit.do(a_partner_share())

    joined = only(unit.do(a_share(SHARER, near(AYUTTHAYA, 30))), ShareJoined)

    assert (joined.case.origin.channel, joined.case.shares) == (OPEN311, 2)


def test_should_refuse_what_is_abroad_and_say_so_by_its_token(unit: Handling) -> None:
    event = a_partner_share(VIENTIANE)

    assert unit.do(event) == []

    assert case_of(unit.client, event.id) == REFUSED
    assert unit.count("refused", "all") == 1


def test_should_keep_so_many_words_and_no_more(unit: Handling) -> None:
    for number in range(12):
        unit.do(a_partner_share(words=f"word {number}"))

    assert len(unit.unit().cases.details(NUMBER)) == 10
    assert unit.case(NUMBER).shares == 12


def test_should_take_no_notice_of_a_kind_that_is_not_in_force(unit: Handling) -> None:
    unit.do(a_partner_share(kind="NO_SUCH_KIND"))

    assert unit.case(NUMBER).need.kind is None


def test_should_go_where_the_jurisdiction_is(handling: Handling) -> None:
    province = Handling(handling.client, a_context(routing="province"))

    province.do(a_partner_share(PATTAYA))

    case = province.case("20-6911-0001")
    assert (case.centre, case.escalated) == ("TH-20", True)
