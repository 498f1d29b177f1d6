"""A session is held anew at each request, and ends with whatever it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.people import Role
from handlers.events import Followed, TimerDue, Unfollowed
from store import keys
from store.sign_in import digest
from tests.builders import LATER, a_line_id, a_press, a_text, an_event_id
from tests.web.browser import (
    CENTRE,
    HEAD,
    MANAGER,
    OFFICER,
    PUBLIC,
    SETTINGS,
    Rig,
    a_rig,
    cookie,
    csrf,
    enter,
    look,
    post,
)

COOKIE = "__Host-session"
Change = Callable[[Rig], None]


def is_out(rig: Rig, browser: Any) -> bool:
    """Return whether a page leads to how one signs in, and the cookie is taken back."""
    answer = look(browser)
    if answer.status_code == 200:
        return False
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in"
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    return True


def a_second_browser(rig: Rig, token: str) -> Any:
    """Open a browser with a cookie of somebody's choice."""
    browser = rig.browser()
    browser.set_cookie(COOKIE, token, domain="bot.example", secure=True)
    return browser


def test_should_lead_who_is_not_signed_in_to_how_one_is(rig: Rig) -> None:
    assert is_out(rig, rig.browser())
    assert post(rig.browser(), "/page/change").headers["Location"] == "/sign-in"


@pytest.mark.parametrize("forged", ["x" * 43, "", "8", "é", "x" * 4000, "a.b.c"])
def test_should_believe_no_cookie_that_it_did_not_give(rig: Rig, forged: str) -> None:
    rig.signed_in()

    assert is_out(rig, a_second_browser(rig, forged))


def test_should_not_take_the_hash_that_is_kept_for_the_cookie(rig: Rig) -> None:
    given = cookie(enter(rig.browser(), rig.token()))

    assert not is_out(rig, a_second_browser(rig, given))
    assert is_out(rig, a_second_browser(rig, digest(given)))
    assert rig.handling.client.exists(keys.session(digest(given)))


def test_should_not_take_a_token_of_a_link_for_a_cookie(rig: Rig) -> None:
    assert is_out(rig, a_second_browser(rig, rig.token()))


def test_should_give_a_new_session_whatever_cookie_came(rig: Rig) -> None:
    """Session fixation: what somebody planted is worth nothing after the sign-in either."""
    browser = a_second_browser(rig, "planted" * 6)

    given = cookie(enter(browser, rig.token()))

    assert given != "planted" * 6
    assert is_out(rig, a_second_browser(rig, "planted" * 6))


def test_should_end_the_session_before_when_one_signs_in_again(rig: Rig) -> None:
    browser = rig.browser()
    first = cookie(enter(browser, rig.token()))

    second = cookie(enter(browser, rig.token()))

    assert first != second
    assert is_out(rig, a_second_browser(rig, first))
    assert not is_out(rig, browser)


def test_should_let_one_person_be_signed_in_on_two_devices(rig: Rig) -> None:
    phone, unit = rig.signed_in(), rig.signed_in()

    assert not is_out(rig, phone)
    assert not is_out(rig, unit)


def leave_by_head(rig: Rig) -> None:
    rig.handling.do(TimerDue("r", LATER, "remove_member", f"{CENTRE}/{_id(rig)}"))


def become_officer(rig: Rig) -> None:
    rig.handling.enrol(HEAD, CENTRE, Role.OFFICER)


def become_manager(rig: Rig) -> None:
    rig.handling.enrol(HEAD, CENTRE, Role.MANAGER)


def move(rig: Rig) -> None:
    rig.handling.enrol(HEAD, "TH-10", Role.HEAD)


def erase(rig: Rig) -> None:
    now = LATER
    stamp = str(int(now.timestamp() * 1000))
    rig.handling.do(a_press(HEAD, "erase", at=now, sure="yes", asked=stamp))


def block(rig: Rig) -> None:
    rig.handling.do(Unfollowed(an_event_id(), LATER, a_line_id(HEAD)))


def sign_out_in_the_chat(rig: Rig) -> None:
    rig.handling.do(a_text(HEAD, "sign out everywhere", act="sign_out"))


ENDS = [leave_by_head, become_officer, become_manager, move, erase, block, sign_out_in_the_chat]


