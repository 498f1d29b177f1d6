"""What has to happen once happens once, however many workers run on one store."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.housekeeping import ClockWatch, Housekeeping
from cases.audit import Audited, AuditEntry
from cases.people import Digest
from config import clock
from config.clock import to_ms
from line.inbound import Skew
from store import keys
from store.audit_log import OldEntries
from store.connection import StoreClient
from store.durability import keep_ahead, kept_ahead
from store.report_reader import clock_of
from store.stream import Counters, Fetches, Inbox, Keeper, Stream
from store.timers import Due
from store.unit_of_work import AuditTrail
from tests.builders import AUDIT_KEYS, NOW, a_case, a_context, a_member
from tests.handling import Handling

DAY = timedelta(days=1)
MANY = 350


def at_once(*works: Callable[[], object]) -> list[Any]:
    """Let all work at the same time; return what each returned."""
    with ThreadPoolExecutor(len(works)) as pool:
        begun = [pool.submit(work) for work in works]
    return [one.result() for one in begun]


def put(client: StoreClient, **changes: Any) -> None:
    unit = Handling(client, a_context()).unit()
    unit.cases.save(a_case(**changes))
    unit.commit([])


def a_watch(client: StoreClient, skew: Skew) -> ClockWatch:
    return ClockWatch(client, skew, a_context().settings, ("TH-14",), lambda: NOW)


def right() -> Skew:
    skew = Skew(lambda: NOW)
    skew.answered(NOW)
    return skew


def test_should_move_each_due_timer_once(client: Any) -> None:
    rows = [f"remind:14-6911-{number:04}" for number in range(MANY)]
    client.zadd(keys.TIMERS, dict.fromkeys(rows, to_ms(NOW)))

    def move() -> int:
        due = Due(client)
        return sum(iter(lambda: due.move(NOW), 0))

    moved = at_once(*[move] * 4)

    entries = [fields[b"timer"].decode() for _, fields in client.xrange(keys.INBOX)]
    assert (sum(moved), Counter(entries)) == (MANY, Counter(rows))


def test_should_sweep_and_look_for_dead_consumers_in_one_worker(client: Any) -> None:
    looked = []

    class Watched(Inbox):
        def forget_dead_consumers(self, idle_ms: int) -> int:
            looked.append(self.consumer)
            return super().forget_dead_consumers(idle_ms)

    for stream in (keys.INBOX, keys.OUTBOX):
        Stream(client, stream, "first").prepare()
    stop = threading.Event()
    keepers = [
        Housekeeping(client, Due(client), Counters(client), (), (Watched(client, name),), False)
        for name in ("a:1:0", "b:2:0")
    ]
    threading.Timer(1.0, stop.set).start()

    at_once(*(lambda one=one: one.run(stop) for one in keepers))

    assert len(looked) == 1


def test_should_put_times_right_in_one_worker_a_minute(client: Any) -> None:
    put(client, waiting_since=NOW + DAY)
    watches = [a_watch(client, Skew(lambda: NOW)) for _ in range(4)]

    with capture_logs() as logged:
        at_once(*(lambda one=one: one.check(log=True) for one in watches))

    assert [one["rows"] for one in logged if one["event"] == "times put right"] == [1]
    assert client.zcount(keys.TIMERS, "-inf", to_ms(NOW)) == 1
    assert clock_of(client, Digest.WEEKLY.value) is not None


def test_should_put_times_right_at_once_in_each_whose_clock_was_set(client: Any) -> None:
    off = [DAY]
    stepped = a_watch(client, Skew(lambda: clock.now() + off[0]))
    a_watch(client, right()).check(log=True)
    client.delete(keys.TIMERS)

    off[0] = timedelta()
    stepped.check(log=False)

    assert clock_of(client, Digest.WEEKLY.value) is not None


def test_should_plan_once_to_forget_who_shared_an_old_case(client: Any) -> None:
    put(client, last_shared_at=NOW - 181 * DAY)
    unknown, known = a_watch(client, Skew(lambda: NOW)), a_watch(client, right())

    unknown.check(log=True)  # it has the turn, and does not know whether its clock is right
    with capture_logs() as logged:
        for _ in range(2):
            known.check(log=True)

    lines = [one["cases"] for one in logged if one["event"].startswith("sharers of open")]
    assert lines == [1]


def test_should_end_each_old_audit_entry_once(client: StoreClient) -> None:
    trail = AuditTrail(client, AUDIT_KEYS)
    for _ in range(20):
        trail.record(AuditEntry(Audited.PHOTO_SEEN, a_member(9), "14-6911-0042"), NOW)
    later = clock.now() + timedelta(seconds=5)
    workers = [OldEntries(client, AUDIT_KEYS) for _ in range(4)]

    gone = at_once(*(lambda one=one: one.purge(later) for one in workers))

    assert (sum(gone), client.xlen(keys.AUDIT)) == (20, 0)


def test_should_give_each_entry_to_one_consumer(client: Any) -> None:
    for kind in (Inbox, Fetches):
        kind(client, "first").prepare()
    for number in range(MANY):
        Keeper(client).keep(b"%d" % number, NOW)
        client.xadd(keys.FETCHING, {"timer": f"fetch_photo:{number}"})
    taken: Counter[str] = Counter()

    def take(kind: type[Inbox], name: str) -> None:
        one = kind(client, name)
        while entries := one.take(32, 1):
            taken.update(f"{kind.__name__} {entry.id}" for entry in entries)

    at_once(*(
        lambda kind=kind, name=name: take(kind, name)
        for kind in (Inbox, Fetches)
        for name in ("a:1:0", "b:2:0")
    ))  # fmt: skip

    assert (len(taken), set(taken.values())) == (2 * MANY, {1})


# the clocks


def test_should_keep_what_each_worker_knows_of_the_clocks(client: StoreClient) -> None:
    keep_ahead(client, "a:1", {"web": 8 * DAY, "worker": timedelta(), "store": timedelta()})
    keep_ahead(client, "b:2", {"store": timedelta()})

    assert kept_ahead(client) == {"web": 8 * DAY, "worker": timedelta(), "store": timedelta()}


@pytest.mark.parametrize(("clock_of_all", "ahead"), [("web", timedelta()), ("store", -2 * DAY)])
def test_should_believe_who_knows_the_webs_clock_best_and_the_worst_of_others(
    client: StoreClient, clock_of_all: str, ahead: timedelta
) -> None:
    keep_ahead(client, "a:1", {clock_of_all: -2 * DAY})
    keep_ahead(client, "b:2", {clock_of_all: timedelta()})

    assert kept_ahead(client) == {clock_of_all: ahead}


def test_should_not_believe_a_worker_that_has_gone(client: Any) -> None:
    old = to_ms(clock.now() - timedelta(seconds=70))
    client.hset(keys.CLOCKS, "gone:1", f'[{old}, {{"web": 691200}}]')
    before = kept_ahead(client)

    keep_ahead(client, "b:2", {"store": timedelta()})

    assert (before, kept_ahead(client)) == ({}, {"store": timedelta()})
    assert client.hkeys(keys.CLOCKS) == [b"b:2"]


def test_should_alarm_while_one_of_two_workers_knows_that_a_clock_is_off(client: Any) -> None:
    keep_ahead(client, "a:1", {"web": 8 * DAY})

    a_watch(client, Skew(lambda: NOW)).check(log=False)

    assert round(kept_ahead(client)["web"] / DAY) == 8
