"""The month's pushes are used up: nobody is alerted, and everybody who writes reads so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from cases.case import Because, Place, State
from cases.facts.answers import AnswerTaken, CaseReopened
from cases.facts.casework import Alerted, CaseClaimed, CaseReleased, Guided, QueueShown, Why
from cases.facts.fact import Fact
from cases.facts.moves import CaseHandedOver
from cases.facts.personal_data import DangerSaid
from cases.facts.shares import (
    CaseOpened,
    DangerAsked,
    DetailAdded,
    KindSaid,
    NobodyAlerted,
    OwnNeedHeard,
    ShareJoined,
    StatusShown,
)
from cases.facts.team_changes import AlertsStopped
from cases.log import Act
from cases.outlook import Taker
from cases.ports import Timer
from config.clock import to_ms
from handlers.dispatch import handle
from handlers.events import PartnerShared, TimerDue
from handlers.request import Request
from store import keys
from store.exceptions import LostRace
from store.stream import Stream
from store.timers import sweep
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_share,
    a_sticker,
    a_text,
    an_event_id,
    minutes,
    near,
)
from tests.handlers.staffed import ANNA, HEAD, a_team, press
from tests.handling import Handling, only

NUMBER = "14-6911-0001"
NATION = 31
AN_HOUR_AGO = NOW - minutes(60)


@pytest.fixture
def handling(client: Any) -> Handling:
    """A team, the national desk, and a month that is used up since an hour."""
    here = Handling(client, a_context())
    a_team(here)
    here.enrol(NATION, "TH-10")
    stop(here)
    return here


def stop(handling: Handling, since: datetime = AN_HOUR_AGO) -> None:
    """Let LINE refuse pushes."""
    handling.client.set(keys.PUSHES_STOPPED, to_ms(since))


def go_on(handling: Handling) -> None:
    """Let LINE take pushes again."""
    handling.client.delete(keys.PUSHES_STOPPED)


def tell(handling: Handling, number: str, at: datetime) -> None:
    """Let LINE have taken the alert of a case, as the sender notes it."""
    handling.client.hset(keys.case(number), "alerted_at", to_ms(at))


def told_before(handling: Handling, number: str = NUMBER) -> None:
    """Let somebody share, and the team hear of it, before the month is used up."""
    go_on(handling)
    handling.do(a_share(1, at=NOW - minutes(90)))
    tell(handling, number, NOW - minutes(90))
    stop(handling)


def warned(facts: list[Fact]) -> bool:
    return any(isinstance(fact, NobodyAlerted) for fact in facts)


def looked_into(handling: Handling, who: int) -> list[str]:
    """Return what a member sees who asks for the queue."""
    return [one.number for one in only(handling.do(a_press(who, "queue")), QueueShown).cases]


def test_should_say_in_the_receipt_that_nobody_can_be_alerted(handling: Handling) -> None:
    facts = handling.do(a_share(1))

    outlook = only(facts, CaseOpened).outlook
    assert outlook is not None
    assert outlook.taker is Taker.UNTOLD
    assert not warned(facts)
    assert handling.case(NUMBER).state is State.WAITING


def test_should_still_queue_the_alert_for_when_line_takes_it(handling: Handling) -> None:
    team = only(handling.do(a_share(1)), Alerted).team

    assert {one.person.line_id for one in team} >= {a_line_id(ANNA), a_line_id(NATION)}


def test_should_show_the_case_to_the_national_desk_at_once(handling: Handling) -> None:
    handling.do(a_share(1))

    assert looked_into(handling, NATION) == [NUMBER]
    assert handling.case(NUMBER).escalated
    assert handling.count("escalated") == 1
    assert verify(handling.client) == []
    only(handling.do(a_press(NATION, "claim", case=NUMBER)), CaseClaimed)


def test_should_say_as_ever_what_is_true_once_pushes_go_again(handling: Handling) -> None:
    handling.do(a_share(1))
    go_on(handling)

    facts = handling.do(a_share(2, CHIANG_MAI))

    outlook = only(facts, CaseOpened).outlook
    assert outlook is not None
    assert outlook.taker is Taker.CENTRE
    assert not only(facts, CaseOpened).case.escalated


def test_should_say_so_to_who_joins_a_case_of_which_nobody_has_heard(handling: Handling) -> None:
    handling.do(a_share(1))

    outlook = only(handling.do(a_share(2)), ShareJoined).outlook

    assert outlook is not None
    assert outlook.taker is Taker.UNTOLD


def test_should_promise_as_ever_of_a_case_of_which_the_team_has_heard(handling: Handling) -> None:
    told_before(handling)

    outlook = only(handling.do(a_share(2)), ShareJoined).outlook
    shown = only(handling.do(a_press(1, "status")), StatusShown)

    assert outlook is not None
    assert outlook.taker is Taker.CENTRE
    assert [one.outlook.taker for one in shown.cases if one.outlook] == [Taker.CENTRE]


def test_should_say_so_in_the_list_of_own_cases(handling: Handling) -> None:
    handling.do(a_share(1))

    facts = handling.do(a_press(1, "status"))

    (own,) = only(facts, StatusShown).cases
    assert own.outlook is not None
    assert own.outlook.taker is Taker.UNTOLD
    assert not warned(facts)


def test_should_say_nothing_of_alerts_of_a_case_that_an_officer_has(handling: Handling) -> None:
    handling.do(a_share(1))
    press(handling, ANNA, "claim", NUMBER)

    (own,) = only(handling.do(a_press(1, "status")), StatusShown).cases

    assert own.outlook is None


def test_should_tell_once_whose_receipt_came_before_line_said_no(handling: Handling) -> None:
    """The first alert of all is refused after the receipt has gone out."""
    go_on(handling)
    handling.do(a_share(1))
    stop(handling, NOW + minutes(0.1))

    first = handling.do(a_press(1, "kind", NOW + minutes(1), case=NUMBER, kind="ADULT"))
    later = handling.do(a_text(1, "หน้าร้านทอง", NOW + minutes(2)))

    only(first, KindSaid)
    told_of = only(first, NobodyAlerted).case
    assert told_of is not None
    assert told_of.number == NUMBER
    only(later, DetailAdded)
    assert not warned(later)


def test_should_not_repeat_what_the_receipt_has_said(handling: Handling) -> None:
    handling.do(a_share(1))

    kind = handling.do(a_press(1, "kind", case=NUMBER, kind="ADULT"))
    words = handling.do(a_text(1, "หน้าร้านทอง"))

    assert not warned(kind)
    assert not warned(words)


@pytest.mark.parametrize("heard", [False, True], ids=["nobody has heard", "the team has heard"])
def test_should_say_whom_to_call_after_a_word_of_danger(handling: Handling, heard: bool) -> None:
    if heard:
        told_before(handling)
    else:
        handling.do(a_share(1))

    facts = handling.do(a_press(1, "kind", case=NUMBER, urgent="MEDICAL"))

    assert only(facts, KindSaid).danger == "MEDICAL"
    assert warned(facts)
    assert handling.case(NUMBER).escalated
    assert looked_into(handling, NATION) == [NUMBER]


def test_should_say_whom_to_call_to_who_types_that_it_is_urgent(handling: Handling) -> None:
    facts = handling.do(a_text(1, "ด่วน", act="urgent"))

    only(facts, DangerAsked)
    assert warned(facts)


def test_should_say_that_a_place_set_aside_has_gone_to_nobody(handling: Handling) -> None:
    for place in range(6):
        handling.do(a_share(1, near(AYUTTHAYA, 300 * place)))

    facts = handling.do(a_press(1, "danger", why="MEDICAL"))

    assert (only(facts, DangerSaid).shared, only(facts, DangerSaid).untold) == (True, True)
    outlook = only(facts, CaseOpened).outlook
    assert outlook is not None
    assert outlook.taker is Taker.UNTOLD
    assert not warned(facts)


@pytest.mark.parametrize("shared", [False, True], ids=["before a share", "of a case"])
def test_should_say_whom_to_call_to_who_needs_help_themselves(
    handling: Handling, shared: bool
) -> None:
    if shared:
        handling.do(a_share(1))

    facts = handling.do(a_press(1, "start", who="me", case=NUMBER if shared else ""))
    own = handling.do(a_share(1, CHIANG_MAI))

    only(facts, OwnNeedHeard)
    assert warned(facts)
    if not shared:
        opened = only(own, CaseOpened)
        assert opened.case.own_need
        assert opened.outlook is not None
        assert opened.outlook.taker is Taker.UNTOLD


def test_should_say_so_where_a_case_is_opened_again(handling: Handling) -> None:
    told_before(handling)
    for act in ("claim", "going", "arrived", "not_found"):
        press(handling, ANNA, act, NUMBER, 0)

    facts = handling.do(a_press(1, "confirm", NOW + minutes(5), case=NUMBER, seen="still"))

    reopened = only(facts, CaseReopened)
    assert reopened.outlook is not None
    assert reopened.outlook.taker is Taker.UNTOLD
    assert reopened.case.escalated


def test_should_say_so_to_who_answers_whether_the_person_is_there(handling: Handling) -> None:
    told_before(handling)
    for act in ("claim", "going"):
        press(handling, ANNA, act, NUMBER, 0)

    facts = handling.do(a_press(1, "confirm", case=NUMBER, seen="here"))

    only(facts, AnswerTaken)
    assert warned(facts)


@pytest.mark.parametrize(
    "said", [a_text(1, "สวัสดี", act="start"), a_sticker(1), a_press(1, "my_data")]
)
def test_should_say_nothing_of_alerts_to_who_asks_for_none(handling: Handling, said: Any) -> None:
    assert not warned(handling.do(said))


def test_should_escalate_what_a_partner_brings(handling: Handling) -> None:
    place = Place(AYUTTHAYA)
    handling.do(PartnerShared(an_event_id(), NOW, place))

    assert looked_into(handling, NATION) == [NUMBER]


def test_should_escalate_what_begins_to_wait_again(handling: Handling) -> None:
    told_before(handling)
    press(handling, ANNA, "claim", NUMBER, 0)

    only(press(handling, ANNA, "release", NUMBER, 1, sure="yes"), CaseReleased)

    assert looked_into(handling, NATION) == [NUMBER]


def test_should_tell_who_hands_over_that_the_team_has_not_heard(handling: Handling) -> None:
    told_before(handling)
    press(handling, ANNA, "claim", NUMBER, 0)

    facts = press(handling, ANNA, "handover", NUMBER, 1, to="TH-50", why=Because.NO_TEAM.value)

    assert only(facts, CaseHandedOver).taker is Taker.UNTOLD
    assert looked_into(handling, NATION) == [NUMBER]


# Staff


@pytest.mark.parametrize(
    ("who", "untold"), [(ANNA, 1), (HEAD, 1), (22, 1), (NATION, 2)],
    ids=["an officer", "a head", "of another centre", "the national desk"],
)  # fmt: skip
def test_should_tell_staff_what_nobody_has_heard_of(
    handling: Handling, who: int, untold: int
) -> None:
    told_before(handling)
    handling.do(a_share(2, near(AYUTTHAYA, 500)))
    handling.do(a_share(3, CHIANG_MAI))

    for said in (a_press(who, "queue"), a_text(who, "สวัสดี", act="start"), a_press(who, "mine")):
        stopped = only(handling.do(said), AlertsStopped)

        assert stopped.since == AN_HOUR_AGO
        assert stopped.untold == untold


def test_should_count_no_case_that_is_claimed_told_or_rests(handling: Handling) -> None:
    told_before(handling)
    handling.do(a_share(2, near(AYUTTHAYA, 500)))
    press(handling, ANNA, "claim", "14-6911-0002", 0)
    handling.do(a_share(3, near(AYUTTHAYA, 1_000)))
    handling.client.hset(keys.case("14-6911-0003"), "waiting_since", to_ms(NOW + minutes(60)))

    assert only(handling.do(a_press(ANNA, "queue")), AlertsStopped).untold == 0


def test_should_say_nothing_of_it_to_staff_while_pushes_go(handling: Handling) -> None:
    go_on(handling)

    assert [type(fact) for fact in handling.do(a_press(HEAD, "start"))] == [Guided]


def test_should_say_it_to_nobody_who_gets_no_answer(handling: Handling) -> None:
    assert handling.do(a_press(ANNA, "tab")) == []
    answer = handling.do(replace(a_press(ANNA, "queue"), reply_token=""))
    assert [type(fact) for fact in answer] == [QueueShown]


# The clock


def due(handling: Handling, kind: Timer) -> TimerDue:
    """Return the timer of the case."""
    (found,) = [one for one in handling.timers() if one.kind == kind and one.case == NUMBER]
    return found


@pytest.mark.parametrize(
    ("kind", "pause", "why"),
    [(Timer.REMIND, 15, Why.REMINDER), (Timer.ESCALATE, 30, Why.UNCLAIMED)],
)
def test_should_not_pile_up_alerts_and_go_on_when_pushes_go(
    handling: Handling, kind: Timer, pause: int, why: Why
) -> None:
    handling.do(a_share(1))
    first = due(handling, kind)

    while_stopped = [handling.do(due(handling, kind)) for _ in range(3)]
    put_off = due(handling, kind).at
    go_on(handling)
    facts = handling.do(due(handling, kind))

    assert while_stopped == [[], [], []]
    assert put_off == first.at + 3 * minutes(pause)
    assert only(facts, Alerted).why is why
    assert handling.logged(Act.REMINDED) == (kind is Timer.REMIND)
    assert handling.count("escalated") == 1


def test_should_escalate_in_time_what_the_team_has_left_unclaimed(handling: Handling) -> None:
    told_before(handling)

    alerted = only(handling.do(due(handling, Timer.ESCALATE)), Alerted)

    assert {one.person.line_id for one in alerted.team} >= {a_line_id(NATION), a_line_id(HEAD)}
    assert looked_into(handling, NATION) == [NUMBER]
    assert handling.count("escalated") == 1


def test_should_take_a_stop_that_begins_meanwhile_into_account(handling: Handling) -> None:
    """What a receipt says is compared at the commit: it is decided again."""
    go_on(handling)
    unit = handling.unit(an_event_id())
    handle(Request(a_share(1), unit, handling.context))
    stop(handling)

    with pytest.raises(LostRace):
        unit.commit([])


def test_should_show_the_nation_what_came_before_line_said_no(handling: Handling) -> None:
    """Within a minute, as soon as the sweeper finds that nobody has heard of it."""
    go_on(handling)
    handling.do(a_share(1))
    stop(handling, NOW + minutes(0.1))
    assert looked_into(handling, NATION) == []
    for stream in (keys.INBOX, keys.OUTBOX):
        Stream(handling.client, stream, "a-worker").prepare()

    sweep(handling.client, ["TH-14"], NOW + minutes(3))
    hastened = due(handling, Timer.ESCALATE)
    facts = handling.do(hastened, NOW + minutes(3))

    assert hastened.at == NOW + minutes(3)
    assert [one.person.line_id for one in only(facts, Alerted).team] == [a_line_id(NATION)]
    assert looked_into(handling, NATION) == [NUMBER]
    assert handling.count("escalated") == 1
    assert due(handling, Timer.ESCALATE).at == NOW + minutes(33)
    assert verify(handling.client) == []


def test_should_hasten_nothing_while_pushes_go(handling: Handling) -> None:
    go_on(handling)
    handling.do(a_share(1))
    for stream in (keys.INBOX, keys.OUTBOX):
        Stream(handling.client, stream, "a-worker").prepare()

    sweep(handling.client, ["TH-14"], NOW + minutes(3))

    assert due(handling, Timer.ESCALATE).at == NOW + minutes(30)
