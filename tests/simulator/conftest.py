"""One simulator for a file of tests, and the two ways to talk to it."""

from collections.abc import Iterator

import pytest

from simulator.client import SimulatorClient
from simulator.server import RunningSimulator, start
from tests.simulator.bot_side import BotSide, Callback, Ear


@pytest.fixture(scope="module")
def simulator() -> Iterator[RunningSimulator]:
    with start(seed=7) as running:
        yield running


@pytest.fixture
def people(simulator: RunningSimulator) -> Iterator[SimulatorClient]:
    client = SimulatorClient(simulator.url)
    client.reset()
    yield client
    client.close()


@pytest.fixture
def bot(simulator: RunningSimulator) -> Iterator[BotSide]:
    side = BotSide(simulator)
    yield side
    side.close()


@pytest.fixture
def simulator_url(simulator: RunningSimulator) -> str:
    return simulator.url


@pytest.fixture
def simulator_ear(simulator: RunningSimulator) -> Iterator[Ear]:
    """A listening bot; the next test finds the sender as it was."""
    ear, plan = Ear(), simulator.sender.plan
    with Callback(ear) as callback:
        simulator.sender.callback = callback.url
        yield ear
    simulator.sender.callback = ""
    simulator.sender.plan = plan
