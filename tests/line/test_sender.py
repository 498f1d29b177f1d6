"""Delivery to LINE: free before paid, once, and nothing dropped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from config.clock import to_ms
from line.api import LineResponse, SendResult
from line.sender import LAST_TRY, Sender
from store import keys
from store.outbox import JsonObject, OutboundMessage, Outbox
from store.stream import Counters, StreamEntry
from tests.builders import NOW

ACCEPTED = LineResponse(SendResult.ACCEPTED, 200)
GONE = LineResponse(SendResult.TOKEN_GONE, 400)
UNKNOWN = LineResponse(SendResult.UNKNOWN)
AWAY = LineResponse(SendResult.AWAY)


@dataclass(slots=True)
class Scripted:
    """A platform that gives the answers it was told, and remembers what was asked."""

    answers: list[LineResponse]
    asked: list[str] = field(default_factory=list)

    def reply(self, token: str, messages: Sequence[JsonObject]) -> LineResponse:
        self.asked.append(f"reply {token}")
        return self.answers.pop(0)

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> LineResponse:
        self.asked.append(f"push {retry_key}")
        return self.answers.pop(0)

    def multicast(
        self, to: Sequence[str], messages: Sequence[JsonObject], retry_key: str
    ) -> LineResponse:
        self.asked.append(f"multicast {' '.join(to)} {retry_key}")
        return self.answers.pop(0)

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        self.asked.append(f"link {menu_id}")
        return self.answers.pop(0)


def a_call(**changes: object) -> OutboundMessage:
    """Build a reply that is worth a push."""
    call = OutboundMessage(
        "id",
        "U1",
        ({"type": "text", "text": "x"},),
        to_ms(NOW),
        reply_token="t",
        token_ms=to_ms(NOW),
    )
    return replace(call, **changes)  # type: ignore[arg-type]  # a test's own fields


@dataclass(slots=True)
class Post:
    """A sender on a real store with a scripted platform."""

    client: Any
    outbox: Outbox

    def send(
        self, call: OutboundMessage, *answers: LineResponse, at: datetime = NOW, deliveries: int = 1
    ) -> list[str]:
        self.client.xadd(keys.OUTBOX, dict([call.to_words()]))
        entry = self.outbox.take(1, 1)[0]
        line = Scripted(list(answers))
        tallies = Counters(self.client)
        Sender(self.outbox, line, tallies, lambda: at).send(
            StreamEntry(entry.id, entry.fields, deliveries)
        )
        tallies.write()
        return line.asked

    def later(self) -> list[OutboundMessage]:
        return [
            OutboundMessage.from_json(member)
            for member in self.client.zrange(keys.OUTBOX_LATER, 0, -1)
        ]

    def parked(self) -> list[str]:
        return [json.loads(kept)["reason"] for kept in self.client.hvals(keys.PARKED)]

    def waiting(self, way: str) -> list[OutboundMessage]:
        return [OutboundMessage.from_json(member) for member in self.client.zrange(way, 0, -1)]

    def is_done(self) -> bool:
        ways = (keys.OUTBOX_LATER, keys.WAITING_FOR_LINE, keys.WAITING_FOR_QUOTA)
        return not (
            self.client.xlen(keys.OUTBOX) or self.parked() or any(self.waiting(way) for way in ways)
        )


@pytest.fixture
def post(client: Any) -> Post:
    """Return an empty outbox."""
    outbox = Outbox(client, "sender")
    outbox.prepare()
    return Post(client, outbox)


@pytest.mark.parametrize(
    ("call", "answers", "asked"),
    [
        pytest.param(a_call(), [ACCEPTED], ["reply t"], id="a reply is free"),
        pytest.param(a_call(), [GONE, ACCEPTED], ["reply t", "push id"], id="token gone: push"),
        pytest.param(a_call(worth_push=False), [GONE], ["reply t"], id="not worth a push"),
        pytest.param(a_call(reply_token=""), [ACCEPTED], ["push id"], id="a push"),
        pytest.param(
            a_call(maybe_sent=True), [GONE], ["reply t"], id="the earlier try used the token"
        ),
    ],
)
def test_should_deliver(
    post: Post, call: OutboundMessage, answers: list[LineResponse], asked: list[str]
) -> None:
    assert post.send(call, *answers) == asked

    assert post.is_done()


def test_should_push_when_the_token_may_have_died_of_age(post: Post) -> None:
    """Tokens that died after 20 s have been reported; a receipt twice is better than none."""
    asked = post.send(a_call(maybe_sent=True), GONE, ACCEPTED, at=NOW + timedelta(seconds=15))

    assert asked == ["reply t", "push id"]


def test_should_push_when_the_webs_clock_is_ahead_and_nothing_is_certain(post: Post) -> None:
    asked = post.send(a_call(maybe_sent=True), GONE, ACCEPTED, at=NOW - timedelta(seconds=60))

    assert asked == ["reply t", "push id"]


def test_should_push_what_never_left_when_its_token_has_died(post: Post) -> None:
    post.send(a_call(), AWAY)
    (later,) = post.later()

    asked = post.send(later, GONE, ACCEPTED, at=NOW + timedelta(seconds=2))

    assert asked == ["reply t", "push id"]


def test_should_believe_that_a_dead_sender_may_have_sent(post: Post) -> None:
    asked = post.send(a_call(), GONE, deliveries=2)

    assert asked == ["reply t"]
    assert post.is_done()


@pytest.mark.parametrize(
    ("said", "maybe_sent"),
    [
        pytest.param(UNKNOWN, True, id="no answer"),
        pytest.param(AWAY, False, id="never sent"),
        pytest.param(LineResponse(SendResult.NOT_NOW, 429), False, id="too many to this one"),
    ],
)
def test_should_try_again_later(post: Post, said: LineResponse, maybe_sent: bool) -> None:
    post.send(a_call(reply_token=""), said)

    (later,) = post.later()
    assert (later.id, later.tries, later.maybe_sent) == ("id", 1, maybe_sent)
    due = post.client.zscore(keys.OUTBOX_LATER, later.to_json())
    assert to_ms(NOW) + 500 <= due <= to_ms(NOW) + 1000


def test_should_wait_longer_each_time_but_never_too_long(post: Post) -> None:
    for tries in (3, 30):
        post.send(a_call(reply_token="", tries=tries), UNKNOWN)

    waits = [
        (due - to_ms(NOW)) / 1000
        for _, due in post.client.zrange(keys.OUTBOX_LATER, 0, -1, withscores=True)
    ]

    assert 4 <= waits[0] <= 8
    assert 10 <= waits[1] <= 20


def test_should_park_what_line_refuses(post: Post) -> None:
    post.send(a_call(reply_token=""), LineResponse(SendResult.REFUSED, 403))

    assert post.parked() == ["refused_403"]
    assert post.later() == []


def test_should_stop_before_the_retry_key_dies(post: Post) -> None:
    asked = post.send(a_call(reply_token=""), at=NOW + LAST_TRY + timedelta(seconds=1))

    assert asked == []
    assert post.parked() == ["too_old"]


LINK: dict[str, Any] = {"until_ms": to_ms(NOW + timedelta(minutes=10))}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        pytest.param(
            a_call(reply_token="", **LINK),
            LineResponse(SendResult.QUOTA_OVER, 429),
            id="the month's quota",
        ),
        pytest.param(a_call(**LINK), LineResponse(SendResult.REFUSED, 403), id="refused"),
    ],
)
def test_should_never_park_a_link_to_sign_in_with(
    post: Post, call: OutboundMessage, said: LineResponse
) -> None:
    post.send(call, said)

    assert post.is_done()
    assert post.client.hgetall(keys.TALLIES) == {b"links_let_go": b"1"}


def test_should_let_a_dead_link_go_unsent(post: Post) -> None:
    asked = post.send(a_call(**LINK), at=NOW + timedelta(minutes=10))

    assert asked == []
    assert post.is_done()


def test_should_try_a_link_again_while_it_lives(post: Post) -> None:
    asked = post.send(a_call(**LINK), UNKNOWN, at=NOW + timedelta(minutes=9))

    assert asked == ["reply t"]
    assert len(post.later()) == 1


def test_should_count_what_happened(post: Post) -> None:
    post.send(a_call(), GONE, ACCEPTED)
    post.send(a_call(), ACCEPTED)

    assert post.client.hgetall(keys.TALLIES) == {b"push_sent": b"1", b"reply_sent": b"1"}


class Broken(Scripted):
    """A platform whose answer nobody has thought of."""

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> LineResponse:
        raise RuntimeError("somebody's words")


@pytest.mark.parametrize(
    ("deliveries", "parked"),
    [
        pytest.param(1, [], id="tried again"),
        pytest.param(5, ["failed"], id="given up"),
        pytest.param(6, ["failed"], id="it ended its sender each time"),
    ],
)
def test_should_not_let_one_call_hold_up_a_sender(
    post: Post, deliveries: int, parked: list[str]
) -> None:
    call = a_call(reply_token="")
    post.client.xadd(keys.OUTBOX, dict([call.to_words()]))
    entry = post.outbox.take(1, 1)[0]
    sender = Sender(post.outbox, Broken([]), Counters(post.client), lambda: NOW)

    sender.send(StreamEntry(entry.id, entry.fields, deliveries))

    assert post.parked() == parked
    assert post.client.xlen(keys.OUTBOX) == 1 - len(parked)


@pytest.mark.parametrize("call", ["{}", "no json", "[]"])
def test_should_bury_what_is_no_call(post: Post, call: str) -> None:
    post.client.xadd(keys.OUTBOX, {"call": call})
    sender = Sender(post.outbox, Scripted([]), Counters(post.client), lambda: NOW)

    sender.send(post.outbox.take(1, 1)[0])

    assert (post.client.xlen(keys.OUTBOX), post.client.xlen(keys.DEAD)) == (0, 1)


def test_should_read_a_call_of_a_newer_version() -> None:
    newer = json.loads(a_call().to_json()) | {"new_field": 1}

    assert OutboundMessage.from_json(json.dumps(newer)) == a_call()
