"""A head and a manager come from the chat to a page with a login, through the front door."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cases.people import Role
from store import keys
from tests.journeys.browser import a_page, faults
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

SAY = {
    "th": {
        "ask": "หน้ารายงาน", "report": "รายงาน", "button": "หน้ารายงาน",
        "card": "ใช้ได้ 10 นาที ครั้งเดียว",
        "as": "หัวหน้าศูนย์, ศูนย์คุ้มครองคนไร้ที่พึ่งจังหวัดพระนครศรีอยุธยา", "enter": "เข้าสู่ระบบ",
        "over": "ลิงก์นี้ใช้ไม่ได้แล้ว", "else": "เปิดในเบราว์เซอร์อื่นไปก่อนแล้ว",
        "out": "ออกจากระบบทุกเครื่อง", "was": "ทุกเครื่องแล้ว",
        "no": "สำหรับหัวหน้าศูนย์และผู้บริหาร", "script": "โปรดเปิดใช้สคริปต์",
    },
    "en": {
        "ask": "report page", "report": "report", "button": "Report page",
        "card": "works for 10 minutes, once", "as": "head of centre, ", "enter": "Sign in",
        "over": "does not work any more", "else": "opened in another browser first",
        "out": "sign out everywhere", "was": "on every device",
        "no": "for heads and managers", "script": "allow JavaScript",
    },
}  # fmt: skip


def ask(town: Town, user: str, words: str) -> str:
    """Type something and hear the answer."""
    town.line.send_text(user, words)
    return town.hear(user)


def link_in(heard: str) -> str:
    """Find the address of a card."""
    found = re.search(r"http://\S+/sign-in#[\w-]{43}", heard)
    assert found, heard
    return found[0]


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_bring_a_head_from_the_chat_to_the_page_and_out(
    town: Town, chromium: Any, language: str
) -> None:
    say = SAY[language]
    head = town.officer("Chai", role=Role.HEAD, language=language)
    ask(town, head, say["report"])
    heard = town.tap(head, say["button"])
    assert say["card"] in heard
    address = link_in(heard)

    with a_page(chromium, language) as page:
        page.goto(address)
        page.get_by_text(say["as"]).wait_for()
        assert faults(page) == []
        assert "#" not in page.url  # neither in the history nor over a shoulder
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        with page.expect_response("**/sign-in*") as entered:
            page.get_by_role("button", name=say["enter"]).click()
        assert entered.value.status == 303
        assert page.url.endswith("/reports")
        assert [one["name"] for one in page.context.cookies()] == ["session"]

        page.goto(address)
        page.get_by_text(say["over"]).wait_for()

    assert say["was"] in ask(town, head, say["out"])
    assert list(town.store.scan_iter(keys.sessions_of("*"))) == []  # type: ignore[arg-type]
    town.settle()
    assert town.line.paid() == 0


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_open_a_link_in_one_browser_alone(town: Town, chromium: Any, language: str) -> None:
    say = SAY[language]
    head = town.officer("Chai", role=Role.HEAD, language=language)
    address = link_in(ask(town, head, say["ask"]))

    with a_page(chromium, language) as first, a_page(chromium, language) as second:
        first.goto(address)
        first.get_by_text(say["as"]).wait_for()
        second.goto(address)
        second.get_by_text(say["else"]).wait_for()
        assert not second.get_by_role("button", name=say["enter"]).is_visible()
        assert faults(second) == []

        first.get_by_role("button", name=say["enter"]).click()
        first.wait_for_url("**/reports")


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_keep_the_link_when_the_language_is_changed(
    town: Town, chromium: Any, language: str
) -> None:
    other = "en" if language == "th" else "th"
    head = town.officer("Chai", role=Role.HEAD, language=language)
    address = link_in(ask(town, head, SAY[language]["ask"]))

    with a_page(chromium, language) as page:
        page.goto(address)
        page.locator("#other").click()
        page.get_by_text(SAY[other]["as"]).wait_for()

        assert page.get_by_role("button", name=SAY[other]["enter"]).is_visible()


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_say_what_to_do_without_a_script(town: Town, chromium: Any, language: str) -> None:
    with a_page(chromium, language, java_script_enabled=False) as page:
        page.goto(f"{town.settings.public_url}/sign-in#{'x' * 43}")

        page.get_by_text(SAY[language]["script"]).wait_for()
        assert not page.get_by_role("button", name=SAY[language]["enter"]).is_visible()


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_refuse_an_officer_kindly(town: Town, language: str) -> None:
    officer = town.officer("Anong", language=language)

    assert SAY[language]["no"] in ask(town, officer, SAY[language]["ask"])
