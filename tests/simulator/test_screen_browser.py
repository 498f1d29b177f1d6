"""A phone of the screen in a real browser: what it shows, and what taps send."""

from typing import Any

import pytest

from simulator.client import SimulatorClient
from tests.simulator import shapes
from tests.simulator.bot_side import BotSide, Ear, text
from tests.simulator.screen_browser import card, heard, tap
from tests.simulator.screen_side import a_menu, a_picture, an_area

EVIL = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"

pytestmark = pytest.mark.slow


def test_should_show_what_people_write_as_text_and_nothing_else(
    page: Any, people: SimulatorClient, bot: BotSide
) -> None:
    user = people.add_user(EVIL, role=EVIL)
    people.send_text(user, EVIL)
    people.send_location(user, 14, 100, title=EVIL, address=EVIL)
    evil_card = card(shapes.leaf(text=EVIL), shapes.button(action=shapes.postback(EVIL[:20])))
    bot.push(user, text(EVIL), evil_card, shapes.quick(shapes.postback("<b>x</b>")))

    page.get_by_role("button", name="<b>x</b>").wait_for()

    assert page.locator(".bubble", has_text=EVIL).count() == 2
    assert page.locator(".fx-line", has_text=EVIL).count() == 1
    assert page.locator(".phone script, .phone [onerror], .tabs script, .quick b").count() == 0
    assert page.title() == "LINE จำลอง"


def test_should_begin_a_chat_by_following(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient
) -> None:
    tap(page, "เพิ่มเพื่อน")
    page.get_by_text("เพิ่มเพื่อนแล้ว").wait_for()

    assert heard(simulator_ear, people, page)["type"] == "follow"
    assert not page.get_by_role("button", name="เพิ่มเพื่อน").is_visible()