@pytest.mark.parametrize("change", ENDS, ids=lambda one: one.__name__)
def test_should_end_at_once_with_what_it_rests_on(rig: Rig, change: Change) -> None:
    phone, unit, manager = rig.signed_in(), rig.signed_in(), rig.signed_in(MANAGER)
    assert not is_out(rig, phone)

    change(rig)

    assert is_out(rig, phone)
    assert is_out(rig, unit)
    assert not is_out(rig, manager)


@pytest.mark.parametrize("change", ENDS, ids=lambda one: one.__name__)
def test_should_end_the_link_that_waits_as_well(rig: Rig, change: Change) -> None:
    token = rig.token()

    change(rig)

    assert enter(rig.browser(), token).status_code == 410


def test_should_not_begin_again_when_the_role_comes_back(rig: Rig) -> None:
    given = cookie(enter(rig.browser(), rig.token()))
    become_officer(rig)
    rig.handling.enrol(HEAD, CENTRE, Role.HEAD)

    assert is_out(rig, a_second_browser(rig, given))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.OFFICER])
def test_should_be_held_against_the_role_however_it_was_changed(rig: Rig, role: Role) -> None:
    """Whoever writes a membership and forgets the sessions gives nobody more than they had."""
    browser, unit = rig.signed_in(), rig.handling.unit()
    member = unit.teams.find(rig.handling.person(HEAD))
    assert member is not None

    unit.teams.save(replace(member, role=role))
    unit.commit([])

    assert is_out(rig, browser)


def test_should_not_begin_again_when_the_account_is_taken_back(rig: Rig) -> None:
    given = cookie(enter(rig.browser(), rig.token()))
    block(rig)
    assert is_out(rig, a_second_browser(rig, given))

    rig.handling.do(Followed(an_event_id(), LATER, a_line_id(HEAD)))

    assert is_out(rig, a_second_browser(rig, given))


@pytest.mark.parametrize("is_member", [True, False])
def test_should_keep_nothing_of_an_erased_person(rig: Rig, is_member: bool) -> None:
    rig.signed_in()
    rig.token()
    who, client = _id(rig), rig.handling.client
    if not is_member:
        leave_by_head(rig)
        client.set(keys.sign_in_of(who), "left over")
        client.sadd(keys.sessions_of(who), "left over")

    erase(rig)

    assert not client.exists(keys.sessions_of(who), keys.sign_in_of(who))


def test_should_end_after_half_an_hour_without_a_page(rig: Rig) -> None:
    browser = rig.browser()
    key = keys.session(digest(cookie(enter(browser, rig.token()))))
    assert 1790 < rig.handling.client.ttl(key) <= 1800

    rig.handling.client.expire(key, 100)  # the clock of the store has gone on
    look(browser)
    assert 1790 < rig.handling.client.ttl(key) <= 1800
    rig.handling.client.delete(key)

    assert is_out(rig, browser)
    assert rig.handling.client.hget(keys.TALLIES, "sessions_unknown") == b"1"


def test_should_end_after_twelve_hours_however_often_it_is_used(rig: Rig) -> None:
    token = cookie(enter(rig.browser(), rig.token()))
    sessions, now = rig.app.extensions["access"].sessions, LATER
    late = now + timedelta(hours=11, minutes=50)

    sessions.touch(token, sessions.find(token, late), late)

    assert rig.handling.client.ttl(keys.session(digest(token))) <= 10 * 60
    assert sessions.find(token, now + timedelta(hours=12)) is None


def test_should_not_make_a_session_again_that_ended_meanwhile(rig: Rig) -> None:
    token = cookie(enter(rig.browser(), rig.token()))
    sessions, later = rig.app.extensions["access"].sessions, LATER + timedelta(minutes=5)
    session = sessions.find(token, later)
    sessions.end(token, session)

    sessions.touch(token, session, later)

    assert not rig.handling.client.exists(keys.session(digest(token)))


def test_should_show_a_head_the_own_centre_alone(rig: Rig) -> None:
    head = rig.signed_in()

    answers = {one: look(head, f"/page/{one}") for one in (CENTRE, "TH-10", "all", "th-14", "")}

    codes = {one: answer.status_code for one, answer in answers.items()}
    assert codes == {CENTRE: 200, "TH-10": 403, "all": 403, "th-14": 403, "": 404}
    assert "ศูนย์อื่น" in answers["TH-10"].text


