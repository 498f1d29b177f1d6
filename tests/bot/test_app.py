"""What holds for every answer of the web, and the public pages."""

from __future__ import annotations

import hmac
import re
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from bot.app import create_app
from cases.people import Language
from config.http import LARGEST_BODY
from config.settings import Settings
from messages.texts import lost
from messages.texts import pages as words
from store.connection import StoreClient
from tests.test_house import GUARDS

SETTINGS = Settings(channel_secret="s", secret_key="k", basic_id="@cheer")


@pytest.fixture
def app(client: StoreClient) -> Flask:
    return create_app(SETTINGS, client)


@pytest.fixture
def web(app: Flask) -> FlaskClient:
    return app.test_client()


def assert_secure(answer: TestResponse, *, kept: bool = False) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == ("public, max-age=300" if kept else "no-store")


def test_should_secure_every_route_with_every_method(app: Flask, web: FlaskClient) -> None:
    paths = sorted(rule.rule for rule in app.url_map.iter_rules())

    answers = {
        (path, method): web.open(path, method=method)
        for path in paths
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
    }

    assert set(paths) == set(GUARDS)
    assert 500 not in {answer.status_code for answer in answers.values()}
    for (path, _), answer in answers.items():
        assert_secure(answer, kept=path.startswith("/open/") and answer.status_code == 200)


@pytest.mark.parametrize("subdomains", [False, True])
def test_should_send_hsts_as_the_operator_chose(client: StoreClient, subdomains: bool) -> None:
    chosen = replace(SETTINGS, public_url="https://share.example", hsts_subdomains=subdomains)
    web = create_app(chosen, client).test_client()

    answers = [
        web.get(path) for path in ("/", "/healthz", "/no-such-page", "/open311/discovery.xml")
    ]

    wanted = "max-age=31536000" + "; includeSubDomains" * subdomains
    assert [one.headers["Strict-Transport-Security"] for one in answers] == [wanted] * 4


def test_should_secure_errors_as_well(app: Flask, web: FlaskClient) -> None:
    @app.get("/broken")
    def broken() -> str:
        raise ValueError("what somebody wrote")

    with capture_logs():
        answers = [
            web.get("/no-such-page"),
            web.get("/%ff%00"),
            web.post("/callback", data=b"x" * (LARGEST_BODY + 1)),
            web.get("/broken"),
        ]

    assert [answer.status_code for answer in answers] == [404, 404, 413, 500]
    for answer in answers:
        assert_secure(answer)


def test_should_not_show_the_text_of_an_error_nobody_foresaw(app: Flask, web: FlaskClient) -> None:
    @app.get("/broken")
    def broken() -> str:
        raise ValueError("what somebody wrote")

    with capture_logs() as logged:
        answer = web.get("/broken")

    assert answer.get_json() == {"error": "Internal Server Error"}
    assert [one["event"] for one in logged] == ["request failed"]


def test_should_tell_people_in_a_browser_of_an_error_in_words(app: Flask, web: FlaskClient) -> None:
    @app.get("/broken")
    def broken() -> str:
        raise ValueError("what somebody wrote")

    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    with capture_logs():
        answers = {path: web.get(path, headers=browser) for path in ("/no-such-page", "/broken")}

    assert [one.status_code for one in answers.values()] == [404, 500]
    for sentence, answer in zip((lost.NOT_HERE, lost.NOT_NOW), answers.values(), strict=True):
        assert_secure(answer)
        assert answer.content_type == "text/html; charset=utf-8"
        assert all(sentence.say(language) in answer.text for language in Language)
        assert 'href="/"' in answer.text


@pytest.mark.parametrize("name", ["taxonomy_file", "centres_file", "boundaries_file"])
def test_should_keep_the_webhook_open_whatever_a_file_holds(
    client: StoreClient, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "wrong"
    path.write_bytes(b"\xff")

    web = create_app(replace(SETTINGS, **{name: path}), client).test_client()  # type: ignore[arg-type]

    body = b'{"destination":"U","events":[]}'
    signature = b64encode(hmac.digest(b"s", body, "sha256")).decode()
    answer = web.post("/callback", data=body, headers={"X-Line-Signature": signature})
    assert answer.status_code == 200


def test_should_read_a_file_again_that_was_put_right(client: StoreClient, tmp_path: Path) -> None:
    path = tmp_path / "centres.csv"
    path.write_bytes(b"\xff")
    web = create_app(replace(SETTINGS, centres_file=path), client).test_client()
    with capture_logs():
        assert web.get("/open/centres.geojson").status_code == 500

    path.write_bytes(SETTINGS.centres_file.read_bytes())

    assert web.get("/open/centres.geojson").status_code == 200


def test_should_use_a_new_nonce_each_time(web: FlaskClient) -> None:
    pages = [web.get("/sign-in") for _ in range(2)]

    nonces = [re.findall(r'nonce="([^"]+)"', page.text) for page in pages]
    assert nonces[0] != nonces[1]
    for page, found in zip(pages, nonces, strict=True):
        assert len(set(found)) == 1
        assert f"'nonce-{found[0]}'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/privacy"])
