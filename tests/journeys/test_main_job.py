"""The main job through the front door: signed webhooks in, calls to LINE's API out."""

from __future__ import annotations

import pytest

from cases.people import Language, Role
from messages.texts import citizen
from tests.builders import AYUTTHAYA, VIENTIANE, near
from tests.journeys.town import Town

pytestmark = pytest.mark.slow

NUMBER = "0001"


def test_should_bring_help_and_tell_every_sharer(town: Town) -> None:
    anong, boon = town.officer("Anong"), town.officer("Boon")
    head = town.officer("Chai", role=Role.HEAD)
    first, second = town.citizen("Somchai"), town.citizen("Emma", language="en")
    town.line.follow(second)
    assert "Hello" in town.hear(second)

    town.share(first)
    assert "รับเรื่องแล้ว" in town.hear(first)
    assert "รับเคส" in town.hear(anong)
    assert "รับเคส" in town.hear(boon)

    town.share(second, near(AYUTTHAYA, 40))
    assert "joined" in town.hear(second)

    assert "คุณรับเคสนี้แล้ว" in town.tap(anong, "รับเคส")
    assert "Anong" in town.tap(boon, "รับเคส")
    assert "กำลังลงพื้นที่" in town.tap(anong, "เริ่มลงพื้นที่")
    assert "ยังอยู่ที่เดิม" in town.hear(first)
    assert "Still there" in town.hear(second)
    town.share(anong, near(AYUTTHAYA, 30))
    assert "30" in town.hear(anong)
    town.tap(anong, "พบตัว")
    assert "ปิดเคสเรียบร้อย" in town.tap(anong, "ส่งคืนสู่ครอบครัว")

    assert "ครอบครัว" in town.hear(first)
    assert "family" in town.hear(second)
    assert "การแชร์" in town.tap(head, "รายงาน")
    town.settle()
    counted = [town.count(name) for name in ("shares", "cases", "claimed", "visited", "closed")]
    assert counted == [2, 1, 1, 1, 1]
    assert town.line.paid() == 6  # two alerts, questions and results; all else was a reply


def test_should_remind_then_escalate_what_nobody_claims(town: Town) -> None:
    anong, head = town.officer("Anong"), town.officer("Chai", role=Role.HEAD)
    national = town.officer("Dao", centre="TH-10")
    town.share(town.citizen())
    assert "เคสใหม่" in town.hear(anong)

    town.later(16)
    assert "ยังไม่มีผู้รับเคส" in town.hear(anong)
    town.later(31)
    assert "เกินเวลา" in town.hear(head)
    assert "เกินเวลา" in town.hear(national)

    assert "คุณรับเคสนี้แล้ว" in town.tap(national, "รับเคส")


def test_should_split_someone_else(town: Town) -> None:
    anong = town.officer("Anong")
    first, second = town.citizen("A"), town.citizen("B")
    town.share(first)
    town.hear(first)
    town.hear(anong)
    town.share(second)
    town.hear(second)

    assert "แยกเป็นเรื่องใหม่" in town.tap(second, "เป็นคนละคนกัน")

    assert "เคสใหม่" in town.hear(anong)
    assert (town.count("shares"), town.count("cases")) == (2, 2)


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_answer_whatever_comes(town: Town, language: str) -> None:
    user = town.citizen("Somchai", language)
    town.line.follow(user)
    town.hear(user)

    town.line.send_sticker(user)
    assert "1300" in town.hear(user)
    town.line.send_text(user, "x" * 5_000)
    assert "1300" in town.hear(user)
    town.line.press(user, "v=1&do=claim&case=14-6911-0001")
    assert town.hear(user)
    town.line.press(user, "garbage&&&=")
    assert "1300" in town.hear(user)
    town.share(user, VIENTIANE)
    assert "1300" in town.hear(user)
    town.settle()
    assert town.line.paid() == 0
    assert town.count("refused") == 1


def test_should_count_a_redelivered_share_once(town: Town) -> None:
    town.line.set_delivery(duplicate=1.0)
    user = town.citizen()

    town.share(user)
    town.hear(user)
    town.settle()

    assert (town.count("shares"), town.count("cases")) == (1, 1)
    assert len(town.line.messages_of(user)) == 3  # receipt, notice and "what kind is it?"


@pytest.mark.parametrize("language", list(Language))
def test_should_invite_who_never_added_the_account(town: Town, language: Language) -> None:
    nok = town.citizen("Nok")
    town.line.send_text(nok, {"th": "ไทย", "en": "English", "zh": "中文"}[language.value])
    town.hear(nok)

    town.share(nok)
    assert citizen.ADD_FRIEND.say(language) in town.hear(nok)

    town.line.follow(nok)
    town.hear(nok)
    town.share(nok, near(AYUTTHAYA, 3_000))
    assert citizen.ADD_FRIEND.say(language) not in town.hear(nok)
