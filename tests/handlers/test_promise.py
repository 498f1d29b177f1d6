"""The promise of a receipt: the centre's own recent times, or nothing; and saying that it broke."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.facts.answers import StillThereAsked
from cases.facts.casework import Guided
from cases.facts.fact import Fact
from cases.facts.shares import (
    CaseOpened,
    DetailAdded,
    KindSaid,
    LanguageChosen,
    ShareJoined,
    StatusShown,
    StillWaiting,
    Welcomed,
)
from cases.log import COUNTRY
from cases.outlook import Outlook, Taker, Unit, Usual
from handlers.dispatch import handle
from handlers.events import Event
from handlers.request import Request
from store import keys
from store.statistics import RedisStatistics
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    a_context,
    a_follow,
    a_press,
    a_share,
    a_sticker,
    a_text,
    minutes,
    near,
)
from tests.handling import Handling, only

LAST_MONTH = NOW - timedelta(days=25)
FIRST = "14-6911-0001"


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers that read the true counters."""
    return Handling(client, replace(a_context(), statistics=RedisStatistics(client)))


def claim(handling: Handling, who: int, where: Any, after: list[int], at: Any = LAST_MONTH) -> None:
    """Let officer *who* claim a case of so many minutes each."""
    for step, waited in enumerate(after):
        share = a_share(1000 + step, near(where, 500 * (step + 1)), at)
        number = only(handling.do(share), CaseOpened).case.number
        handling.do(a_press(who, "claim", at + minutes(waited), case=number))


def expected(handling: Handling, who: int = 1, at: Any = NOW) -> Outlook | None:
    """Return what the receipt of a new share promises."""
    return only(handling.do(a_share(who, AYUTTHAYA, at)), CaseOpened).outlook


def test_should_promise_the_median_of_the_centres_own_recent_claims(handling: Handling) -> None:
    handling.enrol(11)
    claim(handling, 11, AYUTTHAYA, [5, 9, 12, 40, 50])

    assert expected(handling) == Outlook(Taker.CENTRE, Usual(12))


def test_should_promise_the_countrys_median_where_the_centre_has_too_few(
    handling: Handling,
) -> None:
    handling.enrol(11)
    handling.enrol(12, "TH-50")
    claim(handling, 11, AYUTTHAYA, [1, 1, 1, 1])
    claim(handling, 12, CHIANG_MAI, [30, 30, 30, 30, 30])

    assert expected(handling) == Outlook(Taker.CENTRE, Usual(30, of_country=True))


@pytest.mark.parametrize("ago", [0, 70], ids=["too few", "too old"])
def test_should_promise_no_time_that_nobody_knows(handling: Handling, ago: int) -> None:
    handling.enrol(11)
    claim(handling, 11, AYUTTHAYA, [5] * (5 if ago else 4), LAST_MONTH - timedelta(days=ago))

    assert expected(handling) == Outlook(Taker.CENTRE)


def test_should_say_who_can_take_it_where_the_centre_has_no_staff(handling: Handling) -> None:
    nobody = expected(handling)
    handling.enrol(12, "TH-10")

    nation = only(handling.do(a_share(2, CHIANG_MAI)), CaseOpened).outlook

    assert nobody == Outlook(Taker.NOBODY)
    assert nation == Outlook(Taker.NATION)


def test_should_not_lose_a_race_to_the_counters(handling: Handling) -> None:
    """Every claim of the country changes them: a share must not have to be decided again."""
    handling.enrol(11)
    event = a_share(1)
    unit = handling.unit(event.id)
    handle(Request(event, unit, handling.context))

    for scope in ("TH-14", COUNTRY):
        handling.client.hincrby(keys.count(scope, "2026-11"), "claim_minutes:3", 1)

    assert unit.commit([])


@pytest.fixture
def waiting(handling: Handling) -> Handling:
    """Let person 1 wait for an officer, who usually comes within 12 minutes."""
    handling.enrol(11)
    claim(handling, 11, AYUTTHAYA, [12] * 5)
    handling.do(a_share(1))
    return handling


