"""A link becomes a session: once, for minutes, from a page of ours alone."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from structlog.testing import capture_logs

from cases.facts.digests import PageLinked
from store import keys
from tests.builders import LATER, a_press, minutes
from tests.web.browser import (
    CENTRE,
    HEAD,
    MANAGER,
    PUBLIC,
    SETTINGS,
    Rig,
    a_rig,
    cookie,
    enter,
    look,
    post,
)


def everything(client: Any) -> str:
    """Return all that the store holds, as one text."""
    texts = []
    for key in client.scan_iter("*"):
        kind = client.type(key).decode()
        read = {
            "string": client.get,
            "hash": client.hgetall,
            "set": client.smembers,
            "stream": client.xrange,
        }.get(kind, lambda name: client.zrange(name, 0, -1))
        texts.append(f"{key!r} {read(key)!r}")
    return "\n".join(texts)


def test_should_sign_in_and_lead_to_the_numbers(rig: Rig) -> None:
    browser = rig.browser()

    answer = enter(browser, rig.token())

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/reports"
    assert look(browser).status_code == 200


def test_should_keep_the_session_in_a_cookie_that_only_this_host_reads(rig: Rig) -> None:
    given = enter(rig.browser(), rig.token()).headers["Set-Cookie"]

    name, *rest = [part.strip() for part in given.split(";")]
    assert re.fullmatch(r"__Host-session=[\w-]{43}", name)
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=43200"} <= set(rest)
    assert "Domain" not in given


@pytest.mark.parametrize(
    ("public_url", "secure"),
    [
        ("http://localhost:8000", False),
        ("http://127.0.0.1:8000", False),
        ("http://[::1]:8000", False),
        ("http://bot.example", True),
        ("http://localhost.bot.example", True),
        ("https://localhost:8000", True),
    ],
)
def test_should_do_without_https_on_this_machine_alone(
    client: Any, public_url: str, secure: bool
) -> None:
    rig = a_rig(client, replace(SETTINGS, public_url=public_url))

    answer = rig.browser().post(
        "/sign-in", data={"token": rig.token()}, headers={"Origin": public_url}
    )

    given = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert ("Secure" in given, given.startswith("__Host-")) == (secure, secure)
    assert "HttpOnly" in given


def test_should_use_nothing_up_by_looking(rig: Rig) -> None:
    token, browser = rig.token(), rig.browser()

    for _ in range(3):
        assert look(browser, "/sign-in").status_code == 200
        assert post(browser, "/sign-in/look", token=token).json == {
            "who": "หัวหน้าศูนย์, ศูนย์คุ้มครองคนไร้ที่พึ่งจังหวัดพระนครศรีอยุธยา"
        }

    assert enter(browser, token).status_code == 303


def test_should_say_as_whom_in_the_readers_language(rig: Rig) -> None:
    path = "/sign-in/look?lang=en"

    assert "head of centre" in post(rig.browser(), path, token=rig.token()).json["who"]  # type: ignore[index]
    told = post(rig.browser(), path, token=rig.token(MANAGER)).json
    assert told == {"who": "manager, The whole country"}


def test_should_take_a_link_once(rig: Rig) -> None:
    token = rig.token()

    first, second = enter(rig.browser(), token), enter(rig.browser(), token)

    assert (first.status_code, second.status_code) == (303, 410)
    assert cookie(second) == ""
    assert post(rig.browser(), "/sign-in/look", token=token).json == {"who": ""}


def test_should_give_a_link_to_one_of_many_who_come_at_once(rig: Rig) -> None:
    sessions, now = rig.app.extensions["access"].sessions, LATER
    token = rig.token()

    with ThreadPoolExecutor(8) as pool:
        owners = list(pool.map(lambda _: sessions.redeem(token, now), range(32)))

    assert sum(owner is not None for owner in owners) == 1
    assert list(rig.handling.client.scan_iter(keys.sign_in("*"))) == []


def test_should_let_a_new_link_end_the_one_before(rig: Rig) -> None:
    old, new = rig.token(), rig.token()

    assert enter(rig.browser(), old).status_code == 410
    assert enter(rig.browser(), new).status_code == 303


def test_should_let_each_person_have_a_link_of_their_own(rig: Rig) -> None:
    first, second = rig.token(HEAD), rig.token(MANAGER)

    assert enter(rig.browser(), first).status_code == 303
    assert enter(rig.browser(), second).status_code == 303


def test_should_take_no_link_after_its_ten_minutes(rig: Rig) -> None:
    now = LATER
    sessions = rig.app.extensions["access"].sessions

    assert sessions.peek(rig.token(), now + minutes(9.9)) is not None
    assert sessions.redeem(rig.token(), now + minutes(10.1)) is None
    rig.token()
    lives = [rig.handling.client.ttl(key) for key in rig.handling.client.scan_iter("*sign_in*")]
    assert len(lives) == 2
    assert all(590 < life <= 600 for life in lives)


@pytest.mark.parametrize("token", ["", "x" * 43, "é" * 43, "a" * 100_000, "*", "%00"])
def test_should_answer_alike_whatever_is_wrong_with_a_link(rig: Rig, token: str) -> None:
    used = rig.token()
    enter(rig.browser(), used)

    wrong, known = enter(rig.browser(), token), enter(rig.browser(), used)

    assert wrong.status_code == known.status_code == 410
    unlike = r'nonce="[^"]*"'
    assert re.sub(unlike, "", wrong.text) == re.sub(unlike, "", known.text)


def test_should_keep_no_token_anywhere_but_a_hash(rig: Rig) -> None:
    with capture_logs() as logged:
        token, browser = rig.token(), rig.browser()
        before = everything(rig.handling.client)
        given = cookie(enter(browser, token))
        look(browser)
        enter(browser, token)

    assert len(given) == 43
    kept = before + everything(rig.handling.client) + repr(logged)
    assert token not in kept
    assert given not in kept
    assert PUBLIC not in kept
    assert "127.0.0" not in kept


def test_should_show_the_token_in_no_address_and_no_repr(rig: Rig) -> None:
    asked = a_press(HEAD, "page", at=LATER)

    (fact,) = rig.handling.do(asked)

    assert isinstance(fact, PageLinked)
    assert fact.token not in repr(fact)
    assert "token" not in str(enter(rig.browser(), fact.token).headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://bot.example.evil.example"},
        {"Origin": "http://bot.example"},
        {"Origin": PUBLIC, "Sec-Fetch-Site": "cross-site"},
        {"Origin": PUBLIC, "Sec-Fetch-Site": "same-site"},
        {"Origin": PUBLIC, "Sec-Fetch-Site": "none"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/look"])
def test_should_take_a_link_from_a_page_of_ours_alone(
    rig: Rig, path: str, headers: dict[str, str]
) -> None:
    token = rig.token()

    answer = rig.browser().post(path, base_url=PUBLIC, data={"token": token}, headers=headers)

    assert answer.status_code == 403
    assert cookie(answer) == ""
    assert enter(rig.browser(), token).status_code == 303  # nothing was used up


def test_should_take_a_form_that_a_browser_says_is_ours(rig: Rig) -> None:
    headers = {"Origin": PUBLIC, "Sec-Fetch-Site": "same-origin"}

    answer = rig.browser().post(
        "/sign-in", base_url=PUBLIC, data={"token": rig.token()}, headers=headers
    )

    assert answer.status_code == 303


def test_should_not_sign_in_who_lost_their_role_meanwhile(rig: Rig) -> None:
    token = rig.token()
    rig.handling.enrol(HEAD, CENTRE)

    assert enter(rig.browser(), token).status_code == 410


def test_should_stop_who_tries_again_and_again(rig: Rig) -> None:
    answers = [enter(rig.browser(), "x" * 43) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [410] * 10 + [429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert enter(rig.browser(), rig.token()).status_code == 429
    tallies = rig.handling.client.hgetall(keys.TALLIES)
    assert tallies[b"sign_in_refused"] == b"10"
    assert tallies[b"sign_in_limited"] == b"2"


@pytest.mark.parametrize(
    ("first", "other", "together"),
    [
        ("203.0.113.7", "203.0.113.200", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8:1:100::1", "2001:db8:1:1ff::9", True),
        ("2001:db8:1:100::1", "2001:db8:1:200::1", False),
        ("::ffff:203.0.113.7", "203.0.113.9", True),
        ("203.0.113.7", "1.1.1.1, 203.0.113.7", True),
        ("203.0.113.7", "203.0.113.200:51234", True),
        ("203.0.113.7:51234", "203.0.114.7:51234", False),
        ("203.0.113.7:1", " 203.0.113.9:65535 ", True),
        ("203.0.113.7", "1.1.1.1:9, 203.0.113.7:51234 , ", True),
        ("[2001:db8:1:100::1]:443", "[2001:db8:1:1ff::9]:51234", True),
        ("[2001:db8:1:100::1]:443", "[2001:db8:1:200::1]:443", False),
        ("2001:db8:1:100::1", "[2001:db8:1:100::2]", True),
        ("2001:db8:1:100::1", '"[2001:db8:1:100::2]:443"', True),
        ("[::ffff:203.0.113.7]:443", "203.0.113.9", True),
        ("2001:db8:1:100::1", "2001:db8:1:100::2%eth0", True),
    ],
)
def test_should_count_tries_by_the_block_of_addresses(
    rig: Rig, first: str, other: str, together: bool
) -> None:
    def tried(forwarded: str) -> int:
        headers = {"Origin": PUBLIC, "X-Forwarded-For": forwarded}
        browser = rig.browser()
        return browser.post("/sign-in", base_url=PUBLIC, headers=headers).status_code

    codes = [tried(first) for _ in range(10)]

    assert set(codes) == {410}
    assert tried(other) == (429 if together else 410)
    assert first not in everything(rig.handling.client)
    lives = [rig.handling.client.ttl(key) for key in rig.handling.client.scan_iter("*web_pace*")]
    assert all(0 < life <= 60 for life in lives)


@pytest.mark.parametrize(
    "rubbish",
    ["", ",", " , ", "unknown", ":443", "[]:443", "[::1", "::1]:443", "203.0.113.7:",
     "203.0.113.7:x", "203.0.113.7:51234:1", "203.0.113.256:80",
     "٢٠٣.0.113.7", "[203.0.113.7", "[x]:1", "%eth0",
     "1" * 4_000, "203.0.113.7, unknown", "\x0b"],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_should_count_by_who_asks_where_a_proxy_names_nobody(rig: Rig, rubbish: str) -> None:
    def tried(forwarded: dict[str, str]) -> int:
        browser = rig.browser()
        headers = {"Origin": PUBLIC, **forwarded}
        there = {"REMOTE_ADDR": "10.0.0.1"}
        answer = browser.post("/sign-in", base_url=PUBLIC, headers=headers, environ_base=there)
        return answer.status_code

    named = {"X-Forwarded-For": rubbish.encode().decode("latin-1")}
    codes = [tried(named) for _ in range(10)]

    assert set(codes) == {410}
    assert [tried({}), tried({"X-Forwarded-For": "203.0.113.7"})] == [429, 410]


def test_should_not_believe_a_stranger_who_names_another_address(rig: Rig) -> None:
    for step in range(11):
        headers = {"Origin": PUBLIC, "X-Forwarded-For": f"10.{step}.0.1"}
        asked: dict[str, Any] = {"base_url": PUBLIC, "headers": headers}
        there = {"REMOTE_ADDR": "9.9.9.9"}
        answer = rig.browser().post("/sign-in", environ_base=there, **asked)

    assert answer.status_code == 429


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "th"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "de", "th"),
        ("?lang=en", "th", "en"),
        ("?lang=th", "en", "th"),
        ("?lang=x", "en", "en"),
    ],
)
def test_should_speak_the_readers_language(
    rig: Rig, asked: str, accepted: str, language: str
) -> None:
    page = rig.browser().get(f"/sign-in{asked}", headers={"Accept-Language": accepted}).text

    assert f'<html lang="{language}">' in page
    assert 'id="no-script"' in page
    for number in ("191", "1669", "1300"):
        assert number in page


def seen(browser: Any, token: str, language: str = "th") -> Any:
    """Open a link, as the page's script does."""
    return post(browser, f"/sign-in/look?lang={language}", token=token)


