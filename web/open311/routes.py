"""/open311: GeoReport v2, by which partners' systems bring shares and follow them.

https://wiki.open311.org/GeoReport_v2; docs/open311.md is for partners."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response

from config.clock import Clock
from config.settings import Settings
from store.connection import StoreClient
from store.errors import StoreError
from web.catalogue import Catalogue
from web.open311.door import Door
from web.open311.errors import ROOT, Refusal, say_away, say_refusal
from web.public_numbers import PublicTotals

_V2 = f"{ROOT}v2"
_FORM = "<any(json,xml):form>"


def open311(
    settings: Settings,
    client: StoreClient,
    catalogue: Catalogue,
    totals: PublicTotals,
    *,
    clock: Clock,
) -> Blueprint:
    """Build the routes of the door."""
    routes = Blueprint("open311", __name__)
    routes.register_error_handler(Refusal, say_refusal)
    for away in StoreError:
        routes.register_error_handler(away, say_away)
    door = Door(settings, client, catalogue, totals, clock=clock)

    def add(path: str, view: Callable[..., Response], method: str = "GET") -> None:
        routes.add_url_rule(f"{path}.{_FORM}", view.__name__, view, methods=[method])

    add(f"{ROOT}discovery", door.discovery)
    add(f"{_V2}/services", door.services)
    add(f"{_V2}/services/<code>", door.service)
    add(f"{_V2}/requests", door.requests)
    add(f"{_V2}/requests", door.share, "POST")
    add(f"{_V2}/requests/<number>", door.request_of)
    add(f"{_V2}/tokens/<token>", door.token)
    return routes
