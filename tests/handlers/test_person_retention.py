"""Who has gone is forgotten; who has something open, or a place in a team, is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from cases.case import State
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened
from cases.log import Act
from cases.refusal import Refusal
from handlers.dispatch import handle
from handlers.events import Unfollowed
from handlers.request import Request
from line.inbound import timer_event
from store import keys, schema
from store.exceptions import LostRace
from store.timers import Due
from store.verify import rebuild, verify
from tests.builders import (
    CHIANG_MAI,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_share,
    a_text,
    an_event_id,
    minutes,
)
from tests.handling import Handling, only
from tests.lives import WORDS, add, sure
from tests.scan import everything, keys_with

YEAR, QUARTER, MONTH = (timedelta(days=days) for days in (365, 90, 30))


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


def by_clock(handling: Handling, at: datetime) -> list[Fact]:
    """Let the clock bring who is to be forgotten by then."""
    rows = handling.client.zrangebyscore(keys.FORGETTING, 0, at.timestamp() * 1000, withscores=True)
    handling.client.zremrangebyscore(keys.FORGETTING, 0, at.timestamp() * 1000)
    events = [timer_event({"timer": row, "due": b"%d" % due}) for row, due in rows]
    return [fact for event in events for fact in handling.do(event, at)]


def is_known(handling: Handling, who: int = 1) -> bool:
    return handling.unit().people.known(a_line_id(who)) is not None


def share_and_close(handling: Handling, who: int = 1) -> str:
    number = only(handling.do(a_share(who)), CaseOpened).case.number
    add(handling, who, number, WORDS)
    handling.enrol(9)
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9, act, case=number))
    return number


def test_should_forget_who_wrote_nothing_for_a_year(handling: Handling) -> None:
    share_and_close(handling)
    handling.client.delete(keys.OUTBOX)

    assert by_clock(handling, NOW + YEAR - minutes(1)) == []
    assert is_known(handling)
    assert by_clock(handling, NOW + YEAR + minutes(1)) == []

    assert not is_known(handling)
    assert keys_with(handling.client, a_line_id(1), WORDS) == []
    assert (handling.count("shares"), handling.logged(Act.ERASED)) == (1, 1)
    assert verify(handling.client) == []


def test_should_forget_who_only_said_hello(handling: Handling) -> None:
    handling.do(a_text(1, "hello"))

    by_clock(handling, NOW + YEAR + minutes(1))

    assert a_line_id(1) not in everything(handling.client).decode()


def test_should_count_the_year_from_the_last_message(handling: Handling) -> None:
    handling.do(a_text(1, "hello"))
    handling.do(a_text(1, "hello", at=NOW + MONTH))

    by_clock(handling, NOW + YEAR + minutes(1))
    assert is_known(handling)

    by_clock(handling, NOW + MONTH + YEAR + minutes(1))
    assert not is_known(handling)


def test_should_forget_who_blocked_the_account_after_a_quarter(handling: Handling) -> None:
    share_and_close(handling)
    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(1)))

    by_clock(handling, NOW + QUARTER - minutes(1))
    assert is_known(handling)

    by_clock(handling, NOW + QUARTER + minutes(1))
    assert not is_known(handling)


def test_should_keep_who_comes_back_in_time(handling: Handling) -> None:
    handling.do(a_text(1, "hello"))
    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(1)))
    handling.do(a_text(1, "hello", at=NOW + MONTH))

    by_clock(handling, NOW + QUARTER + minutes(1))

    assert is_known(handling)


def test_should_look_again_at_who_has_an_open_case(handling: Handling) -> None:
    handling.do(a_share(1))

    by_clock(handling, NOW + YEAR + minutes(1))
    assert is_known(handling)

    number = handling.queue("TH-14")[0]
    handling.enrol(9)
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9, act, case=number))
    by_clock(handling, NOW + YEAR + MONTH + minutes(2))
    assert not is_known(handling)


def test_should_forget_a_case_five_years_after_its_close(handling: Handling) -> None:
    number = share_and_close(handling)
    handling.do(a_share(2, CHIANG_MAI))
    five = 5 * YEAR

    by_clock(handling, NOW + five - minutes(1))
    assert handling.case(number).state is State.CLOSED
    by_clock(handling, NOW + five + minutes(1))

    assert handling.unit().cases.find(number) is None
    left = keys_with(handling.client, number)
    assert {key.split(":")[1] for key in left} <= {
        "log",
        "timers",
        "outbox",
        "applied",
        "closed_places",
    }
    assert verify(handling.client) == []
    assert rebuild(handling.client) == []
    assert handling.count("closed") == 1
    refused = only(handling.do(a_press(9, "claim", case=number)), Refused)
    assert refused.why is Refusal.NO_SUCH_CASE


def test_should_keep_a_case_that_is_open_again(handling: Handling) -> None:
    number = share_and_close(handling)
    handling.do(a_press(1, "confirm", NOW + minutes(60), case=number, seen="still"))

    by_clock(handling, NOW + 5 * YEAR + minutes(90))

    assert handling.case(number).is_open


@pytest.mark.parametrize(("years", "is_kept"), [(0, True), (6, True), (5, False)])
def test_should_go_by_the_setting_of_the_day(handling: Handling, years: int, is_kept: bool) -> None:
    number = share_and_close(handling)

    by_clock(Handling(handling.client, a_context(case_years=years)), NOW + 5 * YEAR + minutes(1))

    assert (handling.unit().cases.find(number) is not None) is is_kept


def test_should_give_cases_that_were_closed_before_five_years(handling: Handling) -> None:
    number = share_and_close(handling)
    handling.client.delete(keys.FORGETTING)
    handling.client.set(keys.SCHEMA, 3)

    schema.prepare(handling.client)

    due = handling.client.zscore(keys.FORGETTING, f"forget_case:{number}")
    assert due == (NOW + 5 * YEAR).timestamp() * 1000


def test_should_keep_members_of_a_team(handling: Handling) -> None:
    handling.enrol(9)

    for months in (13, 15, 17):
        by_clock(handling, NOW + months * MONTH)

    assert is_known(handling, 9)
    assert len(handling.unit().teams.of("TH-14")) == 1


def test_should_not_forget_who_writes_at_that_moment(handling: Handling) -> None:
    handling.do(a_text(1, "hello"))
    ((row, due),) = handling.client.zrange(keys.FORGETTING, 0, -1, withscores=True)
    handling.client.delete(keys.FORGETTING)
    event = timer_event({"timer": row, "due": b"%d" % due})
    unit = handling.unit(event.id, event.at, NOW + YEAR)
    handle(Request(event, unit, handling.context))

    handling.do(a_text(1, "hello", at=NOW + YEAR))

    with pytest.raises(LostRace):
        unit.commit([])
    assert handling.do(event, NOW + YEAR) == []
    assert is_known(handling)


def test_should_leave_no_row_of_who_erased_themselves(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(sure(1))

    assert handling.client.zcard(keys.FORGETTING) == 0


def test_should_bring_the_row_to_the_inbox_when_it_is_due(handling: Handling) -> None:
    handling.do(a_text(1, "hello"))

    Due(handling.client).move(NOW + YEAR + minutes(1))

    ((_, fields),) = handling.client.xrange(keys.INBOX)
    assert fields[b"timer"] == b"forget_person:%d" % handling.person(1).id


def test_should_give_those_who_were_known_before_a_year(handling: Handling) -> None:
    for who in (1, 2):
        handling.do(a_text(who, "hello"))
    handling.client.delete(keys.FORGETTING)
    handling.client.set(keys.SCHEMA, 3)

    schema.prepare(handling.client)

    assert handling.client.zcard(keys.FORGETTING) == 2
