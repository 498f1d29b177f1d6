"""One simulator for a file of tests, and the ways to talk to it: people, a bot, a browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from simulator.client import SimulatorClient
from simulator.server import RunningSimulator, start
from tests.simulator.bot_side import BotSide, Callback, Ear
from tests.simulator.screen_browser import DESKTOP


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


@pytest.fixture
def page(chromium: Any, simulator: RunningSimulator, people: SimulatorClient) -> Iterator[Any]:
    """A desktop's page; a script that fails fails the test."""
    context = chromium.new_context(viewport=DESKTOP, locale="th-TH", service_workers="block")
    context.set_default_timeout(20_000)
    context.route("https://**", lambda route: route.fulfill(body="", content_type="text/html"))
    opened, wrong = context.new_page(), []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(simulator.url)
    opened.get_by_text("เชื่อมต่อแล้ว").wait_for()
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def mali(page: Any, people: SimulatorClient, simulator_ear: Ear) -> str:
    """A citizen whose phone is on the screen, and a bot that listens."""
    user = people.add_user("มะลิ", role="citizen")
    page.get_by_label("โทรศัพท์ของ มะลิ").wait_for()
    return user
