"""Every kind of fact, found where facts are defined."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import cases.facts
from cases.facts.fact import Fact


def kinds_of_fact(*modules: str) -> set[type[Fact]]:
    """Return the kinds of these modules of cases/facts, or else of all."""
    named = modules or tuple(one.name for one in iter_modules(cases.facts.__path__))
    found = (import_module(f"cases.facts.{name}") for name in named)
    return {
        kind
        for module in found
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Fact) and kind.__module__ != Fact.__module__
    }
