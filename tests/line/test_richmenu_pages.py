"""The rich menus: every place to tap is inside, apart from the others, named and understood."""

from __future__ import annotations

import json
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import regex
from PIL import Image, ImageChops, features

from cases.people import WRITTEN, Language, Role
from line.colours import INK, PAPER, PRIMARY_BUTTON, QUIET, URGENT
from line.flex import LABEL
from line.richmenu.menus import HEIGHT, PAGES, WIDTH, Area, Menu, MenuPage, every_menu, picture_path
from messages.texts.text import Text
from simulator.refusals import ApiError
from simulator.request_body import read_json
from simulator.rich_menu_api import check_rich_menu
from store.menu_links import CITIZEN
from tests import needs
from tests.builders import all_acts
from tests.line.test_flex import contrast
from tools.poster.layout import CannotDraw
from tools.richmenu.drawing import TooWide, draw, pictures

MENUS = [pytest.param(menu, id=menu.name) for menu in every_menu()]
AREAS = [
    pytest.param(area, language, id=f"{page.name} {language} {area.label(language)}")
    for page in PAGES
    for area in page.areas
    for language in WRITTEN
]
#: Pictures may differ by a hair where another FreeType has drawn them.
_FEW = 100
_CLEARLY = 100
#: A thumb hits 44 points of a phone that is 375 points wide.
_THUMB = 44 * WIDTH / 375


def letters(label: str) -> int:
    """Count what a reader takes for letters, as LINE does."""
    return len(regex.findall(r"\X", label))


def areas_of(menu: Menu) -> Any:
    return menu.definition["areas"]


@pytest.mark.parametrize("menu", MENUS)
def test_should_be_what_line_takes(menu: Menu) -> None:
    checked = check_rich_menu(read_json(json.dumps(menu.definition).encode()))

    assert checked["areas"]
    assert letters(str(checked["chatBarText"])) <= 14
    assert len(menu.picture) < 1_000_000
    assert Image.open(BytesIO(menu.picture)).size == (WIDTH, HEIGHT)


def test_should_have_a_menu_for_everybody_in_both_languages() -> None:
    names = {menu.name for menu in every_menu()}

    assert names >= {f"{who}-{language}" for who in (CITIZEN, *Role) for language in WRITTEN}
    assert len({menu.digest for menu in every_menu()}) == len(names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_should_cover_the_picture_with_places_that_do_not_overlap(page: MenuPage) -> None:
    boxes = [area.box for area in page.areas]

    for x, y, width, height in boxes:
        assert 0 <= x < x + width <= WIDTH
        assert 0 <= y < y + height <= HEIGHT
        assert min(width, height) >= _THUMB
    for one, other in combinations(boxes, 2):
        assert not _overlap(one, other)
    assert sum(width * height for _, _, width, height in boxes) > 0.99 * WIDTH * HEIGHT


@pytest.mark.parametrize(("area", "language"), AREAS)
def test_should_name_every_place_in_words_that_are_not_cut(area: Area, language: Language) -> None:
    action, label = area.action(language), area.label(language)

    assert 0 < letters(label) <= len(label) <= LABEL
    assert "\n" not in label
    assert action is None or action["label"] == label


@pytest.mark.parametrize("menu", MENUS)
def test_should_ask_for_what_the_bot_knows(menu: Menu) -> None:
    acts = {
        parse_qs(area["action"]["data"])["do"][0]
        for area in areas_of(menu)
        if "data" in area["action"]
    }

    assert acts <= all_acts()


def test_should_turn_to_pages_that_there_are_and_back() -> None:
    turns = {
        menu.name: [
            area["action"]["richMenuAliasId"]
            for area in areas_of(menu)
            if area["action"]["type"] == "richmenuswitch"
        ]
        for menu in every_menu()
    }

    assert turns["citizen-th"] == []
    for role in Role:
        for language in WRITTEN:
            assert turns[f"{role}-{language}"] == [f"{role}-more-{language}"]
            assert turns[f"{role}-more-{language}"] == [f"{role}-{language}"]


@pytest.mark.parametrize(("paper", "ink"), [
    (PRIMARY_BUTTON, PAPER), (PAPER, INK), (QUIET, PAPER), (PAPER, PRIMARY_BUTTON),
    (PAPER, URGENT),
])  # fmt: skip
def test_should_be_readable(paper: str, ink: str) -> None:
    assert contrast(paper, ink) >= 4.5


@pytest.mark.parametrize(
    ("name", "language", "page"), [pytest.param(*one, id=one[0]) for one in pictures()]
)
def test_should_ship_the_pictures_that_the_code_draws(
    name: str, language: Language, page: MenuPage
) -> None:
    needs.thai_letters()
    drawn = draw(page, language).convert("L")
    shipped = Image.open(picture_path(name)).convert("L")

    difference = ImageChops.difference(drawn, shipped).histogram()

    assert sum(difference[_CLEARLY:]) < _FEW, "run `make menus`"


def test_should_ship_no_picture_that_nobody_sees() -> None:
    folder = Path(picture_path("x")).parent

    assert {path.stem for path in folder.iterdir()} == {name for name, _, _ in pictures()}


def test_should_refuse_words_that_would_be_cut() -> None:
    words = Text(th="ก" * 30, en="long")
    page = MenuPage("x", "x", (Area((0, 0, 417, 400), words, "pin"),))

    needs.thai_letters()

    with pytest.raises(TooWide):
        draw(page, Language.THAI)


def test_should_refuse_to_draw_where_marks_would_lie_over_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs.package("fontpkg_sarabun")
    monkeypatch.setattr(features, "check", lambda feature: feature != "raqm")

    with pytest.raises(CannotDraw, match="libfribidi0"):
        draw(PAGES[0], Language.THAI)


def test_should_know_a_bad_menu_when_it_sees_one() -> None:
    """The check above can fail."""
    menu = next(iter(every_menu()))
    bad = json.loads(json.dumps(menu.definition))
    bad["areas"][0]["bounds"]["x"] = 2000

    with pytest.raises(ApiError):
        check_rich_menu(read_json(json.dumps(bad).encode()))


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
