"""The language: chosen by a button or a word, confirmed in itself, kept for all that follows."""

from __future__ import annotations

import pytest

from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

THAI_NOW, ENGLISH_NOW = "คุยกับคุณเป็นภาษาไทย", "From now on we speak English"


@pytest.mark.parametrize(
    ("language", "button", "confirmed", "receipt", "back", "again"),
    [
        ("th", "English", ENGLISH_NOW, "We have your share", "ภาษาไทย", THAI_NOW),
        ("en", "ภาษาไทย", THAI_NOW, "รับเรื่องแล้วค่ะ", "English", ENGLISH_NOW),
    ],
    ids=["th", "en"],
)
def test_should_speak_the_language_that_was_chosen(
    town: Town, language: str, button: str, confirmed: str, receipt: str, back: str, again: str
) -> None:
    emma = town.citizen("Emma", language)
    town.line.follow(emma)
    town.hear(emma)

    assert confirmed in town.tap(emma, button)
    town.share(emma)
    assert receipt in town.hear(emma)
    town.line.unfollow(emma)
    town.line.follow(emma, is_unblocked=True)
    assert button not in town.hear(emma)  # greeted in the chosen language, which is not offered
    town.line.send_text(emma, back)
    assert again in town.hear(emma)

    town.settle()
    assert town.line.paid() == 0


def test_should_alert_an_officer_in_the_language_that_was_chosen(town: Town) -> None:
    anong = town.officer("Anong")
    town.line.send_text(anong, "english")
    assert "From now on" in town.hear(anong)

    town.share(town.citizen())

    assert "New case" in town.hear(anong)


def test_should_speak_chinese_with_a_citizen_and_not_with_staff(town: Town) -> None:
    """From the phone's own language on, by button and by word; a team's words are not in it."""
    mei = town.citizen("Mei", "zh-Hans")
    town.line.follow(mei)
    assert "您好，欢迎" in town.hear(mei)
    town.share(mei)
    assert "已收到您的分享" in town.hear(mei)
    town.tap(mei, "没有人处于危险中")
    assert "帮助团队找到这个人" in town.tap(mei, "有人在乞讨")
    town.line.send_text(mei, "english")
    assert ENGLISH_NOW in town.hear(mei)
    town.line.send_text(mei, "中文")
    assert "用中文和您交流" in town.hear(mei)

    anong = town.officer("Anong")
    town.line.send_text(anong, "中文")
    assert ENGLISH_NOW in town.hear(anong)
    assert town.line.paid() == 0


def test_should_speak_english_with_who_joins_a_team_in_chinese(town: Town) -> None:
    li = town.officer("Li", language="zh-Hans")

    town.line.send_text(li, "my data")

    assert "What we keep of you" in town.hear(li)
