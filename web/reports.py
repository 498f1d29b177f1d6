"""GET /reports: share statistics for heads and managers, readable before any chart has come."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import IO
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from cases.calendar import local_day
from cases.report import FullReport, ReportOf
from web import picker
from web.asked import refusal
from web.door import Door
from web.gzip import compress
from web.heavy import Heavy
from web.jobs import Job, What
from web.picker import Picked
from web.policy import allow
from web.report_html import report_html
from web.viewer import Viewer


def reports(door: Door, heavy: Heavy) -> Blueprint:
    """Build the routes of the report page."""
    routes = Blueprint("reports", __name__)
    routes.after_request(compress)
    settings = door.settings

    def pick(viewer: Viewer, now: datetime) -> Picked | Response:
        picked = picker.pick(request.args, viewer, local_day(now))
        refused = refusal(door, viewer, picked)
        return picked if refused is None else refused

    def do(viewer: Viewer, what: What, picked: Picked, now: datetime) -> IO[bytes] | Response:
        of = ReportOf(picked.scope, picked.period)
        return heavy.do(viewer, Job(what, of, viewer.language, now))

    @routes.get("/reports")
    @door.signed_in
    def show(viewer: Viewer) -> ResponseReturnValue:
        now = door.clock()
        picked = pick(viewer, now)
        if isinstance(picked, Response):
            return picked
        found = do(viewer, What.NUMBERS, picked, now)
        if isinstance(found, Response):
            return found
        allow(scripts=True, forms=True, fetches=True, images=True, tiles=_host(settings.tiles_url))
        with found:
            report: FullReport = pickle.load(found)  # noqa: S301  (from our own process)
        return report_html(door, viewer, picked, report, now=now)

    @routes.get("/reports/charts")
    @door.signed_in
    def show_charts(viewer: Viewer) -> ResponseReturnValue:
        now = door.clock()
        picked = pick(viewer, now)
        if isinstance(picked, Response):
            return picked
        found = do(viewer, What.CHARTS, picked, now)
        if isinstance(found, Response):
            return found
        with found:
            return Response(found.read(), content_type="application/json")

    return routes


def _host(tiles: str) -> str:
    """Return the host of the street tiles, which the page's policy names; "" of none."""
    address = urlsplit(tiles)
    return f"{address.scheme}://{address.netloc}" if tiles else ""