def test_should_need_nothing_that_the_policy_forbids(web: FlaskClient, path: str) -> None:
    page = web.get(path).text

    for forbidden in ("<script", "<img", "<link", "<form", "style=", "onclick", "{", "<iframe"):
        assert forbidden not in re.sub(r"<style.*?</style>", "", page, flags=re.S)


@pytest.mark.parametrize("path", ["/", "/privacy"])
def test_should_speak_thai_first_and_give_the_numbers_to_call(web: FlaskClient, path: str) -> None:
    page = web.get(path).text

    thai, english = page.split('<section lang="en">')
    for half in (thai, english):
        for number in ("191", "1669", "1300"):
            assert f'<a href="tel:{number}">' in half
    assert '<html lang="th">' in thai
    assert re.search("[ก-๙]", english) is None


def test_should_lead_to_the_account_where_its_name_is_set(client: StoreClient) -> None:
    without = create_app(replace(SETTINGS, basic_id=""), client).test_client()
    with_name = create_app(SETTINGS, client).test_client()

    assert 'href="https://line.me/R/ti/p/@cheer"' in with_name.get("/").text
    assert "line.me" not in without.get("/").text


def test_should_tell_the_retention_that_is_set(client: StoreClient) -> None:
    settings = replace(SETTINGS, forget_sharers_days=123, round_place_days=456, open_case_days=789)

    page = create_app(settings, client).test_client().get("/privacy").text

    thai, english = page.split('<section lang="en">')
    assert "123 วัน" in thai
    assert "456 วัน" in thai
    assert "789 วัน" in thai
    assert "789 days" in english
    assert "123 days" in english
    assert "456 days" in english
    assert "24 (4)" in thai


def test_should_name_who_answers_for_the_data(client: StoreClient) -> None:
    settings = replace(
        SETTINGS,
        privacy_controller="กรมพัฒนาสังคมและสวัสดิการ <b>",
        privacy_officer="dpo@example.go.th",
        privacy_place="a data centre in Nonthaburi",
    )

    page = create_app(settings, client).test_client().get("/privacy").text

    thai, english = page.split('<section lang="en">')
    for half in (thai, english):
        assert "dpo@example.go.th" in half
        assert "a data centre in Nonthaburi" in half
        assert "กรมพัฒนาสังคมและสวัสดิการ &lt;b&gt;" in half
        assert "LINE" in half
    assert "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล (DPO)" in thai
    assert "Data protection officer" in english


def test_should_say_honestly_who_is_not_named(client: StoreClient) -> None:
    page = create_app(SETTINGS, client).test_client().get("/privacy").text

    thai, english = page.split('<section lang="en">')
    assert thai.count("ยังไม่ได้ระบุ") == 3
    assert english.count("not named yet") == 3


def test_should_speak_to_the_persons_who_are_reported(client: StoreClient) -> None:
    page = create_app(SETTINGS, client).test_client().get("/privacy").text

    thai, english = page.split('<section lang="en">')
    assert "หากท่านคือผู้ที่ถูกแจ้ง" in thai
    assert "If you are the person who was reported" in english
    assert "you may refuse help" in english


def test_should_name_whom_to_contact(client: StoreClient) -> None:
    settings = replace(SETTINGS, privacy_contact="dpo@example.go.th <b>")

    own = create_app(settings, client).test_client().get("/privacy").text
    usual = create_app(SETTINGS, client).test_client().get("/privacy").text

    assert own.count("dpo@example.go.th &lt;b&gt;") == 4  # for sharers, for who is reported
    assert "Contact: hotline 1300" in usual
    assert "ติดต่อ: สายด่วน 1300" in usual
    assert "ลบข้อมูลของฉัน" in usual


def test_should_say_the_same_in_both_languages() -> None:
    for page in (words.HOME, words.PRIVACY):
        thai, english = page[Language.THAI], page[Language.ENGLISH]
        for one, other in zip(thai.sections, english.sections, strict=True):
            assert len(one.steps) == len(other.steps)
            assert _places(one.paragraphs) == _places(other.paragraphs)
    assert words.EMERGENCY[Language.THAI].keys() == words.EMERGENCY[Language.ENGLISH].keys()


def _places(paragraphs: tuple[str, ...]) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", " ".join(paragraphs)))