def test_should_send_what_is_written_and_show_the_answer(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    box = page.get_by_label("พิมพ์ข้อความ")
    box.fill("สวัสดีค่ะ")
    box.press("Enter")
    event = heard(simulator_ear, people, page)
    bot.reply(event["replyToken"], text("ยินดีต้อนรับ"))

    page.get_by_role("log").get_by_text("ยินดีต้อนรับ").wait_for()

    assert event["message"]["text"] == "สวัสดีค่ะ"
    assert page.locator(".row.mine .bubble").inner_text() == "สวัสดีค่ะ"
    assert box.input_value() == ""


def test_should_send_a_postback_and_show_what_it_says(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    action = shapes.postback("รับเคส", data="v=1&do=claim&case=1", displayText="รับเคส 1")
    bot.push(mali, card(shapes.button(action=action)))

    tap(page, "รับเคส")
    page.locator(".row.mine").get_by_text("รับเคส 1").wait_for()

    event = heard(simulator_ear, people, page)
    assert event["postback"] == {"data": "v=1&do=claim&case=1"}


def test_should_let_boxes_be_tapped_with_the_keyboard(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    choice = shapes.box(
        shapes.leaf(text="พบคนขอทาน"), action=shapes.postback("พบ", data="kind=ADULT")
    )
    bot.push(mali, card(choice))

    page.get_by_role("button", name="พบ", exact=True).press("Enter")

    assert heard(simulator_ear, people, page)["postback"]["data"] == "kind=ADULT"


def test_should_offer_quick_replies_until_the_chat_goes_on(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    message = {"type": "message", "label": "ไม่พบแล้ว", "text": "ไม่พบแล้วค่ะ"}
    bot.push(mali, shapes.quick(message, {"type": "location", "label": "แชร์ตำแหน่ง"}))
    quick = page.get_by_role("group", name="ปุ่มตอบด่วน")
    quick.get_by_text("แชร์ตำแหน่ง").wait_for()
    page.get_by_role("button", name="PC").click()
    on_pc = quick.is_visible()
    page.get_by_role("button", name="PC").click()

    quick.get_by_text("ไม่พบแล้ว").click()
    page.locator(".row.mine").get_by_text("ไม่พบแล้วค่ะ").wait_for()

    assert not on_pc
    assert not quick.is_visible()
    assert heard(simulator_ear, people, page)["message"]["text"] == "ไม่พบแล้วค่ะ"


def test_should_send_a_well_known_place(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    bot.push(mali, text("แชร์ที่ https://line.me/R/nv/location/ ได้เลยค่ะ"))

    page.get_by_role("link", name="line.me").click()
    page.get_by_label("ค้นหาสถานที่").fill("pattaya beach")
    page.locator(".place-choice").first.click()
    tap(page, "ส่งตำแหน่งนี้")
    page.locator(".row.mine .place").wait_for()

    message = heard(simulator_ear, people, page)["message"]
    assert (message["latitude"], message["longitude"]) == (12.9335, 100.8825)
    assert (message["title"], "ชลบุรี" in message["address"]) == ("หาดพัทยา", True)


def test_should_send_where_the_map_was_moved_to(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient
) -> None:
    tap(page, "ตำแหน่ง")
    page.locator(".place-choice").first.click()
    canvas = page.locator(".map-canvas").first
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 40, steps=4)
    page.mouse.up()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -300)
    canvas.press("ArrowDown")
    tap(page, "ส่งตำแหน่งนี้")
    page.locator(".row.mine .place").wait_for()

    message = heard(simulator_ear, people, page)["message"]
    assert message["longitude"] < 100.57
    assert message["latitude"] < 14.36
    assert "title" not in message


def test_should_call_and_open_pages_without_telling_the_bot(
    page: Any, mali: str, simulator_ear: Ear, bot: BotSide
) -> None:
    call = shapes.uri("tel:1300") | {"label": "โทร"}
    web = shapes.uri("https://example.com/map") | {"label": "นำทาง"}
    bot.push(mali, card(shapes.button(action=call), shapes.button(action=web)))

    tap(page, "โทร")
    page.get_by_text("โทร 1300 (จำลอง)").wait_for()
    with (
        page.context.expect_event("request", lambda request: request.url == web["uri"]),
        page.context.expect_page() as opened,
    ):
        tap(page, "นำทาง")

    assert opened.value.evaluate("window.opener") is None
    assert simulator_ear.heard == []


def test_should_choose_a_date(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    action = {"type": "datetimepicker", "label": "วันที่พบ", "data": "do=when", "mode": "date"}
    bot.push(mali, card(shapes.button(action=action | {"initial": "2026-11-20"})))

    tap(page, "วันที่พบ")
    tap(page, "ตกลง")

    postback = heard(simulator_ear, people, page)["postback"]
    assert postback == {"data": "do=when", "params": {"date": "2026-11-20"}}


def test_should_send_stickers_and_photos(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    tap(page, "สติกเกอร์")
    tap(page, "สติกเกอร์ 1989")
    sticker = heard(simulator_ear, people, page)["message"]
    photo = {"name": "a.png", "mimeType": "image/png", "buffer": a_picture(40, 30)}
    page.locator("input[type=file]").set_input_files(photo)
    page.locator(".row.mine .photo").wait_for()
    image = heard(simulator_ear, people, page)["message"]

    fetched = bot.call("GET", f"/v2/bot/message/{image['id']}/content").body["data"]
    width = page.locator(".row.mine .photo").evaluate(
        "one => one.decode().then(() => one.naturalWidth)"
    )
    assert (sticker["type"], sticker["stickerId"]) == ("sticker", "1989")
    assert (fetched, width) == (a_picture(40, 30), 40)


def test_should_unsend_the_last_message(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient
) -> None:
    people.send_text(mali, "เก็บไว้")
    sent = people.send_text(mali, "ส่งผิด")
    page.get_by_text("ส่งผิด").wait_for()

    page.locator("summary").click()
    page.get_by_text("ยกเลิกข้อความล่าสุดที่ส่ง").click()
    page.get_by_text("ยกเลิกข้อความแล้ว").wait_for()

    event = heard(simulator_ear, people, page)
    assert event["unsend"]["messageId"] == sent["message"]["id"]  # type: ignore[index]
    assert page.locator(".row.mine").all_inner_texts()[0].startswith("เก็บไว้")
    assert page.locator(".row.mine").count() == 1


def test_should_show_the_rich_menu_and_switch_its_tabs(
    page: Any, mali: str, simulator_ear: Ear, people: SimulatorClient, bot: BotSide
) -> None:
    to_more = {
        "type": "richmenuswitch",
        "label": "เพิ่มเติม",
        "richMenuAliasId": "more",
        "data": "tab=more",
    }
    status = {"type": "message", "label": "สถานะ", "text": "สถานะ"}
    first = a_menu(bot, "first", an_area(400, 0, 400, 100, to_more))
    a_menu(bot, "more", an_area(0, 0, 800, 400, status))
    bot.call("POST", f"/v2/bot/user/all/richmenu/{first}")

    tap(page, "เพิ่มเติม")
    tap(page, "สถานะ")
    page.locator(".row.mine").get_by_text("สถานะ").wait_for()
    tap(page, "เมนู · ปิดเมนู")

    people.wait_until(lambda: simulator_ear.events()[1:], seconds=20)
    said = {event["type"]: event for event in simulator_ear.events()}  # either may overtake
    assert said["message"]["message"]["text"] == "สถานะ"
    params = said["postback"]["postback"]["params"]
    assert params == {"newRichMenuAliasId": "more", "status": "SUCCESS"}
    assert page.locator(".menu-picture").count() == 0


def test_should_show_that_the_bot_works_until_it_answers(
    page: Any, mali: str, bot: BotSide
) -> None:
    bot.call("POST", "/v2/bot/chat/loading/start", {"chatId": mali, "loadingSeconds": 20})
    page.get_by_label("กำลังพิมพ์…").wait_for()
    bot.push(mali, text("เสร็จแล้ว"))

    page.get_by_label("กำลังพิมพ์…").wait_for(state="detached")

    assert page.get_by_text("เสร็จแล้ว").is_visible()
