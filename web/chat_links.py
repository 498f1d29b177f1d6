"""/photo/TOKEN and /my-data/TOKEN: what a link in the chat leads to, for its reader alone and for
minutes."""

from __future__ import annotations

import json

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cases.audit import Audited, AuditEntry
from cases.people import Member
from config.clock import Clock
from config.settings import Settings
from messages.copy_links import CopyLinks
from messages.photo_links import PhotoLink, PhotoLinks
from messages.texts import looking, my_data
from store.audit_chain import AuditKeys
from store.audit_trail import AuditTrail
from store.connection import StoreClient
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork
from web.own_data import own_data
from web.templates import plain_text

_FILE = {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Disposition": 'attachment; filename="my-data.json"',
}


def chat_links(settings: Settings, client: StoreClient, clock: Clock) -> Blueprint:
    """Build the routes. Each link is signed, and opens once more only what its reader may still
    see."""
    routes = Blueprint("chat_links", __name__)
    photo_links, copy_links = PhotoLinks(settings), CopyLinks(settings)
    units, trail = UnitsOfWork(client), AuditTrail(client, AuditKeys.of(settings))

    @routes.get("/photo/<token>")
    def photo(token: str) -> ResponseReturnValue:
        now = clock()
        link = photo_links.read(token)
        if link is None:
            return plain_text(looking.LINK_WRONG, 404)
        if link.is_over(now):
            return plain_text(looking.LINK_OVER, 410)
        seen = _photo(link, units.open("", now))
        if seen is None:
            return plain_text(looking.LINK_GONE, 410)
        holder, centre, jpeg = seen
        entry = AuditEntry(Audited.PHOTO_SEEN, holder, link.case, centre)
        once = f"photo {link.person} {link.case} {now:%Y%m%d%H}"
        trail.record(entry, now, once=once)
        return jpeg, {"Content-Type": "image/jpeg"}

    @routes.get("/my-data/<token>")
    def copy(token: str) -> ResponseReturnValue:
        now = clock()
        link = copy_links.read(token)
        if link is None:
            return plain_text(my_data.COPY_WRONG, 404)
        if now >= link.until:
            return plain_text(my_data.COPY_OVER, 410)
        unit = units.open("", now)
        found = unit.people.find_all([link.person])
        if not found:
            return plain_text(my_data.COPY_GONE, 410)
        who = unit.teams.find(found[0]) or found[0]
        trail.record(AuditEntry(Audited.OWN_DATA_COPIED, who), now)
        return json.dumps(own_data(found[0], unit), ensure_ascii=False, indent=2), _FILE

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
