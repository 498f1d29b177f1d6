"""The report page: the query of its address (a centre or the country, and a period), and its HTML;
the template gets only finished values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from urllib.parse import urlencode

from cases.calendar import Period, Span, period_of
from cases.log import COUNTRY
from cases.people import WRITTEN, Language
from cases.periods import NoPeriod, after, before, name_of, read_days, read_period, so_far
from cases.report import FEWEST_RANKED, FullReport, Rate, change
from messages.texts import citizen, manager, report_page, taken_away
from messages.texts.text import NOT_KNOWN, count, day, duration, moment, period_name
from web.access import Access, Viewer
from web.page_sections import page_sections
from web.response_cache import bokeh_script
from web.sections import MEASURES, Cell, Change, Minutes, ReportSection, View, compared
from web.templates import render

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


#: The large figures at the top.
_FIRST = [MEASURES[name] for name in ("shares", "sharers", "cases", "helped")]
#: Cells that fit beside each other on a phone.
_MOST_BESIDE = 4


def report_html(
    access: Access,
    viewer: Viewer,
    query: ReportQuery,
    report: FullReport,
    *,
    now: datetime,
) -> str:
    """Return the page."""
    language = viewer.language
    view = View(report, access.catalogue.taxonomy, access.centres, language, now)
    other = next(one for one in WRITTEN if one is not language)
    return render(
        "report.html",
        language,
        viewer=viewer,
        words=report_page,
        charts=report_page,
        who=access.who(viewer.member, language),
        read_at=moment(now, language),
        other=other.value,
        other_name=citizen.LANGUAGES[other],
        other_query=query.address(other),
        query=query.address(language),
        report=report,
        bokeh=f"/static/{bokeh_script()[0]}",
        silent=", ".join(map(view.province, report.silent)),
        shape_of=_shape,
        write=partial(write, language=language),
        **_choice(view, viewer, query),
        **_compared(view),
        **page_sections(view),
    )


def write(cell: Cell, language: Language) -> str:
    """Return the text of a cell."""
    match cell:
        case None:
            return NOT_KNOWN
        case int():
            return count(cell)
        case Minutes():
            return duration(cell.minutes, language)
        case Rate():
            return _rate(cell, language)
        case Change():
            return _change(cell, language)
    return str(cell)


def percent(share: float, language: Language) -> str:
    """Return a share (0 to 1) in whole percents."""
    return report_page.PERCENT.say(language, percent=f"{100 * share:,.0f}")


def _rate(of: Rate, language: Language) -> str:
    """Return a rate as text; of few cases only the two counts, for a percentage would say too
    much."""
    if of.value is None:
        return NOT_KNOWN
    if of.is_small:
        return report_page.PART_OF.say(language, part=count(of.part), of=count(of.of))
    return percent(of.value, language)


def _change(of: Change, language: Language) -> str:
    """Return a change as a sign, an amount and a word."""
    now, then = of.now, of.then
    if now is None or then is None:
        return NOT_KNOWN
    if now == then:
        return report_page.SAME.say(language)
    if of.is_time:
        more, less, by = (
            report_page.LONGER,
            report_page.SHORTER,
            duration(abs(now - then), language),
        )
    else:
        more, less, by = report_page.MORE, report_page.LESS, count(abs(now - then))
        if then >= FEWEST_RANKED:
            whole = f"{abs(100 * (change(now, then) or 0)):,.0f}"
            by = report_page.WITH_PERCENT.say(language, by=by, percent=whole)
    return (more if now > then else less).say(language, by=by)


def _shape(section: ReportSection) -> str:
    """Return how a table stands on a phone, where no column may be lost (report.css): by its own
    *look*, or the names of its rows over their cells, or a card for each row."""
    cells = len(section.columns) - 1
    return section.look or (f"under c{cells}" if cells <= _MOST_BESIDE else "named cards")


def _choice(view: View, viewer: Viewer, query: ReportQuery) -> dict[str, object]:
    """Return the centres and periods that can be chosen, and the chosen ones."""
    language, today, period = view.language, view.today, query.period

    def link(to: Period | None) -> tuple[str, str] | None:
        return (query.address(language, to), period_name(to, language)) if to else None

    before, after = map(link, neighbours(period, today))
    around = {span: period_of(min(period.last, today), span) for span in Span}
    latest = offered(today)
    scopes = [(COUNTRY, view.say(manager.COUNTRY))] + [
        (one.id, view.province(one.id)) for one in view.centres
    ]
    return {
        "asked": query,
        "scopes": scopes if viewer.sees_country else [],
        "scope": view.scope,
        "period": period_name(so_far(period, today), language),
        "whole_period": period_name(period, language),
        "period_name": name_of(period),
        "spans": [
            (view.say(report_page.SPANS[span]), query.address(language, one), one == period)
            for span, one in around.items()
        ],
        "before": before,
        "after": after,
        "offers": [
            (
                view.say(report_page.SPANS[span]),
                [(name_of(one), period_name(one, language), one == period) for one in some],
            )
            for span, some in latest.items()
        ],
        "is_offered": any(period in some for some in latest.values()),
        "example": _typed_day(today, language),
        "first_day": _typed_day(period.first, language),
        "last_day": _typed_day(period.last, language),
        "problem": taken_away.NO_PERIOD[query.problem] if query.problem else None,
    }


def _typed_day(on: date, language: Language) -> str:
    """Return a day in the form in which readers type it, in their era."""
    year = day(on, language).rsplit(" ", 1)[-1]
    return f"{on.day}/{on.month}/{year}"


def _compared(view: View) -> dict[str, object]:
    """Return the four numbers at the top, and the periods that they are compared with."""
    report, last = view.report, view.report.asked.period.last
    before, last_year = report.before, report.last_year
    return {
        "is_running": view.today < last,
        "last_day_runs": view.today == last,
        "nothing_before": report.now["shares"] and not before["shares"],
        "before_period": period_name(before.period, view.language),
        "last_year_period": period_name(last_year.period, view.language) if last_year else "",
        "first": [(view.say(one.words), *compared(view, one)[:3:2]) for one in _FIRST],
    }
