"""Every page with a login, as the routes name them: who is kept out, and by what words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.app import create_app
from store.connection import connect
from tests.test_house import GUARDS
from tests.web.browser import CENTRE, MANAGER, PUBLIC, SETTINGS, Rig, a_rig, look, post
from tests.web.test_session import ENDS, Change

#: Looked at by who is signed in; and sent by a form.
SEEN = sorted(path for path, guard in GUARDS.items() if "Viewer.may_see" in guard)
#: LINE signs what it sends, and a partner brings a key: neither has a form of ours.
OTHER_DOORS = ("/callback", "/open311/")
OTHERS = ["TH-50", "th-50", "all", "ALL", " TH-50 ", "TH-50,TH-14", "TH-1", "TH-14\0", "ＴＨ－５０",
          "*", "TH-14/../TH-50", "TH-14\r\nSet-Cookie: session=x", "=1+1"]  # fmt: skip


def forms(app: Flask) -> Iterator[str]:
    """Yield every route that takes a POST of a form of ours."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and not rule.rule.startswith(OTHER_DOORS):
            yield rule.rule


FORMS = sorted(forms(create_app(SETTINGS, connect("redis://127.0.0.1:1", role="web"))))


def test_should_look_at_all_of_them() -> None:
    assert {"/reports", "/reports/charts", "/reports/cases.csv"} <= set(SEEN)
    assert {"/sign-in", "/sign-in/look", "/sign-out", "/sign-out/everywhere"} <= set(FORMS)


@pytest.mark.parametrize("path", SEEN)
@pytest.mark.parametrize("other", OTHERS)
def test_should_show_a_head_nothing_of_another_centre(rig: Rig, path: str, other: str) -> None:
    answer = look(rig.signed_in(), f"{path}?centre={quote(other)}")

    assert answer.status_code == 403
    assert "Content-Disposition" not in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", SEEN)
def test_should_read_one_centre_where_two_are_named(rig: Rig, path: str) -> None:
    browser = rig.signed_in()

    answers = [
        look(browser, f"{path}?centre=TH-50&centre={CENTRE}"),
        look(browser, f"{path}?centre={CENTRE}&centre=TH-50"),
    ]

    assert [answer.status_code for answer in answers] == [403, 200]
    assert "Chiang Mai" not in answers[1].get_data().decode("utf-8", "replace")


@pytest.mark.parametrize("path", SEEN)
def test_should_give_a_file_a_name_that_nobody_asks_for(rig: Rig, path: str) -> None:
    browser = rig.signed_in(MANAGER)
    for wish in ('2026-11"; filename="a.exe', "2026-11\r\nX: y", "2026-11\n", "../../x", "ก"):
        answer = look(browser, f"{path}?centre={CENTRE}&period={quote(wish)}")

        assert answer.headers.get("X") is None
        given = answer.headers.get("Content-Disposition", 'filename="TH-14_2026-11_report.xlsx"')
        assert re.search(r'filename="TH-14_2026-11_[a-z-]+\.(xlsx|csv)"$', given)


@pytest.mark.parametrize("change", ENDS, ids=lambda one: one.__name__)
def test_should_close_all_as_soon_as_the_role_is_gone(rig: Rig, change: Change) -> None:
    browser = rig.signed_in()

    change(rig)

    for path in SEEN:
        assert (answer := look(browser, path)).status_code == 303
        assert answer.headers["Location"] == "/sign-in"


@pytest.mark.parametrize("path", SEEN)
def test_should_be_kept_by_nobody(rig: Rig, path: str) -> None:
    for answer in (look(rig.signed_in(), path), look(rig.browser(), path)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": f"{PUBLIC}.evil.example"},
        {"Origin": PUBLIC.replace("https", "http")},
        {"Origin": PUBLIC, "Sec-Fetch-Site": "cross-site"},
        {"Origin": PUBLIC, "Sec-Fetch-Site": "same-site"},
        {"Referer": f"{PUBLIC}/sign-in"},
    ],
    ids=str,
)
def test_should_take_no_form_from_elsewhere(rig: Rig, path: str, headers: dict[str, str]) -> None:
    browser, token = rig.signed_in(), rig.token(MANAGER)
    word = str(look(browser).json["csrf"])  # type: ignore[index]  # it is JSON

    answer = _send(browser, path, headers, token=token, csrf=word)

    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert look(browser).status_code == 200
    assert post(rig.browser(), "/sign-in", token=token).status_code == 303


def _send(browser: FlaskClient, path: str, headers: Any, **fields: str) -> TestResponse:
    return browser.post(path, base_url=PUBLIC, data=fields, headers=headers)


def test_should_limit_every_file_like_a_page(client: Any) -> None:
    rig = a_rig(client, replace(SETTINGS, pages_per_minute=10))
    browser = rig.signed_in()

    statuses = [look(browser, path).status_code for path in SEEN * 3]

    assert statuses[:10] == [200] * 10
    assert set(statuses[10:]) == {429}
