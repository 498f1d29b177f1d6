"""The rows of numbers that go into plain files, read as they are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from messages.texts import workbook
from messages.texts.text import Text
from messages.told import centre_name, province_name
from store.statistics import RedisStatistics
from web.columns import columns
from web.formulas import Cell

#: So many rows are read at once.
_BATCH = 100


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
        titles = [*first, *(one.words for one in columns(whole_country=asked.is_country))]
        outcomes = (one.name(self.language) for one in self.taxonomy.outcomes.values())
        return [*(title.say(self.language) for title in titles), *outcomes]

    def by_day(self, asked: ReportOf, today: date) -> Iterator[list[Cell]]:
        """Yield a row for each day so far."""
        for numbers in days(self.statistics, asked, today):
            yield [numbers.period.label, *self._cells(asked, numbers)]

    def by_centre(self, asked: ReportOf, today: date) -> Iterator[list[Cell]]:
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

    def _cells(self, asked: ReportOf, numbers: Numbers) -> list[Cell]:
        counted = [one.of(numbers) for one in columns(whole_country=asked.is_country)]
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
