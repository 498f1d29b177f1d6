"""What is around the phones: people, console, languages, sizes, the way back after a break."""

from pathlib import Path
from typing import Any

import pytest

from simulator.client import SimulatorClient
from simulator.server import start
from tests.simulator import shapes
from tests.simulator.bot_side import BotSide, Ear, text
from tests.simulator.screen_browser import DESKTOP, PHONE, card, tap

#: For every text that can be seen: its contrast with what is painted behind it.
CONTRASTS = (Path(__file__).parent / "contrasts.js").read_text(encoding="utf-8")

pytestmark = pytest.mark.slow


def test_should_add_people_and_take_them_away(page: Any, people: SimulatorClient) -> None:
    tap(page, "เริ่มด้วยตัวอย่าง 3 คน")
    page.locator(".phone").nth(2).wait_for()
    tap(page, "เพิ่มคน")
    page.get_by_label("ชื่อ", exact=True).fill("Ann")
    page.get_by_label("ภาษาใน LINE").select_option("en")
    tap(page, "เพิ่ม")
    ann = page.get_by_label("โทรศัพท์ของ Ann")
    ann.locator("summary").click()
    ann.get_by_text("นำออก").click()
    ann.get_by_text("แตะอีกครั้งเพื่อนำออก").click()
    ann.wait_for(state="detached")

    roles = page.locator(".phone .role").all_inner_texts()
    assert roles == ["ผู้แจ้ง", "เจ้าหน้าที่", "หัวหน้าศูนย์"]


def test_should_stay_at_the_newest_message_when_somebody_else_comes(
    page: Any, mali: str, people: SimulatorClient, bot: BotSide
) -> None:
    for number in range(60):
        bot.push(mali, text(f"ข้อความ {number}"))
    page.get_by_text("ข้อความ 59").wait_for()

    people.add_user("ลำดวน")
    page.locator(".phone").nth(1).wait_for()

    assert page.get_by_role("log").first.evaluate("list => list.scrollTop") > 0


def test_should_tell_in_the_console_what_passes_and_what_it_costs(
    page: Any, mali: str, people: SimulatorClient, bot: BotSide, simulator_ear: Ear
) -> None:
    people.send_text(mali, "สวัสดี")
    bot.reply(simulator_ear.events()[0]["replyToken"], text())
    bot.push(mali, text())
    bot.push(mali, {"type": "text"})
    page.get_by_role("button", name="บอท ↔ LINE").click()
    page.locator(".passage").nth(3).wait_for()

    lines = [" ".join(one.split()) for one in page.locator(".passage").all_inner_texts()]
    assert ["400" in lines[0], "messages[0].text" in lines[0]] == [True, True]
    assert "POST /message/push 200 มะลิ" in lines[1]
    assert "จ่าย 1" in lines[1]
    assert "ฟรี" in lines[2]
    assert "POST message/text 200 มะลิ" in lines[3]
    assert page.get_by_text("จ่ายเดือนนี้ 1 ข้อความ").is_visible()


def test_should_speak_english_at_a_tap(page: Any, mali: str) -> None:
    tap(page, "English")

    page.get_by_label("Phone of มะลิ").wait_for()
    assert page.locator(".role").inner_text() == "Citizen"
    assert page.evaluate("document.documentElement.lang") == "en"


def test_should_have_every_word_in_both_languages(page: Any) -> None:
    words = page.evaluate("import('/_screen/js/words.js').then((read) => read.WORDS)")

    assert all(one["th"] and one["en"] for one in words.values())
    places = {
        key: [sorted(set(_places(one[way]))) for way in ("th", "en")] for key, one in words.items()
    }
    assert {key for key, (thai, english) in places.items() if thai != english} == set()


def test_should_show_one_phone_at_a_time_where_there_is_room_for_one(
    page: Any, mali: str, people: SimulatorClient, bot: BotSide
) -> None:
    people.set_quota(300, used=120)
    page.set_viewport_size(PHONE)
    officer = people.add_user("สมชาย", role="officer")
    page.get_by_role("tab", name="สมชาย").wait_for()
    bot.push(officer, card(shapes.leaf(text="แจ้งเหตุ", size="xl")))
    unread = page.get_by_role("tab", name="สมชาย").locator(".unread")
    unread.wait_for()
    told = unread.inner_text()

    page.get_by_role("tab", name="สมชาย").click()
    page.get_by_text("แจ้งเหตุ").wait_for()

    assert told == "1"
    assert page.locator(".phone:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator(".fx-bubble").bounding_box()["width"] == 300


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_should_be_readable_and_large_enough_to_hit(
    page: Any, mali: str, people: SimulatorClient, bot: BotSide, size: dict[str, int]
) -> None:
    people.add_user("สมชาย", role="officer")
    people.send_text(mali, "ดู https://example.com")
    bot.push(mali, text("รับเรื่องแล้วค่ะ"), shapes.location(), shapes.quick(shapes.postback("เลือก")))
    page.set_viewport_size(size)
    page.get_by_role("button", name="บอท ↔ LINE").click()
    page.locator("summary").first.click()
    page.get_by_text("บล็อกบัญชี").wait_for()

    poor = [one for one in page.evaluate(CONTRASTS) if one["contrast"] < 4.5]
    own = page.locator("button:visible:not(.fx-button), summary:visible, textarea:visible")
    small = [box for box in (one.bounding_box() for one in own.all()) if box["height"] < 43.5]
    assert poor == []
    assert small == []


def test_should_come_back_by_itself_after_the_simulator_was_gone(chromium: Any) -> None:
    first = start()
    port = int(first.url.rpartition(":")[2])
    page = chromium.new_page()
    page.goto(first.url)
    page.get_by_text("เชื่อมต่อแล้ว").wait_for()
    first.platform.people.add("มะลิ")
    page.get_by_label("โทรศัพท์ของ มะลิ").wait_for()

    first.close()
    page.get_by_text("การเชื่อมต่อขาด").wait_for()
    with start(port=port) as second:
        second.platform.people.add("สมชาย")
        page.get_by_label("โทรศัพท์ของ สมชาย").wait_for()

        assert page.locator(".phone").count() == 1
        assert page.get_by_text("เชื่อมต่อแล้ว").is_visible()
        page.close()


def _places(words: str) -> list[str]:
    return [part.partition("}")[0] for part in words.split("{")[1:]]