def test_should_bind_a_link_to_the_browser_that_opens_it_first(rig: Rig) -> None:
    token, first, second = rig.token(), rig.browser(), rig.browser()
    assert seen(first, token).json["who"]

    assert seen(second, token).json == {"who": "", "elsewhere": True}
    refused = enter(second, token)

    assert (refused.status_code, cookie(refused)) == (403, "")
    assert "เบราว์เซอร์อื่น" in refused.text
    assert rig.handling.client.hget(keys.TALLIES, "sign_in_elsewhere") == b"1"
    assert enter(first, token).status_code == 303  # the other one used nothing up


def test_should_know_a_browser_whose_first_look_was_broken_off(rig: Rig) -> None:
    """Who changes the language at once never gets the answer to the first look."""
    token = rig.token()
    given = look(rig.browser(), "/sign-in").headers.get("Set-Cookie", "")
    name, _, known = given.partition(";")[0].partition("=")

    for _ in range(2):
        browser = rig.browser()
        browser.set_cookie(name, known, domain=urlsplit(PUBLIC).hostname or "", secure=True)
        assert seen(browser, token).json["who"]


def test_should_say_so_in_the_readers_language(rig: Rig) -> None:
    token = rig.token()
    seen(rig.browser(), token)

    refused = post(rig.browser(), "/sign-in?lang=en", token=token)

    assert "opened in another browser first" in refused.text
    assert "a new link ends this one" in refused.text


