"""The workbook of a report: summary, by day, by centre, outcomes, and charts of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.calendar import local_day
from cases.people import Language
from cases.periods import so_far
from cases.report import CentreRow, FullReport, Rate, Step, change, funnel
from cases.statistics import Numbers
from messages.texts import workbook
from messages.texts.dates import moment, period_name
from messages.texts.manager import COUNTRY
from messages.texts.signing import PRODUCT
from messages.texts.text import Text
from messages.told import RenderContext
from web.charts_sheet import Charts
from web.columns import Column, columns
from web.said import Said, said
from web.sheet import Book, Heading, Kind, Sheet, Table, Value

_STEPS = [step.value for step in Step]
#: What the summary alone shows: a sheet of days or centres has to fit on paper.
_SUMMARY_ONLY = {"confirmed", "disputed", "escalated", "far", "unproved", "refused"}


@dataclass(frozen=True, slots=True)
class Report:
    """What is written down, and for whom."""

    full: FullReport
    days: Sequence[Numbers]
    context: RenderContext
    language: Language

    def say(self, text: Text, **values: str | int) -> str:
        """Speak the reader's language."""
        return text.say(self.language, **values)

    @property
    def scope(self) -> str:
        """Name what it is of."""
        if self.full.asked.is_country:
            return self.say(COUNTRY)
        return self.context.centre_name(self.full.asked.scope, self.language)

    @property
    def today(self) -> date:
        """Return the day on which it is read."""
        return local_day(self.context.now)


def workbook_of(report: Report) -> bytes:
    """Write the file."""
    book = Book(report.language, _properties(report))
    steps = _summary(report, _sheet(book, report, workbook.SUMMARY, landscape=False))
    by_day = _by_day(report, _sheet(book, report, workbook.BY_DAY, landscape=True))
    centres = _by_centre(report, _sheet(book, report, workbook.BY_CENTRE, landscape=True))
    rows = said(report.full.now, report.context.taxonomy, report.language)
    outcomes = _outcomes(report, _sheet(book, report, workbook.OUTCOMES, landscape=False), rows)
    sheet = _sheet(book, report, workbook.CHARTS, landscape=False)
    charts = Charts(sheet, report.language)
    charts.funnel(steps, len(_STEPS))
    charts.days(by_day, *_places(["shares", "cases"], after=1))
    ended = sum(one.group == report.say(workbook.OUTCOME) for one in rows)
    if ended:
        charts.outcomes(outcomes, 2, 3, ended)
    if report.full.asked.is_country:
        charts.centres(centres, 1, *_places(["shares", "cases"], after=2))
    return book.close()


def _properties(report: Report) -> dict[str, str | datetime]:
    """Say what it is; who asked for it is nobody's business."""
    return {
        "title": report.say(workbook.TITLE, scope=report.scope),
        "subject": report.say(workbook.SUBJECT),
        "author": report.say(PRODUCT),
        "created": report.context.now.replace(tzinfo=None),
    }


def _sheet(book: Book, report: Report, name: Text, *, landscape: bool) -> Sheet:
    period = so_far(report.full.asked.period, report.today)
    title = (
        report.say(workbook.TITLE, scope=report.scope),
        period_name(period, report.language),
        report.say(workbook.READ_AT, at=moment(report.context.now, report.language)),
    )
    footer = report.say(workbook.PAGE, page="&P", pages="&N")
    return book.sheet(report.say(name), title, footer=footer, landscape=landscape)


def _summary(report: Report, sheet: Sheet) -> Table:
    full = report.full
    others = [full.before, *([full.last_year] if full.last_year else [])]
    compared = [
        heading
        for one in others
        for heading in (
            Heading(period_name(one.period, report.language), width=14),
            Heading(report.say(workbook.CHANGE), Kind.CHANGE, 12),
        )
    ]
    headings = [
        Heading(report.say(workbook.ITEM), Kind.TEXT, 34),
        Heading(period_name(so_far(full.asked.period, report.today), report.language), width=14),
        *compared,
        Heading(report.say(workbook.OF_BEFORE), Kind.PERCENT, 12),
        Heading(report.say(workbook.OF_CASES), Kind.PERCENT, 12),
    ]
    table = sheet.table(headings, _summary_rows(report, others))
    sheet.lines(table.last + 2, (report.say(note) for note in workbook.NOTES))
    return table