def test_should_show_a_manager_the_country_and_every_centre(rig: Rig) -> None:
    manager = rig.signed_in(MANAGER)

    for one in (CENTRE, "TH-10", "all"):
        assert look(manager, f"/page/{one}").status_code == 200


def test_should_let_an_officer_in_by_no_session(rig: Rig) -> None:
    """Even a session that somebody wrote into the store is held against the membership."""
    sessions = rig.app.extensions["access"].sessions
    unit = rig.handling.unit()
    officer = unit.teams.find(rig.handling.person(OFFICER))

    browser = a_second_browser(rig, sessions.begin(officer, LATER))

    assert is_out(rig, browser)


def test_should_speak_the_members_language_or_the_one_asked_for(rig: Rig) -> None:
    browser = rig.signed_in()

    told = [look(browser, f"/page/{CENTRE}{asked}").json for asked in ("", "?lang=en", "?lang=x")]

    assert [one["language"] for one in told if one] == ["th", "en", "th"]


@pytest.mark.parametrize("path", ["/page/change", "/sign-out", "/sign-out/everywhere"])
@pytest.mark.parametrize("given", ["nothing", "wrong", "empty", "of another", "other origin"])
def test_should_change_nothing_by_a_form_that_is_not_ours(rig: Rig, path: str, given: str) -> None:
    browser = rig.signed_in()
    word = csrf(browser)
    fields = {
        "nothing": {},
        "wrong": {"csrf": word[:-1] + ("a" if word[-1] != "a" else "b")},
        "empty": {"csrf": ""},
        "of another": {"csrf": csrf(rig.signed_in(MANAGER))},
        "other origin": {"csrf": word},
    }[given]
    origin = "https://evil.example" if given == "other origin" else PUBLIC

    answer = browser.post(path, base_url=PUBLIC, data=fields, headers={"Origin": origin})

    assert answer.status_code == 403
    assert not is_out(rig, browser)
    assert rig.handling.client.hget(keys.TALLIES, "forms_refused") == b"1"


def test_should_change_by_a_form_of_ours(rig: Rig) -> None:
    browser = rig.signed_in()

    assert post(browser, "/page/change", csrf=csrf(browser)).json == {"changed": True}


def test_should_take_no_form_by_its_address(rig: Rig) -> None:
    browser = rig.signed_in()

    answer = post(browser, f"/page/change?csrf={csrf(browser)}")

    assert answer.status_code == 403


def test_should_sign_out_here(rig: Rig) -> None:
    phone, unit = rig.signed_in(), rig.signed_in()

    answer = post(phone, "/sign-out", csrf=csrf(phone))

    assert answer.status_code == 303
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert is_out(rig, phone)
    assert not is_out(rig, unit)


def test_should_sign_out_everywhere(rig: Rig) -> None:
    phone, unit, manager = rig.signed_in(), rig.signed_in(), rig.signed_in(MANAGER)

    post(phone, "/sign-out/everywhere", csrf=csrf(phone))

    assert is_out(rig, phone)
    assert is_out(rig, unit)
    assert not is_out(rig, manager)


@pytest.mark.parametrize("path", ["/sign-out", "/sign-out/everywhere"])
def test_should_not_sign_out_by_a_link(rig: Rig, path: str) -> None:
    browser = rig.signed_in()

    assert look(browser, path).status_code == 405
    assert not is_out(rig, browser)


def test_should_limit_the_pages_of_one_session(client: Any) -> None:
    rig = a_rig(client, replace(SETTINGS, pages_per_minute=10))
    browser, other = rig.signed_in(), rig.signed_in()

    answers = [look(browser) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert not is_out(rig, other)


def test_should_secure_what_the_guard_itself_answers(rig: Rig) -> None:
    browser = rig.signed_in()
    answers = [
        look(rig.browser()),
        look(browser, "/page/all"),
        look(browser),
        post(browser, "/sign-out"),
        enter(rig.browser(), "x"),
        look(rig.browser(), "/sign-in"),
    ]

    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'nonce-")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r'\sstyle="|\son\w+="', answer.text)


def _id(rig: Rig) -> int:
    return rig.handling.person(HEAD).id
