"""A member enters the case of somebody not on LINE: what it opens, and that it is nobody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from cases.case import CALLER
from cases.facts.answers import SharerAsked, StillThereAsked
from cases.facts.casework import (
    Alerted,
    CaseClaimed,
    CaseReleased,
    Guided,
    OfficerArrived,
    OfficerGoing,
    Refused,
    SharerAdded,
    Why,
)
from cases.facts.fact import Fact
from cases.facts.shares import (
    CallerDropped,
    CallerEntered,
    CallerMarked,
    CallerPlaceAwaited,
    CaseOpened,
    ShareJoined,
    ShareRefused,
    SharersTold,
)
from cases.people import NOBODY, Role
from cases.refusal import Refusal
from handlers.events import TextSent, Unsent
from store import keys
from store.verify import verify
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

ANNA, BOON, HEAD, MANAGER, FAR, SHARER = 11, 12, 13, 14, 15, 1
NUMBER = "14-6911-0001"
WORDS = "หญิงชราหน้าวัดใหญ่"


@pytest.fixture
def unit(handling: Handling) -> Handling:
    """A centre with two on duty."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    return handling


def called(who: int, words: str = "", at: datetime = NOW) -> TextSent:
    """Build the typed word, with what comes after it."""
    text = f"แจ้งแทน {words}".strip()
    return replace(a_text(who, text, at, "caller", "7001"), rest=words)


def enter(
    handling: Handling, who: int = ANNA, words: str = WORDS, at: datetime = NOW
) -> list[Fact]:
    """Type, and send the place."""
    only(handling.do(called(who, words, at)), CallerPlaceAwaited)
    return handling.do(a_share(who, at=at))


def press(handling: Handling, who: int, act: str, **fields: str) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, NOW, **{"case": NUMBER} | fields))


def team_of(facts: list[Fact]) -> list[str]:
    """Return who is alerted."""
    return [one.person.line_id for one in only(facts, Alerted).team]


def test_should_open_a_case_of_the_callers_channel(unit: Handling) -> None:
    facts = enter(unit)

    entered, case = only(facts, CallerEntered), unit.case(NUMBER)
    assert (case.origin.channel, case.origin.entered_by) == (CALLER, unit.person(ANNA).id)
    assert (entered.joined, entered.may_work, entered.added.texts) == (False, True, (WORDS,))
    assert unit.queue("TH-14") == [NUMBER]
    assert [one.person for one in unit.unit().cases.shares(NUMBER)] == [NOBODY]
    assert [(one.person, one.text) for one in unit.unit().cases.details(NUMBER)] == [(0, WORDS)]
    assert team_of(facts) == [a_line_id(BOON)]


def test_should_count_a_share_and_no_sharer(unit: Handling) -> None:
    enter(unit)

    counted = [unit.count(name) for name in ("shares", "cases", "channel:caller")]
    assert counted == [1, 1, 1]
    assert not unit.client.exists(keys.shared(NOBODY), keys.person(NOBODY))
    assert not list(unit.client.scan_iter(keys.sharers("*", "*")))
    assert verify(unit.client) == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_should_take_it_from_officers_and_heads(handling: Handling, role: Role) -> None:
    handling.enrol(HEAD, role=role)

    only(enter(handling, HEAD), CallerEntered)


def test_should_not_take_it_from_others(handling: Handling) -> None:
    handling.enrol(MANAGER, role=Role.MANAGER)

    assert only(handling.do(called(MANAGER)), Refused).why is Refusal.NO_CASES
    assert only(handling.do(a_press(MANAGER, "caller")), Refused).why is Refusal.NO_CASES
    assert only(handling.do(a_press(SHARER, "caller")), Refused).why is Refusal.NOT_STAFF
    only(handling.do(called(SHARER, WORDS)), Guided)
    only(handling.do(a_share(SHARER)), CaseOpened)


def test_should_join_the_open_case_there(unit: Handling) -> None:
    unit.do(a_share(SHARER))
    press(unit, BOON, "claim")

    facts = enter(unit)

    assert only(facts, CallerEntered).joined
    assert only(facts, SharerAdded).to.line_id == a_line_id(BOON)
    case = unit.case(NUMBER)
    assert (case.shares, case.origin.channel) == (2, "")


def test_should_be_joined_by_a_sharer(unit: Handling) -> None:
    enter(unit)

    joined = only(unit.do(a_share(SHARER, near(AYUTTHAYA, 30))), ShareJoined)

    assert (joined.case.origin.channel, joined.case.shares) == (CALLER, 2)


