"""Hundreds of calls at a time: no chat waits for another, and one chat keeps its order."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.sending import Dispatcher
from bot.worker import ConsumerPace
from store import keys
from store.outbox import OutboundMessage, Outbox
from store.stream import GROUP, StreamEntry
from tests.bot.worker_process import wait_until

PACE = ConsumerPace(block_ms=20, idle_ms=60_000)
HANDS = 16


@dataclass(slots=True)
class Line:
    """Takes calls, those to *slow* chats only when it is let."""

    outbox: Outbox
    slow: set[str] = field(default_factory=set)
    may: threading.Event = field(default_factory=threading.Event)
    took: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    at_once: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    deliveries: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def work(self, entry: StreamEntry) -> None:
        call = OutboundMessage.from_json(entry.fields["call"])
        with self.lock:
            self.begun.append(call.id)
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        if self.slow & set(call.recipients):
            assert self.may.wait(30)
        with self.lock:
            self.took.append(call.id)
            self.at_once -= 1
        self.outbox.done(entry)


@pytest.fixture
def outbox(client: Any) -> Outbox:
    found = Outbox(client, "host:1:0")
    found.prepare()
    return found


def queue(client: Any, name: str, to: str, alert_for: str = "", at: int = 1) -> None:
    call = OutboundMessage(name, to, (), at, alert_for=alert_for)
    client.xadd(keys.OUTBOX, dict([call.to_words()]))


@contextmanager
def sending(line: Line) -> Iterator[None]:
    stop = threading.Event()
    jobs = Dispatcher(line.outbox, line.work, PACE, HANDS).jobs()
    threads = [threading.Thread(target=job, args=(stop,)) for job in jobs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        line.may.set()
        stop.set()
        for thread in threads:
            thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "a hand does not end"


def test_should_hold_up_nobody_for_calls_that_hang(client: Any, outbox: Outbox) -> None:
    line = Line(outbox, slow={f"U{number}" for number in range(HANDS - 1)})
    for number in range(HANDS - 1):
        queue(client, f"slow-{number}", f"U{number}")
    for number in range(100):
        queue(client, f"quick-{number}", f"V{number}")

    with sending(line):
        wait_until(lambda: len(line.took) == 100, "the quick ones wait")

        assert not [name for name in line.took if name.startswith("slow")]
        assert line.most == HANDS


def test_should_keep_the_order_within_a_chat(client: Any, outbox: Outbox) -> None:
    line = Line(outbox, slow={"A"})
    for number in range(5):
        queue(client, f"A{number}", "A")
        queue(client, f"B{number}", "B")

    with sending(line):
        wait_until(lambda: len(line.took) == 5, "others wait")
        assert line.took == [f"B{number}" for number in range(5)]
        assert [name for name in line.begun if name[0] == "A"] == ["A0"]

        line.may.set()
        wait_until(lambda: len(line.took) == 10, "what follows is not sent")
        assert [name for name in line.took if name[0] == "A"] == [f"A{one}" for one in range(5)]


def test_should_keep_the_order_in_each_chat_of_a_multicast(client: Any, outbox: Outbox) -> None:
    line = Line(outbox, slow={"A"})
    for name, to in (("1", "A"), ("2", "A B C"), ("3", "B"), ("4", "D"), ("5", "C D"), ("6", "E")):
        queue(client, name, to)

    with sending(line):
        wait_until(lambda: set(line.took) >= {"4", "6"}, "others wait")
        assert set(line.begun) == {"1", "4", "6"}

        line.may.set()
        wait_until(lambda: len(line.took) == 6, "what follows is not sent")
        assert line.took.index("1") < line.took.index("2")
        assert line.took.index("2") < min(line.took.index("3"), line.took.index("5"))


def test_should_send_alerts_of_different_cases_to_one_team_at_once(
    client: Any, outbox: Outbox
) -> None:
    line = Line(outbox, slow={"A"})
    for case in range(5):
        queue(client, f"new-{case}", "A B", alert_for=f"14-6912-000{case}")
    queue(client, "child-0", "A B", alert_for="14-6912-0000")
    queue(client, "new-6", "A B", alert_for="14-6912-0006")
    queue(client, "taken", "B")
    queue(client, "new-7", "B", alert_for="14-6912-0007")

    with sending(line):
        wait_until(lambda: len(line.begun) == 5, "alerts wait for each other")
        assert sorted(line.begun) == [f"new-{case}" for case in range(5)]

        line.may.set()
        wait_until(lambda: len(line.took) == 9, "what follows is not sent")
    assert set(line.took[5:7]) == {"child-0", "new-6"}
    assert line.took[7:] == ["taken", "new-7"]


CASE = "14-6912-0000"


def test_should_send_one_alert_for_those_of_a_case_that_wait(client: Any, outbox: Outbox) -> None:
    line = Line(outbox, slow={"A"})
    queue(client, "before", "A B")
    for number, name in enumerate(("new", "child", "violence")):
        queue(client, name, "A B", alert_for=CASE, at=number)
    queue(client, "other case", "A B", alert_for="14-6912-0001")

    with sending(line):
        wait_until(lambda: client.xlen(keys.OUTBOX) == 3, "the waiting ones are not joined")
        line.may.set()
        wait_until(lambda: client.xlen(keys.OUTBOX) == 0, "what follows is not sent")

    assert line.begun[0] == "before"
    assert set(line.begun[1:]) == {"violence", "other case"}
    assert len(line.begun) == 3


def test_should_not_send_an_alert_again_that_comes_back_after_a_later_one(
    client: Any, outbox: Outbox
) -> None:
    line = Line(outbox, slow={"A"})
    queue(client, "before", "A")
    queue(client, "violence", "A", alert_for=CASE, at=2)
    queue(client, "new", "A", alert_for=CASE, at=1)

    with sending(line):
        wait_until(lambda: client.xlen(keys.OUTBOX) == 2, "the waiting ones are not joined")
        line.may.set()
        wait_until(lambda: len(line.took) == 2, "what follows is not sent")

    assert line.took == ["before", "violence"]


@pytest.mark.parametrize(
    "between",
    [("A B C", CASE), ("A", CASE), ("A B", "14-6912-0001"), ("A B", "")],
    ids=["more chats", "fewer chats", "another case", "no alert"],
)
def test_should_join_no_alert_with_another_one_s(
    client: Any, outbox: Outbox, between: tuple[str, str]
) -> None:
    line = Line(outbox, slow={"A"})
    queue(client, "before", "A B C")
    queue(client, "new", "A B", alert_for=CASE, at=1)
    queue(client, "between", between[0], alert_for=between[1], at=2)
    if not between[1]:
        queue(client, "child", "A B", alert_for=CASE, at=3)
    queued = client.xlen(keys.OUTBOX)

    with sending(line):
        wait_until(lambda: line.begun == ["before"], "nothing is sent")
        line.may.set()
        wait_until(lambda: len(line.took) == queued, "something was left out")


def test_should_send_both_where_the_first_is_on_its_way(client: Any, outbox: Outbox) -> None:
    line = Line(outbox, slow={"A"})
    queue(client, "new", "A", alert_for=CASE, at=1)

    with sending(line):
        wait_until(lambda: line.begun == ["new"], "it is not sent")
        queue(client, "child", "A", alert_for=CASE, at=2)
        queue(client, "violence", "A", alert_for=CASE, at=3)
        wait_until(lambda: client.xlen(keys.OUTBOX) == 2, "the waiting ones are not joined")
        line.may.set()
        wait_until(lambda: len(line.took) == 2, "what follows is not sent")

    assert line.took == ["new", "violence"]


def test_should_lose_no_alert_that_was_joined_when_the_process_ends(
    client: Any, outbox: Outbox
) -> None:
    line = Line(outbox, slow={"A"})
    queue(client, "before", "A")
    queue(client, "new", "A", alert_for=CASE, at=1)
    queue(client, "child", "A", alert_for=CASE, at=2)

    with sending(line):
        wait_until(lambda: client.xlen(keys.OUTBOX) == 2, "the waiting ones are not joined")
    again = Line(outbox)
    with sending(again):
        wait_until(lambda: client.xlen(keys.OUTBOX) == 0, "what was in hand is not sent")

    assert [*line.took, *again.took] == ["before", "child"]


def test_should_send_what_this_process_had_in_hand_and_lose_nothing(
    client: Any, outbox: Outbox
) -> None:
    for number in range(50):
        queue(client, f"{number:02}", f"U{number}")
    outbox.take(50, 10)
    line = Line(outbox)

    with sending(line):
        wait_until(lambda: len(line.took) == 50, "something is left")

    assert sorted(line.took) == [f"{number:02}" for number in range(50)]
    assert client.xpending(keys.OUTBOX, GROUP)["pending"] == 0


def test_should_send_alone_what_may_have_ended_its_process(client: Any, outbox: Outbox) -> None:
    for number in range(4):
        queue(client, f"old-{number}", f"U{number}")
    ids = [entry.id for entry in outbox.take(4, 10)]
    client.xclaim(keys.OUTBOX, GROUP, outbox.consumer, 0, ids, retrycount=5, justid=True)
    line = Line(outbox, slow={"U2"})

    with sending(line):
        wait_until(lambda: "old-2" in line.begun, "not begun")
        rows = client.xpending_range(keys.OUTBOX, GROUP, "-", "+", 9)

        assert line.begun == ["old-0", "old-1", "old-2"]
        assert [row["times_delivered"] for row in rows] == [6, 5], "one that waits is counted"
        line.may.set()
        wait_until(lambda: len(line.took) == 4, "not all are sent")
    assert line.most == 1


def test_should_leave_what_is_not_begun_to_the_next_process(client: Any, outbox: Outbox) -> None:
    line = Line(outbox, slow={"A"})
    for number in range(3):
        queue(client, f"A{number}", "A")

    with sending(line):
        wait_until(lambda: line.begun, "not begun")

    assert client.xpending(keys.OUTBOX, GROUP)["pending"] == 3 - len(line.took)
    again = Line(outbox)
    with sending(again):
        wait_until(lambda: len(line.took) + len(again.took) == 3, "something is lost")
