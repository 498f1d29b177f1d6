"""The rarer things that staff can do with a case."""

from __future__ import annotations

from cases.facts.casework import OptionsShown, Refused
from cases.facts.fact import Fact
from cases.rules import Change
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import ask


def show_options(request: Request[Pressed]) -> list[Fact]:
    """Show them to the holder, or to anybody of the centre while nobody holds the case."""
    asked = ask(request, Change.MORE)
    if isinstance(asked, Refused):
        return [asked]
    return [OptionsShown(asked.member.person, asked.case)]
