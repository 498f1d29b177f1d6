"""Somebody shares too much, and somebody is in danger all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cases.people import Role
from store import keys
from tests.builders import AYUTTHAYA, CHIANG_MAI, near
from tests.journeys.town import Town, a_town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@dataclass(frozen=True, slots=True)
class Words:
    """What is tapped and read in one language."""

    too_many: str
    danger: str
    call: str
    receipt: str
    fast: str


THAI = Words("แชร์หลายจุด", "บาดเจ็บหรือป่วย", "โทร 1669 รถพยาบาล", "รับเรื่องแล้ว", "รอสัก 1 นาที")
ENGLISH = Words(
    "shared several places", "Hurt or ill", "Call 1669 ambulance", "have your share",
    "wait a minute",
)  # fmt: skip
BOTH = pytest.mark.parametrize(("language", "words"), [("th", THAI), ("en", ENGLISH)])


@pytest.fixture
def strict_town(store_url: str, tmp_path: Path) -> Iterator[Town]:
    """Return a town that takes two shares in ten minutes and six messages a minute."""
    limits = {"shares_per_10_min": 2, "messages_per_minute": 6}
    with a_town(store_url, tmp_path, **limits) as town:
        yield town


@BOTH
def test_should_pass_what_is_urgent_over_the_limit(
    strict_town: Town, language: str, words: Words
) -> None:
    town = strict_town
    anong, user = town.officer("Anong", centre="TH-50"), town.citizen("Somchai", language)
    town.line.follow(user)
    town.hear(user)
    for step in range(2):
        town.share(user, near(AYUTTHAYA, 500 * step))
        town.hear(user)

    town.share(user, CHIANG_MAI)
    assert words.too_many in town.hear(user)
    town.share(user, near(CHIANG_MAI, 500))
    town.settle()
    assert (town.count("shares"), town.line.paid()) == (2, 0)

    urgent = town.tap(user, words.danger)
    assert words.call in urgent
    assert words.receipt in urgent
    assert "ด่วน" in town.hear(anong)
    assert words.receipt not in town.tap(user, words.danger)  # once
    assert town.count("shares") == 3


@BOTH
def test_should_ask_for_a_minute_once(strict_town: Town, language: str, words: Words) -> None:
    town, user = strict_town, strict_town.citizen("Somchai", language)
    town.line.follow(user)
    town.hear(user)
    for _ in range(6):
        town.line.send_sticker(user)
        assert words.fast not in town.hear(user)

    town.line.send_text(user, "?")
    assert words.fast in town.hear(user)
    before = len(town.line.messages_of(user))
    town.line.send_text(user, "??")
    town.settle()

    assert len(town.line.messages_of(user)) == before
    town.share(user)
    assert words.receipt in town.hear(user)


def test_should_put_who_reports_falsely_behind_the_others(town: Town) -> None:
    anong = town.officer("Anong", role=Role.HEAD)
    prankster, honest = town.citizen("A"), town.citizen("B")
    for step in range(2):
        town.share(prankster, near(AYUTTHAYA, 1_000 * step))
        town.hear(prankster)
        town.hear(anong)
        town.tap(anong, "รับเคส")
        number = newest_case(town)
        town.line.press(anong, f"v=1&do=close&case={number}&outcome=FALSE_REPORT")
        town.hear(anong)
        town.later(0)
        assert "ยังไม่พบเหตุ" in town.hear(prankster)

    town.share(prankster, near(AYUTTHAYA, 4_000))
    assert "รับเรื่องแล้ว" in town.hear(prankster)
    last = newest_case(town)
    town.share(honest, near(AYUTTHAYA, 6_000))
    town.hear(honest)
    town.settle()

    assert town.queue()[-1] == last
    assert len(town.queue()) == 2


def newest_case(town: Town) -> str:
    """Return the number of the case that was opened last."""
    return str(town.store.zrange(keys.all_cases("TH-14"), -1, -1)[0].decode())
