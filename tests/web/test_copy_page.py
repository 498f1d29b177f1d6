"""A copy of all that is kept of one person, for that person and for minutes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from cases.facts.personal_data import MyDataShown
from cases.masking import Kept
from cases.people import Language
from config.clock import to_ms
from config.settings import Settings
from line.outbound import OutboundRenderer
from messages.attachments import AttachmentLinks, CopyLinks
from tests.builders import (
    AYUTTHAYA,
    LATER,
    NOW,
    a_context,
    a_line_id,
    a_person,
    a_press,
    a_share,
    minutes,
    the_centres,
    the_taxonomy,
)
from tests.handling import Handling
from tests.lives import WORDS, add, arrange_a_life, sure
from tests.messages.saying import parts

SETTINGS = Settings(channel_secret="s", secret_key="of the tests", public_url="https://bot.example")
NUMBER = "14-6911-0001"


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


@pytest.fixture
def web(client: Any) -> FlaskClient:
    return create_app(SETTINGS, client, lambda: LATER).test_client()


def a_path(handling: Handling, who: int = 1, ago: float = 0) -> str:
    """Write a link as the chat has it, given so many minutes ago."""
    address = CopyLinks(SETTINGS).address(handling.person(who).id, LATER - minutes(ago))
    return address.removeprefix(SETTINGS.public_url)


def test_should_give_all_that_is_kept_in_one_file(handling: Handling, web: FlaskClient) -> None:
    arrange_a_life(handling, 1)
    add(handling, 77, NUMBER, "of somebody else", at=2)

    answer = web.get(a_path(handling))

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    told = json.loads(answer.data)
    assert (told["line_user_id"], told["language"]) == (a_line_id(1), "th")
    assert [(one["case"], one["latitude"], one["longitude"]) for one in told["shares"]] == [
        (NUMBER, AYUTTHAYA.latitude, AYUTTHAYA.longitude)
    ] * 2
    assert [(one["form"], one["text"]) for one in told["added"]] == [
        ("words", WORDS),
        ("photo", ""),
    ]
    assert (told["talk"]["about"], told["talk"]["case"]) == ("detail", NUMBER)
    assert told["waiting"]["place"]["latitude"] == AYUTTHAYA.latitude
    assert (told["sent"]["reports_found_false"], told["team"]) == (1, None)
    assert "of somebody else" not in answer.text
    assert a_line_id(77) not in answer.text


def test_should_tell_a_member_what_their_team_knows(handling: Handling, web: FlaskClient) -> None:
    handling.do(a_share(5))
    handling.enrol(9)
    handling.do(a_press(9, "claim", case=NUMBER))

    team = json.loads(web.get(a_path(handling, 9)).data)["team"]

    assert (team["centre"], team["role"], team["on_duty"]) == ("TH-14", "officer", True)
    assert team["cases_in_hand"] == [NUMBER]


def test_should_give_no_address_that_somebody_else_may_have_sent(
    handling: Handling, web: FlaskClient
) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2))
    unit = handling.unit()
    case = handling.case(NUMBER)
    unit.cases.save(replace(case, place=replace(case.place, address="บ้านของสมชาย")))
    unit.commit([])

    assert "บ้านของสมชาย" not in web.get(a_path(handling, 2)).text


def test_should_give_it_until_the_last_minute(handling: Handling, web: FlaskClient) -> None:
    handling.do(a_share(1))

    assert web.get(a_path(handling, ago=14.9)).status_code == 200
    over = web.get(a_path(handling, ago=15))
    assert (over.status_code, a_line_id(1) in over.text) == (410, False)
    assert "หมดเวลา" in over.text
    assert "time of this link is over" in over.text


@pytest.mark.parametrize("change", ["cut", "one letter", "other key", "a photo's", "nonsense"])
def test_should_believe_no_link_that_it_did_not_write(
    handling: Handling, web: FlaskClient, change: str
) -> None:
    handling.do(a_share(1))
    path = a_path(handling).partition("?")[0]
    person = handling.person(1).id
    other = Settings(secret_key="another", public_url=SETTINGS.public_url)
    forged = {
        "cut": path[:-1],
        "one letter": path.replace("/my-data/W", "/my-data/X"),
        "other key": CopyLinks(other).address(person, LATER).removeprefix(other.public_url),
        "a photo's": AttachmentLinks(SETTINGS)
        .address(NUMBER, "1", person, LATER)
        .removeprefix(SETTINGS.public_url)
        .replace("/photo/", "/my-data/"),
        "nonsense": "/my-data/x.y",
    }[change]

    answer = web.get(forged)

    assert (answer.status_code, "link is not right" in answer.text) == (404, True)


def test_should_lead_nowhere_once_all_is_erased(handling: Handling, web: FlaskClient) -> None:
    handling.do(a_share(1))
    path = a_path(handling)
    handling.do(sure(1))
    handling.do(a_share(1, at=NOW + minutes(5)))

    assert web.get(path).status_code == 410


@pytest.mark.parametrize(
    ("language", "label"), [(Language.THAI, "ขอสำเนาข้อมูล"), (Language.ENGLISH, "Get a copy")]
)
def test_should_offer_it_under_my_data_in_a_call_that_ends_with_the_link(
    language: Language, label: str
) -> None:
    renderer = OutboundRenderer(SETTINGS, the_taxonomy(), the_centres())
    shown = MyDataShown(a_person(8, language=language), Kept(1, 1, 0, 0), None)

    (call,) = renderer.render(a_press(8, "my_data"), [shown], NOW)

    (button,) = [one for one in parts(call.messages[0]) if "/my-data/" in str(one.get("uri"))]
    assert button["label"] == label
    assert button["uri"].endswith("?openExternalBrowser=1")
    assert call.until_ms == to_ms(NOW + timedelta(minutes=15))