CONTACTS = [
    pytest.param(lambda at: a_sticker(1, at), Guided, id="a sticker"),
    pytest.param(lambda at: a_text(1, "ยังไม่มีใครมาเลย", at), DetailAdded, id="a text"),
    pytest.param(lambda at: a_press(1, "language", at, to="en"), LanguageChosen, id="a language"),
    pytest.param(lambda at: a_follow(1, at), Welcomed, id="coming back"),
    pytest.param(
        lambda at: a_press(1, "kind", at, case=FIRST, kind="ADULT"), KindSaid, id="a kind"
    ),
]


@pytest.mark.parametrize(("contact", "answer"), CONTACTS)
def test_should_say_that_a_case_is_late_before_anybody_asks(
    waiting: Handling, contact: Any, answer: type[Fact]
) -> None:
    in_time = waiting.do(contact(NOW + minutes(11)))
    late = waiting.do(contact(NOW + minutes(12)))

    only(in_time, answer)
    only(late, answer)
    assert not [fact for fact in in_time if isinstance(fact, StillWaiting)]
    assert only(late, StillWaiting).case.number == FIRST


def test_should_say_once_that_a_case_is_late(waiting: Handling) -> None:
    told = [waiting.do(a_text(1, "มาหรือยัง", NOW + minutes(after))) for after in (12, 13)]
    waiting.do(a_press(11, "claim", NOW + minutes(14), case=FIRST))

    going = waiting.do(a_press(11, "going", NOW + minutes(15), case=FIRST))

    assert [[isinstance(one, StillWaiting) for one in facts].count(True) for facts in told] == [
        1,
        0,
    ]
    only(going, StillThereAsked)  # it is no answer of theirs


def test_should_show_in_the_status_that_a_case_is_late(waiting: Handling) -> None:
    asked = [a_press(1, "status", NOW + minutes(after)) for after in (11, 12)]

    shown = [only(waiting.do(ask), StatusShown).cases[0].outlook for ask in asked]

    assert shown == [Outlook(Taker.CENTRE, Usual(12), late=late) for late in (False, True)]


def test_should_say_to_one_who_shares_again_that_it_is_late(waiting: Handling) -> None:
    joined = only(waiting.do(a_share(1, at=NOW + minutes(20))), ShareJoined)

    assert joined.outlook == Outlook(Taker.CENTRE, Usual(12), late=True)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(a_sticker(2, NOW + minutes(60)), id="another person"),
        pytest.param(a_sticker(11, NOW + minutes(60)), id="an officer"),
    ],
)
def test_should_not_say_it_to_others(waiting: Handling, other: Event) -> None:
    facts = waiting.do(other)

    assert not [fact for fact in facts if isinstance(fact, StillWaiting)]


def test_should_not_say_it_to_an_officer_who_shared_and_has_the_queue(waiting: Handling) -> None:
    waiting.do(a_share(11))

    facts = waiting.do(a_sticker(11, NOW + minutes(60)))

    assert [type(fact) for fact in facts] == [Guided]


def test_should_not_say_it_of_a_case_that_an_officer_has(waiting: Handling) -> None:
    waiting.do(a_press(11, "claim", NOW + minutes(30), case=FIRST))

    facts = waiting.do(a_sticker(1, NOW + minutes(60)))

    assert [type(fact) for fact in facts] == [Guided]


def test_should_call_a_case_late_when_the_heads_hear_of_it_where_nothing_was_promised(
    handling: Handling,
) -> None:
    handling.enrol(11)
    handling.do(a_share(1))

    told = [handling.do(a_sticker(1, NOW + minutes(after))) for after in (29, 30)]

    assert [len(facts) for facts in told] == [1, 2]
    only(told[1], StillWaiting)


@pytest.mark.parametrize(
    ("median", "number", "unit"),
    [
        (0, 1, Unit.MINUTE),
        (1, 1, Unit.MINUTE),
        (59, 59, Unit.MINUTE),
        (60, 1, Unit.HOUR),
        (61, 2, Unit.HOUR),
        (1_439, 24, Unit.HOUR),
        (1_440, 1, Unit.DAY),
        (1_441, 2, Unit.DAY),
    ],
)
def test_should_never_promise_less_than_it_takes(median: int, number: int, unit: Unit) -> None:
    usual = Usual(median)

    assert (usual.number, usual.unit) == (number, unit)
    assert usual.minutes_said >= median
