"""Hello, good-bye, what kind it is, and whatever else a citizen sends."""

from __future__ import annotations

import pytest

from cases.facts.casework import Alerted, Guided, Why
from cases.facts.shares import CaseOpened, KindNotTaken, KindSaid, SharersTold, Welcomed
from cases.people import Language
from config.settings import Settings
from handlers.events import Event, Nameless, Unfollowed
from line.outbound import OutboundRenderer
from tests.builders import (
    NOW,
    a_follow,
    a_line_id,
    a_press,
    a_share,
    a_sticker,
    a_text,
    an_event_id,
    minutes,
    the_centres,
    the_taxonomy,
)
from tests.handling import Handling, only
from tests.scan import everything

NUMBER = "14-6911-0001"


def test_should_welcome_in_the_language_of_the_profile(handling: Handling) -> None:
    languages = [only(handling.do(a_follow(who)), Welcomed).to.language for who in (1, 2)]

    assert languages == [Language.ENGLISH, Language.THAI]


def test_should_remember_who_blocked_the_account_until_they_come_back(handling: Handling) -> None:
    handling.do(a_follow(1))

    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(1)))

    assert handling.person(1).blocked
    handling.do(a_follow(1))
    assert not handling.person(1).blocked


def test_should_alert_others_when_an_officer_blocks_the_account(handling: Handling) -> None:
    for who in (11, 12):
        handling.enrol(who)

    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(11)))

    alerted = only(handling.do(a_share(1)), Alerted)
    assert [member.person.line_id for member in alerted.team] == [a_line_id(12)]


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(a_sticker(1), id="a sticker"),
        pytest.param(a_text(1, "x" * 10_000), id="a very long text"),
        pytest.param(a_press(1, ""), id="a forged button"),
        pytest.param(a_press(1, "fly_to_the_moon"), id="an unknown act"),
    ],
)
def test_should_guide_whoever_sends_something_else(handling: Handling, event: Event) -> None:
    guided = only(handling.do(event), Guided)

    assert guided.member is None


def test_should_put_what_is_urgent_on_top_and_alert_once_more(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))

    facts = handling.do(a_press(1, "kind", case=NUMBER, kind="FORCED"))
    again = handling.do(a_press(1, "kind", case=NUMBER, kind="FORCED"))

    assert only(facts, KindSaid).case.need.urgent == "TRAFFICKING"
    assert only(facts, Alerted).why is Why.URGENT
    assert [type(fact) for fact in again] == [KindSaid]


def test_should_tell_the_holder_what_became_urgent(handling: Handling) -> None:
    for who in (11, 12):
        handling.enrol(who)
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case=NUMBER))

    facts = handling.do(a_press(1, "kind", case=NUMBER, kind="WITH_CHILD"))

    told = [member.person.line_id for member in only(facts, Alerted).team]
    assert told == [a_line_id(11)]


def test_should_never_take_urgency_back_by_a_tap(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_press(1, "kind", case=NUMBER, kind="WITH_CHILD"))

    handling.do(a_press(1, "kind", case=NUMBER, kind="OTHER"))

    assert handling.case(NUMBER).need.urgent == "CHILD"


@pytest.mark.parametrize(
    ("who", "number", "kind"),
    [
        pytest.param(2, NUMBER, "OTHER", id="another person"),
        pytest.param(1, "14-6911-0999", "OTHER", id="an unknown case"),
        pytest.param(1, NUMBER, "BAD", id="an unknown kind"),
    ],
)
def test_should_not_take_a_kind(handling: Handling, who: int, number: str, kind: str) -> None:
    handling.do(a_share(1))

    only(handling.do(a_press(who, "kind", case=number, kind=kind)), KindNotTaken)

    assert handling.case(NUMBER).need.kind is None


def test_should_tell_a_sharer_whose_old_good_bye_came_late(handling: Handling) -> None:
    """Order is not guaranteed: an unfollow that is redelivered after the follow that undid it."""
    handling.enrol(9)
    handling.do(a_follow(1, NOW))
    handling.do(Unfollowed(an_event_id(), NOW - minutes(5), a_line_id(1)))
    number = only(handling.do(a_share(1, at=NOW + minutes(1))), CaseOpened).case.number
    for act in ("claim", "going", "arrived"):
        handling.do(a_press(9, act, case=number))

    handling.do(a_press(9, "not_found", case=number))

    told = handling.do(handling.timers()[0])
    assert [person.blocked for person in only(told, SharersTold).sharers] == [False]


def test_should_tell_one_who_comes_back_how_it_ended(handling: Handling) -> None:
    handling.enrol(9)
    handling.do(a_follow(1, NOW))
    number = only(handling.do(a_share(1, at=NOW)), CaseOpened).case.number
    handling.do(Unfollowed(an_event_id(), NOW + minutes(1), a_line_id(1)))
    for minute, act in enumerate(("claim", "going", "arrived", "not_found")):
        handling.do(a_press(9, act, NOW + minutes(2 + minute), case=number))
    handling.do(handling.timers()[0])

    told = only(handling.do(a_follow(1, NOW + minutes(60))), SharersTold)
    again = handling.do(a_follow(1, NOW + minutes(61)))

    assert (told.case.number, [one.blocked for one in told.sharers]) == (number, [False])
    assert not [fact for fact in again if isinstance(fact, SharersTold)]


def test_should_answer_one_of_whom_nothing_is_known_and_keep_nothing(handling: Handling) -> None:
    event = Nameless(an_event_id(), NOW, "", reply_token="t")
    before = everything(handling.client)

    facts = handling.do(event)

    (call,) = OutboundRenderer(Settings(), the_taxonomy(), the_centres()).render(event, facts, NOW)
    assert (call.to, call.reply_token, call.worth_push) == ("", "t", False)
    assert "1300" in str(call.messages)
    assert len(everything(handling.client)) - len(before) < 200  # the mark of the event
