"""The simulator as a thread and as a process."""

import signal
import subprocess
import sys

import pytest

from simulator.allowances import RATE_LIMITS
from simulator.client import SimulatorClient
from simulator.server import Account, start
from simulator.webhook_delivery import DeliveryPlan
from tests.simulator.bot_side import BotSide, Callback, Ear, text
from tests.simulator.hand_clock import HandClock


def test_should_say_that_a_port_is_taken() -> None:
    with start() as running, pytest.raises(OSError, match="in use"):
        start(port=int(running.url.rpartition(":")[2]))


def test_should_free_its_port_when_closed() -> None:
    with start() as first:
        port = int(first.url.rpartition(":")[2])

    with start(port=port) as second:
        assert second.url == first.url


def test_should_forget_tries_to_come_when_closed() -> None:
    ear = Ear(statuses=[500])
    with Callback(ear) as callback:
        account = Account(callback=callback.url)
        with start(account=account, plan=DeliveryPlan(waits=(60.0,))) as running:
            people = SimulatorClient(running.url)
            people.send_text(people.add_user("Somchai"), "hello")
            pending = people.deliveries()["pending"]
            people.close()

    assert (pending, len(ear.heard)) == (1, 1)


def test_should_refuse_more_calls_than_the_rate() -> None:
    clock = HandClock()
    with start(clock=clock) as running:
        bot = BotSide(running)
        calls = RATE_LIMITS["loading"].calls + 1
        body = {"chatId": running.platform.people.add("Somchai").id}
        statuses = [
            bot.call("POST", "/v2/bot/chat/loading/start", body).status for _ in range(calls)
        ]
        clock.advance(seconds=1)
        after = bot.call("POST", "/v2/bot/chat/loading/start", body).status
        bot.close()

    assert statuses == [202] * (calls - 1) + [429]
    assert after == 202


@pytest.mark.slow
def test_should_run_as_a_process_until_told_to_stop() -> None:
    command = [sys.executable, "-m", "simulator", "--port", "0", "--token", "t", "--quota", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = process.stdout.readline()
        people = SimulatorClient(ready.split()[-1])
        user = people.add_user("Somchai")
        people.close()
        process.send_signal(signal.SIGTERM)
        status = process.wait(5)

    assert ready.startswith("simulator ready on http://127.0.0.1:")
    assert user.startswith("U")
    assert status == 0


def test_should_say_in_one_sentence_that_the_port_is_taken() -> None:
    with start() as running:
        port = running.url.rpartition(":")[2]
        command = [sys.executable, "-m", "simulator", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 1
    assert done.stderr.strip() == f"Port {port} is already in use: choose another one with --port."


def test_should_give_the_retry_key_its_meaning_over_http() -> None:
    clock = HandClock()
    key = {"X-Line-Retry-Key": "123e4567-e89b-12d3-a456-426614174000"}
    with start(clock=clock) as running:
        bot = BotSide(running)
        user = running.platform.people.add("Somchai").id
        statuses = [bot.push(user, text(), headers=key).status for _ in range(2)]
        clock.advance(hours=24)
        statuses.append(bot.push(user, text(), headers=key).status)
        bot.close()

    assert statuses == [200, 409, 200]


def test_should_say_what_is_wrong_with_the_people_of_the_start() -> None:
    command = [sys.executable, "-m", "simulator", "--port", "0", "--people", '[{"role": "head"}]']
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 1
    assert "people[0].displayName: May not be empty" in done.stderr