def _summary_rows(report: Report, others: Sequence[Numbers]) -> Iterator[list[Value]]:
    """Yield the steps from share to help first, as the chart draws them; then the rest."""
    now = report.full.now
    rates = {row.step.value: (_value(row.of_before), _value(row.of_cases)) for row in funnel(now)}
    every = columns(whole_country=report.full.asked.is_country)
    for one in sorted(every, key=_step_first):
        count = one.of(now)
        then = [(one.of(other), change(count, one.of(other))) for other in others]
        beside = [value for pair in then for value in pair]
        yield [report.say(one.words), count, *beside, *rates.get(one.name, (None, None))]


def _step_first(column: Column) -> int:
    return _STEPS.index(column.name) if column.name in _STEPS else len(_STEPS)


def _by_day(report: Report, sheet: Sheet) -> Table:
    headings = [Heading(report.say(workbook.DAY), Kind.DAY, 13), *_number_headings(report)]
    return sheet.table(headings, ([one.period.first, *_counts(one)] for one in report.days))


def _by_centre(report: Report, sheet: Sheet) -> Table:
    headings = [
        Heading(report.say(workbook.CENTRE_ID), Kind.TEXT, 8),
        Heading(report.say(workbook.PROVINCE), Kind.TEXT, 19),
        *_number_headings(report),
        Heading(report.say(workbook.FOUND_RATE), Kind.PERCENT, 9.5),
        Heading(report.say(workbook.HELPED_RATE), Kind.PERCENT, 9.5),
        Heading(report.say(workbook.REMARK), Kind.TEXT, 24),
    ]
    own = CentreRow(report.full.asked.scope, report.full.now, silent_30_days=False)
    rows = report.full.centres or (own,)
    return sheet.table(headings, (_centre(report, row) for row in rows), held=2)


def _centre(report: Report, row: CentreRow) -> list[Value]:
    """A rate of a handful tells nothing: it is left out, and the remark says why."""
    rates = [_value(row.found_rate), _value(row.helped_rate)] if row.is_ranked else [None, None]
    province = report.context.province_name(row.centre, report.language)
    return [row.centre, province, *_counts(row.numbers), *rates, _remark(report, row)]


def _remark(report: Report, row: CentreRow) -> str | None:
    if row.silent_30_days:
        return report.say(workbook.SILENT_LONG)
    if row.is_silent:
        return report.say(workbook.SILENT)
    return None if row.is_ranked else report.say(workbook.TOO_FEW)


def _outcomes(report: Report, sheet: Sheet, rows: Iterable[Said]) -> Table:
    headings = [
        Heading(report.say(workbook.GROUP), Kind.TEXT, 28),
        Heading(report.say(workbook.CODE), Kind.TEXT, 22),
        Heading(report.say(workbook.ITEM), Kind.TEXT, 50),
        Heading(report.say(workbook.COUNT), width=10),
        Heading(report.say(workbook.SHARE_OF_GROUP), Kind.PERCENT, 12),
    ]
    return sheet.table(headings, map(_said_cells, rows))


def _said_cells(one: Said) -> list[Value]:
    return [one.group, one.code, one.words, one.count, one.share]


def _shown() -> list[Column]:
    return [
        one
        for one in columns(whole_country=False)
        if one.name not in _SUMMARY_ONLY and not one.name.endswith("_p90")
    ]


def _number_headings(report: Report) -> list[Heading]:
    return [Heading(report.say(one.words)) for one in _shown()]


def _counts(numbers: Numbers) -> list[Value]:
    return [one.of(numbers) for one in _shown()]


def _places(names: Sequence[str], *, after: int) -> list[int]:
    """Tell in which columns numbers stand, behind *after* others."""
    shown = [one.name for one in _shown()]
    return [after + shown.index(name) for name in names]


def _value(rate: Rate | None) -> float | None:
    return rate.value if rate else None
