"""GET /open and its files: the totals for everybody's own programs, with the same hiding."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from flask import Blueprint, Response, abort, request

from cases.calendar import BANGKOK, Span, period_of
from cases.people import WRITTEN, Language
from geo.centres import Centre, Centres
from messages.rendering import province_of
from messages.texts import public
from web.csv_files import written
from web.policy import allow
from web.public import (
    MOST_YEARS,
    OF_PROVINCES,
    PublicNumbers,
    PublicTotals,
    PublicYear,
    render_both,
)
from web.response_cache import ResponseCache
from web.templates import HTML, Catalogue

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_CACHED = "public, max-age=300"
COUNTRY_ID = "TH"
COLUMNS = (
    "centre", "province_th", "province_en", "fiscal_year", "month", "until",
    *OF_PROVINCES, *(f"{name}_are" for name in OF_PROVINCES),
)  # fmt: skip
FIVES, AT_LEAST = "fives", "at_least"
_THAILAND = (public.COUNTRY.say(Language.THAI), "Thailand")

OpenRow = dict[str, str | int | None]


def open_data(totals: PublicTotals, catalogue: Catalogue) -> Blueprint:
    """Build the page that documents the files, and the files."""
    routes = Blueprint("open_data", __name__, url_prefix="/open")
    page, csv_cache, json_cache, geojson_cache = (ResponseCache() for _ in range(4))

    @routes.get("")
    def about() -> Response:
        def make() -> str:
            return render_both("open.html", licence=LICENCE, most_years=MOST_YEARS)

        return page.find(None, make).answer(HTML)

    @routes.get("/statistics.csv")
    def statistics_csv() -> Response:
        numbers = _found(totals)

        def make() -> bytes:
            told = rows(numbers, catalogue.centres)
            return b"".join(written(COLUMNS, (row.values() for row in told)))

        return _file(numbers, csv_cache, make, "text/csv; charset=utf-8")

    @routes.get("/statistics.json")
    def statistics_json() -> Response:
        numbers = _found(totals)
        lines = partial(rows, numbers, catalogue.centres)
        make = partial(_listed, numbers, "rows", lines)
        return _file(numbers, json_cache, make, "application/json")

    @routes.get("/centres.geojson")
    def centres_geojson() -> Response:
        numbers = _found(totals)

        def features() -> Iterator[object]:
            return (centre_feature(centre, numbers.now) for centre in catalogue.centres)

        make = partial(_listed, numbers, "features", features, type="FeatureCollection")
        return _file(numbers, geojson_cache, make, "application/geo+json")

    return routes


def _found(totals: PublicTotals) -> PublicNumbers:
    numbers = totals.find()
    if numbers is None:
        abort(503, "The numbers cannot be read right now. Please try again in a minute.")
    return numbers


def _file(
    numbers: PublicNumbers, cache: ResponseCache, make: Callable[[], str | bytes], kind: str
) -> Response:
    """Answer with a file that any page of any site may read, or with "not changed"."""
    allow(cache=_CACHED)
    response = cache.find(numbers.version, make).answer(kind)
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


def _listed(
    numbers: PublicNumbers, name: str, entries: Callable[[], Iterable[object]], **more: str
) -> str:
    """Write an object that tells of itself, and a list in it, a line an entry."""
    about = {
        **more,
        "licence": "CC-BY-4.0",
        "licence_url": LICENCE,
        "source": public.SOURCE.say(Language.ENGLISH),
        "documentation": "/open",
        "until": numbers.until.isoformat(),
    }
    lines = ",\n".join(map(_json, entries()))
    return _json(about).removesuffix("}") + f', "{name}": [\n{lines}\n]}}\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def rows(numbers: PublicNumbers, centres: Centres) -> Iterator[OpenRow]:
    """Yield each month, the oldest first: the country, then the provinces by their ids."""
    for year in reversed(numbers.years):
        provinces = next(iter(year.tables.values())).rows
        for at in range(len(year.months)):
            yield from (_row(year, at, place, centres) for place in (COUNTRY_ID, *provinces))


def centre_feature(centre: Centre, year: PublicYear) -> dict[str, object]:
    """Return a centre as GeoJSON: where it is, as far as the file knows, and its totals."""
    return {
        "type": "Feature",
        "id": centre.id,
        "geometry": {
            "type": "Point",
            "coordinates": [centre.point.longitude, centre.point.latitude],
        },
        "properties": {
            "province_th": centre.province_th,
            "province_en": centre.province_en,
            "name_th": centre.name_th,
            "name_en": centre.name_en,
            "phone": centre.phone,
            "precision": centre.precision,
            "month": period_of(year.months[-1].first, Span.MONTH).label,
            "fiscal_year": year.year,
            **_totals(centre.id, year),
        },
    }


def _totals(centre: str, year: PublicYear) -> dict[str, int | None]:
    totals: dict[str, int | None] = {}
    for name, table in year.tables.items():
        totals[f"{name}_month"] = table.rows[centre].months[-1] or None
        totals[f"{name}_year"] = table.rows[centre].year or None
    return totals


def _row(year: PublicYear, at: int, place: str, centres: Centres) -> OpenRow:
    month, is_country = year.months[at], place == COUNTRY_ID
    names = _THAILAND if is_country else [province_of(place, centres, one) for one in WRITTEN]
    shown = {
        name: table.country if is_country else table.rows[place]
        for name, table in year.tables.items()
    }
    return {
        "centre": place,
        "province_th": names[0],
        "province_en": names[1],
        "fiscal_year": year.year,
        "month": period_of(month.first, Span.MONTH).label,
        "until": month.last.isoformat(),
        **{name: row.months[at] or None for name, row in shown.items()},
        **{f"{name}_are": AT_LEAST if is_country else FIVES for name in shown},
    }
