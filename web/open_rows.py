"""The rows of the open data: one a province and month, and the country's."""

from __future__ import annotations

from collections.abc import Iterator

from cases.calendar import Span, period_of
from cases.people import Language
from geo.centre import Centre
from geo.centres import Centres
from messages.texts import public
from messages.told import province_of
from web.public_numbers import OF_PROVINCES, PublicNumbers, PublicYear

COUNTRY_ID = "TH"
COLUMNS = (
    "centre", "province_th", "province_en", "fiscal_year", "month", "until",
    *OF_PROVINCES, *(f"{name}_are" for name in OF_PROVINCES),
)  # fmt: skip
FIVES, AT_LEAST = "fives", "at_least"
_THAILAND = (public.COUNTRY.say(Language.THAI), "Thailand")

Row = dict[str, str | int | None]


def rows(numbers: PublicNumbers, centres: Centres) -> Iterator[Row]:
    """Yield each month, the oldest first: the country, then the provinces by their ids."""
    for year in reversed(numbers.years):
        for at in range(len(year.months)):
            yield _country(year, at)
            first = next(iter(year.tables.values()))
            yield from (_province(year, at, centre, centres) for centre in first.rows)


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


def _country(year: PublicYear, at: int) -> Row:
    counts = {name: table.country.months[at] or None for name, table in year.tables.items()}
    how = {f"{name}_are": AT_LEAST for name in year.tables}
    return _named(COUNTRY_ID, _THAILAND, year, at) | counts | how


def _province(year: PublicYear, at: int, centre: str, centres: Centres) -> Row:
    thai, english = (province_of(centre, centres, language) for language in Language)
    counts = {name: table.rows[centre].months[at] or None for name, table in year.tables.items()}
    how = {f"{name}_are": FIVES for name in year.tables}
    return _named(centre, (thai, english), year, at) | counts | how


def _named(centre: str, names: tuple[str, str], year: PublicYear, at: int) -> Row:
    month = year.months[at]
    return {
        "centre": centre,
        "province_th": names[0],
        "province_en": names[1],
        "fiscal_year": year.year,
        "month": period_of(month.first, Span.MONTH).label,
        "until": month.last.isoformat(),
    }
