"""The base classes of all that handlers return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import dataclass_transform

from cases.case import Case
from cases.people import Person


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Fact:
    """An event that became true, with its recipients, without the form of the message. Each kind of
    fact inherits from this class, which makes it a frozen dataclass."""

    def __init_subclass__(cls) -> None:
        """Make a dataclass of a subclass."""
        super().__init_subclass__()
        dataclass(frozen=True)(cls)


class ToPerson(Fact):
    """A fact that one person is told."""

    to: Person


class AboutCase(ToPerson):
    """A fact that one person is told about a case."""

    case: Case
