"""Files that managers take away: the memory that a long list of cases takes, and the time of a
workbook of a fiscal year."""

from __future__ import annotations

import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cases.calendar import Span, period_of
from cases.case import Case, Place
from cases.log import COUNTRY
from cases.people import Language
from cases.report import ReportOf
from cases.taxonomy import Taxonomy, read_taxonomy
from config.clock import to_ms
from config.settings import Settings
from geo.centres import Point
from store import keys
from store.admin_queries import opened_in
from store.cases import case_to_hash
from store.connection import Command, StoreClient, connect, replies
from store.report_reader import RedisReports
from store.statistics import RedisStatistics
from tests.bench.fill import FIRST, LAST, fill
from tests.bench.places import centres
from tests.bench.results import Row
from tests.servers import run_server
from web.csv_files import CaseRows, days
from web.sections import View
from web.workbook import workbook_of

_PART = "downloads"
_FEW, _MANY = 2_000, 200_000
_CENTRE = "TH-14"
_YEAR = period_of(FIRST, Span.YEAR)


def measure(directory: Path) -> list[Row]:
    """Stream a few cases and very many, and write one workbook of the country's year."""
    with (
        run_server("valkey", directory, fsync="no") as server,
        connect(server.url, role="command") as client,
    ):
        _add(client, 0, _FEW)
        few, _ = _streamed(client)
        _add(client, _FEW, _MANY)
        many, rows = _streamed(client)
        if rows != _MANY + 1:
            raise AssertionError(f"{rows} rows came of {_MANY} cases and a head")
        fill(client, [one.id for one in centres()], 10_000)
        took, size = _workbook(client)
    peer = f"the same of {_FEW:,}"
    return [
        Row(_PART, f"cases.csv of {_MANY:,}, memory", many, "KiB", peer, few, False, ""),
        Row(_PART, "workbook of a year, 77 centres", took, "ms"),
        Row(_PART, "its size", size, "KiB"),
    ]


def _taxonomy() -> Taxonomy:
    return read_taxonomy(Settings().taxonomy_file)


def _add(client: StoreClient, first: int, past: int) -> None:
    begins = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    commands: list[Command] = []
    for number in range(first, past):
        at = begins + timedelta(minutes=2 * number)
        case = Case(f"14-6910-{number:06d}", _CENTRE, Place(Point(14.35, 100.57)), at, at, at)
        fields = [part for pair in case_to_hash(case).items() for part in pair]
        commands.append(("HSET", keys.case(case.number), *fields))
        commands.append(("ZADD", keys.all_cases(_CENTRE), to_ms(at), case.number))
    for _ in replies(client, commands):
        pass


def _streamed(client: StoreClient) -> tuple[float, int]:
    """Return the most memory in use at once, in KiB, and how many rows were sent."""
    rows = CaseRows(_taxonomy(), centres(), Language.THAI)
    tracemalloc.start()
    found = opened_in(client, _CENTRE, _YEAR)
    sent = sum(piece.count(b"\r\n") for piece in rows.file(found))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1024, sent


def _workbook(client: StoreClient) -> tuple[float, float]:
    began = time.perf_counter()
    asked = ReportOf(COUNTRY, _YEAR)
    full = RedisReports(client, [one.id for one in centres()]).read(asked, LAST)
    daily = list(days(RedisStatistics(client), asked, LAST))
    now = datetime.combine(LAST, datetime.min.time(), UTC)
    view = View(full, _taxonomy(), centres(), Language.THAI, now)
    data = workbook_of(view, daily)
    return (time.perf_counter() - began) * 1000, len(data) / 1024
