"""My shares: asked for by a tap and by a word, from the first share to the outcome."""

from __future__ import annotations

import pytest

from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@pytest.mark.parametrize(
    ("language", "word", "label", "words"),
    [
        (
            "th",
            "เรื่องของฉัน",
            "เรื่องของฉัน",
            ("ยังไม่มีเรื่อง", "รอเจ้าหน้าที่", "รับเรื่องแล้ว", "กำลังเดินทาง", "ถึงจุดแล้ว", "ไม่พบตัว"),
        ),
        (
            "en",
            "my shares",
            "My shares",
            ("nothing that", "Waiting", "An officer has", "on the way", "at the place", "not find"),
        ),
    ],
    ids=["th", "en"],
)
def test_should_show_a_sharer_how_far_it_is(
    town: Town, language: str, word: str, label: str, words: tuple[str, ...]
) -> None:
    anong, emma = town.officer("Anong"), town.citizen("Emma", language)
    town.line.follow(emma)
    town.hear(emma)
    town.line.send_sticker(emma)
    town.hear(emma)

    assert words[0] in town.tap(emma, label)
    town.share(emma)
    town.hear(emma)
    town.hear(anong)
    ask(town, emma, word, words[1])
    town.tap(anong, "รับเคส")
    ask(town, emma, word, words[2])
    town.tap(anong, "เริ่มลงพื้นที่")
    town.hear(emma)  # still there?
    ask(town, emma, word, words[3])
    town.tap(anong, "ถึงแล้ว ไม่ส่งพิกัด")
    ask(town, emma, word, words[4])
    town.tap(anong, "ไม่พบตัว")
    assert words[5] in town.hear(emma)
    status = ask(town, emma, word, words[5])

    assert "Anong" not in status


def test_should_show_nobody_anothers_shares(town: Town) -> None:
    first, second = town.citizen("A"), town.citizen("B")
    town.share(first)
    town.hear(first)

    assert "14-" not in ask(town, second, "สถานะ", "ยังไม่มีเรื่อง")
    town.line.press(second, f"v=1&do=status&case={town.queue()[0]}&person=1")
    assert "14-" not in town.hear(second)


def ask(town: Town, user: str, word: str, expected: str) -> str:
    """Type a word and wait for the answer, which costs nothing."""
    before = len(town.line.accepted())
    town.line.send_text(user, word)
    heard = town.hear(user)
    while expected not in heard:
        heard += town.hear(user)
    rows = town.line.accepted(after=0)[before:]
    assert [row["cost"] for row in rows if row["to"] == user and expected in str(row)] == [0]
    return heard
