"""Webhook events have LINE's shape."""

import json
import re
from typing import Any, cast

import pytest
from linebot.v3.webhook import WebhookParser

from simulator.json_forms import Identifiers
from simulator.platform import Platform
from simulator.refusals import ApiError, Json
from simulator.webhooks import Events, act, redelivered, sign, webhook_body
from tests.simulator.hand_clock import NOON, HandClock
from tests.simulator.shapes import USER

GROUP = "C0123456789abcdef0123456789abcdef"
ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"


@pytest.fixture
def platform() -> Platform:
    return Platform(clock=HandClock(), seed=1)


@pytest.fixture
def events(platform: Platform) -> Events:
    return Events(platform)


ACTS: list[Json] = [
    {"kind": "follow", "userId": USER, "isUnblocked": True},
    {"kind": "unfollow", "userId": USER},
    {"kind": "text", "userId": USER, "text": "hello"},
    {"kind": "text", "userId": USER, "text": "hello", "groupId": GROUP},
    {"kind": "sticker", "userId": USER},
    {"kind": "location", "userId": USER, "latitude": 14.35, "longitude": 100.57},
    {"kind": "image", "userId": USER, "dataBase64": "AAAA"},
    {
        "kind": "image",
        "userId": USER,
        "imageSet": {"id": "E005D41A7288F41B6559", "index": 2, "total": 2},
    },
    {"kind": "postback", "userId": USER, "data": "do=claim", "params": {"date": "2026-11-20"}},
    {"kind": "unsend", "userId": USER, "messageId": "1"},
    {"kind": "join", "groupId": GROUP},
    {"kind": "leave", "groupId": GROUP},
    {"kind": "unknown", "userId": USER},
    {"kind": "unknown_message", "userId": USER},
    {"kind": "standby", "userId": USER, "text": "hello"},
]


def test_should_sign_as_line_does() -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'

    assert sign(SECRET, body) == "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_should_make_ulids_that_carry_the_time() -> None:
    ulid = Identifiers(1).ulid(NOON)

    milliseconds = sum(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter) << (5 * place)
        for place, letter in enumerate(reversed(ulid[:10]))
    )
    assert ULID.fullmatch(ulid)
    assert milliseconds == int(NOON.timestamp() * 1000)


def test_should_give_every_event_another_id(events: Events) -> None:
    ids = {str(events.text(USER, "x")["webhookEventId"]) for _ in range(1000)}

    assert len(ids) == 1000


def test_should_repeat_itself_under_the_same_seed() -> None:
    first, second = (Events(Platform(clock=HandClock(), seed=5)).text(USER, "x") for _ in range(2))

    assert first == second


@pytest.mark.parametrize("told", ACTS, ids=[str(one["kind"]) for one in ACTS])
def test_should_give_every_event_the_common_properties(platform: Platform, told: Json) -> None:
    event = act(platform, told)

    assert ULID.fullmatch(str(event["webhookEventId"]))
    assert event["timestamp"] == int(NOON.timestamp() * 1000)
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert event["mode"] == ("standby" if told["kind"] == "standby" else "active")
    has_token = told["kind"] not in {"unfollow", "unsend", "leave", "standby"}
    assert ("replyToken" in event) == has_token


def test_should_be_readable_for_lines_own_parser(platform: Platform) -> None:
    known = [one for one in ACTS if one["kind"] not in {"unknown", "unknown_message"}]
    body = webhook_body(platform.bot_user_id, [act(platform, one) for one in known])

    parsed = WebhookParser(SECRET).parse(body.decode(), sign(SECRET, body))

    assert [event.type for event in parsed] == [
        "message" if one["kind"] in {"text", "sticker", "location", "image", "standby"}
        else one["kind"]
        for one in known
    ]  # fmt: skip


def test_should_leave_out_what_a_location_does_not_say(events: Events) -> None:
    bare = _message(events.location(USER, 1.0, 2.0))
    named = _message(events.location(USER, 1.0, 2.0, title="t", address="a"))

    assert (bare.get("title"), bare.get("address")) == (None, None)
    assert "title" not in bare
    assert (named["title"], named["address"]) == ("t", "a")


def test_should_tell_an_unblocking_from_a_first_greeting(events: Events) -> None:
    assert events.follow(USER)["follow"] == {"isUnblocked": False}
    assert events.follow(USER, is_unblocked=True)["follow"] == {"isUnblocked": True}


def test_should_block_with_an_unfollow_and_unblock_with_a_follow(
    platform: Platform, events: Events
) -> None:
    events.unfollow(USER)
    blocked = platform.people.find(USER)
    events.follow(USER, is_unblocked=True)
    unblocked = platform.people.find(USER)

    assert blocked is not None
    assert blocked.blocked
    assert unblocked is not None
    assert not unblocked.blocked


def test_should_change_nothing_but_the_flag_in_a_redelivery(events: Events) -> None:
    event = events.text(USER, "x")

    again = redelivered(event)

    assert again["deliveryContext"] == {"isRedelivery": True}
    assert {key for key in event if event[key] != again[key]} == {"deliveryContext"}


def test_should_put_several_events_into_one_body(platform: Platform, events: Events) -> None:
    body = webhook_body(platform.bot_user_id, [events.text(USER, "ก"), events.text(USER, "ข")])

    read = json.loads(body)

    assert read["destination"] == platform.bot_user_id
    assert [event["message"]["text"] for event in read["events"]] == ["ก", "ข"]


@pytest.mark.parametrize(
    "told",
    [{"kind": "_event"}, {"kind": "text", "userId": USER}, {"kind": "text", "nonsense": 1}, {}],
    ids=["no act", "missing argument", "wrong argument", "nothing"],
)
def test_should_refuse_an_act_that_nobody_can_do(platform: Platform, told: Json) -> None:
    with pytest.raises(ApiError) as refused:
        act(platform, told)

    assert refused.value.status == 400


def _message(event: Json) -> dict[str, Any]:
    return cast("dict[str, Any]", event["message"])


@pytest.mark.parametrize(
    ("chat", "source"),
    [
        (GROUP, {"type": "group", "groupId": GROUP, "userId": USER}),
        ("R" + GROUP[1:], {"type": "room", "roomId": "R" + GROUP[1:], "userId": USER}),
        (None, {"type": "user", "userId": USER}),
    ],
)
def test_should_tell_a_group_from_a_room(events: Events, chat: str | None, source: Json) -> None:
    assert events.text(USER, "x", group_id=chat)["source"] == source
