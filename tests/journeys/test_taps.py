"""How many taps the two phones need at 375 px, each button in sight when it is tapped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cases.facts.casework import Why
from cases.people import Language
from messages.texts import caller, citizen, proof, staff, transfers
from messages.texts.text import Text
from tests.journeys.demo import a_demo
from tests.journeys.newcomer import CITIZEN, OFFICER, PLACE, a_page
from tests.simulator.screen_browser import PHONE

pytestmark = pytest.mark.slow


class Thumb:
    """Taps on a phone, counted; *hidden* are the buttons that had to be scrolled to."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.taps = 0
        self.hidden: list[str] = []

    def tap(self, who: str, words: Text | str, hears: Text | None = None) -> None:
        label = words if isinstance(words, str) else words.say(Language.THAI)
        button = self._phone(who).get_by_role("button", name=label, exact=True).last
        button.wait_for()
        self._page.wait_for_timeout(400)
        self._press(button, label)
        if hears is not None:
            said = hears.say(Language.THAI)
            self._phone(who).get_by_role("log").get_by_text(said).last.wait_for()

    def send_place(self, choose: bool = False) -> None:
        if choose:
            self._press(self._page.locator(".place-choice", has_text=PLACE), PLACE)
        self._page.locator(".where", has_text=PLACE).wait_for()
        self._press(self._page.get_by_role("button", name="ส่งตำแหน่งนี้"), "send")

    def hear(self, who: str, words: Text) -> None:
        said = words.say(Language.THAI)
        self._phone(who).get_by_role("log").get_by_text(said).last.wait_for()

    def _press(self, button: Any, label: str) -> None:
        box = button.bounding_box()
        ends = (("x", "width"), ("y", "height"))
        if not (box and all(0 <= box[at] <= PHONE[size] - box[size] for at, size in ends)):
            self.hidden.append(label)
        self.taps += 1
        button.click()

    def _phone(self, name: str) -> Any:
        tab = self._page.get_by_role("tab", name=name)
        if tab.get_attribute("aria-selected") != "true":
            tab.click()
        return self._page.get_by_label(f"โทรศัพท์ของ {name}", exact=True)


@pytest.fixture
def thumb(tmp_path: Path, chromium: Any) -> Iterator[Thumb]:
    """Add the citizen as a friend, in a demo of its own."""
    with a_demo(tmp_path, "--port", "0") as demo:
        with a_page(chromium, PHONE) as page:
            page.goto(demo.address)
            page.get_by_text("เชื่อมต่อแล้ว").wait_for()
            hand = Thumb(page)
            hand.tap(CITIZEN, "เพิ่มเพื่อน", citizen.WELCOME)
            hand.taps = 0
            yield hand
        demo.end()


def alerted(thumb: Thumb) -> None:
    """Let the citizen share; the officer's taps are counted from the alert on."""
    thumb.tap(CITIZEN, citizen.SHARE_PLACE)
    thumb.send_place(choose=True)
    thumb.hear(CITIZEN, citizen.RECEIVED)
    assert thumb.taps == 3
    thumb.hear(OFFICER, staff.HEADINGS[Why.NEW])
    thumb.taps, thumb.hidden = 0, []


def test_should_close_as_found_in_five_taps(thumb: Thumb) -> None:
    alerted(thumb)

    thumb.tap(OFFICER, staff.CLAIM, staff.CLAIMED_HEADING)
    thumb.tap(OFFICER, staff.GO, staff.GOING_NEXT)
    thumb.tap(OFFICER, staff.ARRIVED, staff.ARRIVED_NEXT)
    thumb.tap(OFFICER, staff.FOUND, staff.ASK_OUTCOME)
    thumb.tap(OFFICER, proof.OUTCOMES_IN_SHORT["PERFORMER"], staff.CLOSED_HEADING)

    assert (thumb.taps, thumb.hidden) == (5, [])


def test_should_close_as_not_found_in_five_taps_with_the_check_in(thumb: Thumb) -> None:
    alerted(thumb)

    thumb.tap(OFFICER, staff.CLAIM, staff.CLAIMED_HEADING)
    thumb.tap(OFFICER, staff.GO, staff.GOING_NEXT)
    thumb.tap(OFFICER, staff.CHECK_IN)
    thumb.send_place()
    thumb.hear(OFFICER, staff.ARRIVED_NEXT)
    thumb.tap(OFFICER, staff.NOT_FOUND, staff.CLOSED_HEADING)

    assert (thumb.taps, thumb.hidden) == (5, [])


def test_should_offer_the_hand_over_in_two_taps(thumb: Thumb) -> None:
    alerted(thumb)

    thumb.tap(OFFICER, staff.MORE, staff.MORE_HEADING)
    thumb.tap(OFFICER, transfers.HAND_OVER, transfers.WHERE_TO)

    assert thumb.taps == 2


def test_should_enter_a_caller_in_four_taps(thumb: Thumb) -> None:
    thumb.tap(OFFICER, caller.ENTER)
    thumb.tap(OFFICER, caller.PICK_PLACE)
    thumb.send_place(choose=True)
    thumb.hear(OFFICER, caller.OPENED)

    assert thumb.taps == 4
