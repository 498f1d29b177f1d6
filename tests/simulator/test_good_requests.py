"""The simulator takes what LINE takes."""

from typing import Any

import pytest

from simulator.client import SimulatorClient
from tests.simulator.bot_side import BotSide, text
from tests.simulator.shapes import (
    box,
    bubble,
    button,
    card,
    carousel,
    column,
    flex,
    image,
    leaf,
    location,
    picker,
    picture,
    postback,
    quick,
    template,
    uri,
)

THI = "\u0e17\u0e35\u0e48"
ICON = {"type": "icon", "url": "https://example.com/i.png", "size": "sm"}
VIDEO = {
    "type": "video",
    "url": "https://example.com/v.mp4",
    "previewUrl": "https://example.com/v.jpg",
    "altContent": image(size="full"),
    "aspectRatio": "20:13",
}
GRADIENT = {
    "type": "linearGradient",
    "angle": "23.5deg",
    "startColor": "#ffffff",
    "endColor": "#00000080",
    "centerColor": "#123456",
    "centerPosition": "33.3%",
}

MESSAGES: list[tuple[str, Any]] = [
    ("text", text()),
    ("text of 5,000 characters", text("x" * 5000)),
    ("text of 2,500 emoji", text("\U0001f600" * 2500)),
    ("text with a property of tomorrow", text() | {"somethingNew": 1}),
    ("text with null as quick reply", text() | {"quickReply": None}),
    ("text of the second kind", {"type": "textV2", "text": "hello"}),
    ("sticker", {"type": "sticker", "packageId": "446", "stickerId": "1988"}),
    ("picture", picture()),
    ("location", location()),
    ("location at its limits", location(title="x" * 100, address="y" * 100, latitude=-90)),
    ("13 quick replies", quick(*[postback() for _ in range(13)])),
    ("quick reply of 20 Thai graphemes, 60 code points", quick(postback(THI * 20))),
    (
        "quick replies of phones",
        quick(*[{"type": kind, "label": "x"} for kind in ("camera", "cameraRoll", "location")]),
    ),
    ("postback at its limits", quick(postback(data="x" * 300, displayText="y" * 300))),
    (
        "postback that opens the keyboard",
        quick(postback(inputOption="openKeyboard", fillInText="x")),
    ),
    ("uri of 1,000 characters", quick(uri("https://example.com/" + "a" * 980))),
    ("call", quick(uri("tel:1300"))),
    ("location picker of LINE", quick(uri("line://nv/location"))),
    ("uri in upper case", quick(uri("HTTPS://example.com/"))),
    ("date picker", quick(picker(initial="2026-01-15", min="2026-01-01", max="2026-02-01"))),
    ("date and time picker", quick(picker("datetime", initial="2026-01-15t23:59"))),
    ("time picker", quick(picker("time", initial="23:59"))),
    ("clipboard", quick({"type": "clipboard", "label": "x", "clipboardText": "y" * 1000})),
    ("sound", {"type": "audio", "originalContentUrl": "https://example.com/a", "duration": 1}),
    (
        "imagemap",
        {
            "type": "imagemap",
            "baseUrl": "https://example.com/map",
            "altText": "x",
            "baseSize": {"width": 1040, "height": 1040},
            "actions": [],
        },
    ),
    (
        "uri with another address on a desktop",
        quick(uri("tel:1300") | {"altUri": {"desktop": "https://example.com/"}}),
    ),
    ("another sender", text() | {"sender": {"name": "Staff"}}),
    ("confirm", template("confirm", text="x", actions=[postback(), postback()])),
    ("buttons", template("buttons", text="x" * 160, actions=[postback()] * 4)),
    ("carousel template", template("carousel", columns=[column(3)] * 10)),
    (
        "image carousel",
        template(
            "image_carousel",
            columns=[{"imageUrl": "https://example.com/a.png", "action": postback("twelve")}],
        ),
    ),
    ("flex with altText of 1,500", flex(bubble(leaf()), altText="x" * 1500)),
    ("bubble with all blocks", card(leaf(), header=box(leaf()), hero=image(), footer=box())),
    ("bubble of a hero box", flex({"type": "bubble", "hero": box(leaf())})),
    ("bubble with a video", card(leaf(), hero=VIDEO)),
    (
        "bubble with styles",
        card(
            leaf(),
            size="giga",
            direction="rtl",
            action=uri("https://example.com/"),
            styles={"body": {"backgroundColor": "#ffffff", "separator": True}},
        ),
    ),
    (
        "text with everything",
        card(
            leaf(
                size="13.5px",
                color="#11223344",
                weight="bold",
                style="italic",
                decoration="underline",
                align="center",
                gravity="bottom",
                wrap=True,
                lineSpacing="4px",
                maxLines=2,
                margin="xxl",
                flex=0,
                adjustMode="shrink-to-fit",
                scaling=True,
                position="relative",
                offsetTop="-3px",
            )
        ),
    ),
    ("text of spans", card({"type": "text", "contents": [{"type": "span", "text": "a"}]})),
    ("text with no spans", card(leaf(contents=[]))),
    ("empty box", card(box(height="4px", backgroundColor="#ffffff"))),
    (
        "box with everything",
        card(
            box(
                leaf(),
                layout="horizontal",
                spacing="md",
                paddingAll="5%",
                paddingTop="lg",
                borderWidth="semi-bold",
                borderColor="#000000",
                cornerRadius="md",
                width="50%",
                maxHeight="100px",
                justifyContent="space-evenly",
                alignItems="center",
                background=GRADIENT,
                action=postback(),
            )
        ),
    ),
    ("baseline box", card(box(ICON, leaf(), {"type": "filler"}, layout="baseline"))),
    ("button of 40 graphemes", card(button(action=postback(THI * 40), style="primary"))),
    ("image three times as high as wide", card(image(aspectRatio="1:3", size="80px"))),
    ("separator", card(leaf(), {"type": "separator", "margin": "md", "color": "#cccccc"})),
    ("bubble of nearly 30 KB", card(leaf(text="x" * 29_800))),
    ("carousel of 12", flex(carousel(*[bubble(leaf(), size="kilo")] * 12))),
    (
        "carousel of the default size, once said",
        flex(carousel(bubble(leaf()), bubble(leaf(), size="mega"))),
    ),
]


@pytest.mark.parametrize("message", [row[1] for row in MESSAGES], ids=[row[0] for row in MESSAGES])
def test_should_take_a_right_message(
    bot: BotSide, people: SimulatorClient, message: dict[str, Any]
) -> None:
    user = people.add_user("Somchai")

    answer = bot.push(user, message)

    assert (answer.status, answer.body.get("details")) == (200, None)
    assert [row["message"] for row in people.messages_of(user)] == [message]


@pytest.mark.parametrize("message", [row[1] for row in MESSAGES], ids=[row[0] for row in MESSAGES])
def test_should_send_nothing_in_a_dry_run(
    bot: BotSide, people: SimulatorClient, message: dict[str, Any]
) -> None:
    answer = bot.call("POST", "/v2/bot/message/validate/push", {"messages": [message]})

    assert (answer.status, answer.body) == (200, {})
    assert people.accepted() == []
