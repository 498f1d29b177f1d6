"""What a page of numbers is asked for: a centre or the country, and a period, from its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from cases.calendar import Period, Span, period_of
from cases.log import COUNTRY
from cases.people import Language
from cases.periods import NoPeriod, after, before, name_of, read_days, read_period
from messages.texts.dates import day, period_name
from web.access import Viewer

#: So many months, quarters and fiscal years are offered in the list.
_OFFERED = {Span.MONTH: 24, Span.QUARTER: 8, Span.YEAR: 5}


@dataclass(frozen=True, slots=True)
class Picked:
    """A scope and a period; *problem* says why it is not the one that was asked for."""

    scope: str
    period: Period
    problem: NoPeriod | None = None

    def query(self, language: Language, **changes: str) -> str:
        """Write it as the end of an address, with *changes*."""
        asked = {"centre": self.scope, "period": name_of(self.period), "lang": language.value}
        return "?" + urlencode(asked | changes)


@dataclass(frozen=True, slots=True)
class Offer:
    """A period to choose: where it leads or what it is called in a form, and its words."""

    value: str
    words: str
    is_chosen: bool = False


def pick(asked: Mapping[str, str], viewer: Viewer, today: date) -> Picked:
    """Read the address's "centre", and "period" or "from" and "to". Of itself it is this month,
    of what the viewer answers for."""
    scope = _scope(asked, viewer)
    found = _period(asked, today)
    if isinstance(found, NoPeriod):
        return Picked(scope, period_of(today, Span.MONTH), found)
    return Picked(scope, found)


def spans(picked: Picked, today: date) -> Iterator[tuple[Span, str, bool]]:
    """Yield each span, the name of its period around what is picked, and whether that is picked."""
    near = min(picked.period.last, today)
    for span in Span:
        period = period_of(near, span)
        yield span, name_of(period), period == picked.period


def neighbours(picked: Picked, today: date, language: Language) -> list[Offer | None]:
    """Return the periods before and after; None where there is none."""
    # What lies before all time is refused by the reader of periods; so it is not offered.
    found = (before(picked.period), after(picked.period, today))
    return [
        Offer(name_of(one), period_name(one, language))
        if one and isinstance(read_period(name_of(one), today), Period)
        else None
        for one in found
    ]


def offers(picked: Picked, today: date, language: Language) -> list[tuple[Span, list[Offer]]]:
    """Return the latest months, quarters and fiscal years, and what is picked if it is none."""
    return [
        (span, [_offer(one, picked, language) for one in _latest(span, count, today)])
        for span, count in _OFFERED.items()
    ]


def is_offered(picked: Picked, today: date) -> bool:
    """Return whether what is picked is among the offers."""
    return any(picked.period in _latest(span, count, today) for span, count in _OFFERED.items())


def example_day(today: date, language: Language) -> str:
    """Write a day as it is to be typed, in the reader's era."""
    year = day(today, language).rsplit(" ", 1)[-1]
    return f"{today.day}/{today.month}/{year}"


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


def _offer(period: Period, picked: Picked, language: Language) -> Offer:
    return Offer(name_of(period), period_name(period, language), period == picked.period)
