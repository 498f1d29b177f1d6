"""A receipt that promises what is true, and a bot that says it first when the promise broke."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from config.clock import to_ms
from store import keys
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


def make_claims(town: Town, number: int) -> None:
    """Let an officer of Ayutthaya claim so many cases within the minute."""
    officer, citizen = town.officer(), town.citizen("Before")
    for step in range(1, number + 1):
        town.share(citizen, near(AYUTTHAYA, 500 * step))
        town.hear(citizen)
        town.hear(officer)
        town.tap(officer, "รับเคส")


def let_wait(town: Town, number: str, minutes: int) -> None:
    """Turn a case's clock back, as if it had waited so long."""
    since = datetime.now(UTC) - timedelta(minutes=minutes)
    town.store.hset(keys.case(number), "waiting_since", to_ms(since))


@pytest.mark.parametrize(
    ("language", "promised", "late", "guided"),
    [
        ("th", "มักรับเรื่องภายในประมาณ 1 นาที", "รอนานกว่าที่ควร", "แจ้งจุดที่พบได้ที่นี่"),
        (
            "en",
            "usually taken a case within about a min",
            "longer than it should",
            "Share a",
        ),
    ],
    ids=["th", "en"],
)
def test_should_promise_what_the_centre_keeps_and_say_when_it_does_not(
    town: Town, language: str, promised: str, late: str, guided: str
) -> None:
    make_claims(town, 5)
    emma = town.citizen("Emma", language)
    town.line.follow(emma)
    town.hear(emma)

    town.share(emma)
    assert promised in town.hear(emma)
    town.line.send_text(emma, "start")
    assert late not in town.hear(emma)
    [number] = [one.decode() for one in town.store.zrange(keys.shared(_id(town, emma)), 0, -1)]
    let_wait(town, number, 2)
    town.line.send_text(emma, "start")
    heard = town.hear(emma)

    assert late in heard
    assert number in heard
    assert guided in heard
    town.settle()
    assert [row["cost"] for row in town.line.accepted() if row["to"] == emma and row["cost"]] == []


@pytest.mark.parametrize(
    ("language", "nobody", "national"),
    [("th", "โทร 1300 แทนนะคะ", "ศูนย์ส่วนกลาง"), ("en", "call 1300 instead", "national centre")],
    ids=["th", "en"],
)
def test_should_promise_no_time_where_nobody_can_come(
    town: Town, language: str, nobody: str, national: str
) -> None:
    emma = town.citizen("Emma", language)
    town.line.follow(emma)
    town.hear(emma)

    town.share(emma)
    assert nobody in town.hear(emma)
    town.officer("Dao", centre="TH-10")
    town.share(emma, near(AYUTTHAYA, 900))
    assert national in town.hear(emma)


def _id(town: Town, user: str) -> int:
    return int(town.store.hget(keys.PEOPLE, user))
