"""A message to one person, composed of values that know no channel: the channel draws them,
and cuts what is too long for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

import regex

from cases.commands import Command
from cases.people import Language, Person
from geo.centres import Point
from messages.texts.text import Text


@dataclass(frozen=True, slots=True)
class Content:
    """What is shown: plain words, or a card, or cards side by side, of which *words* are what the
    notification and old devices say. *replies* are offered above the keyboard of a phone, and are
    gone once the chat goes on; of several contents that arrive together only the last one's are
    shown."""

    words: str
    cards: Card | tuple[Card, ...] | None = None
    replies: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One content for one person. *must_arrive* tells that it is worth a paid push; *alert_for* is
    the case that an alert is about, or several with blanks between, *urgent* whether one of them
    is; *names_nobody* is true of the last answer to somebody who is erased; after *good_until* it
    is worth nothing."""

    to: Person
    content: Content
    must_arrive: bool = False
    alert_for: str = ""
    urgent: bool = False
    names_nobody: bool = False
    good_until: datetime | None = None


def answer(to: Person, *contents: Content) -> list[Message]:
    """Return messages to one who asked: free as a reply, and not worth a push."""
    return [Message(to, one) for one in contents]


def notify(to: Person, *contents: Content) -> list[Message]:
    """Return messages that must arrive, by a push if need be."""
    return [Message(to, one, must_arrive=True) for one in contents]


def notify_each(people: Iterable[Person], shown: Callable[[Person], Content]) -> list[Message]:
    """Return a message that must arrive to each of *people*."""
    return [Message(one, shown(one), must_arrive=True) for one in people]


@dataclass(frozen=True, slots=True)
class Action:
    """What a tap does, and the label that says so."""

    label: str


@dataclass(frozen=True, slots=True)
class Postback(Action):
    """Ask the bot for something; the chat shows *said* as said by the one who tapped. It is a
    request, which the server holds against what is kept."""

    command: Command
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


#: Words as they are, or a text that is said in the reader's language.
AnyText = str | Text
#: A label and what it says.
TextRow = tuple[AnyText, AnyText]


def say(words: AnyText, language: Language) -> str:
    """Return words in the reader's language."""
    return words if isinstance(words, str) else words.say(language)


def card(
    language: Language,
    heading: AnyText,
    tone: Tone = Tone.CALM,
    *,
    badge: AnyText = "",
    before_all: Iterable[Part] = (),
    title: str = "",
    rows: Iterable[TextRow] = (),
    sentences: Iterable[AnyText] = (),
    choices: Iterable[Part] = (),
    buttons: Iterable[Button] = (),
) -> Card:
    """Return a card in the reader's language."""
    return Card(
        say(heading, language),
        tone,
        say(badge, language),
        tuple(before_all),
        title,
        tuple((say(label, language), say(value, language)) for label, value in rows),
        tuple(say(one, language) for one in sentences),
        tuple(choices),
        tuple(buttons),
    )


def show(shown: Card, alt: str = "", replies: Iterable[Action] = ()) -> Content:
    """Return one card as a content; the notification says *alt*, or else its heading."""
    return Content(alt or shown.heading, shown, tuple(replies))


def ask(label: AnyText, command: Command, language: Language, *, about: str = "") -> Postback:
    """Return a postback that says its label in the chat, and what it is *about*."""
    words = say(label, language)
    return Postback(words, command, said=f"{words} {about}".rstrip())


_CLUSTER = regex.compile(r"\X")
#: Thai needs up to three code points for one; beyond that somebody is piling up marks.
_CODE_POINTS_EACH = 3
_ELLIPSIS = "…"


def cut(text: str, graphemes: int, code_points: int | None = None) -> str:
    """Put *text* on one line of at most *graphemes* clusters and *code_points*, which are three
    for each cluster where nothing else is said."""
    line = " ".join(text.split())
    most = graphemes * _CODE_POINTS_EACH if code_points is None else code_points
    if len(line) <= min(graphemes, most):  # no line has more clusters than code points
        return line
    clusters = clusters_of(line)
    if len(clusters) <= graphemes and len(line) <= most:
        return line
    kept = clusters[: graphemes - 1]
    size = sum(map(len, kept))
    while size > most - len(_ELLIPSIS):
        size -= len(kept.pop())
    return "".join(kept).rstrip() + _ELLIPSIS


def clusters_of(text: str) -> list[str]:
    """Split *text* into what people see as one character each."""
    clusters: list[str] = _CLUSTER.findall(text)
    return clusters
