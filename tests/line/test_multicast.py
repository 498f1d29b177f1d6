"""What several are told with the same words is one call, and nobody hears less or twice by it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from cases.facts.casework import Alerted
from config.settings import Settings
from line.api import LineResponse, SendResult
from line.outbound import OutboundRenderer
from store import keys
from store.outbox import OutboundMessage
from tests.builders import (
    NOW,
    a_context,
    a_line_id,
    a_share,
    the_centres,
    the_taxonomy,
)
from tests.handling import Handling, only
from tests.line.test_sender import ACCEPTED, AWAY, UNKNOWN, Post, a_call, post
from tests.lives import sure

__all__ = ["post"]


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers on an empty store."""
    return Handling(client, a_context())


REFUSED = LineResponse(SendResult.REFUSED, 400)
RATE_LIMITED = LineResponse(SendResult.RATE_LIMITED, 429)
QUOTA_OVER = LineResponse(SendResult.QUOTA_OVER, 429)
NOT_NOW = LineResponse(SendResult.NOT_NOW, 429)
RENDERER = OutboundRenderer(Settings(), the_taxonomy(), the_centres())


def a_multicast(**changes: object) -> OutboundMessage:
    return a_call(**{"id": str(uuid4()), "to": "U1 U2 U3", "reply_token": "", **changes})


def queued(post: Post) -> list[OutboundMessage]:
    rows = post.client.xrange(keys.OUTBOX)
    return [OutboundMessage.from_json(fields[b"call"]) for _, fields in rows]


#: Whose profiles name these languages (tests.builders).
_THAI, _ENGLISH = (2, 4, 6, 8, 10), (1, 3)


# which calls become one


def calls_of_a_share(handling: Handling) -> list[OutboundMessage]:
    event = a_share(77)
    return RENDERER.render(event, handling.do(event), NOW)


def test_should_alert_a_team_of_five_by_one_call(handling: Handling) -> None:
    for officer in _THAI:
        handling.enrol(officer)

    receipt, alert = calls_of_a_share(handling)

    assert receipt.recipients == [a_line_id(77)]
    assert alert.recipients == [a_line_id(officer) for officer in _THAI]
    assert alert.alert_for


def test_should_alert_a_team_of_two_languages_by_two_calls(handling: Handling) -> None:
    for officer in (*_THAI, *_ENGLISH):
        handling.enrol(officer)

    _, *alerts = calls_of_a_share(handling)

    assert [alert.recipients for alert in alerts] == [
        [a_line_id(officer) for officer in of_one] for of_one in (_THAI, _ENGLISH)
    ]
    assert len({alert.id for alert in alerts}) == 2


def test_should_answer_an_officer_who_shares_by_the_free_reply(handling: Handling) -> None:
    for officer in _THAI[:3]:
        handling.enrol(officer)
    event = replace(a_share(2), reply_token="t")

    calls = RENDERER.render(event, handling.do(event), NOW)

    assert [(one.reply_token, one.recipients) for one in calls] == [
        ("t", [a_line_id(2)]),
        ("", [a_line_id(4), a_line_id(6)]),
    ]


def test_should_put_no_more_than_500_into_a_call(handling: Handling) -> None:
    handling.enrol(1)
    event = a_share(7_000)
    alerted = only(handling.do(event), Alerted)
    (one,) = alerted.team
    crowd = tuple(
        replace(one, person=replace(one.person, id=number, line_id=a_line_id(number)))
        for number in range(1, 1002)
    )

    alerts = RENDERER.render(event, [replace(alerted, team=crowd)], NOW)

    assert [len(alert.recipients) for alert in alerts] == [500, 500, 1]
    assert len({to for alert in alerts for to in alert.recipients}) == 1001


# what LINE answers


def test_should_send_one_call_to_all(post: Post) -> None:
    call = a_multicast()

    assert post.send(call, ACCEPTED) == [f"multicast U1 U2 U3 {call.id}"]
    assert post.is_done()


@pytest.mark.parametrize("said", [REFUSED, RATE_LIMITED, QUOTA_OVER, NOT_NOW])
def test_should_push_to_each_what_line_does_not_take_for_all(
    post: Post, said: LineResponse
) -> None:
    call = a_multicast(alert_for="14-6911-0001")

    post.send(call, said)

    pushes = queued(post)
    assert [one.to for one in pushes] == ["U1", "U2", "U3"]
    assert len({call.id, *(one.id for one in pushes)}) == 4
    assert [(one.messages, one.alert_for) for one in pushes] == [
        (call.messages, call.alert_for)
    ] * 3
    assert [one.id for one in pushes] == [one.id for one in call.split()], "not the same again"


@pytest.mark.parametrize("said", [UNKNOWN, AWAY])
def test_should_send_the_same_call_again_when_its_fate_is_open(
    post: Post, said: LineResponse
) -> None:
    call = a_multicast()

    post.send(call, said)

    (again,) = post.later()
    assert (again.id, again.to) == (call.id, call.to)


def test_should_split_nothing_that_may_have_arrived(post: Post) -> None:
    call = a_multicast(maybe_sent=True)

    post.send(call, NOT_NOW)
    post.send(call, QUOTA_OVER)

    left = [*post.later(), *post.waiting(keys.WAITING_FOR_QUOTA)]
    assert [(one.id, one.to) for one in left] == [(call.id, call.to)] * 2


def test_should_ask_for_each_whether_a_late_alert_is_still_needed(post: Post) -> None:
    post.send(a_multicast(alert_for="14-6911-0001"), at=NOW + timedelta(minutes=16))

    assert [one.to for one in queued(post)] == ["U1", "U2", "U3"]


def test_should_leave_no_entry_but_the_pushes(post: Post) -> None:
    post.send(a_multicast(), REFUSED)

    assert post.client.xlen(keys.OUTBOX) == 3
    assert post.client.xpending(keys.OUTBOX, "workers")["pending"] == 0


# erasure


def test_should_take_who_is_erased_out_of_what_waits_for_several(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.client.delete(keys.OUTBOX)
    several = a_multicast(to=" ".join(map(a_line_id, (8, 1, 9))))
    handling.client.xadd(keys.OUTBOX, dict([several.to_words()]))
    for number, waiting in enumerate((keys.OUTBOX_LATER, keys.WAITING_FOR_LINE)):
        handling.client.zadd(waiting, {several.to_json(): number})
    row = json.dumps({"reason": "too_old", "call": several.to_json()})
    handling.client.hset(keys.PARKED, several.id, row)

    handling.do(sure(1))

    rows = [fields[b"call"] for _, fields in handling.client.xrange(keys.OUTBOX)]
    rows += handling.client.zrange(keys.OUTBOX_LATER, 0, -1)
    rows += handling.client.zrange(keys.WAITING_FOR_LINE, 0, -1)
    rows += [json.loads(one)["call"] for one in handling.client.hvals(keys.PARKED)]
    left = [one for one in map(OutboundMessage.from_json, rows) if one.id == several.id]
    assert [one.recipients for one in left] == [[a_line_id(8), a_line_id(9)]] * 4
    assert a_line_id(1) not in str(rows)
