"""The centre's queue and the officer's own cases, a page at a time, and one by its number."""

from __future__ import annotations

from dataclasses import replace

from cases.amounts import CASES_A_PAGE
from cases.details import added
from cases.facts.casework import QueueShown, Refused
from cases.facts.fact import Fact
from cases.rules import Change
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import ask, member_or_refusal

_LAST_PAGE = 999


def queue(request: Request[Pressed]) -> list[Fact]:
    """Show the open cases of the member's centre."""
    return _show(request, mine=False)


def mine(request: Request[Pressed]) -> list[Fact]:
    """Show the open cases that the member holds."""
    return _show(request, mine=True)


def look_up(request: Request[Pressed]) -> list[Fact]:
    """Show one open case by its number, as the list does in which it stands."""
    asked = ask(request, Change.MORE)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    mine, centre = case.holder == person.id, request.context.centre(asked.member.centre)
    known = (added(request.cases.details(case.number)),) if mine else ()
    return [QueueShown(person, (case,), mine, 0, 1, centre, known)]


def _show(request: Request[Pressed], *, mine: bool) -> list[Fact]:
    member = member_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    page = _page(request)
    first = page * CASES_A_PAGE
    if mine:
        cases, total = request.cases.held_by(member.person.id, first=first, count=CASES_A_PAGE)
    else:
        cases, total = request.cases.queue(
            member.centre,
            first=first,
            count=CASES_A_PAGE,
            with_escalated=member.centre == request.settings.national_centre,
        )
    centre = request.context.centre(member.centre)
    known = tuple(added(request.cases.details(case.number)) for case in cases if mine)
    shown = QueueShown(member.person, tuple(cases), mine, page, total, centre, known)
    return [replace(shown, only_look=not member.takes_cases)]


def _page(request: Request[Pressed]) -> int:
    asked = request.event.fields.get("page", "0")
    return min(int(asked), _LAST_PAGE) if asked.isascii() and asked.isdigit() else 0
