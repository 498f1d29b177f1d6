"""How much one person may send, and that nobody in danger is ever cut off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from cases.case import Form
from cases.facts.casework import Alerted, Guided, OfficerArrived, Why
from cases.facts.fact import Fact
from cases.facts.personal_data import (
    DangerSaid,
    EraseAsked,
    MyDataShown,
    NoticeGiven,
    TooManyMessages,
    TooManyShares,
)
from cases.facts.shares import CaseOpened, KindSaid, NotSplit, ShareJoined, ShareRefused
from cases.people import About, Topic
from geo.centres import Point
from handlers.events import AttachmentSent, LocationSent, OtherSent, Unsent
from store import keys
from store.limits import ASIDE_LIFE_S
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    VIENTIANE,
    a_context,
    a_line_id,
    a_press,
    a_share,
    a_text,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only

FAR = near(AYUTTHAYA, 5_000)


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers that take two shares in ten minutes, four a day, and five messages a
    minute."""
    limits = {"shares_per_10_min": 2, "shares_per_day": 4, "messages_per_minute": 5}
    return Handling(client, a_context(**limits))


def share(handling: Handling, after: float = 0, where: Point = AYUTTHAYA) -> list[Fact]:
    """Share a place so many minutes after NOW; the notice is left out."""
    return without_notice(handling.do(a_share(1, where, NOW + minutes(after))))


def without_notice(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if not isinstance(fact, NoticeGiven)]


def share_twice(handling: Handling) -> None:
    for after in (0, 0.5):
        share(handling, after)


def test_should_answer_once_a_minute_what_is_over_the_limit_and_keep_it_out(
    handling: Handling,
) -> None:
    share_twice(handling)

    answers = [share(handling, after) for after in (1, 1.5, 1.9)]

    assert answers[0] == [TooManyShares(handling.person(1), NOW + minutes(10))]
    assert answers[1:] == [[], []]
    assert handling.count("shares") == 2
    assert handling.case("14-6911-0001").shares == 2
    acts = [fields[b"act"] for _, fields in handling.client.xrange(keys.LOG)]
    assert acts.count(b"limited") == 1
    only(share(handling, 2), TooManyShares)


def test_should_take_shares_again_after_ten_minutes(handling: Handling) -> None:
    share_twice(handling)
    share(handling, 9.9)

    only(share(handling, 10), ShareJoined)


def test_should_answer_anew_in_each_window_of_a_day_that_is_full(handling: Handling) -> None:
    share_twice(handling)
    share(handling, 20)
    share(handling, 20)

    answers = [share(handling, after) for after in (40, 40.5, 51, 23 * 60)]
    told = [only(facts, TooManyShares).until for facts in answers if facts]

    assert told == [NOW + timedelta(days=1)] * 3
    only(share(handling, 24 * 60), ShareJoined)


def test_should_count_a_place_abroad_against_no_limit_of_shares(handling: Handling) -> None:
    for after in range(4):
        only(share(handling, after, VIENTIANE), ShareRefused)

    only(share(handling, 5), CaseOpened)


def test_should_answer_places_abroad_as_often_as_messages(handling: Handling) -> None:
    answers = [share(handling, n / 100, VIENTIANE) for n in range(8)]

    only(answers[4], ShareRefused)
    assert answers[5:] == [[TooManyMessages(handling.person(1))], [], []]


def test_should_limit_each_person_alone(handling: Handling) -> None:
    for who in range(5):
        only(handling.do(a_share(who, near(AYUTTHAYA, 300 * who))), CaseOpened)


def test_should_never_limit_staff(handling: Handling) -> None:
    handling.enrol(9)

    for minute in range(4):
        handling.do(a_share(9, at=NOW + minutes(minute)))
    for _ in range(9):
        assert handling.do(a_press(9, "queue"))

    assert handling.count("shares") == 4


def test_should_take_the_check_in_of_an_officer_who_shares_much(handling: Handling) -> None:
    handling.enrol(9)
    for _ in range(3):
        handling.do(a_share(9))
    for act in ("claim", "going"):
        handling.do(a_press(9, act, case="14-6911-0001"))

    only(handling.do(a_share(9)), OfficerArrived)


