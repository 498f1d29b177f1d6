"""The query of a report's address: a centre or the country, and a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from cases.calendar import Period, Span, period_of
from cases.log import COUNTRY
from cases.people import Language
from cases.periods import NoPeriod, after, before, name_of, read_days, read_period
from web.access import Viewer

#: Number of months, quarters and fiscal years in the list of periods.
_OFFERED = {Span.MONTH: 24, Span.QUARTER: 8, Span.YEAR: 5}


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """A scope and a period; *problem* says why the period of the address was not used."""

    scope: str
    period: Period
    problem: NoPeriod | None = None

    def address(self, language: Language, period: Period | None = None) -> str:
        """Return the query string, of another *period* if given."""
        name = name_of(period or self.period)
        return "?" + urlencode({"centre": self.scope, "period": name, "lang": language.value})


def read_query(asked: Mapping[str, str], viewer: Viewer, today: date) -> ReportQuery:
    """Read "centre", and "period" or "from" and "to". The default is this month and the viewer's
    own scope."""
    scope = _scope(asked, viewer)
    found = _period(asked, today)
    if isinstance(found, NoPeriod):
        return ReportQuery(scope, period_of(today, Span.MONTH), found)
    return ReportQuery(scope, found)


def neighbours(period: Period, today: date) -> list[Period | None]:
    """Return the periods before and after; None where there is none."""
    # What lies before all time is refused by the reader of periods; so it is not offered.
    found = (before(period), after(period, today))
    return [
        one if one and isinstance(read_period(name_of(one), today), Period) else None
        for one in found
    ]


def offered(today: date) -> dict[Span, list[Period]]:
    """Return the latest months, quarters and fiscal years."""
    return {span: _latest(span, count, today) for span, count in _OFFERED.items()}


def _scope(asked: Mapping[str, str], viewer: Viewer) -> str:
    words = asked.get("centre", "").strip()
    if words.lower() == COUNTRY:
        return COUNTRY
    return words.upper() or (COUNTRY if viewer.sees_country else viewer.member.centre)


def _period(asked: Mapping[str, str], today: date) -> Period | NoPeriod:
    first, last = (asked.get(name, "").strip() for name in ("from", "to"))
    if first or last:
        return read_days(first or last, last or first, today)
    words = asked.get("period", "").strip()
    return read_period(words, today) if words else period_of(today, Span.MONTH)


def _latest(span: Span, count: int, today: date) -> list[Period]:
    found = [period_of(today, span)]
    while len(found) < count:
        found.append(period_of(found[-1].first - timedelta(days=1), span))
    return found
