"""Through the front door: who joins a team, or speaks English, sees another menu."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.people import Role
from line.richmenu.account import MenuAccount
from line.richmenu.install import install
from line.richmenu.menus import every_menu
from simulator.client import SimulatorClient
from store.menu_links import RedisMenus
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@pytest.fixture
def town(town: Town) -> Town:
    """A town whose operator has installed the menus."""
    settings = replace(town.settings, data_api_base=town.settings.api_base)
    install(MenuAccount(settings), RedisMenus(town.store), list(every_menu()))
    return town


@pytest.mark.parametrize("language", ["th", "en"])
def test_should_show_everybody_their_menu_in_their_language(town: Town, language: str) -> None:
    citizen = town.citizen("Somchai", language)
    town.line.follow(citizen)
    town.hear(citizen)
    members = {role: town.officer(f"{role}", role=role, language=language) for role in Role}
    town.settle()

    assert _menu(town, citizen) == f"cheer-to-share citizen-{language}"
    for role, user in members.items():
        assert _menu(town, user) == f"cheer-to-share {role}-{language}"


@pytest.mark.parametrize(
    ("language", "queue", "duty", "invite"),
    [
        ("th", "คิวของศูนย์", "ออกเวร", "เชิญเข้าทีม"),
        ("en", "Centre's queue", "Go off duty", "Invite a colleague"),
    ],
)
def test_should_answer_what_a_head_taps_on_the_menu(
    town: Town, language: str, queue: str, duty: str, invite: str
) -> None:
    head = town.officer(role=Role.HEAD, language=language)
    town.settle()

    heard = [_tap_menu(town, head, label) for label in (queue, duty, invite)]

    assert "14-" not in heard[0]
    assert ("ไม่ได้เข้าเวร" if language == "th" else "not on duty") in heard[1]
    assert ("รหัสเชิญ" if language == "th" else "invitation code") in heard[2]


@pytest.mark.parametrize(("language", "more"), [("th", "อื่น ๆ"), ("en", "More")])
def test_should_turn_the_page_without_a_word(town: Town, language: str, more: str) -> None:
    officer = town.officer(language=language)
    town.settle()
    before = len(town.line.messages_of(officer))

    action = _action(town.line, officer, more)
    town.line.press(officer, action["data"])
    town.settle()

    assert action["type"] == "richmenuswitch"
    assert len(town.line.messages_of(officer)) == before


def test_should_refuse_a_stranger_who_forges_a_tap_of_a_heads_menu(town: Town) -> None:
    citizen = town.citizen()
    town.line.press(citizen, "v=1&do=invite")

    assert "เจ้าหน้าที่" in town.hear(citizen)


def _menu(town: Town, user: str) -> str:
    return str(town.line.user(user)["richMenu"]["name"])


def _action(line: SimulatorClient, user: str, label: str) -> dict[str, str]:
    """Return the action of the menu itself: cards may have buttons of the same name."""
    areas = line.user(user)["richMenu"]["areas"]
    return next(area["action"] for area in areas if area["action"]["label"] == label)


def _tap_menu(town: Town, user: str, label: str) -> str:
    town.line.press(user, _action(town.line, user, label)["data"])
    return town.hear(user)