def test_should_know_the_browser_again_as_often_as_it_looks(rig: Rig) -> None:
    token, browser = rig.token(), rig.browser()

    for _ in range(3):
        look(browser, "/sign-in")
        assert seen(browser, token).json["who"]

    assert enter(browser, token).status_code == 303


def test_should_bind_nothing_by_what_no_person_presses(rig: Rig) -> None:
    """LINE, scanners and proxies look at the page; the token is not even sent with that."""
    token, preview = rig.token(), rig.browser()
    for _ in range(3):
        assert preview.head("/sign-in", base_url=PUBLIC).status_code == 200
        assert preview.get("/sign-in", base_url=PUBLIC).status_code == 200
        assert preview.get(f"/sign-in?token={token}", base_url=PUBLIC).status_code == 200

    assert list(rig.handling.client.scan_iter(keys.link_browser("*"))) == []
    assert enter(rig.browser(), token).status_code == 303


def test_should_sign_in_where_the_look_did_not_come_through(rig: Rig) -> None:
    assert enter(rig.browser(), rig.token()).status_code == 303


def test_should_bind_a_new_link_anew(rig: Rig) -> None:
    seen(rig.browser(), rig.token())
    browser = rig.browser()

    assert seen(browser, token := rig.token()).json["who"]
    assert enter(browser, token).status_code == 303


