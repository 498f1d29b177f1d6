"""The workbook of a report: summary, by day, by centre, outcomes, and charts of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from cases.log import Proof
from cases.periods import so_far
from cases.report import CentreRow, Rate, Step, funnel
from cases.statistics import Numbers
from messages.texts import proof, workbook
from messages.texts.signing import PRODUCT
from messages.texts.text import Text, moment, period_name
from web import sections
from web.sections import Cell, CellFormat, Column, ReportRow, ReportSection, View, cell, compared
from web.spreadsheet import Book, Charts, Sheet

#: Measures of the summary alone: sheets of days and centres have to fit on paper.
_SUMMARY_ONLY = {"confirmed", "disputed", "escalated", "unreached", "refused", *filter(None, Proof)}
_SHOWN = [
    one
    for one in sections.MEASURES.values()
    if one.name not in _SUMMARY_ONLY and not one.name.endswith("_p90")
]


def workbook_of(view: View, days: Iterable[Numbers]) -> bytes:
    """Return the file; *days* are the numbers of each day so far."""
    book = Book(view.language, _properties(view))
    summary_sheet = _sheet(book, view, workbook.SUMMARY, landscape=False)
    summary = summary_sheet.write(_summary(view))
    summary_sheet.lines(summary.last + 2, map(view.say, workbook.NOTES))
    by_day = _sheet(book, view, workbook.BY_DAY, landscape=True).write(_by_day(view, days))
    centres = _sheet(book, view, workbook.BY_CENTRE, landscape=True)
    by_centre = centres.write(_by_centre(view), held=2)
    by_code = _sheet(book, view, workbook.OUTCOMES, landscape=False).write(_by_code(view))
    charts = Charts(_sheet(book, view, workbook.CHARTS, landscape=False), view.language)
    shares, cases = (view.say(sections.MEASURES[name].words) for name in ("shares", "cases"))
    charts.bars(workbook.CHART_FUNNEL, summary, 0, 1, len(Step))
    charts.days(workbook.CHART_DAYS, by_day, by_day.column(shares), by_day.column(cases))
    if ended := len(view.report.now.outcomes):
        charts.bars(workbook.CHART_OUTCOMES, by_code, 2, 3, ended)
    if view.report.asked.is_country:
        columns = by_centre.column(shares), by_centre.column(cases)
        charts.centres(workbook.CHART_CENTRES, by_centre, 1, *columns)
    return book.close()


def _properties(view: View) -> dict[str, str | datetime]:
    """Return the properties of the file: what it is, and when it was read. They do not name the
    person who asked for it."""
    return {
        "title": view.say(workbook.TITLE, scope=view.scope),
        "subject": view.say(workbook.SUBJECT),
        "author": view.say(PRODUCT),
        "created": view.now.replace(tzinfo=None),
    }


def _sheet(book: Book, view: View, name: Text, *, landscape: bool) -> Sheet:
    period = so_far(view.report.asked.period, view.today)
    title = (
        view.say(workbook.TITLE, scope=view.scope),
        period_name(period, view.language),
        view.say(workbook.READ_AT, at=moment(view.now, view.language)),
    )
    footer = view.say(workbook.PAGE, page="&P", pages="&N")
    return book.sheet(view.say(name), title, footer=footer, landscape=landscape)


def _summary(view: View) -> ReportSection:
    """Return the section of all numbers, the steps from share to help first, as the chart needs
    them."""
    now, *others = view.periods
    columns = [
        Column(view.say(workbook.ITEM), CellFormat.TEXT, 34),
        Column(period_name(so_far(view.report.asked.period, view.today), view.language), width=14),
    ]
    for other in others:
        columns += [
            Column(period_name(other.period, view.language), width=14),
            Column(view.say(workbook.CHANGE), CellFormat.CHANGE, 12),
        ]
    columns += [
        Column(view.say(workbook.OF_BEFORE), CellFormat.PERCENT, 12),
        Column(view.say(workbook.OF_CASES), CellFormat.PERCENT, 12),
    ]
    rates = {row.step.value: (row.of_before, row.of_cases) for row in funnel(now)}
    every = sections.measures(whole_country=view.report.asked.is_country)
    rows = (
        ReportRow(view.say(one.words), (*compared(view, one), *rates.get(one.name, (None, None))))
        for one in sorted(every, key=lambda one: one.name not in rates)
    )
    return ReportSection(view.say(workbook.SUMMARY), tuple(columns), tuple(rows))


def _by_day(view: View, days: Iterable[Numbers]) -> ReportSection:
    day = Column(view.say(workbook.DAY), CellFormat.DAY, 13)
    rows = (ReportRow(one.period.first, _counts(one)) for one in days)
    return ReportSection(view.say(workbook.BY_DAY), (day, *_count_columns(view)), tuple(rows))


def _by_centre(view: View) -> ReportSection:
    """Return the section of the centres. The rate of few cases means nothing: it is left out, and
    the remark says why."""
    columns = (
        Column(view.say(workbook.CENTRE_ID), CellFormat.TEXT, 8),
        Column(view.say(workbook.PROVINCE), CellFormat.TEXT, 19),
        *_count_columns(view),
        Column(view.say(workbook.FOUND_RATE), CellFormat.PERCENT, 9.5),
        Column(view.say(workbook.HELPED_RATE), CellFormat.PERCENT, 9.5),
        Column(view.say(workbook.REMARK), CellFormat.TEXT, 24),
    )
    own = CentreRow(view.report.asked.scope, view.report.now, silent_30_days=False)
    rows = []
    for row in view.report.centres or (own,):
        rates = (row.found_rate, row.helped_rate) if row.is_ranked else (None, None)
        cells = (view.province(row.centre), *_counts(row.numbers), *rates, _remark(view, row))
        rows.append(ReportRow(row.centre, cells))
    return ReportSection(view.say(workbook.BY_CENTRE), columns, tuple(rows))


def _remark(view: View, row: CentreRow) -> str | None:
    if row.silent_30_days:
        return view.say(workbook.SILENT_LONG)
    if row.is_silent:
        return view.say(workbook.SILENT)
    return None if row.is_ranked else view.say(workbook.TOO_FEW)


def _count_columns(view: View) -> tuple[Column, ...]:
    return view.columns(*(one.words for one in _SHOWN))


def _counts(numbers: Numbers) -> tuple[Cell, ...]:
    return tuple(cell(one, numbers) for one in _SHOWN)


def _by_code(view: View) -> ReportSection:
    """Return the section of outcomes and other counters by code, a row for each code."""
    columns = (
        Column(view.say(workbook.GROUP), CellFormat.TEXT, 28),
        Column(view.say(workbook.CODE), CellFormat.TEXT, 22),
        Column(view.say(workbook.ITEM), CellFormat.TEXT, 50),
        Column(view.say(workbook.COUNT), width=10),
        Column(view.say(workbook.SHARE_OF_GROUP), CellFormat.PERCENT, 12),
    )
    rows = (
        ReportRow(group, (code, names.get(code, code), count, Rate(count, sum(counts.values()))))
        for group, counts, names in _groups(view)
        for code, count in counts.items()
    )
    return ReportSection(view.say(workbook.OUTCOMES), columns, tuple(rows))


def _groups(view: View) -> Iterator[tuple[str, Mapping[str, int], Mapping[str, str]]]:
    """Yield the name, the counts and the words of each group: outcomes first, then kinds, dangers,
    channels, and the closing facts. Codes that the taxonomy no longer knows come last."""
    now = view.report.now
    for family in sections.FAMILIES.values():
        counts, names = family.counts(now), family.names(view)
        known = {code: counts[code] for code in names if code in counts}
        yield view.say(family.group), known | dict(counts), names
    yield view.say(workbook.CHANNEL), now.channels, view.names(workbook.CHANNELS)
    for fact, values in now.facts.items():
        group = proof.NAMES.get(fact)
        yield view.say(group) if group else fact, values, view.names(proof.VALUES)
