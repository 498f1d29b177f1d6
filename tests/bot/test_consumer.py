"""What a dead worker had in hand, as the next one on the same machine finds it at its start."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bot.heartbeat import pid_scope, process_name
from bot.worker import take_over
from store import keys
from store.durability import record_place
from store.stream import Stream

HOST = socket.gethostname()
HEIRS = ["new:1:0", "new:1:1"]


@pytest.fixture(scope="module")
def dead() -> int:
    """Return the id of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@pytest.fixture(scope="module")
def alive() -> Iterator[int]:
    """Return the id of a process that lives."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield child.pid
    child.communicate(b"\n")


def leave(client: Any, process: str, entries: int = 5, where: str | None = None) -> None:
    """Let a process take entries with two threads, and say where it runs."""
    for thread in range(2):
        stream = Stream(client, keys.OUTBOX, f"{process}:{thread}")
        stream.prepare()
        for number in range(entries):
            client.xadd(keys.OUTBOX, {"call": f"{thread}{number}"})
        stream.take(entries, 1)
    if where is not None:
        record_place(client, process, where)


def in_hands(client: Any, consumer: str) -> int:
    return len(client.xpending_range(keys.OUTBOX, "workers", "-", "+", 100, consumer))


@pytest.mark.skipif(not pid_scope(), reason="this machine does not tell where a process runs")
def test_should_take_over_what_a_dead_process_here_had_in_hand(client: Any, dead: int) -> None:
    leave(client, f"{HOST}:{dead}", where=pid_scope())

    take_over(client, keys.OUTBOX, HEIRS)

    assert [in_hands(client, heir) for heir in HEIRS] == [5, 5]
    (entry,) = Stream(client, keys.OUTBOX, HEIRS[0]).take_back()
    assert entry.deliveries == 2, "it may have been sent"


def test_should_leave_alone_what_is_not_certainly_dead(client: Any, dead: int, alive: int) -> None:
    leave(client, f"{HOST}:{alive}", where=pid_scope())
    leave(client, f"{HOST}:{dead}", where="another boot or another container")
    leave(client, f"elsewhere:{dead}", where=None)
    leave(client, process_name(), where=pid_scope())
    leave(client, f"{HOST}:7x", where=pid_scope())

    take_over(client, keys.OUTBOX, HEIRS)

    assert [in_hands(client, heir) for heir in HEIRS] == [0, 0]


def test_should_not_take_a_name_that_only_begins_like_a_dead_ones(client: Any, dead: int) -> None:
    leave(client, f"{HOST}:{dead}", entries=1, where=pid_scope())
    leave(client, f"{HOST}:{dead}0", entries=1, where="elsewhere")

    take_over(client, keys.OUTBOX, HEIRS)

    assert in_hands(client, f"{HOST}:{dead}0:0") == 1


def test_should_say_the_same_place_for_processes_that_see_each_other() -> None:
    script = "from bot.heartbeat import pid_scope; print(pid_scope())"
    told = subprocess.check_output([sys.executable, "-c", script], text=True).strip()

    assert told == pid_scope()
    assert process_name() == f"{HOST}:{os.getpid()}"