def test_should_bind_one_of_many_that_come_at_once(rig: Rig) -> None:
    sessions, token = rig.app.extensions["access"].sessions, rig.token()

    with ThreadPoolExecutor(8) as pool:
        bound = list(pool.map(lambda number: sessions.bind(token, f"browser {number}"), range(32)))

    assert sum(bound) == 1
    (key,) = rig.handling.client.scan_iter(keys.link_browser("*"))
    assert 590 < rig.handling.client.ttl(key) <= 600


def test_should_keep_the_browser_in_a_cookie_of_minutes(rig: Rig) -> None:
    token, browser = rig.token(), rig.browser()

    given = seen(browser, token).headers["Set-Cookie"]

    name, *rest = [part.strip() for part in given.split(";")]
    assert re.fullmatch(r"__Host-sign-in=[\w-]{43}", name)
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=600"} <= set(rest)
    assert name.partition("=")[2] not in everything(rig.handling.client)
    ends = enter(browser, token).headers.getlist("Set-Cookie")
    assert any(one.startswith("__Host-sign-in=;") and "Max-Age=0" in one for one in ends)


@pytest.mark.parametrize("planted", ["", "x", "y" * 42, "é" * 43, "z" * 2_000])
def test_should_take_no_name_of_a_browser_that_it_did_not_draw(rig: Rig, planted: str) -> None:
    browser, other = rig.browser(), rig.browser()
    for one in (browser, other):
        one.set_cookie("__Host-sign-in", planted, domain="bot.example", secure=True)
    token = rig.token()

    assert seen(browser, token).json["who"]

    assert enter(other, token).status_code == 403


@pytest.mark.parametrize("token", ["", "x" * 43, "used"])
def test_should_bind_nothing_by_a_wrong_link(rig: Rig, token: str) -> None:
    if token == "used":
        enter(rig.browser(), token := rig.token())
        rig.handling.client.delete(*rig.handling.client.scan_iter(keys.link_browser("*")))

    assert seen(rig.browser(), token).json == {"who": ""}

    assert list(rig.handling.client.scan_iter(keys.link_browser("*"))) == []
