"""What a message is composed of: values that know no channel. The channel draws them, and cuts
labels, words and lists to what it can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from geo.point import Point


@dataclass(frozen=True, slots=True)
class Action:
    """What a tap does, and the label that says so."""

    label: str


@dataclass(frozen=True, slots=True)
class Postback(Action):
    """Ask the bot to *do* something; the chat shows *said* as said by the one who tapped. It is a
    request, which the server holds against what is kept."""

    do: str
    fields: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True, slots=True)
class Say(Action):
    """Send the label as the reader's own words, as if typed."""


@dataclass(frozen=True, slots=True)
class Link(Action):
    """Open an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Dial(Action):
    """Dial the first number that *phone* names; the hotline where it names none."""

    phone: str


@dataclass(frozen=True, slots=True)
class Navigate(Action):
    """Open the way to a point in the map of the phone."""

    to: Point


@dataclass(frozen=True, slots=True)
class NavigateThrough(Action):
    """Open the way through several points in the map of the phone, the last one at its end."""

    stops: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class PickLocation(Action):
    """Open the picker of a location, which is then sent as a message."""


@dataclass(frozen=True, slots=True)
class TakePhoto(Action):
    """Open the camera; only as a quick reply."""


@dataclass(frozen=True, slots=True)
class ChoosePhoto(Action):
    """Open the phone's photos; only as a quick reply."""


class Tone(Enum):
    """How serious a card is; the heading's words say the same as its colour."""

    CALM = auto()
    URGENT = auto()
    DONE = auto()
    QUIET = auto()


class Weight(Enum):
    """How much a button stands out: at most one of a card is primary, its next step."""

    PRIMARY = auto()
    SECONDARY = auto()
    QUIET = auto()


class Emphasis(Enum):
    """How words on a card stand out. URGENT heads the choices that cannot wait."""

    NONE = auto()
    SMALL = auto()
    STRONG = auto()
    LARGE = auto()
    TITLE = auto()
    URGENT = auto()


@dataclass(frozen=True, slots=True)
class Button:
    """An action with its label, at the lower end of a card or on top of it."""

    action: Action
    weight: Weight


def primary(action: Action) -> Button:
    """Return the one next step of a card."""
    return Button(action, Weight.PRIMARY)


def secondary(action: Action) -> Button:
    """Return what else one may well want."""
    return Button(action, Weight.SECONDARY)


def quiet(action: Action) -> Button:
    """Return what is seldom wanted."""
    return Button(action, Weight.QUIET)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers, its *words* or else its label in full, where a button's label would
    have to be cut; an urgent one is set apart from the others."""

    action: Action
    words: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """Choices beside each other, each as wide as the others."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a card."""

    words: str
    emphasis: Emphasis = Emphasis.NONE


#: A label and what it says.
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels on the left, and on the right what they say."""

    rows: tuple[Row, ...]


#: A label, the number that is drawn, and what is written behind the bar.
Bar = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other, all on one scale."""

    bars: tuple[Bar, ...]


#: A label, the number now and the number before.
TableRow = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers now beside numbers before."""

    head: TableRow
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A thin line."""


Part = Paragraph | Rows | Bars | Table | Divider | Choice | Beside | Button


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card, from top to bottom; what is empty is left out."""

    heading: str
    tone: Tone = Tone.CALM
    badge: str = ""
    before_all: tuple[Part, ...] = ()
    title: str = ""
    rows: tuple[Row, ...] = ()
    sentences: tuple[str, ...] = ()
    choices: tuple[Part, ...] = ()
    buttons: tuple[Button, ...] = ()
