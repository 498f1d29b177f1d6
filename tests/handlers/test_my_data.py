"""What is kept of a person: shown, erased, and said once in a notice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.case import Place
from cases.facts.fact import Fact
from cases.facts.personal_data import (
    EraseAsked,
    Erased,
    EraseRefused,
    MyDataShown,
    NothingKept,
    NoticeGiven,
)
from cases.facts.shares import CaseOpened, SharersTold, Welcomed
from cases.facts.team_changes import MemberLeft
from cases.masking import Kept
from cases.people import Invitation, Language, Role
from cases.ports import Timer
from handlers.dispatch import handle
from handlers.events import Pressed, Unfollowed
from handlers.request import Request
from store import keys
from store.exceptions import LostRace
from store.outbox import OutboundMessage, Outbox
from store.people import RedisPeople, digest, invite
from store.stream import GROUP, Keeper
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    a_follow,
    a_line_id,
    a_press,
    a_share,
    a_text,
    an_event_id,
    minutes,
    with_fields,
)
from tests.handling import Handling, only
from tests.lives import WORDS, a_call, add, arrange_a_life, sure
from tests.scan import everything, keys_with


def test_should_show_what_is_kept(handling: Handling) -> None:
    handling.do(a_share(1, CHIANG_MAI))
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    handling.do(a_share(1, at=NOW + minutes(0.5)))
    handling.do(a_share(2))
    add(handling, 1, number, WORDS)
    add(handling, 1, number, at=1)
    add(handling, 2, number, "x")

    shown = only(handling.do(a_press(1, "my_data")), MyDataShown)

    assert shown.kept == Kept(shares=3, cases=2, words=1, attachments=1)
    assert shown.to.since == NOW
    assert shown.member is None


@pytest.mark.parametrize("act", ["my_data", "erase"])
def test_should_understand_typed_words_of_everybody(handling: Handling, act: str) -> None:
    handling.do(a_share(1))

    (fact,) = handling.do(a_text(1, "x", act=act))

    assert isinstance(fact, MyDataShown | EraseAsked)


@pytest.mark.parametrize("fields", [{}, {"sure": "yes"}], ids=str)
@pytest.mark.parametrize("act", ["my_data", "erase"])
def test_should_make_nobody_known_who_asks_for_data(
    handling: Handling, act: str, fields: dict[str, str]
) -> None:
    press = with_fields(a_press(1, act), fields)

    only(handling.do(press), NothingKept)

    assert a_line_id(1) not in everything(handling.client).decode()


def test_should_ask_before_erasing(handling: Handling) -> None:
    handling.do(a_share(1))

    asked = only(handling.do(a_press(1, "erase")), EraseAsked)

    assert (asked.at, asked.again) == (NOW, False)
    assert handling.unit().people.known(a_line_id(1)) is not None


@pytest.mark.parametrize(
    "late",
    [
        pytest.param(sure(1, pressed=10.1), id="too late"),
        pytest.param(sure(1, asked=2, pressed=1), id="before it was asked"),
        pytest.param(a_press(1, "erase", sure="yes", asked="x"), id="no time"),
        pytest.param(
            with_fields(a_press(1, "erase"), {"sure": "yes", "asked": "9" * 400}), id="forged"
        ),
        pytest.param(with_fields(a_press(1, "erase"), {"sure": "yes", "asked": "๑"}), id="Thai"),
    ],
)
def test_should_ask_again_for_an_answer_out_of_time(handling: Handling, late: Pressed) -> None:
    handling.do(a_share(1))

    again = only(handling.do(late), EraseAsked)

    assert again.again
    assert again.at == late.at
    assert handling.unit().people.known(a_line_id(1)) is not None


def test_should_leave_no_trace_of_who_is_erased(handling: Handling) -> None:
    arrange_a_life(handling, 1)
    number = handling.person(1).id
    assert len(keys_with(handling.client, a_line_id(1))) == 8

    only(handling.do(sure(1)), Erased)

    assert keys_with(handling.client, a_line_id(1), WORDS[:12], "45671") == []
    left = [key for key in handling.client.scan_iter() if key.endswith(b":%d" % number)]
    assert left == []
    assert handling.case("14-6911-0001").shares == 3
    assert handling.count("shares") == 3


def test_should_leave_all_others_as_they_are(handling: Handling) -> None:
    arrange_a_life(handling, 2)
    handling.do(a_share(1))
    before = [key for key in keys_with(handling.client, a_line_id(2)) if "outbox" not in key]

    only(handling.do(sure(1)), Erased)

    after = [key for key in keys_with(handling.client, a_line_id(2)) if "outbox" not in key]
    assert after == before
    kept = only(handling.do(a_press(2, "my_data")), MyDataShown).kept
    assert kept == Kept(shares=2, cases=1, words=1, attachments=1)


def test_should_keep_the_others_events_of_a_dead_letter(handling: Handling) -> None:
    arrange_a_life(handling, 1)

    handling.do(sure(1))

    rows = handling.client.xrange(keys.DEAD)
    bodies = [json.loads(fields[b"body"])["events"] for _, fields in rows]
    assert [[event["of"] for event in events] for events in bodies] == [[77], [77]]
    assert {row[1][b"error"] for row in rows} == {b"x"}


def test_should_not_bring_a_call_back_that_a_sender_has_in_hand(handling: Handling) -> None:
    box = Outbox(handling.client, "sender")
    box.prepare()
    handling.do(a_share(1))
    unit = handling.unit()
    unit.commit([a_call(1)])
    (entry,) = box.take(1, 100)

    handling.do(sure(1))

    assert not box.later(entry, a_call(1), NOW)
    assert not box.park(entry, a_call(1), "quota")
    assert a_line_id(1) not in everything(handling.client).decode()
    assert handling.client.xpending(keys.OUTBOX, GROUP)["pending"] == 0


def test_should_never_take_out_an_alert(handling: Handling) -> None:
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    add(handling, 1, number, "1")
    unit = handling.unit()
    unit.commit([replace(a_call(9, f"{number} 1"), alert_for=number)])

    handling.do(sure(1))

    assert handling.client.xlen(keys.OUTBOX) == 1


@pytest.mark.parametrize("named", [a_line_id(1), f'14-6911-0001 says "{WORDS}"'])
def test_should_erase_what_is_parked_and_cannot_be_read(handling: Handling, named: str) -> None:
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    add(handling, 1, number, f'"{WORDS}"')
    odd = json.dumps({"call": json.dumps([named], ensure_ascii=False)}, ensure_ascii=False)
    handling.client.hset(keys.PARKED, mapping={"odd": odd, "others": "{"})

    only(handling.do(sure(1)), Erased)

    assert handling.client.hkeys(keys.PARKED) == [b"others"]


def test_should_erase_once_and_make_nobody_of_an_event_that_comes_again(
    handling: Handling,
) -> None:
    share, erase = a_share(1), sure(1)
    handling.do(share)
    only(handling.do(erase), Erased)

    assert handling.do(erase) == []
    assert handling.do(share) == []
    only(handling.do(sure(1, pressed=2)), NothingKept)
    assert handling.do(Unfollowed(an_event_id(), NOW, a_line_id(1))) == []
    assert a_line_id(1) not in everything(handling.client).decode()


def test_should_begin_anew_with_who_writes_again(handling: Handling) -> None:
    handling.do(a_share(1))
    before = handling.person(1).id
    handling.do(sure(1))

    facts = handling.do(a_share(1, at=NOW + minutes(5)))

    only(facts, NoticeGiven)
    assert handling.person(1).id != before
    kept = only(handling.do(a_press(1, "my_data")), MyDataShown).kept
    assert (kept.shares, kept.cases) == (1, 1)


def test_should_not_write_back_somebody_who_is_erased_meanwhile(handling: Handling) -> None:
    handling.do(a_share(1))
    late = a_share(1, CHIANG_MAI)
    unit = handling.unit(late.id)
    handle(Request(late, unit, handling.context))

    handling.do(sure(1))

    with pytest.raises(LostRace):
        unit.commit([])
    assert a_line_id(1) not in everything(handling.client).decode()


def test_should_not_write_back_somebody_whose_number_was_looked_up_before(
    handling: Handling,
) -> None:
    handling.do(a_share(1))
    number = handling.person(1).id

    def look_up_then_erase(**_: object) -> int:
        handling.do(sure(1))
        return number

    people = RedisPeople(handling.unit().tx, look_up_then_erase, NOW)

    with pytest.raises(LostRace):
        people.of_line(a_line_id(1))


def test_should_not_miss_what_is_shared_meanwhile(handling: Handling) -> None:
    handling.do(a_share(1))
    erase = sure(1)
    unit = handling.unit(erase.id, erase.at)
    handle(Request(erase, unit, handling.context))

    handling.do(a_share(1))

    with pytest.raises(LostRace):
        unit.commit([])


def test_should_tell_nobody_who_was_erased(handling: Handling) -> None:
    handling.enrol(9)
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    handling.do(a_share(2))
    handling.do(sure(1))
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9, act, case=number))

    told = next(due for due in handling.timers() if due.kind == Timer.TELL_SHARERS)

    sharers = only(handling.do(told), SharersTold).sharers
    assert [one.line_id for one in sharers] == [a_line_id(2)]


def test_should_not_erase_a_member_with_cases_in_hand(handling: Handling) -> None:
    handling.enrol(9)
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    handling.do(a_press(9, "claim", case=number))

    for event in (a_press(9, "erase"), sure(9)):
        assert only(handling.do(event), EraseRefused).cases == 1

    assert handling.unit().teams.find(handling.person(9)) is not None


def test_should_take_words_and_names_of_who_is_erased_out_of_calls_to_others(
    handling: Handling,
) -> None:
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    add(handling, 1, number, WORDS)
    handling.enrol(1)
    unit = handling.unit()
    member = unit.teams.find(unit.people.of_line(a_line_id(1)))
    assert member is not None
    unit.teams.save(replace(member, name="เอ"))
    unit.commit([])
    handling.client.delete(keys.OUTBOX)
    alert = replace(a_call(9, f"{number} {WORDS}"), alert_for=number)
    named = a_call(9, "นำ เอ ออกจากทีมแล้วค่ะ เอกสาร: “เอ”")
    handling.unit(an_event_id()).commit([alert, named])

    only(handling.do(sure(1)), Erased)

    left = [
        OutboundMessage.from_json(row[b"call"]) for _, row in handling.client.xrange(keys.OUTBOX)
    ]
    texts = [call.messages[0]["text"] for call in left]
    assert texts == [f"{number} …", "นำ … ออกจากทีมแล้วค่ะ เอกสาร: “…”"]
    assert [call.alert_for for call in left] == [number, ""]


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("is_shared", [False, True], ids=["alone", "with another"])
def test_should_take_the_place_away_with_the_only_sharer(
    handling: Handling, is_closed: bool, is_shared: bool
) -> None:
    address = "บ้านของสมชาย 99/1 ถนนโรจนะ อำเภอพระนครศรีอยุธยา"
    sent = replace(a_share(1), place=Place(AYUTTHAYA, address))
    number = only(handling.do(sent), CaseOpened).case.number
    handling.do(replace(a_share(1), place=Place(AYUTTHAYA, address)))
    if is_shared:
        handling.do(a_share(2))
    handling.enrol(9)
    for act in ("claim", "going", "arrived", "not_found") if is_closed else ():
        handling.do(a_press(9, act, case=number))
    handling.client.delete(keys.OUTBOX)
    alert = replace(a_call(9, f"{number} {address}"), alert_for=number)
    handling.unit(an_event_id()).commit([alert])

    only(handling.do(sure(1)), Erased)

    kept = handling.case(number).place
    if is_shared:
        assert kept == Place(AYUTTHAYA, address)
    else:
        assert kept == Place(AYUTTHAYA.rounded(3) if is_closed else AYUTTHAYA)
        assert address[:12].encode() not in everything(handling.client)
    assert handling.client.xlen(keys.OUTBOX) == 1


def test_should_keep_no_name_in_an_invitation_that_is_used(handling: Handling) -> None:
    once = invite(handling.client, Invitation("TH-14", Role.OFFICER, "สมชาย ใจดี"), uses=1, days=3)
    twice = invite(handling.client, Invitation("TH-14", Role.OFFICER, "สมชาย ใจดี"), uses=2, days=3)

    handling.do(a_text(1, once))
    handling.do(a_text(2, twice))
    for who in (1, 2):
        only(handling.do(sure(who)), Erased)

    assert keys_with(handling.client, "สมชาย") == []
    assert handling.client.ttl(keys.invitation(digest(twice))) > 0
    handling.do(a_text(3, twice))
    assert handling.person(3).centre == "TH-14"


def test_should_take_a_member_out_of_the_team_and_tell_the_heads(handling: Handling) -> None:
    handling.enrol(8, role=Role.HEAD)
    handling.enrol(9)
    assert only(handling.do(a_press(9, "my_data")), MyDataShown).member is not None

    left = only(handling.do(sure(9)), MemberLeft)

    assert [head.person.line_id for head in left.heads] == [a_line_id(8)]
    assert [member.person.line_id for member in handling.unit().teams.of("TH-14")] == [a_line_id(8)]
    assert keys_with(handling.client, a_line_id(9), "name 9") == []


@pytest.mark.parametrize(
    "event",
    [a_share(1), a_text(1, "สวัสดี"), a_press(1, "x"), a_press(1, "claim"), a_follow(1)],
    ids=lambda event: type(event).__name__,
)
def test_should_give_the_notice_with_the_first_answer_only(handling: Handling, event: Any) -> None:
    first = handling.do(replace(event, id=an_event_id()))
    again = handling.do(replace(event, id=an_event_id()))

    given = [fact for fact in first if isinstance(fact, NoticeGiven | Welcomed)]
    assert len(given) == 1
    assert not any(isinstance(fact, NoticeGiven) for fact in again)


def test_should_give_the_notice_in_the_language_of_the_answer(handling: Handling) -> None:
    told = handling.do(a_press(1, "language", to="en"))

    assert only(told, NoticeGiven).to.language is Language.ENGLISH


def test_should_keep_the_notice_for_an_answer_that_is_given(handling: Handling) -> None:
    handling.do(replace(a_share(1), reply_token=""))

    facts: list[Fact] = handling.do(a_text(1, "?"))

    only(facts, NoticeGiven)


def test_should_keep_shares_of_who_blocks_and_comes_back(handling: Handling) -> None:
    handling.do(a_share(1, AYUTTHAYA))
    handling.do(Unfollowed(an_event_id(), NOW + minutes(1), a_line_id(1)))
    assert handling.person(1).blocked

    handling.do(a_follow(1, NOW + timedelta(hours=1)))

    assert not handling.person(1).blocked
    assert only(handling.do(a_press(1, "my_data")), MyDataShown).kept.shares == 1


def test_should_leave_the_inbox_alone(handling: Handling) -> None:
    handling.do(a_share(1))
    Keeper(handling.client).keep(a_line_id(1).encode(), NOW)

    handling.do(sure(1))

    assert handling.client.xlen(keys.INBOX) == 1  # it will be worked on: somebody new wrote
