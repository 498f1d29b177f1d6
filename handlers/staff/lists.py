"""The centre's queue and the officer's own cases, a page at a time, and one by its number."""

from __future__ import annotations

from dataclasses import replace

from cases.amounts import CASES_A_PAGE
from cases.details import added
from cases.facts import Fact, QueueShown, Refused
from cases.ports import Desk
from cases.rules import Change
from handlers.events import Pressed
from handlers.house import House
from handlers.staff.permission import ask, member_or_refusal

_LAST_PAGE = 999


def queue(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Show the open cases of the member's centre."""
    return _show(event, desk, house, mine=False)


def mine(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Show the open cases that the member holds."""
    return _show(event, desk, house, mine=True)


def look_up(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Show one open case by its number, as the list does in which it stands."""
    asked = ask(event, Change.MORE, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    mine, centre = case.holder == person.id, house.centre(asked.member.centre)
    known = (added(desk.cases.details(case.number)),) if mine else ()
    return [QueueShown(person, (case,), mine, 0, 1, centre, known)]


def _show(event: Pressed, desk: Desk, house: House, *, mine: bool) -> list[Fact]:
    member = member_or_refusal(event, desk)
    if isinstance(member, Refused):
        return [member]
    page = _page(event)
    first = page * CASES_A_PAGE
    if mine:
        cases, total = desk.cases.held_by(member.person.id, first=first, count=CASES_A_PAGE)
    else:
        cases, total = desk.cases.queue(
            member.centre,
            first=first,
            count=CASES_A_PAGE,
            with_escalated=member.centre == house.settings.national_centre,
        )
    centre = house.centre(member.centre)
    known = tuple(added(desk.cases.details(case.number)) for case in cases if mine)
    shown = QueueShown(member.person, tuple(cases), mine, page, total, centre, known)
    return [replace(shown, only_look=not member.takes_cases)]


def _page(event: Pressed) -> int:
    asked = event.fields.get("page", "0")
    return min(int(asked), _LAST_PAGE) if asked.isascii() and asked.isdigit() else 0
