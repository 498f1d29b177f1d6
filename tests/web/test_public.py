"""The totals on the home page and in the open data: few enough to tell of nobody."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import re
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from bot.app import create_app
from cases.calendar import BANGKOK, Span, period_of
from cases.people import Language
from config.settings import Settings
from geo.centres import PROVINCE_IDS
from messages.rendering import province_of
from messages.texts import public
from store.connection import StoreClient, connect
from tests.builders import LATER, the_centres
from tests.web.public_year import YESTERDAY, add, fill

SETTINGS = Settings(channel_secret="s", secret_key="k", basic_id="@cheer")
FILES = ("/open/statistics.csv", "/open/statistics.json", "/open/centres.geojson")
GZIP = {"Accept-Encoding": "gzip"}


def a_web(client: StoreClient, settings: Settings = SETTINGS, now: datetime = LATER) -> FlaskClient:
    """Build the pages as they are at an hour."""
    return create_app(settings, client, lambda: now).test_client()


@pytest.fixture
def shares(client: StoreClient) -> dict[tuple[str, str], int]:
    """Fill a year, and give the shares by centre and month."""
    return fill(client)


@pytest.fixture
def web(client: StoreClient, shares: dict[tuple[str, str], int]) -> FlaskClient:
    return a_web(client)


@pytest.fixture
def empty(client: StoreClient) -> FlaskClient:
    return a_web(client)


def csv_rows(web: FlaskClient) -> list[dict[str, str]]:
    """Read the CSV as a spreadsheet would."""
    text = web.get("/open/statistics.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_rows(web: FlaskClient) -> list[dict[str, Any]]:
    """Read the JSON's rows."""
    rows: list[dict[str, Any]] = web.get("/open/statistics.json").get_json()["rows"]
    return rows


def test_should_tell_each_province_and_month_in_fives(
    web: FlaskClient, shares: dict[tuple[str, str], int]
) -> None:
    rows = [row for row in json_rows(web) if row["centre"] != "TH"]

    told = {(row["centre"], row["month"]): row["shares"] for row in rows}
    assert {key: count for key, count in told.items() if key in shares} == {
        key: count // 5 * 5 or None for key, count in shares.items()
    }
    assert {row["shares_are"] for row in rows} == {"fives"}


def test_should_tell_the_country_as_the_sum_of_what_is_told_of_its_provinces(
    web: FlaskClient, shares: dict[tuple[str, str], int]
) -> None:
    sums: dict[str, int] = defaultdict(int)
    for (_, month), count in shares.items():
        sums[month] += count // 5 * 5

    country = [row for row in json_rows(web) if row["centre"] == "TH" and row["shares"]]

    assert {row["month"]: row["shares"] for row in country} == sums
    assert {row["shares_are"] for row in country} == {"at_least"}


