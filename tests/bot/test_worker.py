"""The worker: a bad event harms nobody, a dead worker loses nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from redis.exceptions import ConnectionError as StoreAway
from structlog.testing import capture_logs

from bot.worker import Worker, trace
from cases.log import Act
from cases.log import LogEntry as Logged
from cases.ports import UnitOfWork
from config.clock import from_ms, to_ms
from geo.centres import Point
from geo.whereabouts import Whereabouts
from handlers.request import Context
from line.outbound import OutboundRenderer
from line.sender import Sender
from store import keys
from store.exceptions import LostRace
from store.failures import dead_letters, replay
from store.outbox import OutboundMessage, Outbox
from store.stream import MOST_DELIVERIES, Counters, Inbox, Keeper, StreamEntry
from store.timers import Due
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork
from tests.builders import (
    AYUTTHAYA,
    NOW,
    VIENTIANE,
    a_context,
    a_line_id,
    a_press,
    an_event_id,
    minutes,
)
from tests.line.test_sender import GONE, UNKNOWN, Scripted


def raw_share(who: int = 1, latitude: object = AYUTTHAYA.latitude) -> dict[str, Any]:
    """Spell a location message as LINE does."""
    return {
        "type": "message",
        "webhookEventId": an_event_id(),
        "timestamp": to_ms(NOW),
        "source": {"type": "user", "userId": a_line_id(who)},
        "replyToken": "token",
        "message": {
            "type": "location",
            "latitude": latitude,
            "longitude": AYUTTHAYA.longitude,
        },
    }


class Rig:
    """A worker on an empty store."""

    def __init__(self, client: Any, context: Context | None = None) -> None:
        self.client = client
        self.inbox = Inbox(client, "worker")
        self.inbox.prepare()
        self.units: Any = UnitsOfWork(client)
        self.context = context or a_context()
        self.tallies = Counters(client)

    def worker(self) -> Worker:
        context = self.context
        return Worker(
            self.inbox,
            self.units,
            context,
            OutboundRenderer(context.settings, context.taxonomy, context.centres),
            self.tallies,
            lambda: NOW,
        )

    def take(self, *events: object) -> StreamEntry:
        Keeper(self.client).keep(json.dumps({"events": events}).encode(), NOW)
        return self.inbox.take(1, 1)[0]

    def work(self, *events: object, deliveries: int = 1) -> None:
        entry = self.take(*events)
        self.worker().work(StreamEntry(entry.id, entry.fields, deliveries))

    def shares(self) -> int:
        return int(self.client.hget(keys.count("all", "2026-11"), "shares") or 0)

    def left(self) -> list[int]:
        return [self.client.xlen(key) for key in (keys.INBOX, keys.DEAD)]


@pytest.fixture
def rig(client: Any) -> Rig:
    """Return a worker on an empty store."""
    return Rig(client)


class BreaksAt:
    """A map that fails at one place, as a bug would."""

    def locate(self, point: Point, address: str | None) -> Whereabouts:
        if point.latitude == VIENTIANE.latitude:
            raise RuntimeError("somebody's words")
        return Whereabouts(True, None, "geonames")


@pytest.fixture
def broken(client: Any) -> Rig:
    """Return a worker with a bug in one place."""
    return Rig(client, replace(a_context(), map=BreaksAt()))


def test_should_apply_every_event_and_queue_its_answer(rig: Rig) -> None:
    rig.work(raw_share(1), raw_share(2))

    assert rig.shares() == 2
    assert rig.left() == [0, 0]
    assert rig.client.xlen(keys.OUTBOX) == 2


def test_should_name_the_case_of_an_event_and_what_was_done(rig: Rig) -> None:
    with capture_logs() as logged:
        rig.work(raw_share(1))

    (line,) = logged
    assert (line["event"], line["cases"]) == ("event applied", ["14-6911-0001"])
    assert (line["what"], line["acts"]) == ("LocationSent", ["shared", "opened", "escalated"])
    assert a_line_id(1) not in str(line)


def test_should_name_the_case_of_an_event_that_failed(rig: Rig) -> None:
    press = raw_share(1) | {
        "type": "postback",
        "postback": {"data": "v=1&do=claim&case=14-6911-0042"},
    }

    def lose(unit: Any) -> None:
        raise LostRace

    rig.units = Stumbling(rig.units, 999, lose)
    with capture_logs() as logged:
        rig.work(press)

    assert [line["cases"] for line in logged] == [["14-6911-0042"]]


def test_should_tie_no_closing_fact_to_its_case() -> None:
    said = Logged(Act.FACT_SAID, NOW, centre="TH-14")

    told = trace(a_press(9, "fact", case="14-6911-0042"), [said], [])

    assert "14-6911-0042" not in str(told)
    assert told["acts"] == ["fact_said"]


def test_should_name_no_member_whose_shift_ends(rig: Rig) -> None:
    rig.client.xadd(keys.INBOX, {"timer": "duty_end:TH-14/7", "due": to_ms(NOW)})

    with capture_logs() as logged:
        rig.worker().work(rig.inbox.take(1, 1)[0])

    assert [(line["what"], line["cases"]) for line in logged] == [("duty_end", [])]


def test_should_count_a_redelivered_body_once(rig: Rig) -> None:
    events = [raw_share(1), raw_share(2)]

    for _ in range(3):
        rig.work(*events)

    assert rig.shares() == 2
    assert rig.client.xlen(keys.OUTBOX) == 2


def test_should_keep_a_bad_event_from_harming_its_neighbours(broken: Rig) -> None:
    broken.work(raw_share(1), raw_share(2, VIENTIANE.latitude), raw_share(3), "rubbish", None)

    assert broken.shares() == 2
    assert broken.left() == [1, 0]


def test_should_bury_what_keeps_failing_without_its_words(broken: Rig) -> None:
    broken.work(raw_share(1), raw_share(2, VIENTIANE.latitude), deliveries=MOST_DELIVERIES)

    assert broken.left() == [0, 1]
    ((_, dead),) = broken.client.xrange(keys.DEAD)
    assert dead[b"error"].startswith(b"RuntimeError in locate:")


def test_should_bury_untried_what_has_ended_its_worker_each_time(rig: Rig) -> None:
    rig.work(raw_share(1), deliveries=MOST_DELIVERIES + 1)

    assert rig.shares() == 0
    assert rig.left() == [0, 1]


def test_should_apply_a_replayed_dead_letter_once_it_can(broken: Rig) -> None:
    events = [raw_share(1), raw_share(2, VIENTIANE.latitude)]
    broken.work(*events, deliveries=MOST_DELIVERIES)
    mended = Rig(broken.client)

    mended.work(*events)

    assert mended.shares() == 2


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b'{"events": 1}', b"[" * 100_000])
def test_should_bury_what_is_no_webhook_at_once(rig: Rig, body: bytes) -> None:
    Keeper(rig.client).keep(body, NOW)

    rig.worker().work(rig.inbox.take(1, 1)[0])

    assert rig.left() == [0, 1]


class Stumbling:
    """Desks whose commits fail first, as *stumble* says."""

    def __init__(
        self, units: UnitsOfWork, times: int, stumble: Callable[[UnitOfWork], None]
    ) -> None:
        self._desks = units
        self._times = times
        self._stumble = stumble

    def open(self, event: str, at: Any, now: Any) -> RedisUnitOfWork:
        unit = self._desks.open(event, at, now)
        if self._times:
            self._times -= 1
            self._stumble(unit)
        return unit


def test_should_decide_again_when_a_race_is_lost(rig: Rig) -> None:
    def overtaken(unit: Any) -> None:
        unit.tx.read("GET", "{cts}:test")
        rig.client.incr("{cts}:test")

    rig.units = Stumbling(rig.units, 3, overtaken)

    rig.work(raw_share())

    rig.tallies.write()
    assert rig.shares() == 1
    assert rig.client.hget(keys.TALLIES, "lost_races") == b"3"


def test_should_give_a_hopeless_race_back_to_the_inbox(rig: Rig) -> None:
    def lose(unit: Any) -> None:
        raise LostRace

    rig.units = Stumbling(rig.units, 999, lose)

    rig.work(raw_share())

    assert rig.left() == [1, 0]


def test_should_blame_no_event_for_a_store_that_is_away(rig: Rig) -> None:
    def away(unit: Any) -> None:
        raise StoreAway

    rig.units = Stumbling(rig.units, 1, away)
    entry = rig.take(raw_share())

    with pytest.raises(StoreAway):
        rig.worker().work(StreamEntry(entry.id, entry.fields, MOST_DELIVERIES))

    assert rig.left() == [1, 0]


def test_should_obey_a_timer(rig: Rig) -> None:
    rig.work(raw_share())
    rig.client.xadd(keys.INBOX, {"timer": "remind:14-6911-0001", "due": to_ms(NOW) + 15 * 60_000})

    rig.worker().work(rig.inbox.take(1, 1)[0])

    acts = [entry[b"act"] for _, entry in rig.client.xrange(keys.LOG)]
    assert acts[-1] == b"reminded"


def test_should_count_what_is_ignored(rig: Rig) -> None:
    standby = {"type": "message", "mode": "standby", "source": raw_share(1)["source"]}
    rig.work(standby, {"type": "beacon"}, 7)
    rig.tallies.write()

    assert rig.client.hgetall(keys.TALLIES) == {
        b"ignored_standby": b"1",
        b"ignored_nobody": b"1",
        b"ignored_not_an_event": b"1",
    }


@pytest.mark.parametrize(
    "fields",
    [{"timer": "remind", "due": "1"}, {"nothing": "known"}, {"timer": "remind:x", "due": "soon"}],
    ids=["timer without a case", "neither body nor timer", "due is no number"],
)
def test_should_bury_an_inbox_entry_that_cannot_be_read(rig: Rig, fields: dict[str, str]) -> None:
    rig.client.xadd(keys.INBOX, fields)
    entry = rig.inbox.take(1, 1)[0]

    rig.worker().work(entry)

    assert rig.left() == [0, 1]


def test_should_not_lose_a_dead_letter_that_is_replayed_after_eight_days(rig: Rig) -> None:
    entry = rig.take(raw_share(1))
    rig.inbox.dead_letter(entry, "RuntimeError in locate:40")
    later = replace(rig.worker(), clock=lambda: NOW + timedelta(days=8))

    assert replay(rig.client, dead_letters(rig.client)) == 1
    later.work(rig.inbox.take(1, 1)[0])

    assert rig.left() == [0, 1]


def test_should_ignore_and_count_what_is_too_old_but_not_its_neighbours(rig: Rig) -> None:
    old = raw_share(1) | {"timestamp": to_ms(NOW - timedelta(days=7))}

    rig.work(old, raw_share(2))

    rig.tallies.write()
    assert rig.left() == [0, 0]
    assert rig.shares() == 1
    assert rig.client.hget(keys.TALLIES, "ignored_too_old") == b"1"


def test_should_keep_the_neighbour_that_fails_of_what_is_too_old(broken: Rig) -> None:
    old = raw_share(1) | {"timestamp": to_ms(NOW - timedelta(days=7))}

    broken.work(old, raw_share(2, VIENTIANE.latitude), deliveries=MOST_DELIVERIES)

    assert broken.left() == [0, 1]


@pytest.mark.parametrize(
    ("late", "young_from"),
    [
        pytest.param(0, 0, id="the first delivery"),
        pytest.param(5, 5, id="delivered again"),
        pytest.param(60, 19, id="delivered again when no token lives"),
    ],
)
def test_should_count_the_life_of_a_reply_token_from_the_webhook_that_brought_it(
    rig: Rig, late: int, young_from: int
) -> None:
    event = raw_share() | {"timestamp": to_ms(NOW - minutes(late))}

    rig.work(event)

    ((_, kept),) = rig.client.xrange(keys.OUTBOX)
    call = OutboundMessage.from_json(kept[b"call"])
    assert from_ms(call.token_ms) == NOW - minutes(late) + minutes(young_from)


def test_should_send_no_second_receipt_of_an_event_that_was_delivered_again(rig: Rig) -> None:
    line = Scripted([UNKNOWN, GONE])
    outbox = Outbox(rig.client, "sender")
    outbox.prepare()
    sender = Sender(outbox, line, rig.tallies, lambda: NOW)
    rig.work(raw_share() | {"timestamp": to_ms(NOW - minutes(2))})

    sender.send(outbox.take(1, 1)[0])
    Due(rig.client).move(NOW + minutes(1))
    sender.send(outbox.take(1, 1)[0])

    assert line.asked == ["reply token"] * 2
