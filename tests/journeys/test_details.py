"""Words that help to find the person, through the front door: only the holder reads them."""

from __future__ import annotations

import pytest

from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

WORDS = {
    "th": {
        "nobody": "ไม่มีอันตราย",
        "adult": "พบคนขอทาน",
        "help": "ช่วยให้ทีมหาเจอ",
        "skip": "ข้ามข้อนี้",
        "wears": "แต่งกายอย่างไร",
        "wish": "คุยแล้ว อยากให้ช่วย",
        "photo": "ถ่ายรูปสถานที่",
        "done": "นึกอะไรได้อีก",
    },
    "en": {
        "nobody": "Nobody is in danger",
        "adult": "A person begging",
        "help": "Help the team to find",
        "skip": "Skip this",
        "wears": "What does the person wear",
        "wish": "Yes, wants help",
        "photo": "Take a photo",
        "done": "If you think of more",
    },
}


@pytest.mark.parametrize("language", WORDS)
def test_should_bring_help_to_find_the_person_to_the_holder(town: Town, language: str) -> None:
    anong, boon = town.officer("Anong"), town.officer("Boon")
    citizen, words = town.citizen("Emma", language), WORDS[language]
    town.line.follow(citizen)
    town.hear(citizen)
    town.share(citizen)
    town.hear(citizen)
    town.hear(anong)
    town.hear(boon)

    town.tap(citizen, words["nobody"])
    assert words["help"] in town.tap(citizen, words["adult"])
    town.line.send_text(citizen, "in front of the gold shop")
    assert words["wears"] in town.hear(citizen)
    assert "gold shop" in town.tap(anong, "รับเคส")
    town.line.send_text(citizen, "red shirt")
    town.hear(citizen)
    assert "red shirt" in town.hear(anong)
    assert words["photo"] in town.tap(citizen, words["skip"])
    town.tap(citizen, words["skip"])
    assert words["done"] in town.tap(citizen, words["wish"])
    assert "ต้องการความช่วยเหลือ" in town.hear(anong)

    going = town.tap(anong, "เริ่มลงพื้นที่")
    assert "red shirt" in going
    assert "gold shop" in going
    town.settle()
    # Welcome to the team with the notice, and the alert.
    assert len(town.line.messages_of(boon)) == 3
    # Two alerts, to the holder a text and the wish, and the question when the holder set off.
    assert town.line.paid() == 5


LONG = "word " * 103 + "red gate" + " lost" * 900
READ_UP_TO = {
    "th": "เราอ่านถึง “…{last}”",
    "en": "we read it up to “…{last}”",
}


@pytest.mark.parametrize("language", WORDS)
def test_should_say_how_far_a_long_text_was_read(town: Town, language: str) -> None:
    citizen = town.citizen("Emma", language)
    town.line.follow(citizen)
    town.hear(citizen)
    last = LONG[:500].strip()[-30:].lstrip()

    town.line.send_text(citizen, LONG)
    before = town.hear(citizen)
    town.share(citizen)
    town.hear(citizen)
    town.line.send_text(citizen, LONG)
    after = town.hear(citizen)

    assert READ_UP_TO[language].format(last=last) in before
    assert READ_UP_TO[language].format(last=last) in after
