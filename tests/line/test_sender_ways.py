"""What a sender does while a way is shut, and with what LINE refuses for its form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from line.api import LineResponse, SendResult, Ways
from line.sender import LAST_TRY, Sender
from line.watch import Reason
from store import keys
from store.failures import PROBE
from store.outbox import JsonObject, OutboundMessage, Outbox
from store.stream import Counters
from tests.builders import NOW
from tests.line.test_sender import ACCEPTED, AWAY, GONE, UNKNOWN, Scripted, a_call

OVER = LineResponse(SendResult.QUOTA_OVER, 429)
REFUSED = LineResponse(SendResult.REFUSED, 400)
PUSH = a_call(reply_token="")
ALERT = replace(PUSH, alert_for="14-6911-0042")
LATE = NOW + LAST_TRY + timedelta(hours=2)


@dataclass(slots=True)
class Remembering(Scripted):
    """A platform that remembers what it was to tell whom under which key."""

    told: list[Sequence[JsonObject]] = field(default_factory=list)

    def reply(self, token: str, messages: Sequence[JsonObject]) -> LineResponse:
        self.told.append(messages)
        return Scripted.reply(self, token, messages)

    def multicast(
        self, to: Sequence[str], messages: Sequence[JsonObject], retry_key: str
    ) -> LineResponse:
        self.told.append(messages)
        return Scripted.multicast(self, to, messages, retry_key)

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> LineResponse:
        self.told.append(messages)
        return Scripted.push(self, to, messages, retry_key)


@dataclass(slots=True)
class Rig:
    """A sender beside ways that a test shuts."""

    client: Any
    ways: Ways = field(default_factory=Ways)
    calls: bool = True
    line: Remembering = field(default_factory=lambda: Remembering([]))

    def send(
        self, call: OutboundMessage, *answers: LineResponse, at: datetime = NOW, probe: bool = False
    ) -> None:
        outbox = Outbox(self.client, "sender")
        outbox.prepare()
        fields: dict[Any, Any] = dict([call.to_words()]) | ({PROBE: 1} if probe else {})
        self.client.xadd(keys.OUTBOX, fields)
        self.line.answers[:] = answers
        tallies = Counters(self.client)
        sender = Sender(outbox, self.line, tallies, lambda: at, self.ways, lambda _: self.calls)
        sender.send(outbox.take(1, 1)[0])
        tallies.write()
        assert self.line.answers == [], "LINE was asked less often than it would have answered"

    def shut(self, reason: Reason) -> None:
        way = self.ways.pushes if reason is Reason.QUOTA else self.ways.line
        for _ in range(reason.failures):
            way.fail(reason, way.began())

    def waiting(self, *, quota: bool = False) -> list[OutboundMessage]:
        key = keys.WAITING_FOR_QUOTA if quota else keys.WAITING_FOR_LINE
        return [OutboundMessage.from_json(row) for row in self.client.zrange(key, 0, -1)]

    def places(self) -> list[str]:
        """Return where calls lie."""
        places = {
            "outbox": self.client.xlen(keys.OUTBOX),
            "later": self.client.zcard(keys.OUTBOX_LATER),
            "line": self.client.zcard(keys.WAITING_FOR_LINE),
            "quota": self.client.zcard(keys.WAITING_FOR_QUOTA),
            "parked": self.client.hlen(keys.PARKED),
        }
        return [name for name, count in places.items() for _ in range(count)]

    def parked(self) -> list[str]:
        return [json.loads(row)["reason"] for row in self.client.hvals(keys.PARKED)]

    def tallies(self) -> dict[str, int]:
        return {k.decode(): int(v) for k, v in self.client.hgetall(keys.TALLIES).items()}


@pytest.fixture
def rig(client: Any) -> Rig:
    """Return a sender on an empty store."""
    return Rig(client)


# the way to LINE


@pytest.mark.parametrize("call", [a_call(), PUSH, ALERT, a_call(menu=True)])
def test_should_set_a_call_aside_without_asking_while_the_way_is_shut(
    rig: Rig, call: OutboundMessage
) -> None:
    rig.shut(Reason.AWAY)

    rig.send(call)

    assert (rig.line.asked, rig.places(), rig.waiting()) == ([], ["line"], [call])


def test_should_send_a_probe_and_go_on_when_it_gets_through(rig: Rig) -> None:
    rig.shut(Reason.UNAUTHORIZED)

    rig.send(PUSH, ACCEPTED, probe=True)
    rig.send(PUSH, ACCEPTED)

    assert (rig.line.asked, rig.places()) == (["push id"] * 2, [])


def test_should_set_a_probe_aside_again_that_does_not_get_through(rig: Rig) -> None:
    rig.shut(Reason.AWAY)

    rig.send(PUSH, UNKNOWN, probe=True)

    (call,) = rig.waiting()
    assert (rig.places(), call.maybe_sent, call.tries) == (["line"], True, 1)


@pytest.mark.parametrize(
    ("said", "maybe_sent"),
    [
        (LineResponse(SendResult.UNAUTHORIZED, 401), False),
        (LineResponse(SendResult.RATE_LIMITED, 429), False),
        (AWAY, False),
        (UNKNOWN, True),
    ],
)
def test_should_know_that_it_was_not_sent_what_was_not(
    rig: Rig, said: LineResponse, maybe_sent: bool
) -> None:
    if said.answer in (SendResult.AWAY, SendResult.UNKNOWN):
        rig.shut(Reason.AWAY)

    rig.send(a_call(), said, probe=True)

    (call,) = rig.waiting()
    assert (call.reply_token, call.maybe_sent) == ("t", maybe_sent)


def test_should_shut_the_way_after_failures_in_a_row_and_only_then_set_aside(rig: Rig) -> None:
    for number in range(Reason.AWAY.failures):
        rig.send(replace(PUSH, id=f"failed {number}"), AWAY)
    rig.send(PUSH)

    assert rig.places() == ["later"] * (Reason.AWAY.failures - 1) + ["line"] * 2
    assert len(rig.line.asked) == Reason.AWAY.failures


def test_should_reply_for_nothing_what_waited_while_its_token_lives(rig: Rig) -> None:
    rig.shut(Reason.RATE_LIMIT)
    rig.send(a_call())
    (waited,) = rig.waiting()
    rig.ways.line.succeed(rig.ways.line.began())

    rig.send(waited, ACCEPTED, at=NOW + timedelta(seconds=20))

    assert rig.line.asked == ["reply t"]


def test_should_push_what_waited_until_its_token_died(rig: Rig) -> None:
    """Never sent, and never booked as sent: token lives of 20, 30 and 60 s alike."""
    rig.shut(Reason.RATE_LIMIT)
    rig.send(a_call())
    (waited,) = rig.waiting()
    rig.ways.line.succeed(rig.ways.line.began())

    rig.send(waited, GONE, ACCEPTED, at=NOW + timedelta(seconds=10))

    assert rig.line.asked == ["reply t", "push id"]


# the month's pushes


def test_should_let_pushes_wait_for_the_quota_while_replies_go(rig: Rig) -> None:
    rig.send(PUSH, OVER)
    rig.send(ALERT)
    rig.send(a_call(), ACCEPTED)

    assert (rig.line.asked, rig.places()) == (["push id", "reply t"], ["quota"] * 2)
    assert rig.parked() == []


def test_should_let_what_lost_its_token_wait_for_the_quota(rig: Rig) -> None:
    rig.shut(Reason.QUOTA)

    rig.send(a_call(), GONE)

    (call,) = rig.waiting(quota=True)
    assert call.reply_token == ""


def test_should_go_on_when_a_probe_finds_quota(rig: Rig) -> None:
    rig.shut(Reason.QUOTA)

    rig.send(ALERT, ACCEPTED, probe=True)
    rig.send(ALERT, ACCEPTED)

    assert rig.places() == []


# what waited for long


@pytest.mark.parametrize(
    ("call", "calls", "parked", "sent"),
    [
        pytest.param(ALERT, True, [], True, id="an alert that still calls"),
        pytest.param(ALERT, False, [], False, id="an alert that nobody needs"),
        pytest.param(
            replace(ALERT, maybe_sent=True), True, ["too_old"], False, id="perhaps sent before"
        ),
        pytest.param(PUSH, True, ["too_old"], False, id="a receipt"),
    ],
)
def test_should_judge_what_waited_longer_than_a_retry_key_lives(
    rig: Rig, call: OutboundMessage, calls: bool, parked: list[str], sent: bool
) -> None:
    rig.calls = calls

    rig.send(call, *([ACCEPTED] if sent else []), at=LATE)

    assert (rig.parked(), rig.line.asked) == (parked, ["push id"] if sent else [])
    assert rig.tallies().get("alerts_let_go", 0) == (not calls)


@pytest.mark.parametrize(
    ("minutes", "asked"), [(14, ["push id"]), (16, [])], ids=["young", "stale"]
)
def test_should_let_an_alert_go_that_waited_until_somebody_had_the_case(
    rig: Rig, minutes: int, asked: list[str]
) -> None:
    rig.calls = False

    rig.send(ALERT, *([ACCEPTED] if asked else []), at=NOW + timedelta(minutes=minutes))

    assert (rig.line.asked, rig.places()) == (asked, [])


# plain words

CARD: JsonObject = {
    "type": "flex",
    "altText": "Case 14-6911-0042",
    "contents": {"type": "bubble", "body": {"type": "text", "text": "1.2 km away"}},
}


def a_card(**changes: Any) -> OutboundMessage:
    return replace(PUSH, messages=(CARD,), **changes)


def test_should_send_the_plain_words_of_what_line_refuses(rig: Rig) -> None:
    rig.send(a_card(), REFUSED, ACCEPTED)

    _, plain = rig.line.told
    assert plain == ({"type": "text", "text": "Case 14-6911-0042\n1.2 km away"},)
    assert rig.places() == []
    assert rig.tallies()["sent_plain"] == 1


def test_should_take_another_key_for_the_plain_words_and_the_same_at_each_try(rig: Rig) -> None:
    """Another body under a key is refused; a crash in between must not tell it twice."""
    rig.send(a_card(), REFUSED, UNKNOWN)
    (later,) = (
        OutboundMessage.from_json(row) for row in rig.client.zrange(keys.OUTBOX_LATER, 0, -1)
    )
    rig.send(later, ACCEPTED)
    rig.send(a_card(), REFUSED, ACCEPTED)

    first, plain, tried_again, _, after_a_crash = rig.line.asked
    assert first == "push id"
    assert plain == tried_again == after_a_crash != first


def test_should_reply_the_plain_words_for_a_refusal_uses_no_token_up(rig: Rig) -> None:
    rig.send(a_card(reply_token="t"), REFUSED, ACCEPTED)

    assert rig.line.asked == ["reply t", "reply t"]


def test_should_push_the_plain_words_where_the_token_is_gone_meanwhile(rig: Rig) -> None:
    rig.send(a_card(reply_token="t"), REFUSED, GONE, ACCEPTED)

    assert [way.split()[0] for way in rig.line.asked] == ["reply", "reply", "push"]
    assert rig.line.asked[2] != "push id"


def test_should_park_it_only_if_the_plain_words_are_refused_too(rig: Rig) -> None:
    rig.send(a_card(), REFUSED, REFUSED)

    assert (rig.parked(), len(rig.line.asked)) == (["refused_400"], 2)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        pytest.param(PUSH, REFUSED, id="plain words already"),
        pytest.param(a_card(), LineResponse(SendResult.REFUSED, 403), id="not for its form"),
        pytest.param(a_card(), LineResponse(SendResult.REFUSED, 404), id="nobody"),
    ],
)
def test_should_park_at_once_what_plain_words_do_not_mend(
    rig: Rig, call: OutboundMessage, said: LineResponse
) -> None:
    rig.send(call, said)

    assert rig.parked() == [f"refused_{said.status}"]
