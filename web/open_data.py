"""GET /open and its files: the totals for everybody's own programs, with the same hiding."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from flask import Blueprint, Response, abort, request

from cases.calendar import BANGKOK
from cases.people import Language
from geo.centres import Centres
from messages.texts import public
from web.catalogue import Catalogue
from web.formulas import Cell, harmless
from web.made import MadeOnce
from web.open_rows import COLUMNS, centre_feature, rows
from web.policy import allow
from web.public import HTML, render_both
from web.public_numbers import MOST_YEARS, PublicNumbers, PublicTotals

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_CACHED = "public, max-age=300"


def open_data(totals: PublicTotals, catalogue: Catalogue) -> Blueprint:
    """Build the page that documents the files, and the files."""
    routes = Blueprint("open_data", __name__, url_prefix="/open")
    about_made, made = MadeOnce(), {name: MadeOnce() for name in ("csv", "json", "geojson")}

    @routes.get("")
    def about() -> Response:
        def make() -> str:
            return render_both("open.html", licence=LICENCE, most_years=MOST_YEARS)

        return about_made.find(None, make).answer(HTML)

    @routes.get("/statistics.csv")
    def statistics_csv() -> Response:
        numbers = _found(totals)
        parts = partial(_csv, numbers, catalogue.centres)
        return _file(numbers, made["csv"], parts, "text/csv; charset=utf-8")

    @routes.get("/statistics.json")
    def statistics_json() -> Response:
        numbers = _found(totals)
        parts = partial(_statistics, numbers, catalogue.centres)
        return _file(numbers, made["json"], parts, "application/json")

    @routes.get("/centres.geojson")
    def centres_geojson() -> Response:
        numbers = _found(totals)
        parts = partial(_centres, numbers, catalogue.centres)
        return _file(numbers, made["geojson"], parts, "application/geo+json")

    return routes


def _found(totals: PublicTotals) -> PublicNumbers:
    numbers = totals.find()
    if numbers is None:
        abort(503, "The numbers cannot be read right now. Please try again in a minute.")
    return numbers


def _file(
    numbers: PublicNumbers, made: MadeOnce, parts: Callable[[], Iterable[str]], kind: str
) -> Response:
    """Answer with a file that any page of any site may read, or with "not changed"."""
    allow(cache=_CACHED)
    response = made.find(numbers.version, lambda: "".join(parts())).answer(kind)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Link"] = f'<{LICENCE}>; rel="license"'
    # The same text, but not the same bytes.
    response.set_etag(numbers.version, weak="Content-Encoding" in response.headers)
    response.last_modified = _changed_at(numbers)
    response.make_conditional(request)
    return response


def _changed_at(numbers: PublicNumbers) -> datetime:
    """Return the midnight in Bangkok at which the last day that is counted ended."""
    day = numbers.until + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=BANGKOK).astimezone(UTC)


def _csv(numbers: PublicNumbers, centres: Centres) -> Iterator[str]:
    """Write a line a row, with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff" + _line(COLUMNS)
    for row in rows(numbers, centres):
        yield _line(row.values())


def _statistics(numbers: PublicNumbers, centres: Centres) -> Iterator[str]:
    return _listed(numbers, "rows", map(_json, rows(numbers, centres)))


def _centres(numbers: PublicNumbers, centres: Centres) -> Iterator[str]:
    features = (_json(centre_feature(centre, numbers.now)) for centre in centres)
    return _listed(numbers, "features", features, type="FeatureCollection")


def _line(cells: Iterable[Cell]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(map(harmless, cells))
    return text.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(numbers: PublicNumbers, name: str, lines: Iterable[str], **more: str) -> Iterator[str]:
    """Write an object that tells of itself, and a list in it, a line an entry."""
    about = {
        **more,
        "licence": "CC-BY-4.0",
        "licence_url": LICENCE,
        "source": public.SOURCE.say(Language.ENGLISH),
        "documentation": "/open",
        "until": numbers.until.isoformat(),
    }
    yield _json(about).removesuffix("}") + f', "{name}": [\n'
    between = ""
    for line in lines:
        yield between + line
        between = ",\n"
    yield "\n]}\n"
