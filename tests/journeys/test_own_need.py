"""It is me who needs help, through the front door: a human first, then a case of their own."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import heard, own_need, staff
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

WORDS = {
    "th": {
        "me": "ช่วยฉันด้วยค่ะ",
        "heard": "เราพร้อมช่วยคุณ",
        "own": "รับเรื่องของคุณแล้ว",
        "more": "เพิ่มในเรื่อง",
        "itsme": "ฉันขอความช่วยเหลือ",
        "still": "หากยังต้องการความช่วยเหลือ",
    },
    "en": {
        "me": "Help me!",
        "heard": "We want to help you",
        "own": "We have your request",
        "more": "We added this to your case",
        "itsme": "I need help myself",
        "still": "If you still need help",
    },
}


NEEDS_HELP = "คือผู้ที่ต้องการความช่วยเหลือเอง"


@pytest.mark.parametrize("language", WORDS)
def test_should_lead_who_needs_help_to_a_human_and_open_a_case(town: Town, language: str) -> None:
    anong = town.officer("Anong")
    citizen, other = a_reader(town, language), a_reader(town, language)
    words = WORDS[language]
    town.share(other)
    town.hear(other)
    town.hear(anong)
    town.tap(anong, "รับเคส")
    assert words["heard"] in town.tap(other, words["itsme"])
    assert NEEDS_HELP in town.hear(anong)

    town.line.send_text(citizen, words["me"])
    answer = town.hear(citizen)
    assert words["heard"] in answer
    assert answer.index("tel:1300") < answer.index("tel:191")
    town.share(citizen, near(AYUTTHAYA, 20))
    assert words["own"] in town.hear(citizen)
    assert NEEDS_HELP in town.hear(anong)
    town.tap(anong, "รับเคส")
    town.line.send_text(citizen, "blue shirt")
    assert words["more"] in town.hear(citizen)
    assert "blue shirt" in town.hear(anong)
    town.tap(anong, "เริ่มลงพื้นที่")
    town.tap(anong, "ถึงแล้ว ไม่ส่งพิกัด")
    town.tap(anong, "ไม่พบตัว")

    assert words["still"] in town.hear(citizen)
    town.settle()
    assert (town.count("shares"), town.count("cases")) == (2, 2)


@pytest.mark.parametrize("language", WRITTEN)
def test_should_ask_who_needs_help_about_another_place(town: Town, language: Language) -> None:
    anong = town.officer("Anong", language=language.value)
    mali = a_reader(town, language.value)
    town.line.send_text(mali, WORDS[language.value]["me"])
    town.hear(mali)
    town.share(mali)
    town.hear(mali)
    town.hear(anong)
    town.tap(anong, staff.CLAIM.say(language))

    for name in (own_need.MOVED, own_need.SOMEBODY_ELSE):
        town.share(mali, near(AYUTTHAYA, 900 if name is own_need.MOVED else 1_800))
        assert own_need.WHOSE.say(language) in town.hear(mali)
        town.tap(mali, name.say(language))
        if name is own_need.MOVED:
            assert heard.NEW_PLACE.say(language) in town.hear(anong)

    alert = town.hear(anong)
    assert own_need.ME.say(language) not in alert
    town.settle()
    assert (town.count("shares"), town.count("cases")) == (3, 2)


def a_reader(town: Town, language: str) -> str:
    """Add a citizen who reads *language*."""
    citizen = town.citizen("Emma", language)
    town.line.follow(citizen)
    town.hear(citizen)
    return citizen
