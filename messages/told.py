"""What one person is told, before it becomes a call to LINE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.people import Language, Person
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centre, Centres
from messages.flex.cut import cut
from messages.flex.shapes import Shape

#: A centre's name and a member's, as long as a row of a card bears.
_NAME = 80


@dataclass(frozen=True, slots=True)
class Told:
    """Messages to one person. *worth_push* is what must arrive even when a push has to be paid;
    *alert_for* is the case that an alert is about, or several, *urgent* whether one of them is;
    *names_nobody* is true of the last
    reply to somebody who is erased; *good_until* is when it is worth nothing any more."""

    person: Person
    messages: tuple[Shape, ...]
    worth_push: bool = False
    alert_for: str = ""
    urgent: bool = False
    names_nobody: bool = False
    good_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What the words may draw on, beside the fact itself."""

    settings: Settings
    taxonomy: Taxonomy
    centres: Centres
    now: datetime

    def centre_name(self, centre_id: str, language: Language) -> str:
        """Name a centre, be it one that is no longer in the file; by its id where nobody knows."""
        centre = self.centres.known(centre_id)
        return centre_name(centre, language) if centre else centre_id

    def province_name(self, centre_id: str, language: Language) -> str:
        """Name the province of a centre."""
        return province_of(centre_id, self.centres, language)


def answer(person: Person, *messages: Shape) -> list[Told]:
    """Tell one who asked; free as a reply, and not worth a push."""
    return [Told(person, messages)]


def must_hear(person: Person, *messages: Shape) -> list[Told]:
    """Tell one who has to hear it, by a push if need be."""
    return [Told(person, messages, worth_push=True)]


def centre_name(centre: Centre, language: Language) -> str:
    """Name a centre in the reader's language."""
    return cut(centre.name_th if language is Language.THAI else centre.name_en, _NAME)


def province_name(centre: Centre, language: Language) -> str:
    """Name a centre's province in the reader's language."""
    return cut(centre.province_th if language is Language.THAI else centre.province_en, _NAME)


def province_of(centre_id: str, centres: Centres, language: Language) -> str:
    """Name the province of a centre, be it one that is no longer in the file; by its id where
    nobody knows."""
    centre = centres.known(centre_id)
    return province_name(centre, language) if centre else centre_id
