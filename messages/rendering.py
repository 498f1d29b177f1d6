"""Which function turns which fact into messages: it is registered where it stands, and found
by the fact's type; and what renderers know beside the fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

import messages
from cases.facts.fact import Fact
from cases.people import Language, Person
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centre, Centres
from messages.message import AnyText, Content, Message, answer, cut
from messages.texts.text import Text


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a renderer may draw on, beside the fact itself."""

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


FactT = TypeVar("FactT", bound=Fact)
Renderer = Callable[[FactT, RenderContext], list[Message]]
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


def says(
    kind: type[Fact],
    words: Text,
    way: Callable[[AnyText, Person], Content],
    send: Callable[[Person, Content], list[Message]] = answer,
) -> None:
    """Register one sentence as all that is told of a kind of fact, with the *way* on that such an
    answer carries; {number} in it is the number of the fact's case."""

    def renderer(fact: Any, _: RenderContext) -> list[Message]:
        number = fact.case.number if hasattr(fact, "case") else ""
        return send(fact.to, way(words.say(fact.to.language, number=number), fact.to))

    renders(kind)(renderer)


def render(fact: Fact, context: RenderContext) -> list[Message]:
    """Return what the people of a fact are told of it."""
    return renderers()[type(fact)](fact, context)


@cache
def renderers() -> Mapping[type[Fact], Renderer[Any]]:
    """Return the renderer of each kind of fact, after importing every file of this package."""
    for module in iter_modules(messages.__path__, "messages."):
        import_module(module.name)
    return _RENDERERS


#: A centre's name and a member's, as long as a row of a card bears.
_NAME = 80


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
