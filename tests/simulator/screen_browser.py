"""What the tests of the screen share: its sizes, and what one does in it."""

from typing import Any

from simulator.client import SimulatorClient
from tests.simulator import shapes
from tests.simulator.bot_side import Ear

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 375, "height": 720}


def heard(ear: Ear, people: SimulatorClient, page: Any) -> dict[str, Any]:
    """The last event that the bot got."""
    page.wait_for_timeout(150)
    people.wait_until(ear.events, seconds=20)
    people.settle()
    return ear.events()[-1]


def card(*contents: object) -> dict[str, Any]:
    return shapes.flex(shapes.bubble(*contents, size="mega"))


def tap(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
