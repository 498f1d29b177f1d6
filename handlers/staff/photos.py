"""The officer who holds a case looks at its photos; nobody else does."""

from __future__ import annotations

from cases.amounts import PHOTOS_OF_CASE
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.photographs import PhotosShown
from cases.rules import Change
from handlers.citizen.photo import photos_of
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import ask


def show_photos(request: Request[Pressed]) -> list[Fact]:
    """Give the holder a way to every photo that is there."""
    asked = ask(request, Change.LOOK)
    if isinstance(asked, Refused):
        return [asked]
    # A case that others were merged into may have more than stand on a card: the newest are shown.
    ids = [photo.id for photo in photos_of(asked.case, request)][-PHOTOS_OF_CASE:]
    return [PhotosShown(asked.member.person, asked.case, tuple(request.unit.photos.kept(ids)))]
