"""The time of a report of a whole fiscal year, few shares or many."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from cases.calendar import Period, Span, period_of, periods_between
from cases.log import COUNTRY
from cases.periods import any_days
from cases.report import ReportOf
from store.connection import StoreClient, connect
from store.report_reader import RedisReports
from store.statistics import RedisStatistics
from tests.bench.fill import FIRST, LAST, fill
from tests.bench.pages import served
from tests.bench.places import centres
from tests.bench.processes import ROOT, variables
from tests.bench.results import Row
from tests.servers import run_server

_PART = "report"
_SIZES = (10_000, 1_000_000, 10_000_000)
_TIMES = 5
#: What DESIGN.md promises: a whole fiscal year of all centres.
_PROMISED = ("year, 77 centres", "page: year, 77 centres")
#: What a browser asks for, and what it is told as: the report of a whole year, and the public page.
_YEAR = f"centre=all&period={FIRST.year + 1 + 543}"
_VIEWS = {
    "/reports, the year": f"/reports?{_YEAR}",
    "/reports/charts, the year, drawn before": f"/reports/charts?{_YEAR}",
    "/": "/",
}
_SENT = {f"{name}: sent, gzip" for name in _VIEWS}
#: The next fiscal year has begun.
_AFTER = LAST + timedelta(days=50)


def measure(directory: Path) -> list[Row]:
    """Measure at each size on a server of its own; the smallest one is what the larger ones are
    held against."""
    small, *larger = (_at(size, directory / str(size)) for size in _SIZES)
    return [
        Row(
            _PART, f"{what}, {size:,} shares", found[what], "KiB" if what in _SENT else "ms",
            f"the same with {_SIZES[0]:,}", small[what], False,
            "< 100" if what in _PROMISED else "",
        )
        for size, found in zip(_SIZES[1:], larger, strict=True)
        for what in found
    ]  # fmt: skip


def _at(size: int, directory: Path) -> dict[str, float]:
    every = [one.id for one in centres()]
    year = period_of(FIRST, Span.YEAR)
    cut = Period(FIRST, LAST - timedelta(days=17), Span.YEAR)
    months = periods_between(FIRST, LAST, Span.MONTH)
    with (
        run_server("valkey", directory, fsync="no") as server,
        connect(server.url, role="command") as client,
    ):
        fill(client, every, size)
        statistics = RedisStatistics(client)
        if sum(one["shares"] for one in statistics.numbers_of_all(every, [year])) != size:
            raise AssertionError("the counters do not tell what was filled in")
        env = variables(server.url, directory)
        return (
            {
                "year, 77 centres": _time(lambda: statistics.numbers_of_all(every, [year])),
                "12 months, 77 centres": _time(lambda: statistics.numbers_of_all(every, months)),
                "year cut short, 77 centres": _time(
                    lambda: statistics.numbers_of_all(every, [cut])
                ),
                "stats show --by year, a process": _time(lambda: _show(env)),
            }
            | _pages(RedisReports(client, every), every[0])
            | _views(client, server.url, directory)
        )


def _views(client: StoreClient, url: str, directory: Path) -> dict[str, float]:
    """Return what a browser waits for, and what it is sent."""
    found: dict[str, float] = {}
    with served(client, url, directory) as pages:
        for name, path in _VIEWS.items():
            view = pages.view(path)
            found |= {f"{name}: first byte": view.first_byte_ms, f"{name}: sent, gzip": view.kib}
    return found


def _pages(reports: RedisReports, centre: str) -> dict[str, float]:
    """Return the times of all that the report page shows."""
    year, month = period_of(FIRST, Span.YEAR), period_of(LAST, Span.MONTH)
    ninety_days = any_days(LAST - timedelta(days=100), LAST - timedelta(days=11))
    asked = {
        "page: year, 77 centres": (ReportOf(COUNTRY, year), _AFTER),
        "page: year so far, 77 centres": (ReportOf(COUNTRY, year), LAST - timedelta(days=17)),
        "page: month, 77 centres": (ReportOf(COUNTRY, month), _AFTER),
        "page: any 90 days, 77 centres": (ReportOf(COUNTRY, ninety_days), _AFTER),
        "page: year, a centre with its spots": (ReportOf(centre, year), _AFTER),
    }
    return {
        what: _time(lambda of=of, today=today: reports.read(of, today))  # type: ignore[misc]
        for what, (of, today) in asked.items()
    }


def _time(act: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _show(env: dict[str, str]) -> None:
    words = ["bot", "stats", "show", "--from", f"{FIRST}", "--to", f"{LAST}", "--by", "year"]
    shown = subprocess.run(
        ["/usr/bin/env", *(f"{name}={value}" for name, value in env.items()),
         sys.executable, "-m", *words, "--format", "json"],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    assert len(json.loads(shown.stdout)) == len(centres())
