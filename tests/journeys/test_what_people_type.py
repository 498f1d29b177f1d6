"""Words before the pin, a cry among other words, a courtesy, through the front door."""

from __future__ import annotations

import pytest

from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

WORDS = {
    "th": {
        "before": "หญิงชราเสื้อแดง หน้าร้านทอง",
        "kept": "เหลือเพียงตำแหน่ง",
        "cry": "ช่วยหนูด้วยค่ะ หนูโดนทำร้าย",
        "asked": "คุณเองต้องการความช่วยเหลือใช่ไหมคะ",
        "yes": "ใช่ ฉันเอง",
        "no": "ไม่ใช่ค่ะ",
        "typed yes": "ค่ะ ใช่ค่ะ",
        "hungry": "ลูกหิว ไม่มีนมกิน ช่วยหน่อยค่ะ",
        "heard": "เราพร้อมช่วยคุณ",
        "state": "ถึงไหนแล้วคะ",
        "shown": "เรื่องล่าสุดที่คุณแจ้ง",
    },
    "en": {
        "before": "an old woman in red by the gold shop",
        "kept": "only the place is missing",
        "cry": "please help me, he is hurting me",
        "asked": "Is it you who needs help?",
        "yes": "Yes, it is me",
        "no": "No.",
        "typed yes": "yes",
        "hungry": "my child is hungry and we have no milk, please help",
        "heard": "We want to help you",
        "state": "any update?",
        "shown": "you shared",
    },
}


@pytest.mark.parametrize("language", WORDS)
def test_should_lose_no_words_and_pay_for_no_courtesy(town: Town, language: str) -> None:
    anong, words = town.officer("Anong"), WORDS[language]
    citizen = town.citizen("Emma", language)
    town.line.follow(citizen)
    town.hear(citizen)

    town.line.send_text(citizen, words["before"])
    assert words["kept"] in town.hear(citizen)
    town.share(citizen)
    town.hear(citizen)
    town.hear(anong)
    assert words["before"] in town.tap(anong, "รับเคส")

    for courtesy in ("👍", "🙏", words["state"]):
        town.line.send_text(citizen, courtesy)
        assert town.hear(citizen)
    town.line.send_text(citizen, words["cry"])
    answer = town.hear(citizen)
    assert words["asked"] in answer
    assert [number for number in ("191", "1669", "1300") if f"tel:{number}" not in answer] == []
    heard = town.hear(anong)
    assert words["cry"] in heard
    assert "👍" not in heard
    town.line.send_text(citizen, words["no"])
    assert words["heard"] not in town.hear(citizen)

    town.line.send_text(citizen, words["cry"])
    assert words["asked"] in town.hear(citizen)
    assert words["heard"] in town.tap(citizen, words["yes"])


@pytest.mark.parametrize("language", WORDS)
def test_should_hear_who_is_hungry_and_says_yes_before_any_place(town: Town, language: str) -> None:
    anong, words = town.officer("Anong"), WORDS[language]
    citizen = town.citizen("Emma", language)
    town.line.follow(citizen)
    town.hear(citizen)

    town.line.send_text(citizen, words["hungry"])
    assert words["asked"] in town.hear(citizen)
    town.line.send_text(citizen, words["typed yes"])
    assert words["heard"] in town.hear(citizen)
    town.share(citizen)
    town.hear(citizen)

    assert "คือผู้ที่ต้องการความช่วยเหลือเอง" in town.hear(anong)
