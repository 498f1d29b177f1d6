"""A photo is seen through a link of minutes, by the officer who holds its case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeSerializer
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from bot.app import create_app
from cases.case import ATTACHMENTS, Form
from cases.ports import Timer
from config.settings import Settings
from handlers.events import TimerDue
from messages.attachments import AttachmentLinks
from tests.builders import AYUTTHAYA, LATER, a_context, a_press, a_share, an_event_id, near
from tests.handlers.photo_rig import NUMBER, Rig
from tests.photos import Album, a_jpeg, a_photo, an_unsend
from web.policy import Policy

SETTINGS = Settings(channel_secret="s", secret_key="of the tests", public_url="https://bot.example")


@pytest.fixture
def rig(client: Any) -> Rig:
    """Return a house in which officer 9 holds a case with one photo, 541."""
    album = Album({"541": a_jpeg()})
    rig = Rig(client, replace(a_context(), attachments=album), album)
    rig.shared()
    rig.claimed()
    rig.do(a_photo(1, 541))
    rig.fetch()
    return rig


@pytest.fixture
def web(client: Any) -> FlaskClient:
    return create_app(SETTINGS, client, lambda: LATER).test_client()


def a_path(rig: Rig, who: int = 9, photo: str = "541", case: str = NUMBER, ago: float = 0) -> str:
    """Write a link as the chat has it, given so many minutes ago."""
    given = LATER - timedelta(minutes=ago)
    address = AttachmentLinks(SETTINGS).address(case, photo, rig.person(who).id, given)
    return address.removeprefix(SETTINGS.public_url)


def assert_told(answer: TestResponse, status: int, words: str) -> None:
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert words in answer.text
    assert "LINE" in answer.text or "ลบ" in answer.text


def test_should_show_a_photo_to_the_holder_and_to_no_cache(rig: Rig, web: FlaskClient) -> None:
    answer = web.get(a_path(rig))

    assert answer.status_code == 200
    assert answer.data == a_jpeg()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "media-src" not in policy


@pytest.mark.parametrize("form", ATTACHMENTS)
def test_should_let_a_browser_play_what_is_a_sound(rig: Rig, web: FlaskClient, form: Form) -> None:
    rig.do(replace(a_photo(1, 542), form=form))
    rig.fetch()

    answer = web.get(a_path(rig, photo="542"))

    kind = ATTACHMENTS[form].content_type
    assert (answer.data, answer.headers["Content-Type"]) == (b"jpeg of 542", kind)
    is_played = "; media-src 'self'; " in answer.headers["Content-Security-Policy"]
    assert is_played is kind.startswith("audio/")


def test_should_have_a_policy_that_lets_sounds_be_played() -> None:
    assert "; media-src 'self'; " in Policy(media=True).header("nonce")


def test_should_show_it_until_the_last_minute(rig: Rig, web: FlaskClient) -> None:
    assert web.get(a_path(rig, ago=14.9)).status_code == 200
    assert_told(web.get(a_path(rig, ago=15)), 410, "time of this link is over")


@pytest.mark.parametrize("change", ["cut", "one letter", "other key", "other salt", "nonsense"])
def test_should_believe_no_link_that_it_did_not_write(
    rig: Rig, web: FlaskClient, change: str
) -> None:
    path = a_path(rig)
    payload = [NUMBER, "541", rig.person(9).id, 2**33]
    forged = {
        "cut": path[:-1],
        "one letter": path.replace("/photo/W", "/photo/X"),
        "other key": "/photo/" + str(URLSafeSerializer("x", salt="photo").dumps(payload)),
        "other salt": "/photo/" + str(URLSafeSerializer(SETTINGS.secret_key).dumps(payload)),
        "nonsense": "/photo/%00%ff.x",
    }
    assert forged[change] != path

    assert_told(web.get(forged[change]), 404, "not right")


def test_should_believe_what_is_signed_as_a_link(rig: Rig, web: FlaskClient) -> None:
    """The forged ones above differ from this by one thing each."""
    payload = [NUMBER, "541", rig.person(9).id, 2**33]
    signed = URLSafeSerializer(SETTINGS.secret_key, salt="photo").dumps(payload)

    assert web.get(f"/photo/{signed!s}").status_code == 200


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        pytest.param(replace(SETTINGS, secret_key="new", secret_key_old="of the tests"), 200),
        pytest.param(replace(SETTINGS, secret_key="new"), 404),
        pytest.param(replace(SETTINGS, secret_key_old="old"), 200),
    ],
    ids=["the key before is still known", "the key was changed at once", "signs by the new key"],
)
def test_should_believe_a_link_of_the_key_before(rig: Rig, settings: Settings, status: int) -> None:
    payload = [NUMBER, "541", rig.person(9).id, 2**33]
    signed = URLSafeSerializer(SETTINGS.secret_key, salt="photo").dumps(payload)

    changed = create_app(settings, rig.client).test_client()

    assert changed.get(f"/photo/{signed!s}").status_code == status


def test_should_show_it_to_no_other_officer(rig: Rig, web: FlaskClient) -> None:
    rig.enrol(8)

    assert_told(web.get(a_path(rig, who=8)), 410, "cannot be seen")


@pytest.mark.parametrize("case", ["14-6911-0002", "14-6911-0003", ""])
def test_should_show_it_in_no_other_case(rig: Rig, web: FlaskClient, case: str) -> None:
    rig.do(a_share(2, near(AYUTTHAYA, 500)))
    rig.do(a_press(9, "claim", case="14-6911-0002"))

    assert_told(web.get(a_path(rig, case=case)), 410, "cannot be seen")


@pytest.mark.parametrize("what", ["released", "closed", "left", "unsent", "expired", "forgotten"])
def test_should_show_it_no_longer_than_it_is_needed(rig: Rig, web: FlaskClient, what: str) -> None:
    path = a_path(rig)
    assert web.get(path).status_code == 200
    if what == "released":
        rig.do(a_press(9, "release", case=NUMBER, sure="yes"))
    if what == "closed":
        rig.closed()
    if what == "left":
        unit = rig.unit(an_event_id())
        member = unit.teams.find(rig.person(9))
        assert member is not None
        unit.teams.remove(member)
        unit.commit([])
    if what == "unsent":
        rig.do(an_unsend(1, 541))
    if what == "expired":
        rig.client.delete("{cts}:photo:541")
    if what == "forgotten":
        rig.closed()
        rig.do(TimerDue("f", datetime(2030, 1, 1, tzinfo=UTC), Timer.FORGET_ATTACHMENTS, NUMBER))

    assert_told(web.get(path), 410, "cannot be seen")


def test_should_log_nothing_of_a_link(rig: Rig, web: FlaskClient) -> None:
    with capture_logs() as logs:
        web.get(a_path(rig))
        web.get(a_path(rig, ago=99))
        web.get("/photo/forged")

    assert logs == []


def test_should_give_the_same_link_at_every_try(rig: Rig) -> None:
    """A call that is made again must be the same call."""
    now = LATER

    one, two = (AttachmentLinks(SETTINGS).address(NUMBER, "1", 9, now) for _ in range(2))

    assert one == two
    assert len(AttachmentLinks(SETTINGS).address(NUMBER * 2, "9" * 32, 2**63, now)) < 500
