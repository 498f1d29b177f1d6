"""The centre's queue and the officer's own cases, a page at a time, and one by its number."""

from __future__ import annotations

from dataclasses import replace

from cases.amounts import CASES_A_PAGE
from cases.details import added
from cases.facts.casework import QueueShown, Refused
from cases.facts.fact import Fact
from cases.ports import UnitOfWork
from cases.rules import Change
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.permission import ask, member_or_refusal

_LAST_PAGE = 999


def queue(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Show the open cases of the member's centre."""
    return _show(event, unit, context, mine=False)


def mine(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Show the open cases that the member holds."""
    return _show(event, unit, context, mine=True)


def look_up(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Show one open case by its number, as the list does in which it stands."""
    asked = ask(event, Change.MORE, unit, context)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    mine, centre = case.holder == person.id, context.centre(asked.member.centre)
    known = (added(unit.cases.details(case.number)),) if mine else ()
    return [QueueShown(person, (case,), mine, 0, 1, centre, known)]


def _show(event: Pressed, unit: UnitOfWork, context: Context, *, mine: bool) -> list[Fact]:
    member = member_or_refusal(event, unit)
    if isinstance(member, Refused):
        return [member]
    page = _page(event)
    first = page * CASES_A_PAGE
    if mine:
        cases, total = unit.cases.held_by(member.person.id, first=first, count=CASES_A_PAGE)
    else:
        cases, total = unit.cases.queue(
            member.centre,
            first=first,
            count=CASES_A_PAGE,
            with_escalated=member.centre == context.settings.national_centre,
        )
    centre = context.centre(member.centre)
    known = tuple(added(unit.cases.details(case.number)) for case in cases if mine)
    shown = QueueShown(member.person, tuple(cases), mine, page, total, centre, known)
    return [replace(shown, only_look=not member.takes_cases)]


def _page(event: Pressed) -> int:
    asked = event.fields.get("page", "0")
    return min(int(asked), _LAST_PAGE) if asked.isascii() and asked.isdigit() else 0
