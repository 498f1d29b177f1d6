"""`sessions` as an operator types it: who is signed in, and out with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from cases.people import Role
from config import clock
from handlers.events import TimerDue
from store import keys
from store.sign_in import digest
from tests.auditing import breaks, name, only_entry
from tests.builders import a_press
from tests.servers import ON_ONE_KIND
from tests.web.browser import CENTRE, HEAD, MANAGER, OFFICER, Rig, a_rig, cookie, enter, look

pytestmark = ON_ONE_KIND
Run = Callable[..., Result]


@pytest.fixture
def rig(client: Any) -> Rig:
    """Return a team and the web, at the hour of the commands."""
    return a_rig(client, now=clock.now())


@pytest.fixture
def run(store_url: str, tmp_path: Path) -> Run:
    """Type a command."""
    settings = {
        "REDIS_URL": store_url,
        "DATA_DIR": str(tmp_path / "var"),
        "SECRET_KEY": "of the tests",
    }

    def typed(*words: str) -> Result:
        words = ("sessions", *words)
        return CliRunner().invoke(cli, words, env=settings, catch_exceptions=False)

    return typed


def listed(run: Run) -> list[dict[str, str]]:
    result = run("list", "--json")
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def is_in(browser: Any) -> bool:
    return look(browser).status_code == 200


def test_should_list_who_is_signed_in_and_no_token(rig: Rig, run: Run) -> None:
    browser = rig.browser()
    token = cookie(enter(browser, rig.token()))
    rig.signed_in(MANAGER)

    found = {row["role"]: row for row in listed(run)}
    shown = run("list").stdout

    head = found["head"]
    assert head["who"] == name(rig.handling.person(HEAD).id)
    assert head["centre"] == CENTRE
    since, until = (datetime.fromisoformat(head[one]) for one in ("since", "until"))
    assert until - since == timedelta(minutes=30)
    assert found.keys() == {"head", "manager"}
    assert len(head["id"]) == 12
    assert digest(token).startswith(head["id"])
    for word in (head["id"], head["who"], "manager"):
        assert word in shown
    assert token not in shown + str(found)
    assert digest(token) not in shown + str(found)


def test_should_tell_when_a_session_was_used_last(rig: Rig, run: Run) -> None:
    token = cookie(enter(rig.browser(), rig.token()))
    sessions = rig.app.extensions["access"].sessions
    later = rig.now + timedelta(minutes=7)

    sessions.touch(token, sessions.find(token, later), later)

    (row,) = listed(run)
    used, until = (datetime.fromisoformat(row[one]) for one in ("used", "until"))
    assert abs(used - later) < timedelta(milliseconds=2)
    assert until - used == timedelta(minutes=30)
    assert rig.handling.client.ttl(keys.session_used(digest(token))) > 1790


def test_should_end_with_the_twelve_hours_whenever_it_was_used(rig: Rig, run: Run) -> None:
    token = cookie(enter(rig.browser(), rig.token()))
    client, session = rig.handling.client, keys.session(digest(token))
    began = int(client.hget(session, "began")) - 1000 * 60 * (12 * 60 - 10)
    client.hset(session, "began", began)

    (row,) = listed(run)
    until = datetime.fromisoformat(row["until"])
    assert until - rig.now < timedelta(minutes=11)
    client.hset(session, "began", began - 1000 * 60 * 11)

    assert listed(run) == []


def test_should_list_a_session_of_before_the_update(rig: Rig, run: Run) -> None:
    token = cookie(enter(rig.browser(), rig.token()))
    rig.handling.client.delete(keys.session_used(digest(token)))

    (row,) = listed(run)

    assert row["used"] == row["since"]


def test_should_not_make_the_time_of_one_that_ended(rig: Rig) -> None:
    token = cookie(enter(rig.browser(), rig.token()))
    sessions = rig.app.extensions["access"].sessions
    session = sessions.find(token, rig.now)
    sessions.end(token, session)

    sessions.touch(token, session, rig.now)

    assert not rig.handling.client.exists(keys.session_used(digest(token)))


def test_should_end_one_session_at_once(rig: Rig, run: Run) -> None:
    phone, unit, manager = rig.signed_in(), rig.browser(), rig.signed_in(MANAGER)
    token = cookie(enter(unit, rig.token()))
    session = digest(token)[:12]

    result = run("end", session.upper())

    assert result.stdout == f"Ended: session {session}.\n"
    assert [is_in(one) for one in (phone, unit, manager)] == [True, False, True]
    assert session not in [row["id"] for row in listed(run)]
    assert not rig.handling.client.exists(keys.session(digest(token)))
    entry = only_entry(rig.handling.client, "sessions_ended")
    assert (entry["who"], entry["what"], entry["of"]) == ("operator", session, CENTRE)
    assert entry["whom"] == name(rig.handling.person(HEAD).id)
    assert breaks(rig.handling.client) == []


def test_should_end_those_of_a_centre_and_the_links_that_wait(rig: Rig, run: Run) -> None:
    rig.handling.enrol(31, "TH-50", Role.HEAD)
    other, first, second = rig.signed_in(31), rig.signed_in(), rig.signed_in(MANAGER)
    link, others_link = rig.token(), rig.token(31)

    result = run("end", "--centre", CENTRE.lower())

    assert result.stdout == "Ended: 2 sessions.\n"
    assert [is_in(one) for one in (first, second)] == [False, False]
    assert look(other, "/page/TH-50").status_code == 200
    assert enter(rig.browser(), link).status_code == 410
    assert enter(rig.browser(), others_link).status_code == 303
    entry = only_entry(rig.handling.client, "sessions_ended")
    assert (entry["what"], entry["of"]) == ("2", CENTRE)


def test_should_end_all(rig: Rig, run: Run) -> None:
    rig.handling.enrol(31, "TH-50", Role.HEAD)
    browsers = [rig.signed_in(one) for one in (31, HEAD, MANAGER)]

    result = run("end", "--all")

    assert result.stdout == "Ended: 3 sessions.\n"
    assert not any(look(one, "/reports").status_code == 200 for one in browsers)
    assert listed(run) == []
    assert is_in(rig.signed_in())  # who is in the team may come back


@pytest.mark.parametrize(
    "words",
    [(), ("abc", "--all"), ("--centre", CENTRE, "--all"), ("abc", "--centre", CENTRE)],
    ids=" ".join,
)
def test_should_end_with_2_when_it_is_used_wrongly(run: Run, words: tuple[str, ...]) -> None:
    assert run("end", *words).exit_code == 2


@pytest.mark.parametrize("session", ["0123456789ab", "*", "x" * 64, "ก"])
def test_should_refuse_what_is_no_session(rig: Rig, run: Run, session: str) -> None:
    browser = rig.signed_in()

    result = run("end", session)

    assert result.exit_code == 1
    assert result.stderr == f"There is no session {session}; see `sessions list`.\n"
    assert is_in(browser)


def removed_by_the_operator(rig: Rig) -> None:
    row = f"{CENTRE}/{rig.handling.person(HEAD).id}"
    rig.handling.do(TimerDue("r", rig.now, "remove_member", row))


def made_an_officer(rig: Rig) -> None:
    rig.handling.enrol(HEAD, CENTRE, Role.OFFICER)


def moved(rig: Rig) -> None:
    rig.handling.enrol(HEAD, "TH-50", Role.HEAD)


def erased(rig: Rig) -> None:
    stamp = str(int(rig.now.timestamp() * 1000))
    rig.handling.do(a_press(HEAD, "erase", at=rig.now, sure="yes", asked=stamp))


def signed_out(rig: Rig) -> None:
    rig.handling.do(a_press(HEAD, "sign_out", at=rig.now))


@pytest.mark.parametrize(
    "change",
    [removed_by_the_operator, made_an_officer, moved, erased, signed_out],
    ids=lambda one: one.__name__,
)
def test_should_not_list_what_ended_with_the_role(
    rig: Rig, run: Run, change: Callable[[Rig], None]
) -> None:
    """Whoever is removed from the team loses the session in the same change."""
    browser = rig.signed_in()
    assert len(listed(run)) == 1

    change(rig)

    assert not is_in(browser)
    assert listed(run) == []


def test_should_list_nobody_who_is_no_reader(rig: Rig, run: Run) -> None:
    sessions = rig.app.extensions["access"].sessions
    officer = rig.handling.unit().teams.find(rig.handling.person(OFFICER))

    sessions.begin(officer, rig.now)

    assert listed(run) == []