def test_should_write_the_same_rows_as_csv_and_json(web: FlaskClient) -> None:
    as_csv, as_json = csv_rows(web), json_rows(web)

    spelled = [
        {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in as_json
    ]
    assert as_csv == spelled
    assert web.get("/open/statistics.csv").data.startswith(b"\xef\xbb\xbfcentre,")


def test_should_place_the_centres_with_their_totals(web: FlaskClient) -> None:
    collection = web.get("/open/centres.geojson").get_json()

    month = period_of(YESTERDAY, Span.MONTH).label
    told = {row["centre"]: row["shares"] for row in json_rows(web) if row["month"] == month}
    assert collection["type"] == "FeatureCollection"
    assert {one["id"] for one in collection["features"]} == PROVINCE_IDS
    for one in collection["features"]:
        lon, lat = one["geometry"]["coordinates"]
        assert (95 < lon < 106, 5 < lat < 21) == (True, True)
        assert one["properties"]["shares_month"] == told[one["id"]]
        assert (one["properties"]["shares_year"] or 0) >= (told[one["id"]] or 0)


@pytest.mark.parametrize("path", FILES)
def test_should_let_every_site_read_the_files_and_nothing_else(web: FlaskClient, path: str) -> None:
    answer = web.get(path)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "creativecommons.org/licenses/by/4.0" in answer.headers["Link"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    for other in ("/", "/open", "/privacy", "/healthz", "/no-such-page"):
        assert "Access-Control-Allow-Origin" not in web.get(other).headers


@pytest.mark.parametrize("path", FILES)
def test_should_say_that_a_file_has_not_changed(web: FlaskClient, path: str) -> None:
    first = web.get(path, headers=GZIP)
    changed = parsedate_to_datetime(first.headers["Last-Modified"]).astimezone(BANGKOK)

    by_tag = web.get(path, headers={"If-None-Match": first.headers["ETag"]})
    by_time = web.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert (by_tag.status_code, by_tag.data) == (304, b"")
    assert (by_time.status_code, by_time.data) == (304, b"")
    assert (changed.hour, changed.minute) == (0, 0)
    assert changed <= LATER


@pytest.mark.parametrize("path", ["/", "/privacy", "/open", *FILES])
def test_should_send_little_to_who_takes_gzip(web: FlaskClient, path: str) -> None:
    plain, small = web.get(path), web.get(path, headers=GZIP)

    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Vary"] == "Accept-Encoding"
    assert len(small.data) < len(plain.data) / 2
    assert gzip.decompress(small.data) == plain.data


@pytest.mark.parametrize("path", ["/", "/privacy", "/open", *FILES])
def test_should_make_what_everybody_reads_once(web: FlaskClient, path: str) -> None:
    first = web.get(path, headers=GZIP)

    assert [web.get(path, headers=GZIP).data for _ in range(3)] == [first.data] * 3


@pytest.mark.parametrize("path", ["/", "/privacy", "/open"])
def test_should_name_the_one_style_of_a_page_for_everybody(web: FlaskClient, path: str) -> None:
    page = web.get(path)

    (style,) = re.findall(r"<style>(.*?)</style>", page.text, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in page.headers["Content-Security-Policy"]
    assert "nonce" not in page.text + page.headers["Content-Security-Policy"]


def test_should_keep_the_totals_for_minutes(client: StoreClient, web: FlaskClient) -> None:
    before = web.get("/open/statistics.csv").data

    add(client, "TH-14", period_of(YESTERDAY, Span.MONTH), shares=1000, cases=500)

    assert web.get("/open/statistics.csv").data == before
    assert a_web(client).get("/open/statistics.csv").data != before


@pytest.mark.parametrize(
    ("now", "until", "months"),
    [
        ("2026-11-30T16:59:59+00:00", "2026-11-29", ["2026-10", "2026-11"]),
        ("2026-11-30T17:00:00+00:00", "2026-11-30", ["2026-10", "2026-11"]),
        ("2026-12-31T17:30:00+00:00", "2026-12-31", ["2026-10", "2026-12"]),
        ("2026-09-30T17:00:00+00:00", "2026-09-30", ["2025-10", "2026-09"]),
        ("2026-10-01T17:00:00+00:00", "2026-10-01", ["2026-10", "2026-10"]),
    ],
    ids=["before midnight", "midnight", "new year", "fiscal year over", "fiscal year begun"],
)
def test_should_count_to_the_end_of_yesterday_in_bangkok(
    client: StoreClient, now: str, until: str, months: list[str]
) -> None:
    web = a_web(client, now=datetime.fromisoformat(now))

    about = web.get("/open/statistics.json").get_json()

    told = sorted({row["month"] for row in about["rows"]})
    assert about["until"] == until
    assert [told[0], told[-1]] == months


def test_should_show_the_home_page_the_same_numbers(web: FlaskClient) -> None:
    page = web.get("/").text

    thai, english = page.split('<section lang="en">')
    rows = json_rows(web)
    month = period_of(YESTERDAY, Span.MONTH).label
    (country,) = [row for row in rows if row["centre"] == "TH" and row["month"] == month]
    for half in (thai, english):
        count = f"{country['shares']:,}"
        assert f"<td>{count} ขึ้นไป</td>" in half or f"<td>{count} or more</td>" in half
        assert half.count('<th scope="row">') == 4 + 77
        assert "<td>&lt;5</td>" in half
    shown = {int(cell.replace(",", "")) for cell in re.findall(r"<td>([\d,]+)</td>", page)}
    assert min(shown) >= 5


def test_should_draw_the_way_to_the_account(web: FlaskClient, client: StoreClient) -> None:
    nameless = a_web(client, Settings(channel_secret="s"))

    assert f'aria-label="{public.CODE.th}"' in web.get("/").text
    assert f'aria-label="{public.CODE.en}"' in web.get("/").text
    assert "<svg" not in nameless.get("/").text


def test_should_tell_of_a_country_in_which_nothing_happened(empty: FlaskClient) -> None:
    rows = json_rows(empty)

    assert {(row["shares"], row["cases"]) for row in rows} == {(None, None)}
    assert public.FEW.th in empty.get("/").text


def test_should_tell_of_a_centre_that_is_no_longer_in_the_file(
    client: StoreClient, empty: FlaskClient
) -> None:
    add(client, "TH-99", period_of(YESTERDAY, Span.MONTH), shares=17, cases=9)

    told = [row for row in csv_rows(empty) if row["centre"] == "TH-99" and row["shares"]]

    assert [(row["province_th"], row["shares"], row["cases"]) for row in told] == [
        ("TH-99", "15", "5")
    ]
    assert province_of("TH-99", the_centres(), Language.THAI) == "TH-99"


def test_should_say_plainly_when_the_store_is_away() -> None:
    web = create_app(SETTINGS, connect("redis://127.0.0.1:1", role="web")).test_client()

    with capture_logs() as logged:
        home, files = web.get("/"), [web.get(path) for path in FILES]

    assert home.status_code == 200
    assert public.NOT_READY.th in home.text
    assert {answer.status_code for answer in files} == {503}
    assert {one["event"] for one in logged} == {"public totals not read"}


def test_should_explain_every_field_of_the_files(web: FlaskClient) -> None:
    explained = {name for names in public.FIELD_WORDS for name in names.split(", ")}

    assert explained == set(csv_rows(web)[0])
    page = web.get("/open").text
    for path in FILES:
        assert f'href="{path}"' in page


def test_should_read_json_in_one_piece(web: FlaskClient) -> None:
    about = json.loads(web.get("/open/statistics.json").data)

    assert about["licence"] == "CC-BY-4.0"
    assert about["until"] == YESTERDAY.isoformat()


def test_should_run_nothing_in_a_spreadsheet(client: StoreClient, tmp_path: Path) -> None:
    text = SETTINGS.centres_file.read_text("utf-8").replace("พระนครศรีอยุธยา,", "=1+1,")
    (tmp_path / "centres.csv").write_text(text, "utf-8")
    web = a_web(client, replace(SETTINGS, centres_file=tmp_path / "centres.csv"))

    every = {cell for row in csv_rows(web) for cell in row.values()}

    assert "'=1+1" in every
    assert not any(cell.startswith(tuple("=+-@")) for cell in every)
