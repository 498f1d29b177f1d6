"""GET / and /privacy: what this is, how many share, and what is kept, for everybody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flask import Blueprint, Response
from markupsafe import Markup

from cases.calendar import Period, Span, period_of
from cases.people import Language
from config.settings import Settings
from geo.centres import Centres
from line.account_name import AccountName
from messages.rendering import province_of
from messages.texts import my_data, public, text
from messages.texts import pages as words
from messages.texts.pages import PageTexts
from messages.texts.text import NAMES
from store.kept_photos import LONGEST_LIFE_S
from store.log import SETS_LIVE_ON
from web.catalogue import Catalogue
from web.friend_link import friend_code, friend_link
from web.public_numbers import OF_PROVINCES, SETTLED_AFTER, PublicNumbers, PublicTotals, PublicYear
from web.response_cache import ResponseCache
from web.templates import HTML, LANGUAGES, render

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

    def show(shape: str, page: Mapping[Language, PageTexts], **more: object) -> str:
        given = {"page": page, "values": values, **more}
        return render_both(shape, **given)

    def make_home(found: PublicNumbers | None, link: str) -> str:
        tabled = found and {one: tables(found, catalogue.centres, one) for one in LANGUAGES}
        return show("home.html", words.HOME, friend_link=link, code=_code(link), totals=tabled)

    @routes.get("/")
    def home() -> Response:
        found, link = totals.find(), friend_link(name.find())
        version = found and found.version
        return home_made.find((version, link), lambda: make_home(found, link)).answer(HTML)

    @routes.get("/privacy")
    def privacy_notice() -> Response:
        def make() -> str:
            return show("public_sections.html", _notice(), other_path="/")

        return privacy_made.find(None, make).answer(HTML)

    return routes


def render_both(shape: str, **values: object) -> str:
    """Fill a shape that says everything in both languages."""
    given = {
        "languages": LANGUAGES, "names": NAMES, "words": words, "public": public,
        "settled_after": SETTLED_AFTER.days, **values,
    }  # fmt: skip
    return render(shape, Language.THAI, **given)


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
        for language in LANGUAGES
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
        for language in LANGUAGES
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
    """Say the running month and fiscal year, of the country and of each province."""
    month = numbers.now.months[-1].first
    return Tables(
        until=text.day(numbers.until, language),
        periods=(
            text.period_name(period_of(month, Span.MONTH), language),
            text.period_name(_year(numbers.now), language),
        ),
        names=tuple(public.NAMES[name].say(language) for name in OF_PROVINCES),
        country=_country(numbers.now, language),
        provinces=_provinces(numbers.now, centres, language),
    )


def _year(year: PublicYear) -> Period:
    return period_of(year.months[0].first, Span.YEAR)


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
    tables = list(year.tables.values())
    lines = [
        (province_of(centre, centres, language), _cells(year, centre))
        for centre in (tables[0].rows if tables else ())
    ]
    return sorted(lines, key=lambda line: _LEADING_VOWEL.sub(r"\2\1", line[0]))


def _cells(year: PublicYear, centre: str) -> tuple[str, ...]:
    rows = [table.rows[centre] for table in year.tables.values()]
    counts = [row.months[-1] for row in rows] + [row.year for row in rows]
    return tuple(f"{count:,}" if count else _FEW for count in counts)
