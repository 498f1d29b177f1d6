"""The month's pushes are used up: what a citizen, the team and the national desk read."""

from __future__ import annotations

import pytest

from store import keys
from tests.builders import AYUTTHAYA, CHIANG_MAI, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

WORDS = {
    "th": {
        "receipt": "ตอนนี้เราส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้ โปรดโทร 1300",
        "mine": "เรื่องของฉัน", "queue": "คิว", "stopped": "โควตาข้อความของเดือนนี้หมด",
        "untold": "ยังไม่มีใครได้รับแจ้ง", "claim": "รับเคส", "yours": "คุณรับเคสนี้แล้ว",
        "nobody": "ไม่มีอันตราย", "kind": "พบคนขอทาน",
        "not alerted": "เรายังส่งแจ้งเตือนถึงเจ้าหน้าที่ทาง LINE ไม่ได้",
    },
    "en": {
        "receipt": "we can alert nobody by LINE at present: please call 1300",
        "mine": "My shares", "queue": "Queue", "stopped": "the month's messages are used up",
        "untold": "of which nobody has heard", "claim": "Claim", "yours": "The case is yours",
        "nobody": "Nobody is in danger", "kind": "A person begging",
        "not alerted": "we could alert nobody of it by LINE",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_say_honestly_that_nobody_is_alerted_and_go_on_by_itself(
    town: Town, language: str
) -> None:
    words = WORDS[language]
    officer = town.officer(language=language)
    nation = town.officer("Kasem", "TH-10", language=language)
    first, citizen = (town.citizen(language=language) for _ in range(2))
    for one in (officer, nation, first, citizen) if language == "en" else ():
        town.line.follow(one)
        town.hear(one)
    town.line.set_quota(0)

    town.share(first)  # by the alert of this one it becomes known
    town.hear(first)
    town.line.wait_until(lambda: [{}] if town.store.exists(keys.PUSHES_STOPPED) else [])
    town.tap(first, words["nobody"])
    assert words["not alerted"] in town.tap(first, words["kind"])
    town.share(citizen, near(AYUTTHAYA, 500))
    receipt = town.hear(citizen)
    town.line.send_text(citizen, words["mine"])

    assert words["receipt"] in receipt
    assert "191" in receipt
    assert town.queue()[1] in receipt
    assert words["receipt"] in town.hear(citizen)
    for member in (officer, nation):
        town.line.send_text(member, words["queue"])
        seen = town.hear(member)
        assert town.queue()[1] in seen
        assert words["stopped"] in seen
        assert words["untold"] in seen
    assert words["yours"] in town.tap(nation, words["claim"])
    assert town.line.paid() == 0

    town.line.set_quota(None)
    town.ways.pushes.hasten()
    town.line.wait_until(lambda: [] if town.store.exists(keys.PUSHES_STOPPED) else [{}])
    town.settle()
    while town.queue()[1] not in town.hear(officer):
        pass  # the alert of the first case may come before it
    town.share(citizen, CHIANG_MAI)
    assert words["receipt"] not in town.hear(citizen)
