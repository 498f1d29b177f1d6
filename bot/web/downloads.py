"""/reports/*.csv and /reports/workbook.xlsx: what heads and managers take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from bot.formulas import Cell
from bot.replies.told import Scene
from bot.texts import taken_away
from bot.web.asked import asked_report
from bot.web.case_rows import CaseRows
from bot.web.csv_files import written
from bot.web.door import Door
from bot.web.number_rows import CENTRE_HEAD, DAY_HEAD, NumberRows, days
from bot.web.viewer import Viewer
from bot.web.workbook import Report, workbook_of
from cases.calendar import local_day
from cases.periods import name_of
from cases.report import ReportOf
from store.case_list import opened_in
from store.connection import StoreClient
from store.report import RedisReports
from store.statistics import RedisStatistics

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that *viewer* may have."""

    viewer: Viewer
    of: ReportOf
    today: date


def downloads(door: Door, client: StoreClient) -> Blueprint:
    """Build the routes. All take the words of the report page: centre and period."""
    routes = Blueprint("downloads", __name__)
    files = Files(door, client)

    @routes.get("/reports/workbook.xlsx")
    @door.signed_in
    def workbook(viewer: Viewer) -> ResponseReturnValue:
        return _hand_out(door, viewer, files.workbook)

    @routes.get("/reports/by-day.csv")
    @door.signed_in
    def by_day(viewer: Viewer) -> ResponseReturnValue:
        return _hand_out(door, viewer, files.by_day)

    @routes.get("/reports/by-centre.csv")
    @door.signed_in
    def by_centre(viewer: Viewer) -> ResponseReturnValue:
        return _hand_out(door, viewer, files.by_centre)

    @routes.get("/reports/cases.csv")
    @door.signed_in
    def cases(viewer: Viewer) -> ResponseReturnValue:
        return _hand_out(door, viewer, files.cases)

    return routes


@dataclass(frozen=True, slots=True)
class Files:
    """Writes each file."""

    door: Door
    client: StoreClient

    def workbook(self, wanted: Wanted) -> Response:
        """All of a report on sheets."""
        reports = RedisReports(self.client, [one.id for one in self.door.centres])
        report = Report(
            full=reports.read(wanted.of, wanted.today),
            days=list(days(RedisStatistics(self.client), wanted.of, wanted.today)),
            scene=self._scene(),
            language=wanted.viewer.language,
        )
        answer = Response(workbook_of(report), content_type=_XLSX)
        return _attached(answer, _name(wanted, "report.xlsx"))

    def by_day(self, wanted: Wanted) -> Response:
        """A row for each day so far."""
        rows = self._numbers(wanted)
        head = rows.head(wanted.of, *DAY_HEAD)
        return _csv(head, rows.by_day(wanted.of, wanted.today), _name(wanted, "by-day.csv"))

    def by_centre(self, wanted: Wanted) -> Response:
        """A row for each centre."""
        rows = self._numbers(wanted)
        head = rows.head(wanted.of, *CENTRE_HEAD)
        return _csv(head, rows.by_centre(wanted.of, wanted.today), _name(wanted, "by-centre.csv"))

    def cases(self, wanted: Wanted) -> Response:
        """A row for each case that one centre has; nobody needs all of the country's."""
        language = wanted.viewer.language
        if wanted.of.is_country:
            return self.door.refuse(taken_away.ONE_CENTRE, 400, language)
        rows = CaseRows(self._scene(), language)
        found = opened_in(self.client, wanted.of.scope, wanted.of.period)
        return _csv(rows.head(), map(rows.row, found), _name(wanted, "cases.csv"))

    def _scene(self) -> Scene:
        files = self.door.catalogue
        return Scene(self.door.settings, files.taxonomy, files.centres, self.door.clock())

    def _numbers(self, wanted: Wanted) -> NumberRows:
        statistics, files = RedisStatistics(self.client), self.door.catalogue
        return NumberRows(statistics, files.taxonomy, files.centres, wanted.viewer.language)


def _hand_out(door: Door, viewer: Viewer, write: Callable[[Wanted], Response]) -> Response:
    today = local_day(door.clock())
    asked = asked_report(door, viewer, today)
    return asked if isinstance(asked, Response) else write(Wanted(viewer, asked, today))


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> Response:
    return _attached(Response(written(head, rows), content_type=_CSV), name)


def _attached(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _name(wanted: Wanted, kind: str) -> str:
    return f"{wanted.of.scope}_{name_of(wanted.of.period)}_{kind}"
