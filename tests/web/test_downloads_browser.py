"""The links of the report page in a browser: what is saved is what `stats show` says."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import needs
from tests.web.browser import CENTRE, HEAD, MANAGER
from tests.web.downloaded import CASE, PERIOD, happenings, names, shown
from tests.web.served import Site, a_site
from tests.web.test_workbook import TITLES, rows

pytestmark = pytest.mark.slow


@pytest.fixture
def site(client: Any) -> Iterator[Site]:
    with a_site(client) as served:
        happenings(served.rig.handling)
        yield served


def saved(chromium: Any, site: Site, who: int, folder: Path, **words: str) -> dict[str, Path]:
    """Press every link of the page that saves a file; give the files by the end of their names."""
    context = chromium.new_context(accept_downloads=True)
    context.add_cookies(site.cookies(who))
    page = context.new_page()
    query = {"period": PERIOD, "lang": "en", **words}
    page.goto(f"{site.address}/reports?" + "&".join(f"{k}={v}" for k, v in query.items()))
    found = {}
    for link in page.locator("#downloads a[download]").all():
        with page.expect_download() as waiting:
            link.click()
        name = waiting.value.suggested_filename
        waiting.value.save_as(folder / name)
        found[name.rpartition("_")[2]] = folder / name
    context.close()
    return found


def cells(path: Path) -> list[list[str]]:
    """Open a plain file again."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def test_should_save_for_a_head_what_stats_show_says_of_the_centre(
    chromium: Any, site: Site, store_url: str, tmp_path: Path
) -> None:
    files = saved(chromium, site, HEAD, tmp_path)

    assert files.keys() == {"report.xlsx", "by-day.csv", "cases.csv"}
    assert {path.name.split("_")[0] for path in files.values()} == {CENTRE}
    (month,) = shown(store_url, "--centre", CENTRE, "--by", "month")
    daily = shown(store_url, "--centre", CENTRE, "--by", "day")
    assert_days(cells(files["by-day.csv"]), daily, names())
    assert_workbook(files["report.xlsx"], month, daily)
    head, *listed = cells(files["cases.csv"])
    assert (head[0], len(listed)) == ("Case", month["cases"])
    assert CASE in {row[0] for row in listed}


def test_should_save_for_a_manager_what_stats_show_says_of_the_country(
    chromium: Any, site: Site, store_url: str, tmp_path: Path
) -> None:
    files = saved(chromium, site, MANAGER, tmp_path)

    assert files.keys() == {"report.xlsx", "by-day.csv", "by-centre.csv"}
    (month,) = shown(store_url, "--centre", "all", "--by", "month")
    daily = shown(store_url, "--centre", "all", "--by", "day")
    every = {one["centre"]: one for one in shown(store_url, "--by", "month")}
    whole = names(whole_country=True)
    assert_days(cells(files["by-day.csv"]), daily, whole)
    assert_workbook(files["report.xlsx"], month, daily)
    _, *centres = cells(files["by-centre.csv"])
    assert len(centres) == 77
    for row in centres:
        told = list(map(number, row[4 : 4 + len(whole)]))
        nothing = [0 if not name.endswith(("median", "p90")) else None for name in whole]
        assert told == ([every[row[0]][n] for n in whole] if row[0] in every else nothing)


def test_should_save_the_cases_of_the_centre_that_a_manager_looks_at(
    chromium: Any, site: Site, tmp_path: Path
) -> None:
    files = saved(chromium, site, MANAGER, tmp_path, centre="TH-50", **{"from": "1/11/2569"})

    assert files.keys() == {"report.xlsx", "by-day.csv", "cases.csv"}
    assert {path.name.split("_")[1] for path in files.values()} == {"2026-11-01"}
    _, *listed = cells(files["cases.csv"])
    assert listed == []  # nothing on the first of the month


def assert_days(table: list[list[str]], daily: list[dict[str, Any]], wanted: list[str]) -> None:
    """Hold every number of every day against `stats show`."""
    _, *days = table
    assert len(days) >= 20
    for row, one in zip(days, daily, strict=False):
        told = list(map(number, row[1 : 1 + len(wanted)]))
        assert (row[0], told) == (one["period"], [one[name] for name in wanted])


def assert_workbook(path: Path, month: dict[str, Any], daily: list[dict[str, Any]]) -> None:
    """Hold the numbers of the summary and of each day against `stats show`."""
    book = needs.package("openpyxl").load_workbook(path)
    summary = {row["Item"]: list(row.values())[1] for row in rows(book["Summary"])}
    assert {words: summary[words] for words in TITLES} == {
        words: month[name] for words, name in TITLES.items()
    }
    by_day = rows(book["By day"])
    for words, name in TITLES.items():
        assert [row[words] for row in by_day] == [one[name] for one in daily[: len(by_day)]]
    outcomes = {row["Code"]: row["Number"] for row in rows(book["Outcomes"])}
    assert month["outcomes"].items() <= outcomes.items()
