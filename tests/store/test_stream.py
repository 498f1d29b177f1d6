"""Inbox and outbox: an entry leaves only when it is done, and something else is in its place."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from redis.exceptions import ResponseError

from config.clock import to_ms
from store import keys
from store.outbox import OutboundMessage, Outbox
from store.stream import Inbox, Keeper, StreamEntry, received_at
from store.timers import Due
from tests.builders import NOW, a_case


@pytest.fixture
def inbox(client: Any) -> Inbox:
    """Return an empty inbox."""
    inbox = Inbox(client, "first")
    inbox.prepare()
    inbox.prepare()
    return inbox


def a_call(**changes: object) -> OutboundMessage:
    """Build a push."""
    fields = {"id": "i", "to": "U1", "messages": ({"type": "text"},), "created_ms": 1}
    return OutboundMessage(**(fields | changes))  # type: ignore[arg-type]  # a test's own fields


def queued(client: Any, call: OutboundMessage) -> tuple[Outbox, StreamEntry]:
    """Queue a call and take it."""
    outbox = Outbox(client, "sender")
    outbox.prepare()
    client.xadd(keys.OUTBOX, dict([call.to_words()]))
    return outbox, outbox.take(1, 1)[0]


def test_should_give_what_was_kept(client: Any, inbox: Inbox) -> None:
    Keeper(client).keep(b"\xff body", NOW)

    entry = inbox.take(5, 1)[0]

    assert (entry.fields["body"], received_at(entry)) == (b"\xff body", NOW)


def test_should_leave_nothing_behind_when_done(client: Any, inbox: Inbox) -> None:
    Keeper(client).keep(b"x", NOW)
    entry = inbox.take(1, 1)[0]

    first, second = inbox.done(entry), inbox.done(entry)

    assert (first, second) == (True, False)
    assert client.xlen(keys.INBOX) == 0
    assert client.xpending(keys.INBOX, "workers")["pending"] == 0


def test_should_take_over_what_another_has_had_too_long(client: Any, inbox: Inbox) -> None:
    Keeper(client).keep(b"x", NOW)
    inbox.take(1, 1)
    other = Inbox(client, "second")

    early, late = other.take_over(60_000), other.take_over(0)

    assert early == []
    assert [entry.deliveries for entry in late] == [2]
    assert [entry.deliveries for entry in inbox.take_over(0)] == [3]


def test_should_count_a_delivery_only_of_what_is_worked_on(client: Any, inbox: Inbox) -> None:
    for body in (b"ends its worker", b"neighbour"):
        Keeper(client).keep(body, NOW)
    inbox.take(8, 1)

    tries = [Inbox(client, f"worker {number}").take_over(0) for number in range(5)]
    inbox.dead_letter(tries[-1][0], "it ended the worker")
    (neighbour,) = inbox.take_over(0)

    assert [entry.fields["body"] for (entry,) in tries] == [b"ends its worker"] * 5
    assert [entry.deliveries for (entry,) in tries] == [2, 3, 4, 5, 6]
    assert (neighbour.fields["body"], neighbour.deliveries) == (b"neighbour", 2)


def test_should_find_what_was_left_behind_a_crowd_in_living_hands(
    client: Any, inbox: Inbox
) -> None:
    for number in range(101):
        Keeper(client).keep(b"%d" % number, NOW)
    *living, left = inbox.take(101, 1)
    client.xclaim(keys.INBOX, "workers", "dead", 0, [left.id], idle=60_000, justid=True)

    found = inbox.take_over(30_000)

    assert [entry.id for entry in found] == [left.id]
    assert len(living) == 100


def test_should_take_back_what_it_had_in_hand(client: Any, inbox: Inbox) -> None:
    for body in (b"x", b"y", b"of nobody"):
        Keeper(client).keep(body, NOW)
    first, second = inbox.take(2, 1)

    again = inbox.take_back()
    then = inbox.take_back(after=first.id)
    no_more = inbox.take_back(after=second.id)

    assert [entry.id for entry in (*again, *then, *no_more)] == [first.id, second.id]


def test_should_bury_with_the_kind_of_error(client: Any, inbox: Inbox) -> None:
    Keeper(client).keep(b"poison", NOW)

    inbox.dead_letter(inbox.take(1, 1)[0], "BadBody")

    assert client.xlen(keys.INBOX) == 0
    ((_, dead),) = client.xrange(keys.DEAD)
    assert (dead[b"body"], dead[b"error"]) == (b"poison", b"BadBody")


def test_should_bury_once_even_if_two_try(client: Any, inbox: Inbox) -> None:
    Keeper(client).keep(b"poison", NOW)
    entry = inbox.take(1, 1)[0]

    buried = [inbox.dead_letter(entry, "BadBody"), inbox.dead_letter(entry, "BadBody")]

    assert buried == [True, False]
    assert client.xlen(keys.DEAD) == 1


def test_should_note_a_delivered_alert_in_its_case(client: Any) -> None:
    outbox, entry = queued(client, a_call(alert_for=a_case().number))

    outbox.delivered(entry, a_call(alert_for=a_case().number), NOW)

    assert client.hgetall(keys.case(a_case().number)) == {b"alerted_at": b"%d" % to_ms(NOW)}
    assert client.xlen(keys.OUTBOX) == 0


def test_should_note_in_every_case_of_a_summary_that_it_was_heard_of(client: Any) -> None:
    numbers = ["14-6911-0001", "14-6911-0002"]
    outbox, entry = queued(client, a_call(alert_for=" ".join(numbers)))

    outbox.delivered(entry, a_call(alert_for=" ".join(numbers)), NOW)

    assert [client.hget(keys.case(one), "alerted_at") for one in numbers] == [
        b"%d" % to_ms(NOW)
    ] * 2


def test_should_bring_back_a_call_when_its_time_has_come(client: Any) -> None:
    outbox, entry = queued(client, a_call())
    outbox.later(entry, a_call(tries=1), NOW)
    due = Due(client)

    moved = [due.move(NOW - timedelta(seconds=1)), due.move(NOW), due.move(NOW)]

    assert moved == [0, 1, 0]
    again = OutboundMessage.from_json(outbox.take(1, 1)[0].fields["call"])
    assert again == a_call(tries=1)


def test_should_park_with_a_reason(client: Any) -> None:
    outbox, entry = queued(client, a_call())

    outbox.park(entry, a_call(), "quota")

    assert b"quota" in client.hgetall(keys.PARKED)[b"i"]
    assert client.xlen(keys.OUTBOX) == 0


def test_should_move_a_due_timer_into_the_inbox_once(client: Any, inbox: Inbox) -> None:
    client.zadd(keys.TIMERS, {"remind:14-6911-0042": to_ms(NOW)})
    due = Due(client)

    moved = [due.move(NOW), due.move(NOW)]

    assert moved == [1, 0]
    fields = inbox.take(1, 1)[0].fields
    at = b"%d" % to_ms(NOW)
    assert fields == {"timer": b"remind:14-6911-0042", "due": at, "at": at}


def test_should_forget_consumers_that_are_dead_and_have_nothing(client: Any, inbox: Inbox) -> None:
    for name in ("idle", "gone"):
        Keeper(client).keep(b"x", NOW)
        other = Inbox(client, name)
        other.done(other.take(1, 1)[0])
    Keeper(client).keep(b"x", NOW)
    inbox.take(1, 1)

    early, late = inbox.forget_dead_consumers(60_000), inbox.forget_dead_consumers(-1)

    assert (early, late) == (0, 2)
    assert [row["name"] for row in client.xinfo_consumers(keys.INBOX, "workers")] == [b"first"]


def test_should_keep_in_one_go_what_comes_while_the_store_is_busy(client: Any) -> None:
    keeper, count = Keeper(client), 20
    threads = [
        threading.Thread(target=keeper.keep, args=(b"%d" % number, NOW)) for number in range(count)
    ]
    before = client.info("stats")["total_reads_processed"]
    client.client_pause(500, all=False)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # The first one, all others, CLIENT PAUSE and INFO; a connection each of the first two greets.
    assert client.info("stats")["total_reads_processed"] - before <= 8
    kept = [row[b"body"] for _, row in client.xrange(keys.INBOX)]
    assert sorted(kept) == sorted(b"%d" % number for number in range(count))


def test_should_blame_nobody_elses_body_and_keep_the_next(client: Any) -> None:
    keeper = Keeper(client)
    client.set(keys.INBOX, "not a stream")
    with pytest.raises(ResponseError):
        keeper.keep(b"lost", NOW)
    client.delete(keys.INBOX)

    keeper.keep(b"next", NOW)

    assert [row[b"body"] for _, row in client.xrange(keys.INBOX)] == [b"next"]
