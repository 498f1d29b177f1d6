"""The simulator refuses what LINE refuses."""

from typing import Any

import pytest

from tests.simulator.bot_side import BotSide, text
from tests.simulator.shapes import (
    USER,
    bubble,
    column,
    flex,
    leaf,
    location,
    picker,
    picture,
    postback,
    quick,
    template,
    uri,
)

KO_KAI = "\u0e17\u0e35\u0e48"  # one grapheme, three code points


def _quick(action: object) -> Any:
    return quick(action)


#: id, the message, the property that LINE names
MESSAGES: list[tuple[str, Any, str]] = [
    ("no type", {"text": "x"}, "messages[0].type"),
    ("unknown type", {"type": "hologram"}, "messages[0].type"),
    ("text missing", {"type": "text"}, "messages[0].text"),
    ("text empty", text(""), "messages[0].text"),
    ("text of 5,001 characters", text("x" * 5001), "messages[0].text"),
    ("text of 2,501 emoji is 5,002 units", text("\U0001f600" * 2501), "messages[0].text"),
    ("text that is a number", {"type": "text", "text": 5}, "messages[0].text"),
    ("sticker without package", {"type": "sticker", "stickerId": "1"}, "messages[0].packageId"),
    (
        "sticker id of letters",
        {"type": "sticker", "packageId": "1", "stickerId": "x"},
        "messages[0].stickerId",
    ),
    (
        "picture over http",
        picture(originalContentUrl="http://example.com/a.jpg"),
        "messages[0].originalContentUrl",
    ),
    ("picture without preview", picture(previewImageUrl=None), "messages[0].previewImageUrl"),
    (
        "picture address of 2,001 characters",
        picture(previewImageUrl="https://example.com/" + "a" * 1981),
        "messages[0].previewImageUrl",
    ),
    ("location without title", location(title=None), "messages[0].title"),
    ("location with an empty title", location(title=""), "messages[0].title"),
    ("location title of 101", location(title="x" * 101), "messages[0].title"),
    ("location with an empty address", location(address=""), "messages[0].address"),
    ("location address of 101", location(address="x" * 101), "messages[0].address"),
    ("latitude beyond the pole", location(latitude=90.1), "messages[0].latitude"),
    ("longitude as text", location(longitude="100"), "messages[0].longitude"),
    ("flex without altText", flex(bubble(leaf()), altText=None), "messages[0].altText"),
    ("flex with an empty altText", flex(bubble(leaf()), altText=""), "messages[0].altText"),
    ("altText of 1,501", flex(bubble(leaf()), altText="x" * 1501), "messages[0].altText"),
    ("flex without contents", flex(None), "messages[0].contents"),
    (
        "quick reply without items",
        {"type": "text", "text": "x", "quickReply": {"items": []}},
        "messages[0].quickReply.items",
    ),
    (
        "quick reply of 14 items",
        quick(*[postback() for _ in range(14)]),
        "messages[0].quickReply.items",
    ),
    (
        "quick reply label of 21 graphemes",
        _quick(postback(KO_KAI * 21)),
        "messages[0].quickReply.items[0].action.label",
    ),
    (
        "quick reply without a label",
        _quick({"type": "location"}),
        "messages[0].quickReply.items[0].action.label",
    ),
    (
        "quick reply icon over http",
        quick(postback(), imageUrl="http://example.com/i.png"),
        "messages[0].quickReply.items[0].imageUrl",
    ),
    (
        "rich menu switch outside a rich menu",
        _quick({"type": "richmenuswitch", "richMenuAliasId": "a", "data": "d"}),
        "messages[0].quickReply.items[0].action.type",
    ),
    (
        "postback data of 301",
        _quick(postback(data="x" * 301)),
        "messages[0].quickReply.items[0].action.data",
    ),
    (
        "postback without data",
        _quick(postback(data="")),
        "messages[0].quickReply.items[0].action.data",
    ),
    (
        "displayText of 301",
        _quick(postback(displayText="x" * 301)),
        "messages[0].quickReply.items[0].action.displayText",
    ),
    (
        "displayText together with text",
        _quick(postback(displayText="x", text="x")),
        "messages[0].quickReply.items[0].action.displayText",
    ),
    (
        "message action text of 301",
        _quick({"type": "message", "label": "a", "text": "x" * 301}),
        "messages[0].quickReply.items[0].action.text",
    ),
    (
        "uri of 1,001 characters",
        _quick(uri("https://example.com/" + "a" * 981)),
        "messages[0].quickReply.items[0].action.uri",
    ),
    (
        "javascript uri",
        _quick(uri("javascript:alert(1)")),
        "messages[0].quickReply.items[0].action.uri",
    ),
    ("uri with a blank", _quick(uri("tel:02 1")), "messages[0].quickReply.items[0].action.uri"),
    (
        "date picker of no mode",
        _quick(picker("year")),
        "messages[0].quickReply.items[0].action.mode",
    ),
    (
        "date picker in the wrong form",
        _quick(picker(initial="1-1-2026")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    (
        "date picker that ends before it begins",
        _quick(picker(min="2026-02-01", max="2026-01-01")),
        "messages[0].quickReply.items[0].action.min",
    ),
    (
        "clipboard of 1,001",
        _quick({"type": "clipboard", "label": "a", "clipboardText": "x" * 1001}),
        "messages[0].quickReply.items[0].action.clipboardText",
    ),
    (
        "action of no kind",
        _quick({"type": "fly", "label": "x"}),
        "messages[0].quickReply.items[0].action.type",
    ),
    (
        "quick reply item without an action",
        quick(None),
        "messages[0].quickReply.items[0].action",
    ),
    (
        "text for a keyboard that stays closed",
        _quick(postback(fillInText="x")),
        "messages[0].quickReply.items[0].action.fillInText",
    ),
    (
        "desktop address of LINE's own scheme",
        _quick(uri("tel:1300") | {"altUri": {"desktop": "line://x"}}),
        "messages[0].quickReply.items[0].action.altUri.desktop",
    ),
    (
        "date picker that begins too early",
        _quick(picker(initial="2025-01-01", min="2026-01-01")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    (
        "date picker that begins too late",
        _quick(picker(initial="2027-01-01", max="2026-01-01")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    (
        "date picker on the 30th of February",
        _quick(picker(initial="2026-02-30")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    ("quick reply that is no object", text() | {"quickReply": []}, "messages[0].quickReply"),
    (
        "sound without a length",
        {"type": "audio", "originalContentUrl": "https://example.com/a.m4a"},
        "messages[0].duration",
    ),
    (
        "sound of half a millisecond",
        {"type": "audio", "originalContentUrl": "https://example.com/a.m4a", "duration": 1.5},
        "messages[0].duration",
    ),
    (
        "imagemap of a wrong width",
        {
            "type": "imagemap",
            "baseUrl": "https://example.com/map",
            "altText": "x",
            "baseSize": {"width": 1000, "height": 1040},
            "actions": [],
        },
        "messages[0].baseSize.width",
    ),
    (
        "keyboard text of 301",
        _quick(postback(inputOption="openKeyboard", fillInText="x" * 301)),
        "messages[0].quickReply.items[0].action.fillInText",
    ),
    (
        "image carousel label of 13",
        template(
            "image_carousel",
            columns=[{"imageUrl": "https://example.com/a.png", "action": postback("x" * 13)}],
        ),
        "messages[0].template.columns[0].action.label",
    ),
    ("template of no kind", template("poem"), "messages[0].template.type"),
    (
        "template missing",
        {"type": "template", "altText": "x"},
        "messages[0].template",
    ),
    ("sender name of 21", text("x") | {"sender": {"name": "x" * 21}}, "messages[0].sender.name"),
    (
        "confirm with one action",
        template("confirm", text="x", actions=[postback()]),
        "messages[0].template.actions",
    ),
    (
        "confirm text of 241",
        template("confirm", text="x" * 241, actions=[postback(), postback()]),
        "messages[0].template.text",
    ),
    (
        "buttons with five actions",
        template("buttons", text="x", actions=[postback()] * 5),
        "messages[0].template.actions",
    ),
    (
        "buttons text of 61 under a title",
        template("buttons", title="t", text="x" * 61, actions=[postback()]),
        "messages[0].template.text",
    ),
    (
        "carousel of 11 columns",
        template("carousel", columns=[column()] * 11),
        "messages[0].template.columns",
    ),
    (
        "carousel with unequal columns",
        template("carousel", columns=[column(1), column(2)]),
        "messages[0].template.columns",
    ),
]

#: id, the whole body, the property
BODIES: list[tuple[str, str, Any, str]] = [
    ("push without receiver", "push", {"messages": [text()]}, "to"),
    ("push to a name", "push", {"to": "somebody", "messages": [text()]}, "to"),
    ("push without messages", "push", {"to": USER}, "messages"),
    ("push of no messages", "push", {"to": USER, "messages": []}, "messages"),
    ("push of six messages", "push", {"to": USER, "messages": [text()] * 6}, "messages"),
    ("push of one message that is no list", "push", {"to": USER, "messages": text()}, "messages"),
    ("push of a bare text", "push", {"to": USER, "messages": ["hello"]}, "messages[0]"),
    ("second message wrong", "push", {"to": USER, "messages": [text(), text("")]},
        "messages[1].text"),
    ("silent as text", "push", {"to": USER, "messages": [text()], "notificationDisabled": "no"},
        "notificationDisabled"),
    ("reply without token", "reply", {"messages": [text()]}, "replyToken"),
    ("multicast to nobody", "multicast", {"to": [], "messages": [text()]}, "to"),
    ("multicast to one that is no list", "multicast", {"to": USER, "messages": [text()]}, "to"),
    ("multicast to 501", "multicast", {"to": [USER] * 501, "messages": [text()]}, "to"),
    ("multicast to a group", "multicast", {"to": ["C" + "0" * 32], "messages": [text()]}, "to"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "where"), [row[1:] for row in MESSAGES], ids=[row[0] for row in MESSAGES]
)
def test_should_refuse_a_wrong_message(bot: BotSide, message: object, where: str) -> None:
    answer = bot.push(USER, message)

    assert answer.status == 400
    assert answer.body["message"] == "The request body has 1 error(s)"
    assert answer.properties() == [where]


@pytest.mark.parametrize(
    ("kind", "body", "where"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_should_refuse_a_wrong_body(bot: BotSide, kind: str, body: object, where: str) -> None:
    answer = bot.call("POST", f"/v2/bot/message/{kind}", body)

    assert answer.status == 400
    assert answer.properties() == [where]


@pytest.mark.parametrize("kind", ["reply", "push", "multicast"])
def test_should_find_the_same_faults_in_a_dry_run(bot: BotSide, kind: str) -> None:
    body = {"messages": [text("")]}

    answer = bot.call("POST", f"/v2/bot/message/validate/{kind}", body)

    assert (answer.status, answer.properties()) == (400, ["messages[0].text"])


def test_should_count_every_error_of_a_request(bot: BotSide) -> None:
    answer = bot.push(USER, text(""), location(title="", latitude=91))

    assert answer.body["message"] == "The request body has 3 error(s)"
    assert answer.properties() == ["messages[0].text", "messages[1].title", "messages[1].latitude"]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"{", "(line: 1, column: 2)"),
        (b"", "(line: 1, column: 1)"),
        (b"[]", "(line: 1, column: 1)"),
        (b'{"to": NaN}', "(line: 1, column: 1)"),
        (b"\xff", "(line: 1, column: 1)"),
        (b"[" * 100_000, "(line: 1, column: 1)"),
    ],
    ids=["half an object", "nothing", "a list", "NaN", "no UTF-8", "endless depth"],
)
def test_should_refuse_what_is_no_json(bot: BotSide, raw: bytes, place: str) -> None:
    answer = bot.call("POST", "/v2/bot/message/push", raw)

    assert answer.status == 400
    assert answer.body == {"message": f"The request body could not be parsed as JSON {place}"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Basic abc"}, 401),
        ({"Authorization": ""}, 401),
        ({"Content-Type": "text/plain"}, 415),
        ({"X-Line-Retry-Key": "not-a-uuid"}, 400),
    ],
    ids=["wrong token", "no bearer", "no token", "no JSON", "no UUID as retry key"],
)
def test_should_refuse_wrong_headers(bot: BotSide, headers: dict[str, str], status: int) -> None:
    answer = bot.push(USER, text(), headers=headers)

    assert answer.status == status
    assert answer.body["message"]
    assert answer.headers["X-Line-Request-Id"]


def test_should_refuse_more_than_two_megabytes(bot: BotSide) -> None:
    answer = bot.push(USER, text("x" * 2_100_000))

    assert answer.status == 413


def test_should_refuse_an_unknown_path(bot: BotSide) -> None:
    answer = bot.call("GET", "/v2/bot/nothing")

    assert (answer.status, answer.body) == (404, {"message": "Not found"})
