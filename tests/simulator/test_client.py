"""Tests in another process can play people."""

import pytest

from simulator.client import SimulatorClient
from tests.simulator.bot_side import BotSide, Ear, text
from tests.simulator.shapes import USER, button, card, picker, postback, quick, uri


def test_should_tap_what_the_person_sees(
    bot: BotSide, people: SimulatorClient, simulator_ear: Ear
) -> None:
    user = people.add_user("officer")
    bot.push(user, card(button(action=postback("รับเคส", data="old"))))
    bot.push(user, card(button(action=postback("รับเคส", data="new"))))

    people.tap(user, "รับเคส")

    assert simulator_ear.events()[0]["postback"] == {"data": "new"}


def test_should_tap_a_quick_reply_that_says_something(
    bot: BotSide, people: SimulatorClient, simulator_ear: Ear
) -> None:
    user = people.add_user("citizen")
    bot.push(user, quick({"type": "message", "label": "ภาษา", "text": "ภาษาไทย"}))

    people.tap(user, "ภาษา")

    assert simulator_ear.events()[0]["message"]["text"] == "ภาษาไทย"


def test_should_pick_a_date(bot: BotSide, people: SimulatorClient, simulator_ear: Ear) -> None:
    user = people.add_user("head")
    bot.push(user, quick(picker()))

    people.tap(user, "When", params={"date": "2026-11-20"})

    assert simulator_ear.events()[0]["postback"]["params"] == {"date": "2026-11-20"}


def test_should_not_tap_what_nobody_has_shown(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("citizen")
    bot.push(user, quick(uri("https://example.com/")))

    with pytest.raises(LookupError, match="Nobody has shown"):
        people.tap(user, "รับเคส")
    with pytest.raises(LookupError, match="sends no event"):
        people.tap(user, "Open")


def test_should_wait_for_a_message(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("citizen")
    bot.push(user, text("one"))
    first = people.wait_for_message(user)
    bot.push(user, text("two"))

    second = people.wait_for_message(user, after=first["number"])

    assert second["message"] == text("two")
    with pytest.raises(TimeoutError):
        people.wait_for_message(user, after=second["number"], seconds=0.05)


def test_should_make_strangers_known(bot: BotSide, people: SimulatorClient) -> None:
    people.send_text(USER, "hello")

    assert people.user(USER)["displayName"] == "Somebody"
    assert bot.push(USER, text()).status == 200


def test_should_forget_everything_at_a_reset(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("citizen")
    bot.push(user, text())

    people.reset()

    assert people.accepted() == []
    with pytest.raises(ValueError, match="404"):
        people.user(user)


def test_should_show_who_loads_and_who_has_gone(bot: BotSide, people: SimulatorClient) -> None:
    user, other = people.add_user("citizen"), people.add_user("other")
    bot.call("POST", "/v2/bot/chat/loading/start", {"chatId": user})

    people.remove_user(other)

    assert people.user(user)["loading"]
    assert bot.call("GET", "/v2/bot/followers/ids").body == {"userIds": [user]}
    assert bot.push(other, text()).body == {"message": "Failed to send messages"}


def test_should_do_every_act_through_the_bots_webhook(
    people: SimulatorClient, simulator_ear: Ear
) -> None:
    user = people.add_user("citizen")

    people.follow(user)
    people.send_sticker(user)
    people.press(user, "do=claim")
    people.unfollow(user)

    heard = [event["type"] for event in simulator_ear.events()]
    assert heard == ["follow", "message", "postback", "unfollow"]
    assert people.user(user)["blocked"]


def test_should_refuse_a_plan_that_is_none(people: SimulatorClient) -> None:
    with pytest.raises(ValueError, match="nonsense"):
        people.set_delivery(nonsense=1)


def test_should_speak_of_itself_to_the_bot(bot: BotSide, simulator_ear: Ear) -> None:
    info = bot.call("GET", "/v2/bot/info").body

    assert info["userId"].startswith("U")
    assert info["basicId"].startswith("@")
