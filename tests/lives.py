"""A life that leaves traces everywhere, and its erasure: for tests that look for what is left."""

from __future__ import annotations

import json
from dataclasses import replace

from cases.case import Detail, Form
from cases.commands import Thank
from cases.facts.shares import CaseOpened
from cases.people import About, Aside, Topic
from cases.yes_no import Answer, YesNo
from config.clock import to_ms
from handlers.events import Pressed
from store import keys
from store.outbox import OutboundMessage
from tests.builders import NOW, a_line_id, a_press, a_share, a_text, an_event_id, minutes
from tests.handling import Handling, only

WORDS = "หน้าร้านทอง ใส่เสื้อแดง"


def arrange_a_life(handling: Handling, who: int) -> None:
    """Let somebody leave traces everywhere, beside somebody else's."""
    client = handling.client
    number = only(handling.do(a_share(who)), CaseOpened).case.number
    handling.do(a_share(who, at=NOW + minutes(0.5)))
    handling.do(a_share(77))
    handling.do(a_text(who, "AAAA-BBBB-CCCC-DD22"))
    add(handling, who, number, WORDS)
    add(handling, who, number, at=1)
    unit = handling.unit()
    person = unit.people.of_line(a_line_id(who))
    topic = Topic(About.DETAIL, number, NOW + minutes(60))
    unit.people.save(replace(person, topic=topic))
    unit.limits.put_aside(person, Aside("e1", NOW, a_share(who).place, f"4567{who}9"))
    unit.limits.put_danger(person, "CHILD")
    before = Detail("45671", person.id, NOW, Form.WORDS, WORDS)
    unit.limits.put_before_place(person, [before])
    unit.limits.put_yes_no(person.id, YesNo({Answer.YES: Thank()}, NOW, topic.until))
    unit.limits.add_false_report(person.id, days=180)
    unit.commit([a_call(who), a_call(77), a_call(9, f"{number} {WORDS}")])
    for waiting in (keys.OUTBOX_LATER, keys.WAITING_FOR_LINE, keys.WAITING_FOR_QUOTA):
        for to in (a_call(who, "later"), a_call(77, "later")):
            client.zadd(waiting, {to.to_json(): 1})
    for to in (a_call(who, "parked"), a_call(77, "parked")):
        client.hset(keys.PARKED, to.id, json.dumps({"reason": "quota", "call": to.to_json()}))
    events = [{"source": {"userId": a_line_id(one)}, "of": one} for one in (who, 77)]
    for told in (events, events[:1], events[1:]):
        body = json.dumps({"destination": "U0", "events": told})
        client.xadd(keys.DEAD, {"body": body, "at": 1, "error": "x"})
    client.xadd(keys.DEAD, {"call": f"no call to {a_line_id(who)}", "error": "BadCall"})


def add(handling: Handling, who: int, case: str, text: str = "", at: int = 0) -> None:
    """Add words or, without any, a photo to a case."""
    form = Form.WORDS if text else Form.PHOTO
    detail = Detail(f"4567{who}{at}", handling.person(who).id, NOW + minutes(at), form, text)
    unit = handling.unit()
    unit.cases.put_detail(case, detail)
    unit.commit([])


def a_call(who: int, words: str = "x") -> OutboundMessage:
    """Build a push."""
    message = {"type": "text", "text": words}
    return OutboundMessage(an_event_id(), a_line_id(who), (message,), 1)


def sure(who: int, asked: int = 0, pressed: float = 1) -> Pressed:
    """Build the second tap, so many minutes after NOW."""
    since = str(to_ms(NOW + minutes(asked)))
    return a_press(who, "erase", NOW + minutes(pressed), sure="yes", asked=since)
