"""What staff look at: the centre's queue and the own cases, a page at a time; one case by its
number, with what else can be done with it; and its photos."""

from __future__ import annotations

from cases.amounts import CASES_A_PAGE, PHOTOS_OF_CASE
from cases.commands import LookUp, ShowMine, ShowOptions, ShowPhotos, ShowQueue
from cases.details import added
from cases.facts.casework import OptionsShown, QueueShown
from cases.facts.fact import Fact
from cases.facts.photographs import PhotosShown
from handlers.citizen.photo import photos_of
from handlers.registry import handles
from handlers.request import CaseRequest, MemberRequest

_LAST_PAGE = 999


@handles(ShowQueue, ShowMine)
def show(request: MemberRequest[ShowQueue | ShowMine]) -> list[Fact]:
    """Show the open cases of the member's centre, or those that the member holds."""
    member, page = request.member, min(request.command.page, _LAST_PAGE)
    mine, first = isinstance(request.command, ShowMine), page * CASES_A_PAGE
    if mine:
        cases, total = request.cases.held_by(member.person.id, first=first, count=CASES_A_PAGE)
    else:
        nation = member.centre == request.settings.national_centre
        cases, total = request.cases.queue(
            member.centre, first=first, count=CASES_A_PAGE, with_escalated=nation
        )
    centre = request.context.centre(member.centre)
    known = tuple(added(request.cases.details(case.number)) for case in cases if mine)
    only_look = not member.takes_cases
    return [QueueShown(member.person, tuple(cases), mine, page, total, centre, known, only_look)]


@handles(LookUp)
def look_up(request: CaseRequest[LookUp]) -> list[Fact]:
    """Show one open case by its number, as the list does in which it stands."""
    person, case = request.person, request.case
    mine, centre = case.holder == person.id, request.context.centre(request.member.centre)
    known = (added(request.cases.details(case.number)),) if mine else ()
    return [QueueShown(person, (case,), mine, 0, 1, centre, known)]


@handles(ShowOptions)
def show_options(request: CaseRequest[ShowOptions]) -> list[Fact]:
    """Show the rarer things that can be done with a case."""
    return [OptionsShown(request.person, request.case)]


@handles(ShowPhotos)
def show_photos(request: CaseRequest[ShowPhotos]) -> list[Fact]:
    """Give the holder, and nobody else, a way to every photo that is there."""
    # A case that others were merged into may have more than stand on a card: the newest are shown.
    ids = [photo.id for photo in photos_of(request.case, request)][-PHOTOS_OF_CASE:]
    return [PhotosShown(request.person, request.case, tuple(request.unit.photos.kept(ids)))]
