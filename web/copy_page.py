"""GET /my-data/TOKEN: all that is kept of the person whom the chat gave the link, in one file."""

from __future__ import annotations

import json

from flask import Blueprint
from flask.typing import ResponseReturnValue

from cases.audit import Audited, AuditEntry
from config.clock import Clock
from config.settings import Settings
from messages.copy_links import CopyLinks
from messages.texts import my_data
from store.audit_chain import AuditKeys
from store.audit_trail import AuditTrail
from store.connection import StoreClient
from store.unit_of_work import UnitsOfWork
from web.lost import plain_words
from web.own_data import own_data

_FILE = {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Disposition": 'attachment; filename="my-data.json"',
}


def copy_page(settings: Settings, client: StoreClient, clock: Clock) -> Blueprint:
    """Build the route to which the link under "my data" leads."""
    routes = Blueprint("copy_page", __name__)
    links = CopyLinks(settings)
    units = UnitsOfWork(client)
    trail = AuditTrail(client, AuditKeys.of(settings))

    @routes.get("/my-data/<token>")
    def copy(token: str) -> ResponseReturnValue:
        now = clock()
        link = links.read(token)
        if link is None:
            return plain_words(my_data.COPY_WRONG, 404)
        if now >= link.until:
            return plain_words(my_data.COPY_OVER, 410)
        unit = units.open("", now)
        found = unit.people.find_all([link.person])
        if not found:
            return plain_words(my_data.COPY_GONE, 410)
        who = unit.teams.find(found[0]) or found[0]
        trail.record(AuditEntry(Audited.OWN_DATA_COPIED, who), now)
        return json.dumps(own_data(found[0], unit), ensure_ascii=False, indent=2), _FILE

    return routes
