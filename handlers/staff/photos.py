"""The officer who holds a case looks at its photos; nobody else does."""

from __future__ import annotations

from cases.amounts import PHOTOS_OF_CASE
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.photographs import PhotosShown
from cases.ports import UnitOfWork
from cases.rules import Change
from handlers.citizen.photo import photos_of
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.permission import ask


def show_photos(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Give the holder a way to every photo that is there."""
    asked = ask(event, Change.LOOK, unit, context)
    if isinstance(asked, Refused):
        return [asked]
    # A case that others were merged into may have more than stand on a card: the newest are shown.
    ids = [photo.id for photo in photos_of(asked.case, unit)][-PHOTOS_OF_CASE:]
    return [PhotosShown(asked.member.person, asked.case, tuple(unit.photos.kept(ids)))]
