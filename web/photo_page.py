"""GET /photo/TOKEN: a photo, for the officer who holds its case, and for minutes."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from config.clock import Clock
from config.settings import Settings
from messages.photo_links import PhotoLink, PhotoLinks
from messages.texts import looking
from store.connection import StoreClient
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork
from web.lost import plain_words


def photo_page(settings: Settings, client: StoreClient, clock: Clock) -> Blueprint:
    """Build the route to which the links in the holder's chat lead."""
    routes = Blueprint("photo_page", __name__)
    links = PhotoLinks(settings)
    units = UnitsOfWork(client)

    @routes.get("/photo/<token>")
    def photo(token: str) -> ResponseReturnValue:
        now = clock()
        link = links.read(token)
        if link is None:
            return plain_words(looking.LINK_WRONG, 404)
        if link.is_over(now):
            return plain_words(looking.LINK_OVER, 410)
        jpeg = _photo(link, units.open("", now))
        return (
            (jpeg, {"Content-Type": "image/jpeg"}) if jpeg else plain_words(looking.LINK_GONE, 410)
        )

    return routes


def _photo(link: PhotoLink, unit: RedisUnitOfWork) -> bytes | None:
    """Return the photo if it is still there, and its case still in the hands it was shown to."""
    case = unit.cases.find(link.case)
    if case is None or not case.is_open or case.holder != link.person:
        return None
    holders = unit.people.find_all([link.person])
    if not any(unit.teams.find(holder) for holder in holders):
        return None
    if unit.cases.find_detail(case.number, link.photo) is None:
        return None
    return unit.photos.find(link.photo)
