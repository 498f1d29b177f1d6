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
from store.connection import connect
from store.statistics import RedisStatistics
from tests.bench.fill import FIRST, LAST, fill
from tests.bench.places import centres
from tests.bench.processes import HOUSE, variables
from tests.bench.results import Row
from tests.servers import run_server

_PART = "report"
_SIZES = (10_000, 1_000_000)
_TIMES = 5


def measure(directory: Path) -> list[Row]:
    """Measure at each size on a server of its own; the smaller one is what the larger one is
    held against."""
    small, large = (_at(size, directory / str(size)) for size in _SIZES)
    peer = f"the same with {_SIZES[0]:,}"
    return [
        Row(
            _PART, f"{what}, {_SIZES[1]:,} shares", large[what], "ms", peer, small[what], False,
            "< 100" if what.startswith("year,") else "",
        )
        for what in large
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
        return {
            "year, 77 centres": _time(lambda: statistics.numbers_of_all(every, [year])),
            "12 months, 77 centres": _time(lambda: statistics.numbers_of_all(every, months)),
            "year cut short, 77 centres": _time(lambda: statistics.numbers_of_all(every, [cut])),
            "stats show --by year, a process": _time(lambda: _show(env)),
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
        cwd=HOUSE, check=True, capture_output=True,
    )  # fmt: skip
    assert len(json.loads(shown.stdout)) == len(centres())