@pytest.mark.parametrize("code", ["CHILD", "TRAFFICKING", "MEDICAL", "TRAFFIC", "VIOLENCE"])
def test_should_pass_an_urgent_share_over_the_limit(handling: Handling, code: str) -> None:
    handling.enrol(9)
    share_twice(handling)
    share(handling, 1, FAR)

    facts = handling.do(a_press(1, "danger", NOW + minutes(2), why=code))

    said = only(facts, DangerSaid)
    assert (said.to.line_id, said.urgency, said.shared) == (a_line_id(1), code, True)
    opened = only(facts, CaseOpened).case
    assert (opened.need.urgent, opened.place.point) == (code, FAR)
    assert only(facts, Alerted).case == opened == handling.case(opened.number)
    assert handling.queue("TH-14") == ["14-6911-0002", "14-6911-0001"]
    assert handling.count("shares") == 3


def test_should_take_the_last_place_and_take_it_once(handling: Handling) -> None:
    share_twice(handling)
    share(handling, 1, FAR)
    share(handling, 2, CHIANG_MAI)

    first, again = (
        handling.do(a_press(1, "danger", NOW + minutes(3), why="CHILD")) for _ in range(2)
    )

    assert only(first, CaseOpened).centre.id == "TH-50"
    assert again == [DangerSaid(handling.person(1), "CHILD", shared=False)]
    assert handling.count("shares", "all") == 3


def test_should_hurry_the_holder_of_a_case_that_an_urgent_share_joins(handling: Handling) -> None:
    handling.enrol(9)
    share_twice(handling)
    handling.do(a_press(9, "claim", case="14-6911-0001"))
    share(handling, 1)

    facts = handling.do(a_press(1, "danger", NOW + minutes(2), why="VIOLENCE"))

    assert only(facts, ShareJoined).case.need.urgent == "VIOLENCE"
    alerted = only(facts, Alerted)
    assert alerted.why is Why.URGENT
    assert [member.person.line_id for member in alerted.team] == [a_line_id(9)]
    assert handling.case("14-6911-0001").shares == 3


def test_should_forget_a_place_that_is_not_urgent(handling: Handling) -> None:
    share_twice(handling)
    share(handling, 1, FAR)
    person = handling.person(1)
    assert 0 < handling.client.ttl(keys.aside(person.id)) <= ASIDE_LIFE_S

    share(handling, 20)

    assert not handling.client.exists(keys.aside(person.id))
    late = handling.do(a_press(1, "danger", NOW + minutes(21), why="CHILD"))
    assert only(late, DangerSaid).shared is False


def test_should_take_the_next_place_as_urgent_after_a_word_of_danger(handling: Handling) -> None:
    share_twice(handling)
    first = handling.do(a_press(1, "danger", NOW + minutes(1), why="MEDICAL"))
    assert only(first, DangerSaid).shared is False

    urgent, over = share(handling, 2, FAR), share(handling, 2, FAR)

    assert only(urgent, CaseOpened).case.need.urgent == "MEDICAL"
    assert only(urgent, DangerSaid).shared
    only(over, TooManyShares)
    assert handling.count("shares") == 3


def test_should_forget_a_word_of_danger_after_some_minutes(handling: Handling) -> None:
    handling.do(a_press(1, "danger", why="MEDICAL"))

    life = handling.client.ttl(keys.danger(handling.person(1).id))

    assert 0 < life <= ASIDE_LIFE_S


@pytest.mark.parametrize(("taken_back", "shared"), [("4567", False), ("4568", True)])
def test_should_forget_a_place_that_is_taken_back(
    handling: Handling, taken_back: str, shared: bool
) -> None:
    share_twice(handling)
    handling.do(replace(a_share(1, FAR), message="4567"))

    handling.do(Unsent(an_event_id(), NOW, a_line_id(1), taken_back))

    facts = handling.do(a_press(1, "danger", NOW + minutes(1), why="CHILD"))
    assert only(facts, DangerSaid).shared is shared


