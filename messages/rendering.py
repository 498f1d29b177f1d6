"""The registry of renderers, by the type of a fact, and the context that they get beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

import messages
from cases.facts.fact import AboutCase, Fact, ToPerson
from cases.people import Language, Person
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centre, Centres
from messages.chat import AnyText, Content, Message, answer, cut
from messages.texts.text import Text


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The values that a renderer may use, beside the fact itself."""

    settings: Settings
    taxonomy: Taxonomy
    centres: Centres
    now: datetime

    def centre_name(self, centre_id: str, language: Language) -> str:
        """Return the name of a centre, also of one no longer in the file; the id if unknown."""
        centre = self.centres.known(centre_id)
        return centre_name(centre, language) if centre else centre_id

    def province_name(self, centre_id: str, language: Language) -> str:
        """Return the name of a centre's province."""
        return province_of(centre_id, self.centres, language)


FactT = TypeVar("FactT", bound=Fact)
ToPersonT = TypeVar("ToPersonT", bound=ToPerson)
Renderer = Callable[[FactT, RenderContext], list[Message]]
ContentOf = Callable[[ToPersonT, RenderContext], Content]
Send = Callable[[Person, Content], list[Message]]
_RENDERERS: dict[type[Fact], Renderer[Any]] = {}


def renders(kind: type[FactT]) -> Callable[[Renderer[FactT]], Renderer[FactT]]:
    """Register the function below as the one renderer of a kind of fact. Raises ValueError if there
    is another one."""

    def register(renderer: Renderer[FactT]) -> Renderer[FactT]:
        if kind in _RENDERERS:
            raise ValueError(f"{kind.__name__} has two renderers")
        _RENDERERS[kind] = renderer
        return renderer

    return register


def sends(
    kind: type[ToPersonT], send: Send
) -> Callable[[ContentOf[ToPersonT]], ContentOf[ToPersonT]]:
    """Register the function below as the renderer of a fact that one person is told; the function
    returns the content, and *send* makes it a message."""

    def register(content_of: ContentOf[ToPersonT]) -> ContentOf[ToPersonT]:
        renders(kind)(lambda fact, context: send(fact.to, content_of(fact, context)))
        return content_of

    return register


def says(
    kind: type[ToPerson],
    words: Text,
    way: Callable[[AnyText, Person], Content],
    send: Send = answer,
) -> None:
    """Register one sentence as the message of a kind of fact, with the buttons that *way* adds;
    {number} in it is the number of the fact's case."""

    @sends(kind, send)
    def content(fact: ToPerson, _: RenderContext) -> Content:
        number = fact.case.number if isinstance(fact, AboutCase) else ""
        return way(words.say(fact.to.language, number=number), fact.to)


def render(fact: Fact, context: RenderContext) -> list[Message]:
    """Return the messages to the people of a fact."""
    return renderers()[type(fact)](fact, context)


@cache
def renderers() -> Mapping[type[Fact], Renderer[Any]]:
    """Return the renderer of each kind of fact, after importing every file of this package."""
    for module in iter_modules(messages.__path__, "messages."):
        import_module(module.name)
    return _RENDERERS


#: The longest name of a centre or a member in a row of a card.
_NAME = 80


def centre_name(centre: Centre, language: Language) -> str:
    """Return the name of a centre in the reader's language."""
    return cut(centre.name_th if language is Language.THAI else centre.name_en, _NAME)


def province_name(centre: Centre, language: Language) -> str:
    """Return the name of a centre's province in the reader's language."""
    return cut(centre.province_th if language is Language.THAI else centre.province_en, _NAME)


def province_of(centre_id: str, centres: Centres, language: Language) -> str:
    """Return the name of a province, also of a centre no longer in the file; the id if unknown."""
    centre = centres.known(centre_id)
    return province_name(centre, language) if centre else centre_id
