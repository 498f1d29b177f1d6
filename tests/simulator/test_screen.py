"""The screen's routes: its page, its live line, its pictures."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.client import SimulatorClient
from simulator.server import RunningSimulator
from tests.simulator.bot_side import BotSide, Ear, text
from tests.simulator.screen_side import Browser, Live, a_menu, a_picture

STATIC = Path("simulator/static")
FILES = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file())


@pytest.fixture
def browser(simulator: RunningSimulator) -> Iterator[Browser]:
    visitor = Browser(simulator.url)
    yield visitor
    visitor.close()


@pytest.fixture
def live(browser: Browser, people: SimulatorClient) -> Iterator[Live]:
    listening = browser.listen()
    yield listening
    listening.close()


@pytest.mark.parametrize("path", ["/", *(f"/_screen/{name}" for name in FILES)])
def test_should_serve_every_part_of_the_page_under_a_strict_policy(
    browser: Browser, path: str
) -> None:
    answer = browser.get(path)

    policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_should_have_no_script_and_no_style_inside_the_page(browser: Browser) -> None:
    page = browser.get("/").data.decode()

    assert re.findall(r"<script(?![^>]* src=)[^>]*>|<style| on\w+=| style=", page) == []


@pytest.mark.parametrize(
    "path", ["/_screen/../server.py", "/_screen/%2e%2e/server.py", "/_screen/x"]
)
def test_should_serve_nothing_else(browser: Browser, path: str) -> None:
    assert browser.get(path).status in (401, 404)


@pytest.mark.parametrize("path", ["/_screen/stream", "/_sim/users"])
def test_should_refuse_pages_of_other_sites(browser: Browser, path: str) -> None:
    assert browser.get(path, **{"Sec-Fetch-Site": "cross-site"}).status == 403


def test_should_tell_all_there_is_and_then_what_changes(
    live: Live, people: SimulatorClient, bot: BotSide
) -> None:
    name, first = live.next()

    user = people.add_user("Mali", role="citizen", colour="#1B4F8A")
    (told,) = live.until("people")
    people.act("text", userId=user, text="hello")
    (said,) = live.until("rows")
    bot.push(user, text("welcome"))
    heard = live.until("rows")

    assert live.content_type == "text/event-stream; charset=utf-8"
    assert (name, first["people"], first["rows"]) == ("snapshot", [], [])
    assert (told["displayName"], told["role"], told["colour"]) == ("Mali", "citizen", "#1B4F8A")
    assert (said["from"], said["message"]["text"]) == ("user", "hello")
    assert [(row["from"], row["message"]["text"]) for row in heard] == [("bot", "welcome")]
    assert said["order"] < heard[0]["order"]


def test_should_give_the_whole_chat_to_who_comes_later(
    browser: Browser, people: SimulatorClient, bot: BotSide
) -> None:
    user = people.add_user("Mali")
    people.send_text(user, "one")
    bot.push(user, text("two"))
    people.press(user, "v=1&do=x", said="three")
    people.press(user, "v=1&do=x")
    people.send_location(user, 14.36, 100.57, title="Hua Ro")

    listening = browser.listen()
    _, first = listening.next()
    listening.close()

    rows = sorted(first["rows"], key=lambda row: row["order"])
    shown = [row["message"].get("text") or row["message"].get("title") for row in rows]
    assert shown == ["one", "two", "three", "Hua Ro"]


def test_should_begin_anew_after_a_reset(live: Live, people: SimulatorClient) -> None:
    people.send_text(people.add_user("Mali"), "one")
    _, before = live.next()
    people.reset()

    name, after = live.next()
    while name != "snapshot":
        name, after = live.next()

    assert after["epoch"] != before["epoch"]
    assert (after["people"], after["rows"], after["passages"]) == ([], [], [])


def test_should_tell_what_passes_and_what_it_costs(
    live: Live, people: SimulatorClient, bot: BotSide, simulator_ear: Ear
) -> None:
    user = people.add_user("Mali")
    people.send_text(user, "hello")
    token = simulator_ear.events()[0]["replyToken"]
    bot.reply(token, text())
    bot.push(user, text())
    bot.push(user, {"type": "text"})

    passed: list[dict[str, Any]] = []
    while len(passed) < 4:
        passed += live.until("passages")

    seen = [(one["way"], one["what"], one["status"], one["paid"], one["who"]) for one in passed]
    send = "POST /v2/bot/message/"
    assert seen == [
        ("webhook", "POST message/text", 200, 0, user),
        ("api", f"{send}reply", 200, 0, user),
        ("api", f"{send}push", 200, 1, user),
        ("api", f"{send}push", 400, 0, ""),
    ]
    assert all(one["tookMs"] >= 0 for one in passed)
    assert "messages[0].text" in passed[-1]["note"]


def test_should_tell_how_much_is_paid(live: Live, people: SimulatorClient, bot: BotSide) -> None:
    people.set_quota(300)
    bot.push(people.add_user("Mali"), text())

    totals = live.until("totals")
    while totals != {"paid": 1, "limit": 300}:
        totals = live.until("totals")


def test_should_show_those_with_a_role_where_there_are_too_many(
    browser: Browser, people: SimulatorClient
) -> None:
    for number in range(40):
        people.add_user(f"Sharer {number}")
    people.add_user("Somchai", role="officer")

    listening = browser.listen()
    _, first = listening.next()
    listening.close()

    assert len(first["people"]) == 24
    assert first["people"][0]["displayName"] == "Somchai"


def test_should_hand_out_photos_and_never_as_a_page(
    browser: Browser, people: SimulatorClient
) -> None:
    user = people.add_user("Mali")
    events = [
        people.send_image(user, dataBase64="AAAA", contentType=kind)
        for kind in ("image/png", "text/html")
    ]
    ids = [str(event["message"]["id"]) for event in events]  # type: ignore[index]

    answers = [browser.get(f"/_screen/content/{one}") for one in ids]
    kinds = [(answer.data, answer.headers["Content-Type"]) for answer in answers]

    assert kinds == [(b"\0\0\0", "image/png"), (b"\0\0\0", "application/octet-stream")]


def test_should_switch_menus_by_their_tabs(
    browser: Browser, people: SimulatorClient, bot: BotSide, simulator_ear: Ear
) -> None:
    user = people.add_user("Mali")
    menu = a_menu(bot, "more")

    told = {"userId": user, "richMenuAliasId": "more", "data": "tab=more"}
    browser.post("/_screen/switch-menu", told)
    browser.post("/_screen/switch-menu", told | {"richMenuAliasId": "gone"})
    people.settle()

    params = sorted(event["postback"]["params"]["status"] for event in simulator_ear.events())
    assert people.user(user)["richMenu"]["richMenuId"] == menu
    assert browser.get(f"/_screen/menus/{menu}").data == a_picture(800, 400)
    assert params == ["RICHMENU_ALIAS_ID_NOTFOUND", "SUCCESS"]
