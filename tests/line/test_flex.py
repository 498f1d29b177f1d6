from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cases.case import Place, State
from cases.commands import Claim, Close, SayKind, ShowQueue
from cases.facts.casework import CASES_A_PAGE, QueueShown
from cases.people import Language
from geo.centres import Point
from line.colours import URGENT
from line.flex import MOST_BUBBLES, bubble, button_action, button_data, line_message
from messages.chat import (
    Card,
    Choice,
    Content,
    Navigate,
    PickLocation,
    Postback,
    Table,
    Tone,
    cut,
)
from tests.messages.every_fact import ASKER, CENTRE, MUCH, a_long_case, every_fact
from tests.messages.saying import answer_to, asker, parts

#: What LINE's own style puts on a button of ours.
ON_PRIMARY, ON_SECONDARY = "#FFFFFF", "#111111"
READABLE = 4.5

Json = dict[str, Any]
#: By name, so that a test of all of them can say which.
MESSAGES: dict[str, Json] = {
    f"{language} {name} {index}": message
    for language in Language
    for name, fact in every_fact(language)
    for index, message in enumerate(answer_to(fact).messages)
}
CARDS = {name: message for name, message in MESSAGES.items() if message["type"] == "flex"}


def graphemes(text: str) -> int:
    """Count what people see as one character."""
    return len(regex.findall(r"\X", text))


