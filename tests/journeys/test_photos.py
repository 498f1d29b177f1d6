"""Photos through the front door: from a citizen's phone to the eyes of the officer who goes."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import urllib3

from cases.people import About, Language, Topic
from messages.texts import proof
from simulator.faults import Fault, FaultKind
from store import keys
from store.unit_of_work import UnitsOfWork
from tests.builders import an_event_id
from tests.journeys.town import Town
from tests.photos import SECRETS, a_jpeg, opened
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


def talk(town: Town, user: str) -> None:
    """Let the talk with a citizen be about the one case there is, as it is after a share."""
    (number,) = (key.decode().rsplit(":", 1)[-1] for key in _cases(town))
    now = datetime.now(UTC)
    unit = UnitsOfWork(town.store).open(an_event_id(), now)
    topic = Topic(About.DETAIL, number, now + timedelta(hours=1))
    unit.people.save(replace(unit.people.of_line(user), topic=topic))
    unit.commit([])


def send(town: Town, user: str, photo: bytes, **more: object) -> str:
    """Send a photo and give its message's id."""
    encoded = base64.b64encode(photo).decode()
    event: Any = town.line.send_image(user, dataBase64=encoded, **more)
    return str(event["message"]["id"])


def photos_kept(town: Town) -> list[bytes]:
    return [town.store.get(key) for key in town.store.keys(f"{keys.TAG}:photo:*")]


def await_photos(town: Town, number: int) -> None:
    """Wait until so many photos are kept, and let their count be told."""
    town.line.wait_until(lambda: [{}] if len(photos_kept(town)) == number else [], seconds=8)
    town.later(0.2)


def look(address: str) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", address, retries=False)


def addresses(words: str) -> list[str]:
    return [word for word in words.split(" | ") if "/photo/" in word]


@pytest.mark.parametrize(
    ("language", "thanks", "claim"),
    [
        ("th", "ได้รับภาพ", "รับเคส"),
        ("en", "We have your photo", "Claim"),
    ],
)
def test_should_bring_photos_to_the_holder_and_take_them_back(
    town: Town, language: str, thanks: str, claim: str
) -> None:
    show = proof.LOOK.say(Language(language), count=2)
    anong, citizen = town.officer(language=language), town.citizen(language=language)
    for user in (anong, citizen) if language == "en" else ():
        town.line.follow(user)
        town.hear(user)
    town.share(citizen)
    town.hear(citizen)
    town.hear(anong)
    town.tap(anong, claim)
    talk(town, citizen)

    first = send(town, citizen, a_jpeg(3000, 2000))
    assert thanks in town.hear(citizen)
    send(town, citizen, a_jpeg(), readyAfter=0.3 if language == "en" else 0)
    town.hear(citizen)
    await_photos(town, 2)
    assert show in town.hear(anong)

    shown = addresses(town.tap(anong, show))
    pictures = [look(address) for address in shown]
    assert [picture.headers["Content-Type"] for picture in pictures] == ["image/jpeg"] * 2
    assert {opened(picture.data).size for picture in pictures} == {(853, 1280), (300, 400)}
    assert not any(secret in picture.data for secret in SECRETS for picture in pictures)

    town.line.unsend(citizen, first)
    town.settle()
    assert [look(address).status for address in shown] == [410, 200]
    assert len(photos_kept(town)) == 1
    assert town.line.paid() == 2  # the alert, and the news of photos


def test_should_ask_for_the_place_first(town: Town) -> None:
    for language, first in (("th", "แชร์ตำแหน่ง"), ("en", "share the location")):
        citizen = town.citizen(language=language)
        town.line.follow(citizen)
        town.hear(citizen)

        send(town, citizen, a_jpeg())

        assert first in town.hear(citizen)
    town.settle()
    assert photos_kept(town) == []
    assert town.line.paid() == 0


def test_should_say_kindly_that_a_photo_is_none(town: Town) -> None:
    citizen = town.citizen()
    town.share(citizen)
    town.hear(citizen)
    talk(town, citizen)

    send(town, citizen, b"\xff\xd8\xff and then no photo\xff\xd9")
    town.hear(citizen)
    town.line.wait_until(lambda: [{}] if town.store.keys("*:unusable_attachment:*") else [])
    town.line.send_text(citizen, "หน้าร้านทอง")

    assert "เปิดไม่ได้" in town.hear(citizen)
    town.settle()
    assert photos_kept(town) == []
    assert town.line.paid() == 0


