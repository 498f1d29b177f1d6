"""GET /reports and its files: share statistics for heads and managers, readable before any chart
has come. All routes take the same words in the address: centre and period (web/report_html.py).
What takes a core for a while is limited: one of a person at a time, and few in all."""

from __future__ import annotations

import os
import pickle
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import IO
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from cases.audit import Audited
from cases.calendar import local_day
from cases.log import COUNTRY
from cases.periods import name_of
from cases.report import FullReport, ReportOf
from messages.texts import report_page, taken_away
from store import sign_in
from store.connection import StoreClient
from web.access import Access, Viewer
from web.job_process import JOB_S, TURN_S, Busy, Run
from web.jobs import Job, JobKind
from web.policy import allow
from web.report_html import ReportQuery, read_query, report_html
from web.response_cache import compress

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"
#: The job of each file, the ending of its address and name, and its media type.
_FILES = (
    (JobKind.WORKBOOK, "workbook.xlsx", "report.xlsx", _XLSX),
    (JobKind.BY_DAY, "by-day.csv", "by-day.csv", _CSV),
    (JobKind.BY_CENTRE, "by-centre.csv", "by-centre.csv", _CSV),
    (JobKind.CASES, "cases.csv", "cases.csv", _CSV),
)
#: Jobs of one person that may wait: a page and its charts, or two tabs, take turns.
_MOST_WAITING = 3
_LOOK_EVERY_S = 0.1
_AGAIN_S = 10
_PIECE = 64 * 1024


def reports(access: Access, limited: LimitedJobs) -> Blueprint:
    """Build the routes of the report page."""
    routes = Blueprint("reports", __name__)
    routes.after_request(compress)
    # The page's policy names the host of the street tiles.
    address = urlsplit(access.settings.tiles_url)
    tiles = f"{address.scheme}://{address.netloc}" if address.netloc else ""

    @routes.get("/reports")
    @access.signed_in
    def show(viewer: Viewer) -> ResponseReturnValue:
        now = access.clock()
        found = _make(access, limited, viewer, JobKind.NUMBERS, now)
        if isinstance(found, Response):
            return found
        query, file = found
        allow(scripts=True, forms=True, fetches=True, images=True, tiles=tiles)
        with file:
            report: FullReport = pickle.load(file)  # noqa: S301  (from our own process)
        return report_html(access, viewer, query, report, now=now)

    @routes.get("/reports/charts")
    @access.signed_in
    def show_charts(viewer: Viewer) -> ResponseReturnValue:
        found = _make(access, limited, viewer, JobKind.CHARTS, access.clock())
        if isinstance(found, Response):
            return found
        with found[1] as file:
            return Response(file.read(), content_type="application/json")

    return routes


def downloads(access: Access, limited: LimitedJobs) -> Blueprint:
    """Build the routes of the files. They are sent as they are, for they are streamed."""
    routes = Blueprint("downloads", __name__)

    def download(kind: JobKind, name: str, content_type: str, viewer: Viewer) -> Response:
        found = _make(access, limited, viewer, kind, access.clock())
        if isinstance(found, Response):
            return found
        query, file = found
        answer = file_answer(file, content_type)
        called = f"{query.scope}_{name_of(query.period)}_{name}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
        return answer

    for kind, path, name, content_type in _FILES:
        view = access.signed_in(partial(download, kind, name, content_type))
        routes.add_url_rule(f"/reports/{path}", kind.value, view)
    return routes


def _make(
    access: Access, limited: LimitedJobs, viewer: Viewer, kind: JobKind, now: datetime
) -> tuple[ReportQuery, IO[bytes]] | Response:
    """Run the job that the address asks for; return a page of refusal if the viewer may not see it
    or it does not exist. Only the page shows a default period for one that cannot be read."""
    query = read_query(request.args, viewer, local_day(now))
    if (refused := _refusal(access, viewer, query, kind)) is not None:
        return refused
    job = Job(kind, ReportOf(query.scope, query.period), viewer.language, now)
    made = limited.do(viewer, job)
    return made if isinstance(made, Response) else (query, made)


def _refusal(access: Access, viewer: Viewer, query: ReportQuery, kind: JobKind) -> Response | None:
    """Return a page of refusal for what this viewer may not see or what does not exist, else None.
    A head's own centre may have been removed from the file."""
    if not viewer.may_see(query.scope):
        return access.other_centre(viewer)
    own = (COUNTRY, viewer.member.centre)
    if query.scope not in own and not access.centres.known(query.scope):
        return access.refuse(report_page.NO_CENTRE, 404, viewer.language)
    if query.problem is not None and kind.is_file:
        return access.refuse(taken_away.NO_PERIOD[query.problem], 400, viewer.language)
    if kind is JobKind.CASES and query.scope == COUNTRY:  # nobody needs all of the country's
        return access.refuse(taken_away.ONE_CENTRE, 400, viewer.language)
    return None


class PersonBusy(Exception):
    """Raised when a person's other jobs are not done yet."""


class LimitedJobs:
    """Runs heavy jobs within the limits."""

    def __init__(self, access: Access, client: StoreClient, run: Run) -> None:
        self._access = access
        self._client = client
        self._run = run
        self._waiting: Counter[int] = Counter()

    def do(self, viewer: Viewer, job: Job) -> IO[bytes] | Response:
        """Return the file that was made, or a page that asks to try again in a moment."""
        try:
            with self._turn_of(viewer.person.id):
                made = self._run(job)
            self._audit(viewer, job)
            return made
        except PersonBusy:
            return self._refuse("heavy_of_one", 429, viewer)
        except Busy:
            return self._refuse("heavy_of_all", 503, viewer)

    def _audit(self, viewer: Viewer, job: Job) -> None:
        """Write an audit entry for what is handed out; charts count as their page."""
        scope, period = job.of.scope, name_of(job.of.period)
        if job.what.is_file:
            self._access.audit(viewer, Audited.DOWNLOADED, f"{job.what.value} {period}", scope)
        else:
            seen = f"{scope} {period}"
            self._access.audit(viewer, Audited.REPORT_READ, period, scope, once=seen)

    def _refuse(self, what: str, status: int, viewer: Viewer) -> Response:
        self._access.sessions.tally(f"{what}_refused")
        sentence = taken_away.YOURS_IS_MADE if status == 429 else taken_away.TOO_BUSY
        answer = self._access.refuse(sentence, status, viewer.language)
        answer.headers["Retry-After"] = str(_AGAIN_S)
        return answer

    @contextmanager
    def _turn_of(self, person: int) -> Iterator[None]:
        """Hold the person's lock, which all web processes share, while the job runs."""
        if self._waiting[person] >= _MOST_WAITING:
            raise PersonBusy
        self._waiting[person] += 1
        try:
            self._wait(person)
        finally:
            self._waiting[person] -= 1
            if not self._waiting[person]:
                del self._waiting[person]
        try:
            yield
        finally:
            sign_in.end_turn(self._client, person)

    def _wait(self, person: int) -> None:
        life = round(JOB_S + TURN_S) + 1
        until = time.monotonic() + TURN_S
        while not sign_in.begin_turn(self._client, person, life):
            if time.monotonic() > until:
                raise PersonBusy
            time.sleep(_LOOK_EVERY_S)


def file_answer(file: IO[bytes], content_type: str) -> Response:
    """Send a file as it is read; it lies in memory at no time."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    pieces = iter(partial(file.read, _PIECE), b"")
    answer = Response(pieces, content_type=content_type)
    answer.content_length = size
    answer.call_on_close(file.close)
    return answer
