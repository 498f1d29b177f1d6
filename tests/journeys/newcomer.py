"""The newcomer's path: the main job by taps on three phones of the demo, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cases.facts.casework import Why
from cases.people import Language
from messages.texts import citizen, manager, results, staff, team
from messages.texts.text import Text
from tests.builders import the_taxonomy

CITIZEN, OFFICER, HEAD = "มะลิ", "สมชาย", "ปราณี"
PLACE = "ตลาดหัวรอ อยุธยา"
OUTCOME = "FAMILY"
#: What the path shows, in its order.
MOMENTS = ("picker", "alert", "visit", "outcome", "report")
_PATIENCE_MS = 45_000


class PathBroken(AssertionError):
    """Raised when a step of the path does not come; the text says which."""


class Newcomer:
    """Somebody who sees the demo for the first time; *show* hears of each moment."""

    def __init__(self, page: Any, show: Callable[[str], None]) -> None:
        self._page = page
        self._show = show

    def walk(self, address: str) -> str:
        """Go the whole way, and give what the head reads."""
        with _step("the screen opens with its phones"):
            self._page.goto(address)
            self._page.get_by_text("เชื่อมต่อแล้ว").wait_for()
            self._phone(CITIZEN).wait_for()
        self._share()
        self._visit()
        self._close()
        return self._report()

    def _share(self) -> None:
        with _step("the citizen adds the account and is welcomed"):
            self._tap(CITIZEN, "เพิ่มเพื่อน")
            self._hear(CITIZEN, citizen.WELCOME)
        with _step("the citizen chooses a place from the list"):
            self._phone(CITIZEN).get_by_role("button", name=_th(citizen.SHARE_PLACE)).last.click()
            self._page.locator(".place-choice", has_text=PLACE).click()
            self._page.locator(".where", has_text=PLACE).wait_for()
            self._show("picker")
        with _step("the citizen gets a receipt for the place"):
            self._send_place()
            self._hear(CITIZEN, citizen.RECEIVED)

    def _visit(self) -> None:
        with _step("the officer hears the alert"):
            self._hear(OFFICER, staff.HEADINGS[Why.NEW])
            self._show("alert")
        with _step("the officer claims the case"):
            self._tap(OFFICER, _th(staff.CLAIM))
            self._hear(OFFICER, staff.CLAIMED_HEADING)
        with _step("the officer sets off"):
            self._tap(OFFICER, _th(staff.GO))
            self._hear(OFFICER, staff.GOING_NEXT)
        with _step("the officer checks in by location"):
            self._tap(OFFICER, _th(staff.CHECK_IN))
            self._page.locator(".where", has_text=PLACE).wait_for()
            self._send_place()
            self._hear(OFFICER, staff.ARRIVED_NEXT)
            self._show("visit")

    def _close(self) -> None:
        with _step("the officer found the person and is asked for the outcome"):
            self._tap(OFFICER, _th(staff.FOUND))
            self._hear(OFFICER, staff.ASK_OUTCOME)
        with _step("the officer closes the case with an outcome"):
            outcome = the_taxonomy().outcomes[OUTCOME].th
            self._phone(OFFICER).get_by_role("button").filter(has_text=outcome).click()
            self._hear(OFFICER, staff.CLOSED_HEADING)
        with _step("the citizen hears the outcome"):
            self._hear(CITIZEN, results.RESULT)
            self._hear(CITIZEN, results.BY_CODE[OUTCOME])
            self._show("outcome")

    def _report(self) -> str:
        with _step("the head reads the report"):
            self._tap(HEAD, _th(team.REPORT))
            self._hear(HEAD, manager.REPORT)
            self._show("report")
            return str(self._phone(HEAD).locator(".fx-bubble").last.inner_text())

    def _tap(self, name: str, label: str) -> None:
        self._phone(name).get_by_role("button", name=label, exact=True).last.click()

    def _hear(self, name: str, words: Text) -> None:
        self._phone(name).get_by_role("log").get_by_text(_th(words)).last.wait_for()

    def _send_place(self) -> None:
        self._page.get_by_role("button", name="ส่งตำแหน่งนี้").click()

    def _phone(self, name: str) -> Any:
        """Look at a phone; where there is room for one only, by its tab."""
        tab = self._page.get_by_role("tab", name=name)
        if tab.is_visible():
            tab.click()
        return self._page.get_by_label(f"โทรศัพท์ของ {name}", exact=True)


@contextmanager
def a_page(browser: Any, size: dict[str, int]) -> Iterator[Any]:
    """Open a page of *size* that stays on this machine."""
    context = browser.new_context(viewport=size, locale="th-TH", service_workers="block")
    context.set_default_timeout(_PATIENCE_MS)
    context.route("https://**", lambda route: route.abort())
    yield context.new_page()
    context.close()


@contextmanager
def _step(what: str) -> Iterator[None]:
    """Name the step that does not come."""
    try:
        yield
    except Exception as error:
        raise PathBroken(f"The newcomer's path ends before: {what}.\n{error}") from error


def _th(words: Text) -> str:
    return words.say(Language.THAI)