def bubbles(message: Json) -> list[Json]:
    """Return the cards of a message."""
    contents: Json = message["contents"]
    return list(contents["contents"]) if contents["type"] == "carousel" else [contents]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2, from 1 to 21."""
    dark, light = sorted(luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def pairs(part: Json, paper: str) -> list[tuple[str, str]]:
    """Return every colour of letters with the one behind it."""
    paper = part.get("backgroundColor", paper)
    if part["type"] == "text":
        return [(part["color"], paper)]
    if part["type"] == "button":
        letters = {
            "primary": (ON_PRIMARY, part["color"]),
            "secondary": (ON_SECONDARY, part["color"]),
            "link": (part["color"], paper),
        }
        return [letters[part["style"]]]
    return [pair for child in part.get("contents", []) for pair in pairs(child, paper)]


def of_type(kind: str, message: Json) -> list[Json]:
    """Return the parts of that type."""
    return [part for part in parts(message) if part.get("type") == kind]


def paper_of(bubble: Json, block: str) -> str:
    """Return the colour behind a block."""
    return str(bubble["styles"].get(block, {}).get("backgroundColor", "#FFFFFF"))


def test_should_be_readable() -> None:
    pale = [
        (name, pair)
        for name, message in CARDS.items()
        for bubble in bubbles(message)
        for block in ("header", "body", "footer")
        for pair in pairs(bubble.get(block, {"type": "box"}), paper_of(bubble, block))
        if contrast(*pair) < READABLE
    ]

    assert pale == []


def test_should_grow_with_the_readers_letters_and_wrap() -> None:
    texts = {name: of_type("text", message) for name, message in CARDS.items()}
    stiff = [
        (name, part["text"])
        for name, found in texts.items()
        for part in found
        if not (part["scaling"] and part["wrap"] and part["text"].strip())
    ]

    assert all(texts.values())
    assert stiff == []


def test_should_have_one_primary_button_at_most() -> None:
    crowded = [
        name
        for name, message in CARDS.items()
        for bubble in bubbles(message)
        if [part.get("style") for part in parts(bubble)].count("primary") > 1
    ]

    assert crowded == []


def size(shape: object, *, escaped: bool) -> int:
    """Count bytes; the SDK sends every Thai letter as six, which LINE may count or not."""
    return len(json.dumps(shape, ensure_ascii=escaped).encode())


def is_small(message: Json) -> bool:
    cards = bubbles(message)
    return (
        max(size(bubble, escaped=True) for bubble in cards) <= 30_000
        and size(message["contents"], escaped=False) <= 50_000
        and len(cards) <= MOST_BUBBLES
    )


def test_should_stay_small() -> None:
    assert [name for name, message in CARDS.items() if not is_small(message)] == []


@pytest.mark.parametrize("state", State)
def test_should_stay_small_even_as_escaped_on_the_wire(state: State) -> None:
    case = a_long_case(state=state, holder=ASKER, place=Place(CENTRE.point, "ที่นี่ซอยน้ำผึ้ง" * 20))
    cases, much = (case,) * CASES_A_PAGE, (MUCH,) * CASES_A_PAGE
    shown = QueueShown(asker(), cases, True, 5, 100, CENTRE, much)

    (message,) = answer_to(shown).messages

    assert size(message["contents"], escaped=True) <= 50_000


def test_should_have_labels_that_no_phone_cuts() -> None:
    taps = [
        (name, part)
        for name, message in MESSAGES.items()
        for part in parts(message)
        if "label" in part
    ]

    assert [tap for tap in taps if not 1 <= graphemes(tap[1]["label"]) <= 20] == []
    assert [tap for tap in taps if len(tap[1].get("data", "")) > 300] == []


def test_should_cut_no_button_of_ours_short() -> None:
    labels = [
        (name, button["action"]["label"])
        for name, message in MESSAGES.items()
        for button in of_type("button", message)
    ]

    assert [(name, label) for name, label in labels if label.endswith("…")] == []


@pytest.mark.parametrize(
    ("text", "graphemes", "expected"),
    [
        ("ที่นี่", 2, "ที่นี่"),
        ("ที่นี่น้ำ", 2, "ที่…"),
        ("ซอย  น้ำ\nใจ", 20, "ซอย น้ำ ใจ"),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 1, "…"),
        ("e" + "\u0301" * 400, 5, "…"),
        ("", 5, ""),
        (" \n", 5, ""),
    ],
)
def test_should_cut_between_what_people_see_as_characters(
    text: str, graphemes: int, expected: str
) -> None:
    assert cut(text, graphemes) == expected


@given(st.text(), st.integers(1, 30))
def test_should_never_be_longer_than_asked(text: str, most: int) -> None:
    short = cut(text, most)

    assert graphemes(short) <= most
    assert len(short) <= most * 3
    assert short.removesuffix("…") in " ".join(text.split())


def test_should_write_what_a_button_asks_for_as_a_query() -> None:
    claim = Postback("x", Claim("14-6911-0042"))
    kind = Postback("x", SayKind(kind="a b&c=ก"))

    assert button_data(claim) == "v=1&do=claim&case=14-6911-0042"
    assert button_data(kind) == "v=1&do=kind&kind=a%20b%26c%3D%E0%B8%81"


@given(st.text(min_size=1))
def test_should_quote_whatever_the_data_of_a_button_holds(words: str) -> None:
    written = button_data(Postback("x", SayKind(kind=words)))

    assert written == f"v=1&do=kind&kind={quote(words, safe='')}"


def test_should_show_in_the_chat_only_what_is_to_be_said() -> None:
    silent = button_action(Postback("x" * 21, ShowQueue()))
    loud = button_action(Postback("x", ShowQueue(), said="คิว"))

    assert silent == {"type": "postback", "label": "x" * 19 + "…", "data": "v=1&do=queue"}
    assert loud["displayText"] == "คิว"


def test_should_lead_to_a_point_without_an_exponent() -> None:
    way = button_action(Navigate("go", Point(0.000001, -100.5)))

    assert "destination=0.000001,-100.500000&" in str(way["uri"])


def test_should_keep_to_thirteen_quick_replies() -> None:
    message = line_message(Content("x", replies=(PickLocation("x"),) * 20))

    assert len(message["quickReply"]["items"]) == 13


def test_should_keep_the_last_of_too_many_cards() -> None:
    message = line_message(Content("x", tuple(Card(str(number)) for number in range(20))))

    shown = [one["header"]["contents"][0]["text"] for one in message["contents"]["contents"]]
    assert shown == [*map(str, range(11)), "19"]


def test_should_draw_a_card_of_which_nothing_is_known_but_the_heading() -> None:
    drawn = bubble(Card("x"))

    assert "footer" not in drawn
    assert drawn["body"]["contents"][0]["text"] == "-"


def test_should_say_urgency_in_words_beside_the_colour() -> None:
    header = bubble(Card("x", Tone.URGENT, badge="ด่วน"))["header"]

    assert header["backgroundColor"] == URGENT
    assert header["contents"][0]["text"] == "ด่วน"


def test_should_show_a_choice_in_full() -> None:
    words = "ไม่เข้าข่ายการขอทาน – ผู้แสดงความสามารถ"

    (shown,) = bubble(Card("x", choices=(Choice(Postback(words, Close()), words),)))["body"][
        "contents"
    ]

    assert shown["contents"][0]["text"] == words
    assert shown["action"]["label"].endswith("…")


@pytest.mark.parametrize(
    ("cells", "shares"),
    [(("1,234", "7"), (8, 3, 3)), (("21 ชม. 40 นาที", "4 นาที"), (6, 4, 4))],
    ids=["numbers", "words"],
)
def test_should_give_names_the_room_that_numbers_need_not(
    cells: tuple[str, str], shares: tuple[int, int, int]
) -> None:
    head = ("รายการ", "ช่วงนี้", "ก่อนหน้า")
    row = ("รับเข้าสถานคุ้มครองและพัฒนาคุณภาพชีวิต", *cells)

    drawn = bubble(Card("x", before_all=(Table(head, (row,)),)))["body"]["contents"]

    for line in drawn:
        assert tuple(part["flex"] for part in line["contents"]) == shares
