"""The paths around messages: retry keys, profile, quota, content, webhook endpoint."""

import uuid
from typing import Any

import pytest

from simulator.client import SimulatorClient
from simulator.server import RunningSimulator
from tests.simulator.bot_side import BotSide, Callback, Ear, text
from tests.simulator.shapes import USER

KEY = "123e4567-e89b-12d3-a456-426614174000"


def test_should_give_every_answer_a_request_id(bot: BotSide) -> None:
    ids = {bot.call("GET", "/v2/bot/info").headers["X-Line-Request-Id"] for _ in range(3)}

    assert len({uuid.UUID(one) for one in ids}) == 3


def test_should_answer_a_repeated_push_with_409(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("Somchai")
    first = bot.push(user, text(), headers={"X-Line-Retry-Key": KEY})

    second = bot.push(user, text(), headers={"X-Line-Retry-Key": KEY})

    assert first.status == 200
    assert second.status == 409
    assert second.body["message"] == "The retry key is already accepted"
    assert second.body["sentMessages"] == first.body["sentMessages"]
    accepted = second.headers["x-line-accepted-request-id"]
    assert accepted == first.headers["x-line-request-id"]
    assert [row["retryKey"] for row in people.messages_of(user)] == [KEY]


def test_should_refuse_another_body_under_the_same_key(
    bot: BotSide, people: SimulatorClient
) -> None:
    user = people.add_user("Somchai")
    bot.push(user, text("one"), headers={"X-Line-Retry-Key": KEY})

    answer = bot.push(user, text("two"), headers={"X-Line-Retry-Key": KEY})

    assert answer.status == 400
    assert len(people.messages_of(user)) == 1


def test_should_refuse_a_retry_key_on_a_reply(bot: BotSide, people: SimulatorClient) -> None:
    event = people.send_text(people.add_user("Somchai"), "hello")

    refused = bot.reply(event["replyToken"], text(), headers={"X-Line-Retry-Key": KEY})
    taken = bot.reply(event["replyToken"], text())

    assert (refused.status, taken.status) == (400, 200)


def test_should_leave_the_token_good_after_a_wrong_reply(
    bot: BotSide, people: SimulatorClient
) -> None:
    user = people.add_user("Somchai")
    token = people.send_text(user, "hello")["replyToken"]

    wrong = bot.reply(token, text(""))
    right = bot.reply(token, text())
    again = bot.reply(token, text())

    assert (wrong.status, right.status, again.status) == (400, 200, 400)
    assert again.body == {"message": "Invalid reply token"}


def test_should_multicast_to_each_once(bot: BotSide, people: SimulatorClient) -> None:
    users = [people.add_user(name) for name in ("Somchai", "Malee")]
    body = {"to": [*users, users[0]], "messages": [text(), text("two")]}

    answer = bot.call("POST", "/v2/bot/message/multicast", body)

    assert (answer.status, answer.body) == (200, {})
    assert [len(people.messages_of(user)) for user in users] == [2, 2]
    assert people.paid() == 2


def test_should_know_a_profile_until_its_user_blocks(bot: BotSide, people: SimulatorClient) -> None:
    user = people.add_user("Somchai", language="en")
    known = bot.call("GET", f"/v2/bot/profile/{user}")
    people.unfollow(user)

    blocked = bot.call("GET", f"/v2/bot/profile/{user}")

    assert known.body == {"userId": user, "displayName": "Somchai", "language": "en"}
    assert (blocked.status, blocked.body) == (404, {"message": "Not found"})


def test_should_tell_quota_and_consumption(bot: BotSide, people: SimulatorClient) -> None:
    unlimited = bot.call("GET", "/v2/bot/message/quota").body
    people.set_quota(300, used=299)
    bot.push(people.add_user("Somchai"), text())
    over = bot.push(people.add_user("Malee"), text())

    assert unlimited == {"type": "none"}
    assert bot.call("GET", "/v2/bot/message/quota").body == {"type": "limited", "value": 300}
    assert bot.call("GET", "/v2/bot/message/quota/consumption").body == {"totalUsage": 300}
    assert (over.status, over.body) == (429, {"message": "You have reached your monthly limit."})


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({"chatId": USER}, 202, []),
        ({"chatId": USER, "loadingSeconds": 60}, 202, []),
        ({"chatId": USER, "loadingSeconds": 7}, 400, ["loadingSeconds"]),
        ({"chatId": USER, "loadingSeconds": 65}, 400, ["loadingSeconds"]),
        ({"chatId": "C" + "0" * 32}, 400, ["chatId"]),
        ({}, 400, ["chatId"]),
    ],
    ids=["default", "a minute", "no multiple of 5", "too long", "a group", "nobody"],
)
def test_should_show_the_loading_animation(
    bot: BotSide, body: object, status: int, where: list[str]
) -> None:
    answer = bot.call("POST", "/v2/bot/chat/loading/start", body)

    assert (answer.status, answer.properties()) == (status, where)


def test_should_mark_as_read_by_the_messages_token(bot: BotSide, people: SimulatorClient) -> None:
    event: Any = people.send_text(people.add_user("Somchai"), "hello")
    token = event["message"]["markAsReadToken"]

    right = bot.call("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": token})
    wrong = bot.call("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": "x"})

    assert (right.status, wrong.status) == (200, 400)


def test_should_give_a_photo_when_it_is_ready_and_until_it_is_unsent(
    bot: BotSide, people: SimulatorClient
) -> None:
    user = people.add_user("Somchai")
    event: Any = people.send_image(user, dataBase64="AAEC", contentType="image/png")
    slow: Any = people.send_image(user, dataBase64="AAEC", readyAfter=60)
    path = f"/v2/bot/message/{event['message']['id']}/content"

    ready = bot.call("GET", path)
    slow_path = f"/v2/bot/message/{slow['message']['id']}/content"
    preparing = bot.call("GET", slow_path)
    states = [bot.call("GET", f"{one}/transcoding").body for one in (path, slow_path)]
    people.unsend(user, event["message"]["id"])

    assert (ready.status, ready.body["data"]) == (200, b"\x00\x01\x02")
    assert ready.headers["Content-Type"] == "image/png"
    assert preparing.status == 202
    assert states == [{"status": "succeeded"}, {"status": "processing"}]
    assert bot.call("GET", path).status == 410
    assert bot.call("GET", "/v2/bot/message/1/content").status == 404


def test_should_count_and_leave_a_group(bot: BotSide, people: SimulatorClient) -> None:
    group = people.add_group([people.add_user("Somchai"), people.add_user("Malee")])

    count = bot.call("GET", f"/v2/bot/group/{group}/members/count").body
    bot.call("POST", f"/v2/bot/group/{group}/leave")

    assert count == {"count": 2}
    assert bot.call("GET", f"/v2/bot/group/{group}/members/count").status == 404
    assert bot.call("POST", f"/v2/bot/group/{group}/leave").status == 404


def test_should_test_the_webhook_endpoint(bot: BotSide, simulator: RunningSimulator) -> None:
    ear = Ear()
    with Callback(ear) as callback:
        bot.call("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": callback.url})
        answer = bot.call("POST", "/v2/bot/channel/webhook/test", {})
    gone = bot.call("POST", "/v2/bot/channel/webhook/test", {"endpoint": callback.url})

    assert bot.call("GET", "/v2/bot/channel/webhook/endpoint").body["endpoint"] == callback.url
    assert (answer.body["success"], answer.body["statusCode"]) == (True, 200)
    assert len(ear.heard) == 1
    assert ear.events() == []
    assert (gone.body["success"], gone.body["reason"]) == (False, "could_not_connect")
    simulator.sender.callback = ""
