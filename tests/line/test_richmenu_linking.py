"""Whose rich menu changes, and that the call which changes it is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from cases.facts.casework import Guided
from cases.facts.fact import Fact
from cases.facts.shares import Welcomed
from cases.facts.team_changes import CodeRefused, TeamJoined
from cases.people import WRITTEN, Language, Member, Role
from line.api import LineResponse, SendResult
from line.outbound import menu_links
from line.sender import LAST_TRY, Sender
from store import keys
from store.failures import parked, retry
from store.menu_links import DEFAULT, Installed, RedisMenus
from store.outbox import OutboundMessage, Outbox
from store.stream import Counters
from tests.builders import (
    NOW,
    a_context,
    a_follow,
    a_line_id,
    a_member,
    a_person,
    an_event_id,
    the_centres,
)  # fmt: skip
from tests.handling import Handling

TAKEN = LineResponse(SendResult.ACCEPTED, 200)
WHO = 3


@dataclass(slots=True)
class Line:
    """A platform that gives the answers it was told."""

    answers: list[LineResponse]
    linked: list[tuple[str, str | None]] = field(default_factory=list)

    def reply(self, token: str, messages: object) -> LineResponse:
        raise AssertionError

    def push(self, to: str, messages: object, retry_key: str) -> LineResponse:
        raise AssertionError

    def multicast(self, to: object, messages: object, retry_key: str) -> LineResponse:
        raise AssertionError

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        self.linked.append((to, menu_id))
        return self.answers.pop(0)


@dataclass(slots=True)
class Post:
    """A sender whose calls are looked at."""

    client: Any
    outbox: Outbox

    def send(
        self, *answers: LineResponse, late: timedelta = timedelta(), line: Line | None = None
    ) -> list[tuple[str, str | None]]:
        (call,) = menu_links(a_follow(WHO), [Welcomed(a_person(1, line_id=a_line_id(WHO)))], NOW)
        self.client.xadd(keys.OUTBOX, dict([call.to_words()]))
        entry = self.outbox.take(1, 1)[0]
        line = line or Line(list(answers))
        Sender(self.outbox, line, Counters(self.client), lambda: NOW + late).send(entry)
        return line.linked

    def later(self) -> list[OutboundMessage]:
        return [
            OutboundMessage.from_json(member)
            for member in self.client.zrange(keys.OUTBOX_LATER, 0, -1)
        ]

    def parked(self) -> list[str]:
        return [row.reason for row in parked(self.client)]


@pytest.fixture
def post(client: Any) -> Iterator[Post]:
    outbox = Outbox(client, "one")
    outbox.prepare()
    yield Post(client, outbox)
    assert client.xlen(keys.OUTBOX) == 0


@pytest.fixture
def menus(client: Any) -> RedisMenus:
    """Install a menu for everybody."""
    store = RedisMenus(client)
    for who in ("citizen", *Role):
        for language in WRITTEN:
            store.put(f"{who}-{language}", Installed(f"richmenu-{who}-{language}", "digest"))
    return store


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


def speak(handling: Handling, language: Language) -> None:
    unit = handling.unit(an_event_id())
    unit.people.save(replace(unit.people.of_line(a_line_id(WHO)), language=language))
    unit.commit([])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("role", Role)
def test_should_link_a_member_to_the_menu_of_role_and_language(
    post: Post, menus: RedisMenus, handling: Handling, role: Role, language: Language
) -> None:
    handling.enrol(WHO, role=role)
    speak(handling, language)

    assert post.send(TAKEN) == [(a_line_id(WHO), f"richmenu-{role}-{language.written}")]


@pytest.mark.parametrize(
    ("language", "menu"),
    [
        (Language.THAI, None),
        (Language.ENGLISH, "richmenu-citizen-en"),
        (Language.CHINESE, "richmenu-citizen-en"),
    ],
)
def test_should_link_a_citizen_who_does_not_read_the_default_menu(
    post: Post, menus: RedisMenus, handling: Handling, language: Language, menu: str | None
) -> None:
    speak(handling, language)

    assert post.send(TAKEN) == [(a_line_id(WHO), menu)]


def test_should_give_the_default_menu_back_to_one_who_leaves_the_team(
    post: Post, menus: RedisMenus, handling: Handling
) -> None:
    handling.enrol(WHO)
    speak(handling, Language.THAI)
    unit = handling.unit(an_event_id())
    member = unit.teams.find(unit.people.of_line(a_line_id(WHO)))
    assert member is not None
    unit.teams.remove(member)
    unit.commit([])

    assert post.send(TAKEN) == [(a_line_id(WHO), None)]


def test_should_give_the_default_menu_back_to_one_who_is_erased(
    post: Post, menus: RedisMenus, handling: Handling
) -> None:
    handling.enrol(WHO)
    handling.client.hdel(keys.PEOPLE, a_line_id(WHO))

    assert post.send(TAKEN) == [(a_line_id(WHO), None)]


@pytest.mark.parametrize(
    ("answers", "late"),
    [([LineResponse(SendResult.REFUSED, 404)], timedelta()), ([], LAST_TRY + timedelta(seconds=1))],
    ids=["refused", "too old"],
)
def test_should_keep_no_id_of_one_who_is_erased(
    post: Post, menus: RedisMenus, answers: list[LineResponse], late: timedelta
) -> None:
    post.send(*answers, late=late)

    assert post.parked() == []
    assert post.later() == []


def test_should_ask_line_for_nothing_where_no_menu_is_installed(post: Post) -> None:
    assert post.send() == []


def test_should_show_the_default_menu_where_the_own_one_is_missing(
    post: Post, handling: Handling
) -> None:
    handling.enrol(WHO)
    RedisMenus(post.client).put(DEFAULT, Installed("richmenu-1", "digest"))

    assert post.send(TAKEN) == [(a_line_id(WHO), None)]


@pytest.mark.parametrize(
    "said",
    [LineResponse(SendResult.UNKNOWN), LineResponse(SendResult.NOT_NOW, 429)],
    ids=["no answer", "busy"],
)
def test_should_try_again_what_line_did_not_take(
    post: Post, menus: RedisMenus, handling: Handling, said: LineResponse
) -> None:
    speak(handling, Language.ENGLISH)

    post.send(said)

    assert [(call.menu, call.to, call.tries) for call in post.later()] == [
        (True, a_line_id(WHO), 1)
    ]


def test_should_park_what_line_refuses_and_link_what_is_right_at_the_next_try(
    post: Post, menus: RedisMenus, handling: Handling
) -> None:
    speak(handling, Language.ENGLISH)
    post.send(LineResponse(SendResult.REFUSED, 404))
    before = post.parked()

    handling.enrol(WHO, role=Role.HEAD)
    speak(handling, Language.ENGLISH)
    sent, let_go = retry(post.client, NOW, national_centre="TH-10")
    entry = post.outbox.take(1, 1)[0]
    line = Line([TAKEN])
    Sender(post.outbox, line, Counters(post.client), lambda: NOW).send(entry)

    assert before == ["refused_404"]
    assert (sent, let_go) == (1, 0)
    assert line.linked == [(a_line_id(WHO), "richmenu-head-en")]


@dataclass(slots=True)
class Overtaken(Line):
    """While this platform is asked, the person joins a team."""

    handling: Handling | None = None

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        if self.handling is not None:
            self.handling.enrol(WHO, role=Role.HEAD)
        return Line.link_menu(self, to, menu_id)


@pytest.mark.parametrize(
    "said", [TAKEN, LineResponse(SendResult.REFUSED, 404)], ids=["taken", "refused"]
)
def test_should_link_again_when_the_menu_changed_in_between(
    post: Post, menus: RedisMenus, handling: Handling, said: LineResponse
) -> None:
    speak(handling, Language.ENGLISH)

    post.send(line=Overtaken([said], handling=handling))

    assert [call.menu for call in post.later()] == [True]
    assert post.parked() == []


def test_should_park_what_is_too_old(post: Post, menus: RedisMenus, handling: Handling) -> None:
    handling.person(WHO)
    speak(handling, Language.THAI)

    assert post.send(late=LAST_TRY + timedelta(seconds=1)) == []
    assert post.parked() == ["too_old"]


def test_should_change_the_menu_of_those_alone_who_may_need_another() -> None:
    person, centre = a_person(1), next(iter(the_centres()))
    member: Member = a_member()
    quiet: list[Fact] = [Guided(person), CodeRefused(person)]
    event = a_follow(1)

    assert menu_links(event, quiet, NOW) == []
    changes: list[Fact] = [Welcomed(person), TeamJoined(person, member, centre)]
    for fact in changes:
        (call,) = menu_links(event, [fact, fact], NOW)
        assert (call.to, call.menu, call.messages) == (person.line_id, True, ())
        assert menu_links(event, [fact], NOW) == [call]
