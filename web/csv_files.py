"""Plain files for spreadsheets: CSV in UTF-8 with the mark by which they know it, written while it
is sent, and the rows of numbers that go into them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from cases.calendar import Period, Span, period_of
from cases.people import Language
from cases.periods import name_of, so_far
from cases.report import ReportOf
from cases.statistics import Numbers
from cases.taxonomy import Taxonomy
from geo.centres import Centres
from messages.context import centre_name, province_name
from messages.texts import workbook
from messages.texts.text import Text
from store.statistics import RedisStatistics
from web.measures import measures

#: So many characters are gathered before they are sent; no file ever lies in memory whole.
_PIECE = 32_768
#: So many rows are read at once.
_BATCH = 100
#: How a formula begins, also in full width; a tab or a line break may bring one behind it.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
#: Blanks that str.lstrip leaves; a spreadsheet may look behind them.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"

Value = str | int | float | None


def written(
    head: Sequence[str], rows: Iterable[Iterable[Value]], mark: str = "\ufeff"
) -> Iterator[bytes]:
    """Yield the file piece by piece; rows are asked for as they are sent. A program that reads it
    would take the *mark* of spreadsheets for a part of the first column's name."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write(mark)
    writer.writerow(map(harmless, head))
    for row in rows:
        writer.writerow(map(harmless, row))
        if text.tell() > _PIECE:
            yield _emptied(text)
    yield _emptied(text)


def _emptied(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece


@dataclass(frozen=True, slots=True)
class NumberRows:
    """Numbers with a column for each outcome, whatever happened: the columns of a file do not
    depend on its days."""

    statistics: RedisStatistics
    taxonomy: Taxonomy
    centres: Centres
    language: Language

    def head(self, asked: ReportOf, *first: Text) -> list[str]:
        """Name the columns."""
        titles = [*first, *(one.words for one in measures(whole_country=asked.is_country))]
        outcomes = (one.name(self.language) for one in self.taxonomy.outcomes.values())
        return [*(title.say(self.language) for title in titles), *outcomes]

    def by_day(self, asked: ReportOf, today: date) -> Iterator[list[Value]]:
        """Yield a row for each day so far."""
        for numbers in days(self.statistics, asked, today):
            yield [numbers.period.label, *self._cells(asked, numbers)]

    def by_centre(self, asked: ReportOf, today: date) -> Iterator[list[Value]]:
        """Yield a row for each centre, also for one in which nothing happened."""
        period = asked.period
        for numbers in self.statistics.numbers_of_all(self._every(asked), [period]):
            told = name_of(so_far(period, today)), *self._names(numbers.centre)
            yield [numbers.centre, *told, *self._cells(asked, numbers)]

    def _every(self, asked: ReportOf) -> Sequence[str]:
        if not asked.is_country:
            return [asked.scope]
        return sorted({*(one.id for one in self.centres), *self.statistics.centres()})

    def _names(self, centre_id: str) -> tuple[str, str]:
        centre = self.centres.known(centre_id)
        if centre is None:
            return "", ""
        return centre_name(centre, self.language), province_name(centre, self.language)

    def _cells(self, asked: ReportOf, numbers: Numbers) -> list[Value]:
        counted = [one.of(numbers) for one in measures(whole_country=asked.is_country)]
        return [*counted, *(numbers.outcomes.get(code, 0) for code in self.taxonomy.outcomes)]


#: What stands before the numbers of each day, and of each centre.
DAY_HEAD = (workbook.ISO_DAY,)
CENTRE_HEAD = (workbook.CENTRE_ID, workbook.PERIOD, workbook.CENTRE, workbook.PROVINCE)


def days(statistics: RedisStatistics, asked: ReportOf, today: date) -> Iterator[Numbers]:
    """Yield the numbers of each day of a period so far."""
    period = so_far(asked.period, today)
    rest: Iterator[Period] = (period_of(day, Span.DAY) for day in period.days())
    while batch := list(islice(rest, _BATCH)):
        yield from statistics.numbers_of_all([asked.scope], batch)


def harmless(cell: Value) -> Value:
    """Keep a spreadsheet from taking text for a formula: it shows what begins with ' as text."""
    if isinstance(cell, str) and (cell.startswith(_FORMULA) or _bare(cell).startswith(_FORMULA)):
        return f"'{cell}"
    return cell


def _bare(text: str) -> str:
    """Take off every blank before *text*, seen and unseen, in whatever order."""
    shorter = text.lstrip().lstrip(_UNSEEN)
    return shorter if shorter == text else _bare(shorter)
