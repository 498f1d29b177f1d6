"""Somebody in danger, through the front door: numbers first, then the alert."""

from __future__ import annotations

import pytest

from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

WORDS = {
    "th": {
        "hurt": "บาดเจ็บหรือป่วย",
        "call": "โปรดโทรก่อน",
        "photo": "ถ่ายรูปสถานที่",
    },
    "en": {
        "hurt": "Hurt or ill",
        "call": "Please call first",
        "photo": "Take a photo",
    },
}


@pytest.mark.parametrize("language", WORDS)
def test_should_put_somebody_in_danger_first(town: Town, language: str) -> None:
    anong = town.officer("Anong")
    citizen, words = town.citizen("Emma", language), WORDS[language]
    town.line.follow(citizen)
    town.hear(citizen)
    town.share(citizen)
    town.hear(citizen)
    town.hear(anong)

    answer = town.tap(citizen, words["hurt"])

    assert words["call"] in answer
    assert "tel:1669" in answer
    assert "ด่วน: บาดเจ็บหรือป่วย" in town.hear(anong)
    town.line.send_text(citizen, "under the bridge")
    assert words["photo"] not in town.hear(citizen)
    town.settle()
    assert "under the bridge" not in town.tap(anong, "คิวของศูนย์")
    assert "under the bridge" in town.tap(anong, "รับเคส")


@pytest.mark.parametrize(
    ("language", "no", "kind"),
    [("th", "ไม่มีค่ะ", "พบคนขอทาน"), ("en", "no", "A person begging"), ("zh", "没有", "有人在乞讨")],
)
def test_should_ask_for_the_kind_once_nobody_is_in_danger(
    town: Town, language: str, no: str, kind: str
) -> None:
    citizen = town.citizen("Emma")
    town.line.send_text(citizen, {"th": "ไทย", "en": "English", "zh": "中文"}[language])
    town.hear(citizen)
    town.share(citizen)
    assert kind not in town.hear(citizen)

    town.line.send_text(citizen, no)
    assert kind in town.hear(citizen)
    town.tap(citizen, kind)

    town.settle()
    assert town.count("kind:ADULT") == 1
    assert town.count("kind:OTHER") == 0