@pytest.mark.parametrize("fault", ["page", "empty", "refused", "error", "dropped", "unauthorized"])
def test_should_get_a_photo_whatever_stood_in_the_way(town: Town, fault: FaultKind) -> None:
    citizen = town.citizen()
    town.share(citizen)
    town.hear(citizen)
    talk(town, citizen)
    town.line.set_faults(Fault(fault, path="content"))

    send(town, citizen, a_jpeg())
    town.hear(citizen)
    town.line.wait_until(lambda: [{}] if town.store.zcard(keys.FETCHES) else [])
    assert photos_kept(town) == []
    town.line.set_faults()
    town.later(10)
    await_photos(town, 1)

    town.line.send_text(citizen, "หน้าร้านทอง")
    assert "เปิดไม่ได้" not in town.hear(citizen)


def test_should_hold_up_no_share_while_line_is_slow_with_photos(town: Town) -> None:
    citizen, other = town.citizen(), town.citizen()
    town.share(citizen)
    town.hear(citizen)
    talk(town, citizen)
    town.line.set_faults(Fault("hang", path="content", seconds=2.0))
    for _ in range(town.settings.worker_threads + 1):
        send(town, citizen, a_jpeg())
    town.line.wait_until(lambda: [{}] if town.store.xlen(keys.FETCHING) else [])

    town.share(other)

    assert "รับแจ้งแล้ว" in town.hear(other)
    assert town.store.xlen(keys.FETCHING) > 0


def test_should_thank_once_for_a_set_whatever_the_order(town: Town) -> None:
    citizen = town.citizen()
    town.share(citizen)
    town.hear(citizen)
    talk(town, citizen)
    encoded = base64.b64encode(a_jpeg()).decode()
    town.line.send_events([
        {
            "kind": "image",
            "userId": citizen,
            "dataBase64": encoded,
            "imageSet": {"id": "s", "index": index, "total": 3},
        }
        for index in (3, 1, 2)
    ])  # fmt: skip

    town.hear(citizen)
    await_photos(town, 3)
    town.settle()
    heard = str(town.line.messages_of(citizen))
    assert heard.count("ได้รับภาพ") == 1


@pytest.mark.parametrize(
    ("language", "as_type", "sorry", "instead"),
    [
        ("th", "audio", "ฟังข้อความเสียงไม่ได้", "แชร์ตำแหน่งได้เลย"),
        ("en", "video", "nobody can watch a film", "share the place"),
        ("en", "file", "nobody can open a file", "share the place"),
    ],
)
def test_should_say_what_nobody_can_read_and_what_to_do_instead(
    town: Town, language: str, as_type: str, sorry: str, instead: str
) -> None:
    citizen = town.citizen(language=language)
    town.line.follow(citizen)
    town.hear(citizen)
    town.line.send_media(citizen, as_type, fileName="a.pdf")
    heard = town.hear(citizen)
    assert sorry in heard
    assert instead in heard
    town.share(citizen)
    town.hear(citizen)

    town.line.send_media(citizen, as_type, fileName="a.pdf")
    heard = town.hear(citizen)
    assert sorry in heard
    assert "14-69" in heard
    town.line.send_sticker(citizen)
    assert "14-69" in town.hear(citizen)
    assert town.line.paid() == 0


def test_should_take_a_photo_that_was_sent_as_a_file(town: Town) -> None:
    citizen = town.citizen()
    town.share(citizen)
    town.hear(citizen)
    encoded = base64.b64encode(a_jpeg()).decode()

    town.line.send_media(citizen, "file", fileName="the place.JPG", dataBase64=encoded)

    assert "ได้รับภาพ" in town.hear(citizen)
    await_photos(town, 1)


def _cases(town: Town) -> list[bytes]:
    found: list[bytes] = town.store.keys(f"{keys.TAG}:case:*")
    return found
