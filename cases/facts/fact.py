"""The base class of all that handlers return."""

from __future__ import annotations


class Fact:
    """An event that became true, with its recipients, without the form of the message. Each kind of
    fact is a frozen dataclass that inherits from this class."""

    __slots__ = ()
