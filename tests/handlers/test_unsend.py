"""What is taken back leaves nothing behind, and what was counted stays counted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from cases.case import Detail, Form, Place
from cases.facts.answers import PlaceTakenBack
from cases.facts.shares import CaseOpened, NotSplit, ShareJoined, SharersTold
from cases.people import About, Topic
from cases.ports import NotFetched, Timer
from handlers.dispatch import handle
from handlers.events import LocationSent
from handlers.request import Request
from messages.chat import cut
from store import keys
from store.exceptions import LostRace
from store.failures import read_parked
from store.outbox import OutboundMessage, Outbox, parked_row
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_text,
    an_event_id,
    changed,
    minutes,
    near,
)
from tests.handlers.photo_rig import NUMBER, Rig
from tests.handling import only
from tests.photos import Album, a_photo, an_unsend

#: As LINE's: found again wherever it stands.
MESSAGE = 461_230_966_842_064_897


@pytest.fixture
def rig(client: Any) -> Rig:
    album = Album({str(MESSAGE): b"the very photo"})
    return Rig(client, replace(a_context(), attachments=album), album)


def a_place(who: int, message: str, address: str = "", at: int = 0) -> LocationSent:
    """Build a location message that can be taken back."""
    place = Place(AYUTTHAYA, address)
    return LocationSent(
        an_event_id(), NOW + minutes(at), a_line_id(who), place, message, reply_token="t"
    )


def shared(rig: Rig, who: int, message: str, address: str = "", at: int = 0) -> str:
    facts = rig.do(a_place(who, message, address, at))
    (fact,) = [one for one in facts if isinstance(one, CaseOpened | ShareJoined)]
    rig.talk(who, fact.case.number)
    return fact.case.number


def everything(client: Any) -> bytes:
    """Return every key of the store with all that lies there."""
    readers = {
        b"string": client.get,
        b"hash": client.hgetall,
        b"set": client.smembers,
        b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
        b"stream": client.xrange,
    }
    keys_there = client.keys("*")
    return b"\n".join(
        key + b" " + repr(readers[client.type(key)](key)).encode() for key in keys_there
    )


def traces(rig: Rig) -> list[bytes]:
    """Return what of the photo is found anywhere."""
    found = everything(rig.client)
    assert NUMBER.encode() in found
    return [trace for trace in (str(MESSAGE).encode(), b"the very photo") if trace in found]


def test_should_see_a_photo_that_is_there(rig: Rig) -> None:
    shared(rig, 1, "1")
    rig.do(a_photo(1, MESSAGE))
    rig.fetch()

    assert len(traces(rig)) == 2


@pytest.mark.parametrize("moment", ["before it is fetched", "after", "after it was not ready"])
def test_should_leave_no_trace_of_an_unsent_photo(rig: Rig, moment: str) -> None:
    shared(rig, 1, "1")
    rig.claimed()
    rig.do(a_photo(1, MESSAGE))
    if moment == "after it was not ready":
        rig.album.photos[str(MESSAGE)] = NotFetched.NOT_READY
    if moment != "before it is fetched":
        rig.fetch()
        rig.recount()
    unsend = an_unsend(1, MESSAGE)

    assert rig.do(unsend) == []
    assert rig.do(unsend) == []  # redelivered
    rig.recount()

    assert traces(rig) == []
    assert (rig.case(NUMBER).attachments, rig.next_fetch()) == (0, None)


def test_should_leave_no_trace_of_a_photo_that_was_unsent_before_it_came(rig: Rig) -> None:
    shared(rig, 1, "1")

    rig.do(an_unsend(1, MESSAGE))
    told = rig.do(a_photo(1, MESSAGE))

    assert told == []
    assert traces(rig) == []


def test_should_delete_unsent_words(rig: Rig) -> None:
    shared(rig, 1, "1")
    unit = rig.unit(an_event_id())
    person = rig.person(1).id
    unit.cases.put_detail(NUMBER, Detail("7", person, NOW, Form.WORDS, "หน้าร้านทอง"))
    unit.cases.put_detail(NUMBER, Detail("8", person, NOW, Form.WORDS, "เสื้อแดง"))
    unit.commit([])

    rig.do(an_unsend(1, 7))

    assert rig.details() == ["8"]


def test_should_not_act_on_words_or_places_that_were_unsent_before_they_came(rig: Rig) -> None:
    for message in ("5", "6"):
        rig.do(an_unsend(1, message))

    assert rig.do(a_place(1, "5")) == []
    assert rig.do(a_text(1, "x", NOW, message="6")) == []
    assert rig.client.keys(f"{keys.TAG}:case:*") == []


def test_should_delete_nothing_of_somebody_else(rig: Rig) -> None:
    shared(rig, 1, "1")
    shared(rig, 2, "2")
    rig.do(a_photo(1, MESSAGE))
    rig.fetch()

    for message in (MESSAGE, 1):
        rig.do(an_unsend(2, message))

    assert len(traces(rig)) == 2
    assert len(rig.unit().cases.shares(NUMBER)) == 2


def test_should_keep_an_unsent_share_counted_and_forget_whose_it_was(rig: Rig) -> None:
    shared(rig, 1, "1", "บ้านของสมชาย")
    shared(rig, 2, "2")

    rig.do(an_unsend(1, 1))

    case = rig.case(NUMBER)
    assert (case.shares, case.place.address) == (2, "บ้านของสมชาย")
    assert rig.person(1).id not in {share.person for share in rig.unit().cases.shares(NUMBER)}
    assert rig.unit().cases.shared_by(rig.person(1).id, count=9) == []
    assert rig.count("shares") == 2


def test_should_delete_the_address_with_the_only_tie(rig: Rig) -> None:
    shared(rig, 1, "1", "บ้านของสมชาย")

    rig.do(an_unsend(1, 1))

    assert rig.case(NUMBER).place == Place(AYUTTHAYA)
    assert rig.case(NUMBER).is_open
    assert "บ้านของสมชาย".encode() not in everything(rig.client)


def test_should_delete_with_the_last_tie_what_was_added(rig: Rig) -> None:
    shared(rig, 1, "1")
    shared(rig, 2, "2")
    rig.do(a_photo(1, MESSAGE))
    rig.do(a_photo(2, 99))
    rig.fetch()

    rig.do(an_unsend(1, 1))

    assert traces(rig) == []
    assert rig.details() == ["99"]
    assert rig.person(1).topic is None
    assert rig.person(2).topic is not None


def test_should_stay_tied_by_another_share(rig: Rig) -> None:
    shared(rig, 1, "1")
    shared(rig, 1, "2", at=1)
    rig.do(a_photo(1, MESSAGE))

    rig.do(an_unsend(1, 1))

    assert rig.details() == [str(MESSAGE)]
    assert [one.number for one in rig.unit().cases.shared_by(rig.person(1).id, count=9)] == [NUMBER]
    assert rig.person(1).topic is not None


def test_should_not_end_the_talk_about_another_case(rig: Rig) -> None:
    shared(rig, 1, "1")
    topic = Topic(About.DETAIL, "50-6911-0001", NOW + minutes(60))
    rig.talk(1, topic.case)

    rig.do(an_unsend(1, 1))

    assert rig.person(1).topic == topic


def test_should_not_tell_the_outcome_to_one_who_took_the_share_back(rig: Rig) -> None:
    shared(rig, 1, "1")
    shared(rig, 2, "2")
    rig.do(an_unsend(1, 1))
    rig.claimed()
    rig.closed()
    (tell,) = [one for one in rig.timers() if one.kind == Timer.TELL_SHARERS]

    told = only(rig.do(tell), SharersTold)

    assert [person.id for person in told.sharers] == [rig.person(2).id]


def test_should_answer_the_button_of_an_unsent_share(rig: Rig) -> None:
    shared(rig, 2, "2")
    joined = only(rig.do(a_place(1, "1")), ShareJoined)
    rig.do(an_unsend(1, 1))

    only(rig.do(a_press(1, "split", case=NUMBER, share=joined.share)), NotSplit)

    assert rig.case(NUMBER).shares == 2


def test_should_find_a_message_among_several_cases(rig: Rig) -> None:
    shared(rig, 1, "1")
    rig.do(a_photo(1, MESSAGE))
    place = replace(a_place(1, "2"), place=Place(CHIANG_MAI))
    only(rig.do(place), CaseOpened)

    rig.do(an_unsend(1, MESSAGE))

    assert traces(rig) == []
    log = [fields[b"act"] for _, fields in rig.client.xrange(keys.LOG)]
    assert log.count(b"unsent") == 1


WORDS = "หน้าร้านทอง ใส่เสื้อแดง ข้างตู้เอทีเอ็ม"
ADDRESS = "99/1 ถนนโรจนะ ตำบลหอรัตนไชย อำเภอพระนครศรีอยุธยา"


def a_quoting_call(*lines: str, alert_for: str = "") -> OutboundMessage:
    """Build a push to a colleague that quotes, as cards and their notifications do."""
    told = "\n".join(lines)
    text = {"type": "text", "text": f"{NUMBER}\n{told}", "wrap": True}
    bubble = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [text]}}
    card = {"type": "flex", "altText": f"{NUMBER} {told}", "contents": bubble}
    return OutboundMessage(an_event_id(), a_line_id(9), (card,), 1, alert_for=alert_for)


def wait_everywhere(client: Any, call: OutboundMessage) -> None:
    """Let a call wait at each place where one can."""
    client.xadd(keys.OUTBOX, {**dict([call.to_words()]), "due": 1})
    for waiting in (keys.OUTBOX_LATER, keys.WAITING_FOR_LINE, keys.WAITING_FOR_QUOTA):
        client.zadd(waiting, {call.to_json(): 100_001_764_532_000})
    client.hset(keys.PARKED, call.id, parked_row(call.to_json(), "refused_403"))


def waiting_calls(client: Any) -> list[OutboundMessage]:
    """Return every call, wherever it waits."""
    raw = [fields[b"call"] for _, fields in client.xrange(keys.OUTBOX)]
    for waiting in (keys.OUTBOX_LATER, keys.WAITING_FOR_LINE, keys.WAITING_FOR_QUOTA):
        raw += client.zrange(waiting, 0, -1)
    parked = [read_parked(row) for row in client.hvals(keys.PARKED)]
    return [*map(OutboundMessage.from_json, raw), *(row[0] for row in parked if row)]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(WORDS, WORDS, id="whole"),
        pytest.param(f"  {WORDS}\n\n{WORDS}", f"{WORDS} {WORDS}", id="on one line"),
        pytest.param(WORDS * 3, cut(WORDS * 3, 80), id="cut"),
        pytest.param(WORDS * 3, cut(WORDS * 3, 40), id="cut in a list"),
        pytest.param('ป้าย "A\\1" (ขวา)', 'ป้าย "A\\1" (ขวา)', id="signs"),
        pytest.param("แดง", "• แดง", id="short, in a row"),
        pytest.param("แดง", "แดง", id="short, alone"),
    ],
)
@pytest.mark.parametrize("alert_for", ["", NUMBER], ids=["news", "alert"])
def test_should_take_unsent_words_out_of_calls_that_wait(
    rig: Rig, words: str, shown: str, alert_for: str
) -> None:
    shared(rig, 1, "1")
    rig.client.delete(keys.OUTBOX)
    unit = rig.unit(an_event_id())
    unit.cases.put_detail(NUMBER, Detail("7", rig.person(1).id, NOW, Form.WORDS, words))
    unit.commit([])
    call = a_quoting_call("คนขอทาน", shown, "3 กม.", alert_for=alert_for)
    wait_everywhere(rig.client, call)

    rig.do(an_unsend(1, 7))

    calls = waiting_calls(rig.client)
    assert len(calls) == 5
    for left in calls:
        text = left.messages[0]["contents"]["body"]["contents"][0]["text"]
        instead = "• …" if shown.startswith("• ") else "…"
        assert text == f"{NUMBER}\nคนขอทาน\n{instead}\n3 กม."
        assert replace(left, messages=call.messages) == call
    assert shown.removeprefix("• ").encode() not in everything(rig.client)
    assert rig.client.xrange(keys.OUTBOX)[0][1][b"due"] == b"1"
    assert rig.client.zscore(keys.WAITING_FOR_LINE, calls[2].to_json()) == 100_001_764_532_000


def test_should_leave_other_calls_as_they_are(rig: Rig) -> None:
    shared(rig, 1, "1")
    rig.client.delete(keys.OUTBOX)
    unit = rig.unit(an_event_id())
    unit.cases.put_detail(NUMBER, Detail("7", rig.person(1).id, NOW, Form.WORDS, "1"))
    unit.commit([])
    call = a_quoting_call("ร้านทองหน้าวัด", "เคส 1 เรื่อง", alert_for=NUMBER)
    wait_everywhere(rig.client, call)

    rig.do(an_unsend(1, 7))

    assert waiting_calls(rig.client) == [call] * 5


def test_should_take_the_address_out_of_alerts_and_leave_the_point(rig: Rig) -> None:
    shared(rig, 1, "1", ADDRESS)
    rig.client.delete(keys.OUTBOX)
    call = a_quoting_call(cut(ADDRESS, 100), cut(ADDRESS, 32), alert_for=NUMBER)
    wait_everywhere(rig.client, call)

    rig.do(an_unsend(1, 1))

    calls = waiting_calls(rig.client)
    point = f"{AYUTTHAYA.latitude:.5f}, {AYUTTHAYA.longitude:.5f}"
    assert [left.messages[0]["altText"] for left in calls] == [f"{NUMBER} {point}\n{point}"] * 5
    assert ADDRESS[:20].encode() not in everything(rig.client)


def test_should_take_unsent_words_out_of_calls_of_an_earlier_number(rig: Rig) -> None:
    shared(rig, 1, "1")
    rig.client.delete(keys.OUTBOX)
    unit = rig.unit(an_event_id())
    unit.cases.save(changed(rig.case(NUMBER), merged=("14-6911-0009",)))
    unit.cases.put_detail(NUMBER, Detail("7", rig.person(1).id, NOW, Form.WORDS, WORDS))
    message = {"type": "text", "text": f"14-6911-0009 {WORDS}"}
    unit.commit([OutboundMessage(an_event_id(), a_line_id(9), (message,), 1)])

    rig.do(an_unsend(1, 7))

    (left,) = waiting_calls(rig.client)
    assert left.messages[0]["text"] == "14-6911-0009 …"


def test_should_take_the_event_out_of_what_could_not_be_worked_on(rig: Rig) -> None:
    events = [
        {"message": {"id": one, "type": "text", "text": f"words of {one}"}} for one in ("7", "77")
    ]
    for told in (events, events[:1], events[1:]):
        body = json.dumps({"destination": "U0", "events": told})
        rig.client.xadd(keys.DEAD, {"body": body, "at": 1, "error": "x"})

    rig.do(an_unsend(1, 7))

    bodies = [json.loads(fields[b"body"]) for _, fields in rig.client.xrange(keys.DEAD)]
    assert sorted(len(body["events"]) for body in bodies) == [1, 1]
    assert {body["events"][0]["message"]["id"] for body in bodies} == {"77"}


def test_should_decide_anew_where_a_call_is_delivered_meanwhile(rig: Rig) -> None:
    shared(rig, 1, "1", ADDRESS)
    rig.client.delete(keys.OUTBOX)
    box = Outbox(rig.client, "sender")
    box.prepare()
    unit = rig.unit(an_event_id())
    unit.commit([a_quoting_call(ADDRESS)])
    (entry,) = box.take(1, 100)
    event = an_unsend(1, 1)
    unit = rig.unit(event.id, event.at)
    handle(Request(event, unit, rig.context))

    box.done(entry)

    with pytest.raises(LostRace):
        unit.commit([])
    rig.do(event)
    assert waiting_calls(rig.client) == []


def arrange_on_the_way(rig: Rig, state: str) -> None:
    """Let an officer come so far with the case."""
    if state != "waiting":
        rig.claimed()
    for act in {"going": ["going"], "on_site": ["going", "arrived"]}.get(state, []):
        rig.do(a_press(9, act, case=NUMBER))
    rig.client.delete(keys.OUTBOX)


@pytest.mark.parametrize(
    ("state", "is_told"),
    [("waiting", False), ("claimed", False), ("going", True), ("on_site", False)],
)
def test_should_mark_a_case_of_which_the_only_pin_was_taken_back(
    rig: Rig, state: str, is_told: bool
) -> None:
    shared(rig, 1, "1", ADDRESS)
    arrange_on_the_way(rig, state)
    told = rig.do(an_unsend(1, 1))

    case = rig.case(NUMBER)
    assert (case.answers.taken_back, case.place) == (True, Place(AYUTTHAYA))
    assert ([type(one) for one in told] == [PlaceTakenBack]) is is_told
    assert rig.do(an_unsend(1, 1)) == []
    assert ADDRESS.encode() not in everything(rig.client)


def test_should_tell_the_holder_nothing_of_who_took_it_back(rig: Rig) -> None:
    shared(rig, 1, "1", ADDRESS)
    arrange_on_the_way(rig, "going")

    told = only(rig.do(an_unsend(1, 1)), PlaceTakenBack)

    assert told.to.line_id == a_line_id(9)
    assert told.case == rig.case(NUMBER)


@pytest.mark.parametrize("which", ["another's", "an older one of two"])
def test_should_not_mark_a_case_whose_pin_still_stands(rig: Rig, which: str) -> None:
    shared(rig, 1, "1")
    shared(rig, 2 if which == "another's" else 1, "2", at=1)
    arrange_on_the_way(rig, "going")

    assert rig.do(an_unsend(1, 1)) == []

    assert not rig.case(NUMBER).answers.taken_back
    assert len(rig.unit().cases.shares(NUMBER)) == 1


def test_should_take_back_the_pin_that_put_the_place_right(rig: Rig) -> None:
    shared(rig, 1, "1", "บ้านของสมชาย")
    right = replace(a_place(1, "2", at=2), place=Place(near(AYUTTHAYA, 60), ADDRESS))
    only(rig.do(right), ShareJoined)

    rig.do(an_unsend(1, 2))

    assert rig.case(NUMBER).answers.taken_back
    assert ADDRESS.encode() not in everything(rig.client)


def test_should_stand_again_when_somebody_shares_the_place(rig: Rig) -> None:
    shared(rig, 1, "1")
    rig.do(an_unsend(1, 1))

    shared(rig, 2, "2", at=3)

    assert not rig.case(NUMBER).answers.taken_back


def test_should_not_mark_a_case_that_is_closed(rig: Rig) -> None:
    shared(rig, 1, "1")
    rig.claimed()
    rig.closed()

    assert rig.do(an_unsend(1, 1)) == []

    assert not rig.case(NUMBER).answers.taken_back


def test_should_forget_words_about_a_place_and_tell_nobody(rig: Rig) -> None:
    shared(rig, 1, "1")
    arrange_on_the_way(rig, "going")
    rig.do(a_text(1, WORDS, NOW, message="7"))

    assert rig.do(an_unsend(1, 7)) == []

    assert not rig.case(NUMBER).answers.taken_back
