"""Examples of what is said to one whose words were not sure, or came before the place."""

from __future__ import annotations

from collections.abc import Iterator

from cases.case import Case
from cases.commands import ShowStatus
from cases.facts.answers import ActAsked, OwnNeedAsked
from cases.facts.casework import Guided
from cases.facts.fact import Fact
from cases.facts.personal_data import NamelessHeard
from cases.facts.shares import ShareSentTwice
from cases.people import Person


def asked_back(to: Person, case: Case) -> Iterator[tuple[str, Fact]]:
    """Yield when each is said, and the fact; *case* is the one that may be talked about."""
    yield "writes before the share what asks for nothing the bot does", Guided(to, kept=True)
    yield "writes, and LINE does not say who it is", NamelessHeard(to)
    yield "sends the same pin once more within seconds", ShareSentTwice(to, case)
    own, act = "about their own need", "asking for what a button does"
    for known, where in ((None, ""), (case, ", after a share")):
        yield f"writes words that may be {own}{where}", OwnNeedAsked(to, known)
        yield f"writes words that may be {act}{where}", ActAsked(to, ShowStatus(), known)
