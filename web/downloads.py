"""/reports/*.csv and /reports/workbook.xlsx: what heads and managers take away."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from cases.calendar import local_day
from cases.periods import name_of
from messages.texts import taken_away
from web.asked import asked_report
from web.door import Door
from web.heavy import Heavy, file_answer
from web.jobs import Job, What
from web.viewer import Viewer

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"


def downloads(door: Door, heavy: Heavy) -> Blueprint:
    """Build the routes. All take the words of the report page: centre and period."""
    routes = Blueprint("downloads", __name__)

    @routes.get("/reports/workbook.xlsx")
    @door.signed_in
    def workbook(viewer: Viewer) -> ResponseReturnValue:
        """All of a report on sheets."""
        return hand_out(viewer, What.WORKBOOK, "report.xlsx", _XLSX)

    @routes.get("/reports/by-day.csv")
    @door.signed_in
    def by_day(viewer: Viewer) -> ResponseReturnValue:
        """A row for each day so far."""
        return hand_out(viewer, What.BY_DAY, "by-day.csv", _CSV)

    @routes.get("/reports/by-centre.csv")
    @door.signed_in
    def by_centre(viewer: Viewer) -> ResponseReturnValue:
        """A row for each centre."""
        return hand_out(viewer, What.BY_CENTRE, "by-centre.csv", _CSV)

    @routes.get("/reports/cases.csv")
    @door.signed_in
    def cases(viewer: Viewer) -> ResponseReturnValue:
        """A row for each case that one centre has; nobody needs all of the country's."""
        return hand_out(viewer, What.CASES, "cases.csv", _CSV)

    def hand_out(viewer: Viewer, what: What, name: str, kind: str) -> Response:
        now = door.clock()
        asked = asked_report(door, viewer, local_day(now))
        if isinstance(asked, Response):
            return asked
        if what is What.CASES and asked.is_country:
            return door.refuse(taken_away.ONE_CENTRE, 400, viewer.language)
        made = heavy.do(viewer, Job(what, asked, viewer.language, now))
        if isinstance(made, Response):
            return made
        answer = file_answer(made, kind)
        called = f"{asked.scope}_{name_of(asked.period)}_{name}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
        return answer

    return routes
