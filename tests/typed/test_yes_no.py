"""Which texts are a yes or a no, and which are more."""

from __future__ import annotations

import pytest

from cases.yes_no import Answer
from messages.texts.understanding import answer_of


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        (
            "ใช่|ใช่ค่ะ|ใช่คับ|ค่ะ ใช่|ครับ ใช่ครับ|ใช่ๆ|ใช่แล้วค่ะ|ใช่ ฉันเอง|ใช่ค่ะ หนูเอง|ผมเองครับ|ใช่ 😭|ใช่!!|ใช่่"
            "|yes|Yes!|YES|y|Y|yep|yeah|yes please|yesss|Yes, it is me|it's me|ต้องการค่ะ|ใช่ค่ะ ใช่ค่ะ"
            "|มี|มีค่ะ|มีอันตราย|有|是的。",
            Answer.YES,
        ),
        ("ค่ะ|ครับ|คับ|ค่าา|ค่ะ ค่ะ|จ้า|อืม|ฮะ|ครับผม|ค่ะ 🙏", Answer.PARTICLE),
        ("ok|OK|okay|k|โอเค|ok ok ok|โอเคค่ะ|ได้|ได้ค่ะ", Answer.OK),
        (
            "ไม่|ไม่ค่ะ|ไม่ใช่|ไม่ใช่ค่ะ|ไม่ใช่ครับ|ค่ะ ไม่ใช่|ไม่ใช่ เป็นคนอื่น|ไม่ต้องการค่ะ|เปล่าค่ะ"
            "|ไม่มี|ไม่มีค่ะ|ไม่มีใคร|ไม่มีอันตรายค่ะ|none|nobody|没有|不是"
            "|no|No.|n|N|nope|no thanks|No, someone else|not me",
            Answer.NO,
        ),
        (
            "|👍|🙏|?|ไม่รู้|ไม่มีข้าวกิน|มีเด็ก|ไม่ใช่เขา|ใช่ไหม|ใช่คนนี้|ไม่ใช่ตรงนี้|yes he is here|no idea|not now"
            "|ขอบคุณค่ะ|y u|ไม่ได้|ใช่ที่ตลาด|นะ|หน่อย|ช่วยด้วย|ok he is gone|" + "ใช่" * 50 + " นะ",
            None,
        ),
    ],
)
def test_should_know_a_yes_and_a_no(texts: str, answer: Answer | None) -> None:
    wrong = {text: answer_of(text) for text in texts.split("|") if answer_of(text) is not answer}

    assert wrong == {}
