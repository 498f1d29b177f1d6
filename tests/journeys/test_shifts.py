"""Shifts, leaving, quiet hours and late cases, through the front door."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.calendar import BANGKOK
from cases.people import Role
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town, a_town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


def share(town: Town, citizen: str, cases: int) -> None:
    for step in range(cases):
        town.share(citizen, near(AYUTTHAYA, 500 * step))
        town.hear(citizen)


SHIFT = {
    "th": {"on": "เข้าเวร", "hours": "8 ชม.", "until": "คุณเข้าเวรถึง", "claim": "รับเคส",
           "over": "ครบเวลา", "in_hand": "เคสในมือ 2 เคส", "give": "คืนทั้งหมดเข้าคิว",
           "given": "คืน 2 เคสเข้าคิวแล้ว", "back": "ออกเวร: 2 เคสกลับเข้าคิว", "queue": "คิวของศูนย์",
           "listed": "เคสที่ 1-2 จาก 2"},
    "en": {"on": "on duty", "hours": "8 hours", "until": "You are on duty until", "claim": "Claim",
           "over": "shift is over", "in_hand": "in your hands: 2", "give": "Give all back",
           "given": "back to the queue: 2", "back": "back in the queue: 2",
           "queue": "Centre's queue", "listed": "cases 1-2 of 2"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_hand_a_shift_over_in_one_message(
    store_url: str, tmp_path: Path, language: str
) -> None:
    # So long a shift in one leap: nobody is asked meanwhile whether they are still on a case.
    with a_town(store_url, tmp_path, holder_minutes=24 * 60) as town:
        _hand_over(town, language)


def _hand_over(town: Town, language: str) -> None:
    say = SHIFT[language]
    somying = town.officer("Somying", language=language)
    town.line.send_text(somying, say["on"])
    assert say["hours"] in town.hear(somying)
    assert say["until"] in town.tap(somying, say["hours"])
    citizen = town.citizen()
    for step in range(2):
        town.share(citizen, near(AYUTTHAYA, 500 * step))
        town.hear(citizen)
        town.hear(somying)
        town.tap(somying, say["claim"])
    anong = town.officer("Anong", language=language)
    paid = town.line.paid()

    town.later(8 * 60 + 1)
    over = town.hear(somying)
    assert say["over"] in over
    assert say["in_hand"] in over
    assert say["given"] in town.tap(somying, say["give"])
    back = town.hear(anong)

    assert "Somying" in back
    assert say["back"] in back
    assert say["listed"] in town.tap(anong, say["queue"])
    town.settle()
    assert town.line.paid() - paid == 2  # the end of the shift, and the one summary


LEAVING = {
    "th": {"team": "ทีม", "remove": "นำออกจากทีม", "sure": "ยืนยันนำออก", "done": "ออกจากทีมแล้วค่ะ",
           "out": "ไม่ได้อยู่ในทีม", "back": "ออกจากทีม: 1 เคสกลับเข้าคิว", "claim": "รับเคส"},
    "en": {"team": "team", "remove": "Remove from team", "sure": "Yes, remove",
           "done": "no longer in the team", "out": "You are no longer in the team",
           "back": "left the team", "claim": "Claim"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_take_the_cases_of_one_who_leaves_back(town: Town, language: str) -> None:
    say = LEAVING[language]
    somying = town.officer("Somying", language=language)
    head = town.officer("Chai", role=Role.HEAD, language=language)
    town.share(town.citizen())
    town.hear(somying)
    town.tap(somying, say["claim"])

    town.line.send_text(head, say["team"])
    team = town.hear(head)
    assert "Somying" in team
    assert "Chai" in team
    assert say["sure"] in town.tap(head, say["remove"])
    told = town.tap(head, say["sure"])

    assert say["done"] in told
    assert say["back"] in told  # the head alone is left to hear of the case
    assert say["out"] in town.hear(somying)
    town.line.send_text(somying, "คิว")
    assert "1300" in town.hear(somying)


@pytest.mark.parametrize(
    ("language", "resting", "back", "danger"),
    [
        ("th", "ไม่มีเจ้าหน้าที่เข้าเวร", "เคสที่รอพ้นเวลาพัก", "ปรับเป็นเคสด่วน"),
        ("en", "Nobody is on duty", "waited overnight", "now urgent"),
    ],
)
def test_should_let_heads_sleep_until_it_is_urgent_or_morning(
    store_url: str, tmp_path: Path, language: str, resting: str, back: str, danger: str
) -> None:
    hour = datetime.now(UTC).astimezone(BANGKOK).hour
    with a_town(store_url, tmp_path, quiet_hours=(hour, (hour + 2) % 24)) as town:
        head = town.officer("Chai", role=Role.HEAD, language=language)
        nation = town.officer("Dao", "TH-10", Role.HEAD, language=language)
        citizen = town.citizen("Emma", language)
        town.line.follow(citizen)
        town.hear(citizen)

        town.share(citizen)
        assert resting in town.hear(citizen)
        town.share(citizen, near(AYUTTHAYA, 900))
        town.hear(citizen)
        town.settle()
        assert town.line.paid() == 0

        town.line.press(citizen, f"v=1&do=kind&case={town.queue()[-1]}&urgent=MEDICAL")
        assert danger in town.hear(head)
        assert danger in town.hear(nation)
        town.later(2 * 60)
        town.settle()
        assert back in town.hear(head)


@pytest.mark.parametrize(
    ("language", "off", "late", "waiting"),
    [
        ("th", "ปิดสรุป", "เคสที่ล่าช้าของศูนย์", "รอผู้รับ 3"),
        ("en", "digest off", "Late cases", "3 not claimed"),
    ],
)
def test_should_sum_up_late_cases_once_a_day_for_a_head_who_wants_no_digest(
    store_url: str, tmp_path: Path, language: str, off: str, late: str, waiting: str
) -> None:
    hour = datetime.now(UTC).astimezone(BANGKOK).hour
    with a_town(store_url, tmp_path, digest_hour=(hour + 2) % 24) as town:
        town.officer("Anong")
        head = town.officer("Chai", role=Role.HEAD, language=language)
        town.line.send_text(head, off)
        town.hear(head)
        share(town, town.citizen(), 3)

        town.later(3 * 60)
        town.settle()

        told = town.hear(head)
        assert told.count(waiting) == 1
        assert late in told
