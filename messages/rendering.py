"""Which function turns which fact into messages: it is registered where it stands, and found by the
fact's type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

import messages
from cases.facts.fact import Fact
from cases.people import Person
from messages.compose import AnyText
from messages.context import RenderContext
from messages.message import Content, Message, answer
from messages.texts.text import Text

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
