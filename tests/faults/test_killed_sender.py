"""A sender that dies amid hundreds of calls to LINE: each message arrives, and once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from config.clock import now, to_ms
from simulator.client import SimulatorClient
from simulator.faults import Fault
from simulator.server import RunningSimulator, start
from store import keys
from store.connection import StoreClient, connect
from store.outbox import OutboundMessage
from store.stream import GROUP
from tests.faults.stage import Stage, environment, wait_until

#: What is killed tells nobody which lines it ran.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

#: More than a sender takes at a time, so that it dies amid full hands more than once.
_PUSHES, _TEAMS = 500, 40
_DEATHS = 3
_PATIENCE_S = 60.0


@contextmanager
def _sender(stage: Stage, line: RunningSimulator, log: Path) -> Iterator[None]:
    """Run a sender process; it ends by SIGKILL."""
    env = {**environment(stage.server, line), "SENDER_THREADS": "256", "DATA_DIR": str(log.parent)}
    words = [f"{name}={value}" for name, value in env.items()]
    with log.open("ab") as out:
        process = subprocess.Popen(
            ["/usr/bin/env", *words, sys.executable, "-m", "bot", "sender"], stdout=out, stderr=out
        )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _queue(client: StoreClient, people_of_line: SimulatorClient) -> Counter[str]:
    """Queue a push to each of many and an alert to each of many teams; return whom to hear what."""
    awaited: Counter[str] = Counter()
    for number in range(_PUSHES + _TEAMS):
        people = [people_of_line.add_user("x") for _ in range(1 if number < _PUSHES else 5)]
        words = f"message {number}"
        case = "" if number < _PUSHES else f"14-6912-{number:04}"
        message = {"type": "text", "text": words}
        to, created = " ".join(people), to_ms(now())
        call = OutboundMessage(str(uuid4()), to, (message,), created, alert_for=case)
        client.xadd(keys.OUTBOX, dict([call.to_words()]))
        awaited.update(f"{person} {words}" for person in people)
    return awaited


def test_should_send_each_message_once_when_the_sender_dies_amid_hundreds(
    the_stage: Stage, tmp_path: Path
) -> None:
    client = connect(the_stage.server.url, role="command")
    client.flushall()
    with start() as line:
        people = SimulatorClient(line.url)
        awaited = _queue(client, people)
        people.set_faults(Fault("latency", path="send", seconds=1.0))

        left = []
        for _ in range(_DEATHS):
            with _sender(the_stage, line, tmp_path / "sender.log"):
                sent = len(people.accepted())
                wait_until(lambda: len(people.accepted()) > sent, _PATIENCE_S, "none is sent")  # noqa: B023
                left.append(client.xpending(keys.OUTBOX, GROUP)["pending"])
        people.set_faults()
        with _sender(the_stage, line, tmp_path / "sender.log"):
            wait_until(lambda: not client.xlen(keys.OUTBOX), _PATIENCE_S, "something is left")

        heard = Counter(f"{row['to']} {row['message']['text']}" for row in people.accepted())
    assert min(left) > 200, "too few calls at a time"
    assert heard == awaited