def test_should_make_nobody_known_who_takes_something_back(handling: Handling) -> None:
    assert handling.do(Unsent(an_event_id(), NOW, a_line_id(1), "4567")) == []

    assert handling.unit().people.known(a_line_id(1)) is None


def test_should_refuse_an_urgent_share_from_abroad(handling: Handling) -> None:
    """Where the danger is stays to be told: the next place in Thailand is taken as urgent."""
    handling.do(a_press(1, "danger", NOW, why="CHILD"))

    only(share(handling, 1, VIENTIANE), ShareRefused)

    assert only(share(handling, 2), DangerSaid).shared


def test_should_guide_who_presses_a_danger_that_is_none(handling: Handling) -> None:
    share_twice(handling)
    share(handling, 1, FAR)

    only(handling.do(a_press(1, "danger", why="GONE")), Guided)

    assert handling.count("shares") == 2


@pytest.mark.parametrize("about", [About.OWN_NEED, About.MOVED])
def test_should_never_limit_a_place_that_is_waited_for(handling: Handling, about: About) -> None:
    share_twice(handling)
    person = handling.person(1)
    topic = Topic(about, "14-6911-0001", NOW + minutes(60))
    unit = handling.unit()
    unit.people.save(replace(person, topic=topic))
    unit.commit([])

    told = share(handling, 1)

    assert not [fact for fact in told if isinstance(fact, TooManyShares)]
    assert handling.count("shares") == 3


def a_message(kind: int, at: datetime) -> Any:
    """Build one of all kinds of messages, in turn."""
    who = a_line_id(1)
    return [
        a_text(1, "สวัสดี", at),
        a_press(1, "x", at),
        AttachmentSent(an_event_id(), at, who, "123", Form.PHOTO, reply_token="t"),
        OtherSent(an_event_id(), at, who, reply_token="t"),
    ][kind % 4]


def test_should_answer_once_a_minute_who_writes_too_fast(handling: Handling) -> None:
    answers = [handling.do(a_message(n, NOW + minutes(n / 100))) for n in range(8)]

    assert all(answers[:5])
    assert answers[5:] == [[TooManyMessages(handling.person(1))], [], []]
    assert handling.do(a_message(0, NOW + minutes(1)))


def test_should_count_no_place_as_a_message(handling: Handling) -> None:
    for n in range(9):
        handling.do(a_message(n, NOW))

    only(share(handling), CaseOpened)


@pytest.mark.parametrize(
    ("event", "fact"),
    [
        pytest.param(a_press(1, "kind", case="14-6911-0001", kind="FORCED"), KindSaid, id="kind"),
        pytest.param(a_press(1, "danger", why="CHILD"), DangerSaid, id="danger"),
        pytest.param(a_press(1, "my_data"), MyDataShown, id="my data"),
        pytest.param(a_text(1, "x", act="erase"), EraseAsked, id="erase"),
    ],
)
def test_should_never_limit_what_is_urgent_or_a_right(
    handling: Handling, event: Any, fact: Any
) -> None:
    share(handling)
    for n in range(9):
        handling.do(a_message(n, NOW))
    assert handling.do(a_press(1, "split")) == []

    only(handling.do(replace(event, id=an_event_id())), fact)


def test_should_count_late_events_by_the_time_they_happened(handling: Handling) -> None:
    hour = timedelta(hours=1)

    answers = [handling.do(a_press(1, "split", NOW + minutes(n)), now=NOW + hour) for n in range(9)]

    assert all(any(isinstance(fact, NotSplit) for fact in facts) for facts in answers)


def test_should_keep_the_ids_of_the_place_that_came(handling: Handling) -> None:
    share_twice(handling)
    sent = LocationSent("e9", NOW, a_line_id(1), a_share().place, "4567", reply_token="t")
    handling.do(sent)

    handling.do(a_press(1, "danger", NOW + minutes(1), why="CHILD"))

    shares = handling.unit().cases.shares("14-6911-0001")
    assert [(one.id, one.message) for one in shares if one.id == "e9"] == [("e9", "4567")]
