"""What the handlers need of the log, and with it of the counters."""

from __future__ import annotations

from typing import Protocol

from cases.case import Case
from cases.log import Act, Proof
from cases.people import Person


class Log(Protocol):
    """The log and, with it, the counters."""

    def record(self, act: Act, case: Case | None = None, *, first: bool = True) -> None:
        """Write an act and add it to the counters of its case's centre and of the country;
        *first* tells the first of its kind in a case: a case counts once."""

    def record_share(self, case: Case, person: Person, channel: str = "") -> None:
        """Write a share and count its sharer where not counted yet; what is nobody's came by
        *channel*, or by a caller."""

    def record_opened(self, case: Case, *, split: bool = False) -> None:
        """Write that a case was opened, and count its cell of about 500 m."""

    def record_said(self, said: Case, *, before: Case) -> None:
        """Write that somebody said what a case is about, and count the kind and the danger that
        were not known *before*: each once a case."""

    def record_close(
        self,
        case: Case,
        *,
        found: bool,
        persons: int = 0,
        proof: Proof = Proof.NEAR,
        helped: bool = False,
        taken_back: bool = False,
    ) -> None:
        """Write a close with its outcomes, its time, how many were met, whether somebody was
        helped, and how it is proved; or that it is *taken_back*, for another to stand instead."""

    def record_fact(self, case: Case, fact: str, *, taken_back: bool = False) -> None:
        """Count what was said of one who was met ("sex:male"), on the day of the close, or take it
        back. The entry names no case."""
