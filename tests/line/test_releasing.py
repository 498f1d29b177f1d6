"""What was set aside goes back to the outbox: one as a probe, or all in their order."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from config.clock import to_ms
from line.api import Breaker, Ways
from line.releasing import Releasing
from line.watch import Reason
from store import keys
from store.failures import PROBE, WaitingCalls, record_pushes_stopped
from store.outbox import OutboundMessage, Outbox
from tests.builders import NOW, a_line_id
from tests.line.test_breaker import HandClock

LONGEST = 8


@dataclass(slots=True)
class Rig:
    """A releasing job beside breakers whose time is moved by hand."""

    client: Any
    hand: HandClock = field(default_factory=HandClock)
    ways: Ways = field(init=False)
    job: Releasing = field(init=False)

    def __post_init__(self) -> None:
        self.ways = Ways(*(Breaker(way, lambda: NOW, self.hand) for way in ("line", "pushes")))
        calls = WaitingCalls(self.client)
        self.job = Releasing(self.client, calls, self.ways, LONGEST, lambda: NOW, "TH-10")

    def set_aside(self, *calls: OutboundMessage, way: str = keys.WAITING_FOR_LINE) -> None:
        outbox = Outbox(self.client, "sender")
        outbox.prepare()
        for call in calls:
            self.client.xadd(keys.OUTBOX, dict([call.to_words()]))
            outbox.set_aside(outbox.take(1, 1)[0], call, way)

    def shut(self, way: Breaker, reason: Reason) -> None:
        for _ in range(reason.failures):
            way.fail(reason, way.began())

    def sent(self) -> list[str]:
        """Take all out of the outbox; a probe is marked by an exclamation mark."""
        found = []
        for entry, fields in self.client.xrange(keys.OUTBOX):
            mark = "!" if PROBE.encode() in fields else ""
            found.append(OutboundMessage.from_json(fields[b"call"]).id + mark)
            self.client.xdel(keys.OUTBOX, entry)
        return found


@pytest.fixture
def rig(client: Any) -> Rig:
    """Return a rig on an empty store."""
    return Rig(client)


def a_call(name: str, seconds: int = 0, **changes: Any) -> OutboundMessage:
    call = OutboundMessage(
        name, a_line_id(1), ({"type": "text", "text": "x"},), to_ms(NOW) + seconds * 1000
    )
    return replace(call, **changes)


EACH = (
    a_call("menu", menu=True),
    a_call("guide", worth_push=False),
    a_call("receipt", 1),
    a_call("alert", 2, alert_for="14-6911-0042"),
    a_call("later urgent", 4, alert_for="14-6911-0043", urgent=True),
    a_call("urgent", 3, alert_for="14-6911-0043", urgent=True),
)


def test_should_release_in_the_order_in_which_it_helps(rig: Rig) -> None:
    rig.set_aside(*EACH)

    rig.job.step()

    assert rig.sent() == ["urgent", "later urgent", "alert", "receipt", "guide", "menu"]


def test_should_keep_the_outbox_short(rig: Rig) -> None:
    """A new urgent alert must not stand behind all that waited."""
    rig.set_aside(*(a_call(f"{number:02}", number) for number in range(20)))

    for expected in (8, 8, 4, 0):
        rig.job.step()
        rig.job.step()
        assert len(rig.sent()) == expected


def test_should_send_one_alone_while_the_way_is_shut(rig: Rig) -> None:
    rig.set_aside(*EACH)
    rig.shut(rig.ways.line, Reason.AWAY)

    rig.job.step()
    assert rig.sent() == []
    rig.hand.seconds += Reason.AWAY.first_pause
    rig.job.step()
    rig.job.step()

    assert rig.sent() == ["urgent!"]


def test_should_not_be_held_up_by_a_call_that_fails_by_itself(rig: Rig) -> None:
    rig.set_aside(*EACH)
    rig.shut(rig.ways.line, Reason.AWAY)
    probed = []

    for _ in range(2 * len(EACH) + 4):
        rig.hand.seconds += 60
        rig.job.step()
        (probe,) = rig.sent()
        probed.append(probe)
        (call,) = (one for one in EACH if one.id == probe.removesuffix("!"))
        rig.set_aside(call)

    assert set(probed) == {f"{one.id}!" for one in EACH}
    assert probed.count("urgent!") >= len(EACH)


def test_should_let_pushes_wait_for_quota_and_all_else_go(rig: Rig) -> None:
    rig.set_aside(EACH[2])
    rig.set_aside(EACH[3], way=keys.WAITING_FOR_QUOTA)
    rig.shut(rig.ways.pushes, Reason.QUOTA)

    rig.job.step()
    assert rig.sent() == ["receipt"]
    rig.hand.seconds += Reason.QUOTA.first_pause
    rig.job.step()
    assert rig.sent() == ["alert!"]


def test_should_probe_no_push_while_the_way_to_line_is_shut(rig: Rig) -> None:
    rig.set_aside(EACH[3], way=keys.WAITING_FOR_QUOTA)
    rig.shut(rig.ways.pushes, Reason.QUOTA)
    rig.shut(rig.ways.line, Reason.UNAUTHORIZED)
    rig.hand.seconds += 100

    rig.job.step()

    assert rig.sent() == []


def test_should_take_the_next_push_for_the_probe_where_none_waits(rig: Rig) -> None:
    """Else whoever shares would read for ever that nobody can be alerted."""
    rig.shut(rig.ways.pushes, Reason.QUOTA)
    rig.job.step()
    assert rig.client.exists(keys.PUSHES_STOPPED)

    rig.hand.seconds += Reason.QUOTA.first_pause
    rig.job.step()
    rig.job.step()

    assert rig.ways.pushes.shut is None
    assert not rig.client.exists(keys.PUSHES_STOPPED)


def test_should_say_what_is_shut_for_as_long_as_it_is(rig: Rig) -> None:
    rig.shut(rig.ways.line, Reason.UNAUTHORIZED)
    rig.job.step()
    assert rig.client.get(keys.LINE_SHUT) == f"unauthorized {to_ms(NOW)}".encode()
    assert 0 < rig.client.ttl(keys.LINE_SHUT) <= 20

    rig.shut(rig.ways.line, Reason.AWAY)
    rig.job.step()
    assert rig.client.get(keys.LINE_SHUT).startswith(b"away")

    rig.ways.line.succeed(rig.ways.line.began())
    rig.job.step()
    assert not rig.client.exists(keys.LINE_SHUT)


def test_should_go_on_after_a_restart_where_the_quota_was_used_up(rig: Rig) -> None:
    record_pushes_stopped(rig.client, NOW)
    rig.set_aside(EACH[3], way=keys.WAITING_FOR_QUOTA)

    rig.job.begin()
    rig.job.step()

    assert rig.client.exists(keys.PUSHES_STOPPED)
    assert rig.sent() == ["alert!"], "one, and at once"


def test_should_ask_for_the_quota_soon_when_pushes_are_refused(rig: Rig) -> None:
    rig.client.set(keys.QUOTA_ASKED, 1, ex=3600)

    rig.shut(rig.ways.pushes, Reason.QUOTA)
    rig.job.step()

    assert 0 < rig.client.ttl(keys.QUOTA_ASKED) <= 60


def test_should_send_again_once_what_an_older_version_parked_for_the_quota(rig: Rig) -> None:
    for name, reason in (("a", "quota"), ("b", "refused_400")):
        kept = json.dumps({"reason": reason, "call": a_call(name).to_json()})
        rig.client.hset(keys.PARKED, name, kept)

    rig.job.begin()

    assert rig.sent() == ["a"]
    assert rig.client.hkeys(keys.PARKED) == [b"b"]


@pytest.mark.parametrize("word", ["line", "pushes"])
def test_should_learn_from_another_process_that_got_through(client: Any, word: str) -> None:
    """Else calls would go to and fro: released by the one, set aside again by the other."""
    here, there = Rig(client), Rig(client)
    for rig in (here, there):
        rig.shut(getattr(rig.ways, word), Reason.QUOTA)
        rig.job.step()

    way = getattr(there.ways, word)
    way.succeed(way.began())
    there.job.step()
    here.job.step()

    assert getattr(here.ways, word).shut is None


def test_should_stay_shut_where_the_other_process_has_not_got_through(client: Any) -> None:
    here, there = Rig(client), Rig(client)
    here.shut(here.ways.line, Reason.AWAY)

    for _ in range(3):
        here.job.step()
        there.job.step()

    assert here.ways.line.shut is not None
    assert client.exists(keys.LINE_SHUT)
