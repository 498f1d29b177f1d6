"""Digests through the front door: what heads and managers hear, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases.calendar import local_day
from cases.people import Role
from config.clock import from_ms, to_ms
from handlers.digests import at_hour
from store import keys
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town, a_town
from tests.servers import ON_ONE_KIND

_A_DAY_MIN = 24 * 60

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

WORDS = {
    "th": {"shares": "การแชร์ | 2 (0)",
           "daily": "สรุปประจำวัน", "weekly": "สรุปประจำสัปดาห์", "monthly": "สรุปประจำเดือน",
           "open": "ยังเปิดอยู่ขณะนี้", "late": "ยังไม่มีผู้รับ", "paid": "ใช้ข้อความแบบเสียเงิน 1",
           "page": "เปิดหน้ารายงาน", "off": "ปิดสรุป", "is_off": "ปิดอยู่", "free": "ไม่เสียค่าข้อความ",
           "show": "สรุป", "late_only": "เคสที่ล่าช้าของศูนย์", "left_out": "งดส่งสรุป 1 ครั้ง",
           "button": "ปิดสรุปรายสัปดาห์", "stopped": "ขณะนี้งดส่งสรุปอัตโนมัติ"},
    "en": {"shares": "Shares | 2 (0)",
           "daily": "Daily digest", "weekly": "Weekly digest", "monthly": "Monthly digest",
           "open": "Open now", "late": "Not claimed", "paid": "took one paid",
           "page": "Open report page", "off": "digest off", "is_off": "off",
           "free": "cost no message", "show": "digest",
           "late_only": "Late cases", "left_out": "Left out before this one: 1",
           "button": "Weekly digest off", "stopped": "Digests have stopped"},
}  # fmt: skip


def share(town: Town, citizen: str, cases: int) -> None:
    for step in range(cases):
        town.share(citizen, near(AYUTTHAYA, 500 * step))
        town.hear(citizen)


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_send_one_digest_a_day_to_a_head_for_one_push(
    store_url: str, tmp_path: Path, language: str
) -> None:
    say = WORDS[language]
    with a_town(store_url, tmp_path) as town:
        town.officer("Anong")
        head = town.officer("Chai", role=Role.HEAD, language=language)
        share(town, town.citizen(), 2)

        bring_on_the_next_day(town)
        town.settle()
        told = town.hear(head)

        assert say["daily"] in told
        assert say["shares"] in told
        assert say["open"] in told
        assert say["late"] in told
        assert say["paid"] in told
        assert say["page"] in told
        assert told.count(say["paid"]) == 1

        town.line.send_text(head, say["off"])
        assert say["is_off"] in town.hear(head)
        town.line.send_text(head, say["show"])
        assert say["free"] in town.hear(head)
        town.later(3 * _A_DAY_MIN)
        town.settle()
        assert say["late_only"] in town.hear(head)


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_send_managers_their_digests_until_the_pushes_run_low(
    town: Town, language: str
) -> None:
    say = WORDS[language]
    manager = town.officer("Dao", "TH-10", Role.MANAGER, language)
    share(town, town.citizen(), 1)
    town.settle()
    paid = town.line.paid()

    bring(town, "weekly")
    assert say["weekly"] in town.hear(manager)
    bring(town, "monthly")
    assert say["monthly"] in town.hear(manager)
    town.settle()
    assert town.line.paid() - paid == 2

    town.store.hset(keys.QUOTA, mapping={"limit": 100, "used": 90, "at": 0})
    bring(town, "weekly", again=1)
    town.settle()
    assert town.line.paid() - paid == 2
    town.line.send_text(manager, say["show"])
    assert say["stopped"] in town.hear(manager)
    town.store.hset(keys.QUOTA, mapping={"limit": 100, "used": 10, "at": 0})
    bring(town, "weekly", again=2)
    assert say["left_out"] in town.hear(manager)

    assert say["is_off"] in town.tap(manager, say["button"])
    bring(town, "weekly", again=3)
    town.settle()
    assert town.line.paid() - paid == 3


def bring_on_the_next_day(town: Town) -> None:
    """Let the digest be due on the noon after the day of the shares, at whatever hour they came."""
    ((_, opened),) = town.store.zrange(keys.all_cases("TH-14"), -1, -1, withscores=True)
    day = local_day(from_ms(int(opened))) + timedelta(days=1)
    noon = at_hour(day, 12)
    town.store.zadd(keys.TIMERS, {"late:TH-14": to_ms(noon)})
    # No further: a quick worker has set the next day's digest before all timers are moved.
    town.later((noon - datetime.now(UTC)).total_seconds() / 60 + 1)


def bring(town: Town, kind: str, again: int = 0) -> None:
    """Let a digest be due: a different moment each time, as weeks go by."""
    row = f"digest:{kind}"
    town.store.zadd(keys.TIMERS, {row: _now_ms() + again})
    town.later(0.1)


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1_000)
