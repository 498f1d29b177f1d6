"""`python -m tests.journeys.english_pictures`: photograph the main cards of staff in English."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from bot.commands.demo import PEOPLE, DemoPerson
from cases.people import Language, Role
from line.flex import cut_label
from messages.texts import staff
from simulator.client import SimulatorClient
from tests.builders import AYUTTHAYA, near, the_taxonomy
from tests.journeys.demo import a_demo
from tests.journeys.newcomer import OFFICER, a_page
from tests.journeys.report_pictures import beside, keep, picture
from tests.needs import a_browser

_TALL = {"width": 375, "height": 2400}
_ADDRESS = "ตลาดหัวรอ ต.หัวรอ อ.พระนครศรีอยุธยา จ.พระนครศรีอยุธยา"
#: As long as a button's label.
_LABEL = 20
_SETTLE_MS = 700


def main() -> None:
    """Let a citizen of the demo share, and its officer go the whole way in English."""
    with (
        tempfile.TemporaryDirectory(prefix="cheer-pictures-") as place,
        a_demo(Path(place), "--port", "0") as demo,
        a_browser() as browser,
        a_page(browser, _TALL) as page,
    ):
        page.goto(demo.address)
        keep(beside(_walk(page, SimulatorClient(demo.address))), "staff-english-phone")


def _walk(page: Any, line: SimulatorClient) -> list[Image.Image]:
    """Return the cards from the alert to the close, in their order."""
    citizen = next(one for one in PEOPLE if one.role is None)
    officer = next(one for one in PEOPLE if one.name == OFFICER and one.role is Role.OFFICER)
    _say(line, officer, "English")
    line.follow(citizen.id)
    heard = len(line.messages_of(officer.id))
    line.send_location(citizen.id, AYUTTHAYA.latitude, AYUTTHAYA.longitude, address=_ADDRESS)
    line.wait_until(lambda: line.messages_of(officer.id)[heard:])
    page.get_by_role("tab", name=officer.name).click()
    cards = [_card(page, officer)]
    for label in (staff.CLAIM, staff.GO):
        _tap(line, officer, label.say(Language.ENGLISH))
        cards.append(_card(page, officer))
    here = near(AYUTTHAYA, 40)
    heard = len(line.messages_of(officer.id))
    line.send_location(officer.id, here.latitude, here.longitude)
    line.wait_until(lambda: line.messages_of(officer.id)[heard:])
    cards.append(_card(page, officer))
    _tap(line, officer, staff.FOUND.say(Language.ENGLISH))
    _tap(line, officer, cut_label(the_taxonomy().outcomes["FAMILY"].en))
    return [*cards, _card(page, officer)]


def _say(line: SimulatorClient, who: DemoPerson, words: str) -> None:
    heard = len(line.messages_of(who.id))
    line.send_text(who.id, words)
    line.wait_until(lambda: line.messages_of(who.id)[heard:])


def _tap(line: SimulatorClient, who: DemoPerson, label: str) -> None:
    heard = len(line.messages_of(who.id))
    line.tap(who.id, label)
    line.wait_until(lambda: line.messages_of(who.id)[heard:])


def _card(page: Any, who: DemoPerson) -> Image.Image:
    """Photograph the last card in somebody's chat."""
    page.wait_for_timeout(_SETTLE_MS)
    phone = page.get_by_label(f"โทรศัพท์ของ {who.name}", exact=True)
    return picture(phone.locator(".fx-bubble").last.screenshot())


if __name__ == "__main__":
    main()
