"""A person's own data through the front door: the notice, what is kept, erased without a trace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.builders import CHIANG_MAI
from tests.journeys.town import Town, a_town
from tests.scan import everything, keys_with
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@dataclass(frozen=True, slots=True)
class Words:
    """What is typed, tapped and read in one language."""

    typed: str
    mine: str
    shares: str
    erase: str
    sure: str
    yes: str
    erased: str
    nothing: str
    notice: str
    copy: str


THAI = Words(
    "ข้อมูลของฉัน", "ข้อมูลของคุณที่เราเก็บไว้", "2 ครั้ง ใน 2 เรื่อง", "ลบข้อมูลของฉัน", "ลบข้อมูลของคุณไหม",
    "ลบเลย", "เรียบร้อยแล้ว", "ไม่มีข้อมูลของคุณ", "ความเป็นส่วนตัว",
    "ขอสำเนาข้อมูล",
)  # fmt: skip
ENGLISH = Words(
    "My data", "What we keep of you", "2 in 2 cases", "Erase my data", "Erase your data?",
    "Yes, erase it", "Your data are erased", "We keep nothing", "Privacy notice",
    "Get a copy",
)  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [("th", THAI), ("en", ENGLISH)])
def test_should_show_and_erase_without_a_trace(
    store_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, language: str, words: Words
) -> None:
    with capture_logs() as logged, a_town(store_url, tmp_path) as town:
        user = erase_somebody(town, language, words)
        town.line.set_delivery(duplicate=1.0)
        assert words.nothing in town.tap(user, words.yes)
        town.line.unfollow(user)
        town.settle()

        assert keys_with(town.store, user, "Somchai") == []
        assert town.count("shares") == 2
        assert town.line.paid() == 0
    assert {"sent"} <= {line["event"] for line in logged}
    assert not any(word in f"{logged} {caplog.text}" for word in (user, "Somchai", words.typed))


def erase_somebody(town: Town, language: str, words: Words) -> str:
    """Share twice, look at one's data, erase them."""
    user = town.citizen("Somchai Jaidee", language)
    town.line.follow(user)
    town.hear(user)
    for where in (None, CHIANG_MAI):
        town.share(user, where) if where else town.share(user)
        assert words.notice not in town.hear(user)
    town.line.send_text(user, words.typed)
    shown = town.hear(user)
    assert words.mine in shown
    assert words.shares in shown
    assert words.copy in shown
    assert words.sure in town.tap(user, words.erase)
    assert user in everything(town.store).decode()
    assert words.erased in town.tap(user, words.yes)
    return user


def test_should_give_the_notice_to_who_shares_first(town: Town) -> None:
    user = town.citizen()

    town.share(user)
    first = town.hear(user)
    town.line.send_sticker(user)

    assert "รับเรื่องแล้ว" in first
    assert "/privacy" in first
    assert "/privacy" not in town.hear(user)
    town.settle()
    assert town.line.paid() == 0


def test_should_know_a_sharer_again_who_comes_back(town: Town) -> None:
    user = town.citizen("Emma", "en")
    town.line.follow(user)
    town.hear(user)
    town.share(user)
    town.hear(user)

    town.line.unfollow(user)
    town.line.follow(user, is_unblocked=True)
    town.hear(user)

    town.line.send_text(user, "my data")
    assert "1 in 1 case" in town.hear(user)


def test_should_let_a_member_go_who_holds_no_case(town: Town) -> None:
    anong = town.officer("Anong Secret")
    town.share(town.citizen())
    town.hear(anong)
    town.tap(anong, "รับเคส")
    town.line.send_text(anong, "ลบข้อมูล")
    assert "คืนเคส" in town.hear(anong)
    town.line.press(anong, f"v=1&do=release&sure=yes&case={town.queue()[0]}")
    town.hear(anong)

    town.line.send_text(anong, "ลบข้อมูล")
    town.hear(anong)
    assert "เรียบร้อยแล้ว" in town.tap(anong, "ลบเลย")

    town.settle()
    assert keys_with(town.store, anong, "Anong Secret") == []
