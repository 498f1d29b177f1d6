"""GET /photo/TOKEN: a photo, for the officer who holds its case, and for minutes."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cases.audit import Audited, AuditEntry
from cases.people import Member
from config.clock import Clock
from config.settings import Settings
from messages.photo_links import PhotoLink, PhotoLinks
from messages.texts import looking
from store.audit_chain import AuditKeys
from store.audit_trail import AuditTrail
from store.connection import StoreClient
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork
from web.lost import plain_words


def photo_page(settings: Settings, client: StoreClient, clock: Clock) -> Blueprint:
    """Build the route to which the links in the holder's chat lead."""
    routes = Blueprint("photo_page", __name__)
    links = PhotoLinks(settings)
    units = UnitsOfWork(client)
    trail = AuditTrail(client, AuditKeys.of(settings))

    @routes.get("/photo/<token>")
    def photo(token: str) -> ResponseReturnValue:
        now = clock()
        link = links.read(token)
        if link is None:
            return plain_words(looking.LINK_WRONG, 404)
        if link.is_over(now):
            return plain_words(looking.LINK_OVER, 410)
        seen = _photo(link, units.open("", now))
        if seen is None:
            return plain_words(looking.LINK_GONE, 410)
        holder, centre, jpeg = seen
        entry = AuditEntry(Audited.PHOTO_SEEN, holder, link.case, centre)
        once = f"photo {link.person} {link.case} {now:%Y%m%d%H}"
        trail.record(entry, now, once=once)
        return jpeg, {"Content-Type": "image/jpeg"}

    return routes


def _photo(link: PhotoLink, unit: RedisUnitOfWork) -> tuple[Member, str, bytes] | None:
    """Return the photo with its reader and centre, if it is still there, and its case still in the
    hands it was shown to."""
    case = unit.cases.find(link.case)
    if case is None or not case.is_open or case.holder != link.person:
        return None
    found = (unit.teams.find(one) for one in unit.people.find_all([link.person]))
    holder = next(filter(None, found), None)
    if holder is None or unit.cases.find_detail(case.number, link.photo) is None:
        return None
    jpeg = unit.photos.find(link.photo)
    return None if jpeg is None else (holder, case.centre, jpeg)
