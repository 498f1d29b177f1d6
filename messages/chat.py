"""A message to one person, in values of no channel; each draws them and cuts what is too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import partial

import regex

from cases.case import Case
from cases.commands import Command
from cases.people import Language, Person
from geo.centres import Point
from messages.texts.text import Text


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a message: plain words, or a card, or cards side by side, with *words* for the
    notification and old devices. *replies* are offered above the keyboard of a phone until the chat
    goes on; of several contents that arrive together only the last one's are shown."""

    words: str
    cards: Card | tuple[Card, ...] | None = None
    replies: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One content for one person. *must_arrive* says that it is worth a paid push; *alert_for* is
    the case that an alert is about, or several with blanks between, *urgent* whether one of them
    is; *names_nobody* marks the last answer to a person who is erased; after *good_until* it is not
    sent any more."""

    to: Person
    content: Content
    must_arrive: bool = False
    alert_for: str = ""
    urgent: bool = False
    names_nobody: bool = False
    good_until: datetime | None = None


def answer(to: Person, *contents: Content) -> list[Message]:
    """Return messages to the person who asked: free as a reply, and not worth a push."""
    return [Message(to, one) for one in contents]


def notify(to: Person, *contents: Content) -> list[Message]:
    """Return messages that must arrive, by a push if necessary."""
    return [Message(to, one, must_arrive=True) for one in contents]


def alert(to: Person, shown: Content, *cases: Case, urgent: bool) -> Message:
    """Return the alert of cases to one member of a team."""
    numbers = " ".join(case.number for case in cases)
    return Message(to, shown, must_arrive=True, alert_for=numbers, urgent=urgent)


def notify_each(people: Iterable[Person], shown: Callable[[Person], Content]) -> list[Message]:
    """Return a message that must arrive to each of *people*."""
    return [Message(one, shown(one), must_arrive=True) for one in people]


@dataclass(frozen=True, slots=True)
class Action:
    """The effect of a tap, with its label."""

    label: str


@dataclass(frozen=True, slots=True)
class Postback(Action):
    """Request an act, *do*, from the bot; the chat shows *said* as the words of the person who
    tapped. It is a request, which the server checks against the stored state."""

    command: Command
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickTime(Postback):
    """Request an act at a time that its reader picks *between* two; it comes back as *at*."""

    between: tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Say(Action):
    """Send the label as the reader's own words, as if typed."""


@dataclass(frozen=True, slots=True)
class Link(Action):
    """Open an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Dial(Action):
    """Dial the first number in *phone*; the hotline if there is none."""

    phone: str


@dataclass(frozen=True, slots=True)
class Navigate(Action):
    """Show the way to a point in the map of the phone."""

    to: Point


@dataclass(frozen=True, slots=True)
class NavigateThrough(Action):
    """Show the way through several points in the map of the phone, to the last one."""

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
    """How serious a card is; the words of the heading say the same as its colour."""

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
    """An action with its label, at the bottom or at the top of a card."""

    action: Action
    weight: Weight


#: The one next step of a card.
primary = partial(Button, weight=Weight.PRIMARY)
#: A button of another likely action.
secondary = partial(Button, weight=Weight.SECONDARY)
#: A button of a rare action.
quiet = partial(Button, weight=Weight.QUIET)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers, with its *words* or else its full label, which a button would cut; an
    urgent one is set apart from the others."""

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


#: A label, the number that is drawn, and the text behind the bar.
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
    """The parts of a card, from top to bottom; empty ones are left out."""

    heading: str
    tone: Tone = Tone.CALM
    badge: str = ""
    before_all: tuple[Part, ...] = ()
    title: str = ""
    rows: tuple[Row, ...] = ()
    sentences: tuple[str, ...] = ()
    choices: tuple[Part, ...] = ()
    buttons: tuple[Button, ...] = ()

    @property
    def upper(self) -> tuple[Part, ...]:
        """Return the parts above the line in the middle."""
        title = (Paragraph(self.title, Emphasis.TITLE),) if self.title else ()
        return (*self.before_all, *title, Rows(self.rows))

    @property
    def lower(self) -> tuple[Part, ...]:
        """Return the parts between that line and the buttons at the bottom."""
        return (*map(Paragraph, self.sentences), *self.choices)


#: Words as they are, or a text with a version in each language.
AnyText = str | Text
#: A label and what it says.
TextRow = tuple[AnyText, AnyText]


def say(words: AnyText, language: Language) -> str:
    """Return words, or a text in the reader's language."""
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
    """Return a postback that shows its label in the chat, and what it is *about*."""
    words = say(label, language)
    return Postback(words, command, said=f"{words} {about}".rstrip())


_CLUSTER = regex.compile(r"\X")
#: Thai needs up to three code points for a cluster; more are an abuse of combining marks.
_CODE_POINTS_EACH = 3
_ELLIPSIS = "…"


def cut(text: str, graphemes: int, code_points: int | None = None) -> str:
    """Return *text* on one line within *graphemes* and *code_points*, by default three for each."""
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
    """Return the grapheme clusters of *text*, each of which people see as one character."""
    clusters: list[str] = _CLUSTER.findall(text)
    return clusters
