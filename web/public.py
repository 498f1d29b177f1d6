"""GET / and /privacy: what this is, how many share, and what is kept, for everybody."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import structlog
from flask import Blueprint, Response
from markupsafe import Markup

from cases.calendar import (
    BUDDHIST_ERA,
    Period,
    Span,
    fiscal_year,
    local_day,
    period_of,
    periods_between,
)
from cases.log import COUNTRY
from cases.people import WRITTEN, Language
from cases.statistics import PublicRow, PublicTable, publish, publish_row
from config.clock import Clock
from config.settings import Settings
from geo.centres import Centres
from line.account_name import AccountName
from messages.rendering import province_of
from messages.texts import citizen, my_data, public, text
from messages.texts import pages as words
from messages.texts.pages import PageTexts
from messages.ways import friend_link
from store.cases import LONGEST_LIFE_S
from store.connection import StoreClient
from store.errors import is_transient, trouble_of
from store.log import SETS_LIVE_ON
from store.statistics import RedisPublicCounts, RedisStatistics
from web.response_cache import ResponseCache
from web.templates import HTML, Catalogue, friend_code, render

_DAY_S = 24 * 3600
#: Thai writes some vowels before the consonant that they are spoken and sorted after.
_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])(.)")

#: In a table of many, where the words would not fit.
_FEW = "<5"

Line = tuple[str, tuple[str, ...]]


def public_pages(settings: Settings, totals: PublicTotals, catalogue: Catalogue) -> Blueprint:
    """Build the public pages."""
    routes = Blueprint("public", __name__)
    values = _values(settings)
    name = AccountName(settings)
    home_made, privacy_made = ResponseCache(), ResponseCache()

    def make_home(found: PublicNumbers | None, link: str) -> str:
        tabled = found and {one: tables(found, catalogue.centres, one) for one in WRITTEN}
        return render_both(
            "home.html", page=words.HOME, values=values, friend_link=link, code=_code(link),
            totals=tabled,
        )  # fmt: skip

    @routes.get("/")
    def home() -> Response:
        found, link = totals.find(), friend_link(name.find())
        version = found and found.version
        return home_made.find((version, link), lambda: make_home(found, link)).answer(HTML)

    @routes.get("/privacy")
    def privacy_notice() -> Response:
        def make() -> str:
            given = {"page": _notice(), "values": values, "other_path": "/"}
            return render_both("public_sections.html", **given)

        return privacy_made.find(None, make).answer(HTML)

    return routes


def render_both(shape: str, **values: object) -> str:
    """Fill a shape that says everything in both languages."""
    return render(
        shape, Language.THAI, languages=WRITTEN, names=citizen.LANGUAGES, words=words,
        public=public, settled_after=SETTLED_AFTER.days, **values,
    )  # fmt: skip


def _notice() -> dict[Language, PageTexts]:
    """Return the privacy notice, with the data controller first."""
    return {
        language: replace(
            page, sections=(my_data.WHO[language], *page.sections, my_data.REPORTED[language])
        )
        for language, page in words.PRIVACY.items()
    }


def _values(settings: Settings) -> dict[Language, dict[str, int | str]]:
    numbers = {
        "forget_sharers_days": settings.forget_sharers_days,
        "people_days": settings.forget_people_days,
        "open_case_days": settings.open_case_days,
        "round_place_days": settings.round_place_days,
        "photo_days": settings.photo_days_after_close,
        "photo_most_days": LONGEST_LIFE_S // _DAY_S,
        "counting_days": SETS_LIVE_ON.days,
        "prank_days": settings.prank_days,
    }
    return {
        language: {
            **numbers,
            "contact": settings.privacy_contact or words.CONTACT[language],
            "controller": settings.privacy_controller or my_data.NO_CONTROLLER.say(language),
            "officer": settings.privacy_officer or my_data.NO_OFFICER.say(language),
            "place": settings.privacy_place or my_data.NO_PLACE.say(language),
        }
        for language in WRITTEN
    }


@cache
def _code(link: str) -> dict[Language, Markup]:
    """Draw the QR code with a name for those who hear the page."""
    if not link:
        return {}
    drawn = friend_code(link).svg_inline(border=4, light="#fff", omitsize=True)
    return {
        language: Markup(drawn.replace("<svg ", '<svg role="img" aria-label="{}" ', 1)).format(  # noqa: S704  (segno's own shape)
            public.CODE.say(language)
        )
        for language in WRITTEN
    }


@dataclass(frozen=True, slots=True)
class Tables:
    """What the page shows of the totals in one language; each cell is a word."""

    until: str
    periods: tuple[str, str]
    names: tuple[str, ...]
    country: Sequence[Line]
    provinces: Sequence[Line]


def tables(numbers: PublicNumbers, centres: Centres, language: Language) -> Tables:
    """Return the numbers of the running month and fiscal year, of the country and of each
    province."""
    month = numbers.now.months[-1].first
    return Tables(
        until=text.day(numbers.until, language),
        periods=(
            text.period_name(period_of(month, Span.MONTH), language),
            text.period_name(period_of(numbers.now.months[0].first, Span.YEAR), language),
        ),
        names=tuple(public.NAMES[name].say(language) for name in OF_PROVINCES),
        country=_country(numbers.now, language),
        provinces=_provinces(numbers.now, centres, language),
    )


def _country(year: PublicYear, language: Language) -> list[Line]:
    told = {name: table.country for name, table in year.tables.items()} | dict(year.country)
    return [
        (
            public.NAMES[name].say(language),
            (_said(row.months[-1], language), _said(row.year, language)),
        )
        for name, row in told.items()
    ]


def _said(count: int, language: Language) -> str:
    if not count:
        return public.FEW.say(language)
    return public.AT_LEAST.say(language, count=f"{count:,}")


def _provinces(year: PublicYear, centres: Centres, language: Language) -> list[Line]:
    tables, lines = list(year.tables.values()), []
    for centre in tables[0].rows if tables else ():
        rows = [table.rows[centre] for table in tables]
        counts = [row.months[-1] for row in rows] + [row.year for row in rows]
        cells = tuple(f"{count:,}" if count else _FEW for count in counts)
        lines.append((province_of(centre, centres, language), cells))
    return sorted(lines, key=lambda line: _LEADING_VOWEL.sub(r"\2\1", line[0]))


#: Of each province, and of the country alone: what was found out in the field is few in most
#: provinces, and few numbers of few persons say much about each.
OF_PROVINCES = ("shares", "cases")
OF_COUNTRY = ("visited", "found")
#: So many fiscal years are told, the running one included.
MOST_YEARS = 5
#: What happened in a month is counted at most seven days after it (line.inbound.OLDEST); from the
#: eighth day on nothing moves the month any more.
SETTLED_AFTER = timedelta(days=8)
_LIFE_S = 300


@dataclass(frozen=True, slots=True)
class PublicYear:
    """One fiscal year (Buddhist era); the last of its *months* may be cut short."""

    year: int
    months: tuple[Period, ...]
    tables: Mapping[str, PublicTable]
    country: Mapping[str, PublicRow]


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """All that is told, up to *until*, the newest year first; *version* changes with it."""

    until: date
    years: tuple[PublicYear, ...]
    version: str

    @property
    def now(self) -> PublicYear:
        """Return the running fiscal year."""
        return self.years[0]


class PublicTotals:
    """Reads the totals and keeps them for five minutes; when the store is away, longer."""

    def __init__(self, client: StoreClient, catalogue: Catalogue, clock: Clock) -> None:
        self._counts = RedisPublicCounts(client)
        self._statistics = RedisStatistics(client)
        self._catalogue = catalogue
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: PublicNumbers | None = None
        self._stale_at = 0.0

    def find(self) -> PublicNumbers | None:
        """Return the totals; None while the store is away and none were ever read."""
        with self._lock:
            if time.monotonic() >= self._stale_at:
                self._refresh()
            return self._kept

    def _refresh(self) -> None:
        try:
            self._kept = self._read(local_day(self._clock()) - timedelta(days=1))
            self._stale_at = time.monotonic() + _LIFE_S
        except Exception as error:
            if not is_transient(error):
                raise
            structlog.get_logger().warning("public totals not read", reason=trouble_of(error).word)

    def _read(self, until: date) -> PublicNumbers:
        filed = (centre.id for centre in self._catalogue.centres)
        centres = sorted({*filed, *self._statistics.centres()})
        last = fiscal_year(until)
        first = max(min(self._counts.first_year() or last, last), last - MOST_YEARS + 1)
        years = tuple(self._year(year, centres, until) for year in range(last, first - 1, -1))
        version = hashlib.sha256(repr((until, years)).encode()).hexdigest()[:20]
        return PublicNumbers(until, years, version)

    def _year(self, year: int, centres: list[str], until: date) -> PublicYear:
        whole = period_of(date(year - BUDDHIST_ERA, 1, 1), Span.YEAR)
        months = tuple(periods_between(whole.first, min(whole.last, until), Span.MONTH))
        found = self._counts.by_month(centres, months, OF_PROVINCES)
        country = self._counts.by_month([COUNTRY], months, OF_COUNTRY)
        settled = sum(is_settled(month, until) for month in months)
        return PublicYear(
            year,
            months,
            {name: publish(found[name], settled) for name in OF_PROVINCES},
            {name: publish_row(country[name][COUNTRY], settled) for name in OF_COUNTRY},
        )


def is_settled(month: Period, until: date) -> bool:
    """Return whether a month is over so long that late events cannot move it."""
    return month.is_whole and month.last + SETTLED_AFTER <= until
