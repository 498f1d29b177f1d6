"""What takes a core for a while: files and charts of a report, by their names.

The web has them done in a process apart (web/job_process.py)."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import assert_never

from cases.calendar import local_day
from cases.people import Language
from cases.report import FullReport, ReportOf
from config.settings import Settings
from store.admin_queries import opened_in
from store.connection import StoreClient
from store.report_reader import RedisReports
from store.statistics import RedisStatistics
from web.csv_files import CaseRows, NumberFiles, days
from web.response_cache import ResponseCache
from web.sections import View
from web.templates import Catalogue

#: Drawn charts that are kept: 3 to 10 KB each, 32 KB with the outlines of all provinces.
_MOST_CHARTS = 32


class JobKind(StrEnum):
    """The kinds of jobs."""

    NUMBERS = "numbers"
    CHARTS = "charts"
    WORKBOOK = "workbook"
    BY_DAY = "by-day"
    BY_CENTRE = "by-centre"
    CASES = "cases"

    @property
    def is_file(self) -> bool:
        """Return whether the result is downloaded, and not a part of the page."""
        return self not in (JobKind.NUMBERS, JobKind.CHARTS)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to be made, at a time and in a language."""

    what: JobKind
    of: ReportOf
    language: Language
    now: datetime

    @property
    def today(self) -> date:
        """Return the day on which it is asked for."""
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class Jobs:
    """Does the jobs. Only those that need Bokeh or XlsxWriter import them: it takes long."""

    settings: Settings
    client: StoreClient
    catalogue: Catalogue
    charts: ResponseCache = field(default_factory=lambda: ResponseCache(_MOST_CHARTS))

    def do(self, job: Job) -> Iterable[bytes]:
        """Return the bytes, piece by piece."""
        match job.what:
            case JobKind.NUMBERS:
                return [pickle.dumps(self._report(job))]
            case JobKind.CHARTS:
                return [self._charts(job)]
            case JobKind.WORKBOOK:
                return [self._workbook(job)]
            case JobKind.BY_DAY:
                return self._numbers(job).by_day()
            case JobKind.BY_CENTRE:
                return self._numbers(job).by_centre()
            case JobKind.CASES:
                return self._cases(job)
        assert_never(job.what)

    def _report(self, job: Job) -> FullReport:
        store = RedisReports(self.client, [centre.id for centre in self.catalogue.centres])
        return store.read(job.of, job.today)

    def _view(self, job: Job) -> View:
        files = self.catalogue
        return View(self._report(job), files.taxonomy, files.centres, job.language, job.now)

    def _charts(self, job: Job) -> bytes:
        """Draw charts whose numbers have not been drawn before. Reading the numbers costs a
        twentieth of drawing, and only the numbers show every change: a case, a late event, a
        recount, a new day."""
        view = self._view(job)
        digest = sha256(pickle.dumps((view.report, view.language))).digest()
        return self.charts.find(digest, lambda: self._draw(view)).plain()

    def _draw(self, view: View) -> bytes:
        from web.charts import charts
        from web.map import Maps

        drawn = charts(view, Maps(view, self.catalogue.outlines, self.settings.tiles_url))
        return json.dumps(drawn, separators=(",", ":")).encode()

    def _workbook(self, job: Job) -> bytes:
        from web.workbook import workbook_of

        return workbook_of(self._view(job), days(RedisStatistics(self.client), job.of, job.today))

    def _cases(self, job: Job) -> Iterable[bytes]:
        rows = CaseRows(self.catalogue.taxonomy, self.catalogue.centres, job.language)
        return rows.file(opened_in(self.client, job.of.scope, job.of.period))

    def _numbers(self, job: Job) -> NumberFiles:
        statistics, files = RedisStatistics(self.client), self.catalogue
        return NumberFiles(
            statistics, files.taxonomy, files.centres, job.language, job.of, job.today
        )
