"""The rich menus: the areas of each page, a grid of 1250 x 843, half of LINE's largest picture, and
what LINE's API takes: definition and picture."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from cases.command_words import read_command
from cases.commands import TurnPage
from cases.people import WRITTEN, Language, Role
from line.flex import button_action, button_data
from messages.chat import Dial, PickLocation, Postback
from messages.texts import menus
from messages.texts.text import HOTLINE, Text
from store.menu_links import CITIZEN
from store.outbox import JsonObject

WIDTH, HEIGHT = 1250, 843
#: The height of a tab: 44 points, the least that a thumb hits, are 147 here on a phone 375 points
#: wide.
_TABS = 147
_MORE = "more"

Box = tuple[int, int, int, int]
"""x, y, width, height"""


class Look(Enum):
    """The style of an area: the one that matters most stands out; tabs lie above the rest."""

    MAIN = auto()
    PLAIN = auto()
    TAB = auto()
    OPEN_TAB = auto()


@dataclass(frozen=True, slots=True)
class Area:
    """An area to tap. *do* is the act of a postback, or "dial", "turn" (to another page), "pick" (a
    location), or empty for a tab that is open already; *to* is the number, page or field."""

    box: Box
    words: Text
    icon: str = ""
    look: Look = Look.PLAIN
    do: str = ""
    to: str = ""

    def label(self, language: Language) -> str:
        """Return the words in one line, for a screen reader."""
        between = "" if language is Language.THAI else " "
        return self.words.say(language).replace("\n", between)

    def action(self, language: Language) -> JsonObject | None:
        """Return the action of a tap."""
        label = self.label(language)
        match self.do:
            case "":
                return None
            case "turn":
                return _turn(label, f"{self.to}-{language}")
            case "pick":
                return button_action(PickLocation(label))
            case "dial":
                return button_action(Dial(label, self.to))
            case act:
                fields = {"language": {"to": _other(language)}, "start": {"who": self.to}}
                return button_action(
                    Postback(label, read_command(act, fields.get(act, {})), said=label)
                )


@dataclass(frozen=True, slots=True)
class MenuPage:
    """One rich menu; pages that look alike share a *picture*."""

    name: str
    picture: str
    areas: tuple[Area, ...]


def _turn(label: str, alias: str) -> JsonObject:
    # Turning a page also sends an event, which asks for nothing: `tab`.
    data = button_data(Postback(label, TurnPage()))
    return {"type": "richmenuswitch", "label": label, "richMenuAliasId": alias, "data": data}


def _other(language: Language) -> str:
    other = Language.ENGLISH if language is Language.THAI else Language.THAI
    return other.value


_LANGUAGE = Text(th=menus.IN_ENGLISH, en=menus.IN_THAI)
_LEFT, _MIDDLE, _RIGHT = (0, 417), (417, 416), (833, 417)
_HALF = HEIGHT // 2
_BELOW = HEIGHT - _HALF
_ROW = (HEIGHT - _TABS) // 2

_CITIZEN = MenuPage(
    CITIZEN,
    CITIZEN,
    (
        Area((0, 0, 833, _HALF), menus.SHARE, "pin", Look.MAIN, "pick"),
        Area((833, 0, 417, _HALF), menus.MY_SHARES, "list", do="status"),
        Area((0, _HALF, 417, _BELOW), menus.NEED_HELP, "ring", do="start", to="me"),
        Area((417, _HALF, 416, _BELOW), menus.CALL, "phone", do="dial", to=HOTLINE),
        Area((833, _HALF, 417, 211), menus.MY_DATA, "person", do="my_data"),
        Area((833, _HALF + 211, 417, 211), _LANGUAGE, "globe", do="language"),
    ),
)


def _cell(column: tuple[int, int], row: int, rows: int = 1) -> Box:
    """Return a cell below the tabs."""
    x, width = column
    return x, _TABS + row * _ROW, width, rows * _ROW


def _lines(column: tuple[int, int], row: int) -> tuple[Box, Box]:
    """Return the two halves of a cell, one above the other."""
    x, y, width, height = _cell(column, row)
    return (x, y, width, height // 2), (x, y + height // 2, width, height // 2)


def _tabs(role: Role, open_one: str) -> tuple[Area, Area]:
    half = WIDTH // 2
    boxes = (0, 0, half, _TABS), (half, 0, half, _TABS)
    work, more = boxes
    if open_one == _MORE:
        return (
            Area(work, menus.WORK, look=Look.TAB, do="turn", to=role.value),
            Area(more, menus.MORE, look=Look.OPEN_TAB),
        )
    return (
        Area(work, menus.WORK, look=Look.OPEN_TAB),
        Area(more, menus.MORE, look=Look.TAB, do="turn", to=f"{role}-{_MORE}"),
    )


def _work(role: Role, *areas: Area) -> MenuPage:
    return MenuPage(role.value, role.value, (*_tabs(role, role), *areas))


def _more(role: Role) -> MenuPage:
    """Return the page of a member's menu with everybody's actions."""
    x, y, _, height = _cell(_LEFT, 0)
    areas = (
        Area((x, y, 833, height), menus.SHARE, "pin", Look.MAIN, "pick"),
        Area(_cell(_RIGHT, 0), menus.MY_SHARES, "list", do="status"),
        Area(_cell(_LEFT, 1), menus.CALL, "phone", do="dial", to=HOTLINE),
        Area(_cell(_MIDDLE, 1), menus.MY_DATA, "person", do="my_data"),
        Area(_cell(_RIGHT, 1), _LANGUAGE, "globe", do="language"),
    )
    return MenuPage(f"{role}-{_MORE}", _MORE, (*_tabs(role, _MORE), *areas))


_QUEUE = Area(_cell(_LEFT, 0), menus.QUEUE, "queue", Look.MAIN, "queue")
_MINE = Area(_cell(_MIDDLE, 0), menus.MINE, "list", do="mine")
_ON, _OFF = _lines(_MIDDLE, 1)
_FIELD = (
    Area(_cell(_LEFT, 1), menus.CHECK_IN, "check", do="pick"),
    Area(_ON, menus.ON_DUTY, "bell", do="on_duty"),
    Area(_OFF, menus.OFF_DUTY, "moon", do="off_duty"),
)

PAGES = (
    _CITIZEN,
    _work(
        Role.OFFICER,
        _QUEUE,
        _MINE,
        Area(_cell(_RIGHT, 0), menus.CALL, "phone", do="dial", to=HOTLINE),
        _FIELD[0],
        Area(_cell(_MIDDLE, 1), menus.ON_DUTY, "bell", do="on_duty"),
        Area(_cell(_RIGHT, 1), menus.OFF_DUTY, "moon", do="off_duty"),
    ),
    _work(
        Role.HEAD,
        _QUEUE,
        _MINE,
        Area(_cell(_RIGHT, 0), menus.REPORT, "chart", do="report"),
        *_FIELD,
        Area(_cell(_RIGHT, 1), menus.INVITE, "invite", do="invite"),
    ),
    _work(
        Role.MANAGER,
        Area((0, _TABS, 833, 2 * _ROW), menus.REPORT, "chart", Look.MAIN, "report"),
        Area(_cell(_RIGHT, 0), menus.QUEUE, "queue", do="queue"),
        Area(_cell(_RIGHT, 1), menus.CALL, "phone", do="dial", to=HOTLINE),
    ),
    *(_more(role) for role in Role),
)

_PICTURES = Path(__file__).parent / "pictures"
#: The beginning of our menus' names at LINE, which nobody sees.
OURS = "cheer-to-share "


@dataclass(frozen=True, slots=True)
class Menu:
    """A page in one language."""

    name: str
    definition: JsonObject
    picture: bytes

    @property
    def digest(self) -> str:
        """Return a short hash of definition and picture."""
        told = json.dumps(self.definition, sort_keys=True).encode()
        return hashlib.sha256(told + self.picture).hexdigest()[:16]


def picture_path(name: str) -> Path:
    """Return the path of a menu's picture."""
    return _PICTURES / f"{name}.png"


def every_menu() -> Iterator[Menu]:
    """Yield all menus."""
    for language in WRITTEN:
        for page in PAGES:
            name = f"{page.name}-{language}"
            picture = picture_path(f"{page.picture}-{language}").read_bytes()
            yield Menu(name, _definition(page, name, language), picture)


def _definition(page: MenuPage, name: str, language: Language) -> JsonObject:
    taps = [(area.box, area.action(language)) for area in page.areas]
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "name": OURS + name,
        "chatBarText": menus.CHAT_BAR.say(language),
        "areas": [
            {"bounds": dict(zip(("x", "y", "width", "height"), box, strict=True)), "action": action}
            for box, action in taps
            if action is not None
        ],
    }
