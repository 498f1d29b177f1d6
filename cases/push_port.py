"""What the handlers ask about pushes: LINE may refuse them all."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from cases.case import Case


class Pushes(Protocol):
    """Whether LINE takes pushes, without which nobody is alerted. It refuses them all once the
    month's quota is used up; replies go on."""

    def stopped_since(self) -> datetime | None:
        """Return since when LINE refuses all pushes; None while it takes them."""

    def told_at(self, case: Case) -> datetime | None:
        """Return when LINE last took an alert of *case*; None if it has taken none since the case
        began to wait. Only looked at."""

    def untold(self, centre: str, *, with_escalated: bool) -> int:
        """Count the waiting cases of *centre* of which LINE has taken no alert since they began to
        wait; *with_escalated* adds those that other centres left unclaimed. Only looked at."""