def test_should_come_before_a_check_in(unit: Handling) -> None:
    unit.do(a_share(SHARER))
    press(unit, ANNA, "claim")
    press(unit, ANNA, "going")
    unit.do(called(ANNA))

    only(unit.do(a_share(ANNA, near(AYUTTHAYA, 5_000))), CallerEntered)

    only(unit.do(a_share(ANNA)), OfficerArrived)


def test_should_take_more_words_before_and_after_the_place(unit: Handling) -> None:
    unit.do(called(ANNA))
    awaited = only(unit.do(a_text(ANNA, "one")), CallerPlaceAwaited)
    assert awaited.words == ("one",)
    only(unit.do(a_text(ANNA, "two")), CallerPlaceAwaited)

    entered = only(unit.do(a_share(ANNA)), CallerEntered)
    marked = only(unit.do(a_text(ANNA, "three")), CallerMarked)

    assert entered.added.texts == ("two", "one")
    assert marked.added.texts == ("three", "two", "one")
    assert not unit.client.exists(keys.caller_words(unit.person(ANNA).id))


def test_should_forget_the_words_in_time(unit: Handling) -> None:
    unit.do(called(ANNA, WORDS))

    left = unit.client.ttl(keys.caller_words(unit.person(ANNA).id))
    assert 0 < left <= 15 * 60


def test_should_drop_it(unit: Handling) -> None:
    unit.do(called(ANNA, WORDS))

    only(unit.do(a_press(ANNA, "caller", cancel="yes")), CallerDropped)

    assert not unit.client.exists(keys.caller_words(unit.person(ANNA).id))
    only(unit.do(a_share(ANNA)), CaseOpened)


def test_should_wait_for_the_place_for_fifteen_minutes(unit: Handling) -> None:
    unit.do(called(ANNA))

    only(unit.do(a_share(ANNA, at=NOW + minutes(15))), CaseOpened)


def test_should_bring_no_more_words_into_a_case_than_anybody_reads(unit: Handling) -> None:
    enter(unit)
    for number in range(8):
        unit.do(a_text(ANNA, f"more {number}"))
    unit.do(replace(called(BOON, "one"), message="7002"))
    for word in ("two", "three"):
        unit.do(a_text(BOON, word))

    entered = only(unit.do(a_share(BOON)), CallerEntered)

    assert entered.added.texts == ("one",)
    assert len(unit.unit().cases.details(NUMBER)) == 10


def test_should_begin_anew_with_new_words(unit: Handling) -> None:
    unit.do(called(ANNA, "an older call"))

    entered = only(enter(unit), CallerEntered)

    assert entered.added.texts == (WORDS,)


def test_should_take_the_next_place_for_a_share_of_their_own(unit: Handling) -> None:
    enter(unit)

    only(unit.do(a_share(ANNA, CHIANG_MAI)), CaseOpened)


def test_should_refuse_a_place_abroad_and_wait_on(unit: Handling) -> None:
    unit.do(called(ANNA))

    only(unit.do(a_share(ANNA, VIENTIANE)), ShareRefused)

    only(unit.do(a_share(ANNA)), CallerEntered)


def test_should_mark_kind_and_danger(unit: Handling) -> None:
    enter(unit)

    kind = press(unit, ANNA, "entered", kind="ADULT")
    danger = press(unit, ANNA, "entered", urgent="MEDICAL")

    assert [type(fact) for fact in kind] == [CallerMarked]
    assert only(danger, CallerMarked).case.need.dangers == ("MEDICAL",)
    assert only(danger, Alerted).why is Why.URGENT
    assert team_of(danger) == [a_line_id(BOON)]
    assert unit.case(NUMBER).need.kind == "ADULT"
    assert [type(fact) for fact in press(unit, ANNA, "entered", urgent="MEDICAL")] == [CallerMarked]


def test_should_let_those_mark_it_who_may(unit: Handling) -> None:
    unit.enrol(FAR, "TH-50")
    enter(unit, FAR)

    for who in (FAR, BOON):  # who entered it, and its own centre
        only(press(unit, who, "entered", kind="ADULT"), CallerMarked)
    unit.enrol(HEAD, "TH-20")
    refused = only(press(unit, HEAD, "entered", kind="OTHER"), Refused)
    assert refused.why is Refusal.OTHER_CENTRE
    only(press(unit, SHARER, "entered", kind="OTHER"), Refused)
    assert unit.case(NUMBER).need.kind == "ADULT"


def test_should_leave_what_sharers_say_to_them(unit: Handling) -> None:
    unit.do(a_share(SHARER))

    refused = only(press(unit, ANNA, "entered", kind="ADULT"), Refused)

    assert refused.why is Refusal.NOT_A_CALLERS
    nothing = only(press(unit, ANNA, "entered", case="14-6911-0099"), Refused)
    assert nothing.why is Refusal.NO_SUCH_CASE


