"""What handlers answer with."""

from __future__ import annotations


class Fact:
    """Something that became true, and the people it is told to; nothing in it says how. Each kind
    of fact is a frozen dataclass that inherits from this class."""

    __slots__ = ()
