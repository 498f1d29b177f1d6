"""The handlers, found by the type of what they handle; each is registered where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from cases.facts.fact import Fact
from cases.ports import Timer

Handler = Callable[[Any], list[Fact]]
H = TypeVar("H", bound=Handler)
#: By the type of an event or a command, or by the kind of a timer.
HANDLERS: dict[type | Timer, Handler] = {}


def handles(*kinds: type | Timer) -> Callable[[H], H]:
    """Register a function for events or commands of these types, or for timers of these kinds."""

    def register(handler: H) -> H:
        for kind in kinds:
            if kind in HANDLERS:
                raise TypeError(f"{kind} has a handler already")
            HANDLERS[kind] = handler
        return handler

    return register