def test_should_mark_nothing_after_the_close(unit: Handling) -> None:
    enter(unit)
    for act in ("claim", "going", "arrived", "not_found"):
        press(unit, ANNA, act)

    refused = only(press(unit, ANNA, "entered", kind="ADULT"), Refused)
    typed = only(unit.do(a_text(ANNA, "more")), Refused)

    assert (refused.why, typed.why) == (Refusal.CLOSED_ALREADY, Refusal.CLOSED_ALREADY)
    only(unit.do(a_text(ANNA, "more")), Guided)


def test_should_change_nothing_on_a_mark_it_does_not_know(unit: Handling) -> None:
    enter(unit)

    only(press(unit, ANNA, "entered", kind="GARBAGE"), CallerMarked)

    assert unit.case(NUMBER).need.kind is None


def test_should_take_words_back(unit: Handling) -> None:
    unit.do(called(ANNA, WORDS))
    unit.do(Unsent(an_event_id(), NOW, a_line_id(ANNA), "7001"))
    assert not unit.client.exists(keys.caller_words(unit.person(ANNA).id))
    entered = only(unit.do(a_share(ANNA)), CallerEntered)
    assert entered.added.texts == ()

    more = a_text(ANNA, "more", NOW, message="7002")
    only(unit.do(more), CallerMarked)
    unit.do(Unsent(an_event_id(), NOW, a_line_id(ANNA), "7002"))
    assert unit.unit().cases.details(NUMBER) == []


#: Everything that walks over sharers: with one who is nobody there is nothing to do, and no harm.
WALKS = {
    "still there": (["claim", "going"], OfficerGoing),
    "release": (["claim", "release&sure=yes"], CaseReleased),
    "claim": (["claim"], CaseClaimed),
    "ask": (["claim", "ask"], Refused),
    "ask with one tap": (["claim", "ask&q=where"], Refused),
}


@pytest.mark.parametrize(("acts", "kind"), WALKS.values(), ids=WALKS)
def test_should_find_nobody_to_ask(unit: Handling, acts: list[str], kind: type[Fact]) -> None:
    enter(unit)

    for act in acts:
        name, _, field = act.partition("&")
        facts = press(unit, ANNA, name, **dict([field.split("=")] if field else []))

    only(facts, kind)
    assert not [one for one in facts if isinstance(one, StillThereAsked | SharerAsked)]
    if kind is Refused:
        assert only(facts, Refused).why is Refusal.NOBODY_TO_ASK


@pytest.mark.parametrize("outcome", ["NOT_FOUND", "FALSE_REPORT"])
def test_should_tell_nobody_of_the_outcome(unit: Handling, outcome: str) -> None:
    enter(unit)
    for act in ("claim", "going", "arrived"):
        press(unit, ANNA, act)
    press(unit, ANNA, "close", outcome=outcome)

    told = []
    for due in unit.timers():
        told += unit.do(due)

    assert [one.sharers for one in told if isinstance(one, SharersTold)] == [()]
    assert not unit.client.exists(keys.false_reports(NOBODY), keys.shares(NUMBER))
    assert verify(unit.client) == []


def test_should_ask_the_sharers_beside_a_caller(client: object) -> None:
    handling = Handling(client, a_context(most_asked=1))
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    enter(handling, at=NOW + minutes(1))
    press(handling, ANNA, "claim")

    facts = press(handling, ANNA, "going")

    asked = only(facts, StillThereAsked)
    assert [one.line_id for one in asked.sharers] == [a_line_id(SHARER)]


def test_should_leave_a_callers_share_when_a_sharer_goes(unit: Handling) -> None:
    unit.do(a_share(SHARER))
    enter(unit)
    sure = {"sure": "yes", "asked": str(int(NOW.timestamp() * 1000))}
    unit.do(a_press(SHARER, "erase", NOW, **sure))

    assert [one.person for one in unit.unit().cases.shares(NUMBER)] == [NOBODY]
    assert unit.case(NUMBER).shares == 2


def test_should_erase_what_a_member_wrote_and_did_not_send(unit: Handling) -> None:
    unit.do(called(ANNA, WORDS))
    number = unit.person(ANNA).id
    sure = {"sure": "yes", "asked": str(int(NOW.timestamp() * 1000))}
    unit.do(a_press(ANNA, "erase", NOW, **sure))

    assert not unit.client.exists(keys.caller_words(number))


def test_should_let_a_sharer_split_from_a_callers_case(unit: Handling) -> None:
    enter(unit)
    joined = only(unit.do(a_share(SHARER, near(AYUTTHAYA, 30))), ShareJoined)

    split = unit.do(a_press(SHARER, "split", case=NUMBER, share=joined.share))

    assert only(split, CaseOpened).case.origin.channel == ""
    assert verify(unit.client) == []
