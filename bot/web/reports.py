"""GET /reports: share statistics for heads and managers, readable before any chart has come."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from bot.web import picker
from bot.web.asked import refusal
from bot.web.beside import beside
from bot.web.door import Door
from bot.web.gzip import compress
from bot.web.picker import Picked
from bot.web.policy import allow
from bot.web.report_html import report_html
from bot.web.viewer import Viewer
from cases.calendar import local_day
from cases.people import Language
from cases.report import FullReport, ReportOf
from store.connection import StoreClient
from store.report import RedisReports


def reports(door: Door, client: StoreClient) -> Blueprint:
    """Build the routes of the report page."""
    routes = Blueprint("reports", __name__)
    routes.after_request(compress)
    settings, catalogue = door.settings, door.catalogue

    def draw(report: FullReport, language: Language) -> dict[str, Any]:
        # Bokeh takes half a second to import: the web is back sooner without it, and nobody who
        # shares waits for it when the first chart is asked for, beside.
        from bot.web.charts import charts
        from bot.web.map import Maps

        maps = Maps(catalogue.centres, catalogue.outlines, settings.tiles_url)
        return charts(report, maps, catalogue.taxonomy, language)

    def read(viewer: Viewer, now: datetime) -> tuple[Picked, FullReport] | Response:
        today = local_day(now)
        picked = picker.pick(request.args, viewer, today)
        refused = refusal(door, viewer, picked)
        if refused is not None:
            return refused
        store = RedisReports(client, [centre.id for centre in catalogue.centres])
        return picked, store.read(ReportOf(picked.scope, picked.period), today)

    @routes.get("/reports")
    @door.signed_in
    def show(viewer: Viewer) -> ResponseReturnValue:
        now = door.clock()
        found = read(viewer, now)
        if isinstance(found, Response):
            return found
        allow(scripts=True, forms=True, fetches=True, images=True, tiles=_host(settings.tiles_url))
        return report_html(door, viewer, *found, now=now)

    @routes.get("/reports/charts")
    @door.signed_in
    def show_charts(viewer: Viewer) -> ResponseReturnValue:
        found = read(viewer, door.clock())
        if isinstance(found, Response):
            return found
        drawn = beside(lambda: draw(found[1], viewer.language))
        written = json.dumps(drawn, separators=(",", ":"))
        return Response(written, content_type="application/json")

    return routes


def _host(tiles: str) -> str:
    """Return the host of the street tiles, which the page's policy names; "" of none."""
    address = urlsplit(tiles)
    return f"{address.scheme}://{address.netloc}" if tiles else ""
