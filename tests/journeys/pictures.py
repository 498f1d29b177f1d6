"""`python -m tests.journeys.pictures`: photograph the newcomer's path for the documents.

The map shows the simulator's own outline: other borders have a licence of their own."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bot.commands.demo import PEOPLE
from simulator.client import SimulatorClient
from tests.journeys.demo import a_demo
from tests.journeys.newcomer import CITIZEN, HEAD, MOMENTS, OFFICER, Newcomer, a_page
from tests.needs import a_browser

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
_MOST_BYTES = 200_000
_DESK = {"width": 1280, "height": 900}
_PHONE = {"width": 375, "height": 812}
_ON_A_PHONE = ("alert", "outcome")

#: The last card is photographed from its heading, also where it is taller than its chat or where
#: the picture before left the chat higher up; what says so would only hide words of it.
_FROM_THE_HEADING = """() => {
  for (const list of document.querySelectorAll(".phone .rows")) {
    const card = [...list.querySelectorAll(".fx-bubble")].at(-1);
    const row = card?.closest(".row");
    const top = (element) => element.getBoundingClientRect().top;
    if (row) list.scrollTop += top(row) - top(list) - 8;
    list.parentElement.querySelector(".newer").hidden = true;
  }
}"""


def main() -> None:
    """Walk the path once at a desk, once on a phone."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with a_browser() as browser:
        _photograph(browser, _DESK, MOMENTS, "desk")
        _photograph(browser, _PHONE, _ON_A_PHONE, "phone")
    sys.exit("\n".join(_too_large()) or None)


def _photograph(browser: Any, size: dict[str, int], wanted: tuple[str, ...], where: str) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="cheer-pictures-") as place,
        a_demo(Path(place), "--port", "0") as demo,
        a_page(browser, size) as page,
    ):
        _keep_three(demo.address)
        Newcomer(page, partial(_shoot, page, wanted, where)).walk(demo.address)


def _keep_three(address: str) -> None:
    """There is room for three phones on a desk; the others of the demo would be cut."""
    line = SimulatorClient(address)
    for one in PEOPLE:
        if one.name not in (CITIZEN, OFFICER, HEAD):
            line.remove_user(one.id)
    line.close()


def _shoot(page: Any, wanted: tuple[str, ...], where: str, moment: str) -> None:
    if moment in wanted:
        page.mouse.move(0, 0)
        if moment == "picker":  # far enough away for a coast to be seen
            for _ in range(2):
                page.locator(".picker .map-canvas").press("-")
            page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(400)  # maps are drawn, chats have scrolled
        page.evaluate(_FROM_THE_HEADING)
        page.screenshot(path=PICTURES / f"{moment}-{where}.png")


def _too_large() -> list[str]:
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    return [f"{name}: {size} bytes" for name, size in sizes.items() if size > _MOST_BYTES]


if __name__ == "__main__":
    main()
