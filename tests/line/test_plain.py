"""The plain words of a message: all that helps, and nothing that LINE could refuse."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from cases.people import Language
from line.plain import in_plain_words
from store.outbox import OutboundMessage
from tests.messages.every_fact import every_fact
from tests.messages.saying import answer_to


def plain(*messages: dict[str, Any]) -> list[str]:
    found = in_plain_words(OutboundMessage("id", "U1", messages, 1))
    return [] if found is None else [one["text"] for one in found.messages]


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": words, **more}


CARD = {
    "type": "flex",
    "altText": "Urgent: 14-6911-0042",
    "contents": {
        "type": "carousel",
        "contents": [
            {
                "type": "bubble",
                "header": {"type": "box", "contents": [text("14-6911-0042")]},
                "body": {
                    "type": "box",
                    "contents": [
                        text("Urgent: 14-6911-0042"),
                        {"type": "text", "contents": [{"type": "span", "text": "near the gate"}]},
                        {"type": "separator"},
                    ],
                },
                "footer": {
                    "type": "box",
                    "contents": [
                        {
                            "type": "button",
                            "action": {"type": "postback", "label": "Claim", "data": "do=claim"},
                        },
                        {
                            "type": "button",
                            "action": {"type": "uri", "label": "Call", "uri": "tel:1300"},
                        },
                        {
                            "type": "button",
                            "action": {"type": "uri", "label": "Map", "uri": "https://m/?q=1,2"},
                        },
                    ],
                },
            }
        ],
    },
}


QUICK = [
    {"type": "action", "action": {"type": "location", "label": "Send a place"}},
    {"type": "action", "action": {"type": "camera", "label": "Camera"}},
    {"type": "action", "action": {"type": "message", "label": "Yes", "text": "yes"}},
    {"type": "action", "action": {"type": "uri", "label": "Call", "uri": "tel:1300"}},
]


def test_should_tell_all_words_once_in_their_order_with_telephone_and_map() -> None:
    assert plain(CARD) == [
        "Urgent: 14-6911-0042\n14-6911-0042\nnear the gate\nCall 1300\nMap https://m/?q=1,2"
    ]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        pytest.param(text("a", quickReply={"items": QUICK}), ["a\nCall 1300"], id="quick replies"),
        pytest.param(text("a", sender={"name": "x"}), ["a"], id="a sender of its own"),
        pytest.param(
            {"type": "template", "altText": "Which?", "template": {"type": "confirm",
             "text": "Still there?", "actions": [{"type": "message", "label": "Y", "text": "y"}]}},
            ["Which?\nStill there?"], id="template",
        ),
        pytest.param(
            {"type": "location", "title": "Gate", "address": "Rd", "latitude": 14.3,
             "longitude": 100.5},
            ["Gate\nRd\nhttps://www.google.com/maps/search/?api=1&query=14.3,100.5"], id="place",
        ),
        pytest.param({"type": "image", "originalContentUrl": "https://x"}, [], id="picture"),
        pytest.param(text("a"), [], id="plain already"),
        pytest.param(text(" "), [], id="nothing"),
    ],
)  # fmt: skip
def test_should_tell_each_kind_of_message(message: dict[str, Any], words: list[str]) -> None:
    assert plain(message) == words


def test_should_cut_to_what_a_text_may_hold_without_halving_a_sign() -> None:
    (words,) = plain(text("x" + "😀" * 4_000, quickReply={}))

    assert words == "x" + "😀" * 2_499


@pytest.mark.parametrize("language", Language)
def test_should_have_plain_words_for_all_that_the_bot_says(language: Language) -> None:
    for name, fact in every_fact(language):
        call = answer_to(fact)
        found = in_plain_words(call)
        texts = call.messages if found is None else found.messages
        assert 1 <= len(texts) <= 5, name
        for message in texts:
            assert set(message) == {"type", "text"}, name
            assert message["text"].strip(), name
            assert len(message["text"].encode("utf-16-le")) <= 10_000, name


@pytest.mark.parametrize("language", Language)
def test_should_tell_number_and_telephone_in_plain_words(language: Language) -> None:
    """Of each card that leads to a telephone."""
    for name, fact in every_fact(language):
        call = answer_to(fact)
        telephones = set(re.findall(r'"tel:([^"]+)"', json.dumps(call.messages)))
        found = in_plain_words(call)
        words = "" if found is None else "\n".join(one["text"] for one in found.messages)
        assert [one for one in telephones if one not in words] == [], name
