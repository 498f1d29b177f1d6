"""The simulator refuses Flex Messages that LINE refuses, down to the leaves."""

import json
from typing import Any

import pytest

from simulator.message_api import check_messages
from simulator.refusals import ApiError
from simulator.request_body import Node, PropertyPath
from tests.simulator.bot_side import BotSide, text
from tests.simulator.shapes import (
    USER,
    box,
    bubble,
    button,
    card,
    carousel,
    flex,
    image,
    leaf,
    postback,
    uri,
)

VIDEO = {
    "type": "video",
    "url": "https://example.com/v.mp4",
    "previewUrl": "https://example.com/v.jpg",
    "altContent": image(),
}


#: The inside of a Flex Message: id, the message, the property in LINE's pointer form.
FLEX: list[tuple[str, Any, str]] = [
    ("container of no kind", flex({"type": "card"}), "/type"),
    ("bubble without blocks", flex({"type": "bubble"}), "/"),
    ("bubble of no size", card(leaf(), size="huge"), "/size"),
    ("misspelt block", card(leaf(), boddy=box(leaf())), "/boddy"),
    ("body that is no box", flex({"type": "bubble", "body": leaf()}), "/body/type"),
    ("text empty", card(leaf(text="")), "/body/contents/0/text"),
    ("text missing", card({"type": "text"}), "/body/contents/0/text"),
    (
        "span empty",
        card(leaf(contents=[{"type": "span", "text": ""}])),
        "/body/contents/0/contents/0/text",
    ),
    ("text size of no kind", card(leaf(size="huge")), "/body/contents/0/size"),
    ("colour by name", card(leaf(color="red")), "/body/contents/0/color"),
    ("colour of three digits", card(leaf(color="#fff")), "/body/contents/0/color"),
    ("margin without unit", card(leaf(margin="10")), "/body/contents/0/margin"),
    ("misspelt property", card(leaf(colour="#ffffff")), "/body/contents/0/colour"),
    ("wrap that is a text", card(leaf(wrap="true")), "/body/contents/0/wrap"),
    ("negative flex", card(leaf(flex=-1)), "/body/contents/0/flex"),
    ("weight of no kind", card(leaf(weight="heavy")), "/body/contents/0/weight"),
    ("button without action", card({"type": "button"}), "/body/contents/0/action"),
    ("button height lg", card(button(height="lg")), "/body/contents/0/height"),
    ("button of no style", card(button(style="danger")), "/body/contents/0/style"),
    (
        "button label of 41",
        card(button(action=postback("x" * 41))),
        "/body/contents/0/action/label",
    ),
    (
        "button without a label",
        card(button(action=postback(label=""))),
        "/body/contents/0/action/label",
    ),
    (
        "location action in a button",
        card(button(action={"type": "location", "label": "x"})),
        "/body/contents/0/action/type",
    ),
    (
        "camera action in a button",
        card(button(action={"type": "camera", "label": "x"})),
        "/body/contents/0/action/type",
    ),
    (
        "ftp address in a button",
        card(button(action=uri("ftp://example.com/x"))),
        "/body/contents/0/action/uri",
    ),
    ("box of no layout", card(box(layout="grid")), "/body/contents/0/layout"),
    ("box without layout", card(box(layout=None)), "/body/contents/0/layout"),
    ("box without contents", card(box() | {"contents": None}), "/body/contents/0/contents"),
    ("padding in em", card(box(paddingAll="1em")), "/body/contents/0/paddingAll"),
    ("border of no width", card(box(borderWidth="thick")), "/body/contents/0/borderWidth"),
    ("width auto", card(box(width="auto")), "/body/contents/0/width"),
    (
        "button in a baseline box",
        card(box(button(), layout="baseline")),
        "/body/contents/0/contents/0/type",
    ),
    ("icon in a vertical box", card({"type": "icon"}), "/body/contents/0/type"),
    ("gradient without end", card(box(background={"type": "linearGradient", "angle": "0deg",
        "startColor": "#ffffff"})), "/body/contents/0/background/endColor"),
    ("image over http", card(image(url="http://example.com/a.png")), "/body/contents/0/url"),
    ("image four times as high as wide", card(image(aspectRatio="1:4")),
        "/body/contents/0/aspectRatio"),
    ("separator with a text", card({"type": "separator", "text": "x"}), "/body/contents/0/text"),
    ("leaf five boxes down", card(box(box(box(box(leaf(text="")))))),
        "/body/contents/0/contents/0/contents/0/contents/0/contents/0/text"),
    ("video in a small bubble", card(leaf(), hero=VIDEO, size="nano"), "/hero"),
    ("video in a carousel", flex(carousel(bubble(leaf(), hero=VIDEO))), "/contents/0/hero"),
    ("video whose action is no address", card(leaf(), hero=VIDEO | {"action": postback()}),
        "/hero/action/type"),
    ("hero that is a text", card(hero=leaf()), "/hero/type"),
    ("style of the body by name", card(leaf(), styles={"body": {"backgroundColor": "red"}}),
        "/styles/body/backgroundColor"),
    ("bubble over 30 KB", card(leaf(text="x" * 30_000)), "/"),
    ("empty carousel", flex(carousel()), "/contents"),
    ("carousel of 13", flex(carousel(*[bubble(leaf())] * 13)), "/contents"),
    ("carousel of two sizes", flex(carousel(bubble(leaf()), bubble(leaf(), size="nano"))),
        "/contents"),
    ("carousel in a carousel", flex(carousel(carousel(bubble(leaf())))), "/contents/0/type"),
    ("carousel over 50 KB", flex(carousel(*[bubble(leaf(text="x" * 9000))] * 6)), "/"),
    ("wrong leaf in the second bubble", flex(carousel(bubble(leaf()), bubble(leaf(text="")))),
        "/contents/1/body/contents/0/text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "where"), [row[1:] for row in FLEX], ids=[row[0] for row in FLEX]
)
def test_should_refuse_a_wrong_flex_message(bot: BotSide, message: object, where: str) -> None:
    answer = bot.push(USER, text(), message)

    assert answer.status == 400
    assert answer.body["message"] == "A message (messages[1]) in the request body is invalid"
    assert answer.properties() == [where]


@pytest.mark.parametrize(("bytes_over", "properties"), [(0, []), (1, ["/"])], ids=["fits", "over"])
def test_should_count_a_bubble_in_bytes_of_utf_8(
    bot: BotSide, bytes_over: int, properties: list[str]
) -> None:
    """A Thai letter has three bytes."""
    empty = len(json.dumps(bubble(leaf(text="")), separators=(",", ":")))
    thai, rest = divmod(30_000 - empty, 3)
    message = card(leaf(text="ก" * thai + "x" * (rest + bytes_over)))

    answer = bot.call("POST", "/v2/bot/message/validate/push", {"messages": [message]})

    assert answer.properties() == properties


@pytest.mark.parametrize("boxes", [700, 2000])
def test_should_refuse_endless_depth(bot: BotSide, boxes: int) -> None:
    opened = '{"type":"box","layout":"vertical","contents":[' * boxes
    contents = f'{{"type":"bubble","body":{opened}{"]}" * boxes}}}'
    message = f'{{"type":"flex","altText":"x","contents":{contents}}}'

    answer = bot.call(
        "POST", "/v2/bot/message/push", f'{{"to":"{USER}","messages":[{message}]}}'.encode()
    )

    # Pythons give up at other depths, in reading or in looking: never with an error of their own.
    assert answer.status == 400
    assert "invalid" in answer.body["message"] or "parsed" in answer.body["message"]


def test_should_refuse_what_is_too_deep_to_look_at() -> None:
    inner: dict[str, Any] = {"type": "box", "layout": "vertical", "contents": []}
    for _ in range(2000):
        inner = {"type": "box", "layout": "vertical", "contents": [inner]}
    message = {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": inner}}

    with pytest.raises(ApiError, match="invalid"):
        check_messages(Node({"messages": [message]}, PropertyPath(), []))
