"""Plain files for spreadsheets: CSV in UTF-8 with the mark by which they know it, written while it
is sent; the rows of numbers, and those of cases, that go into them.

Left out of a case are who shared, who came, what was written, whether the sharer is the one in
need, and the place: an address or a point together with an hour can tell who it was. The province
stays."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from cases.calendar import BANGKOK, Period, Span, period_of
from cases.case import Case
from cases.people import Language
from cases.periods import name_of, so_far
from cases.report import ReportOf
from cases.statistics import Numbers
from cases.taxonomy import Taxonomy
from geo.centres import Centres
from messages.rendering import centre_name, province_name, province_of
from messages.texts import taken_away, workbook
from messages.texts.proof import FAR_REASONS, UNMET_REASONS
from messages.texts.staff import KINDS, REASONS, STATES
from messages.texts.text import Text
from messages.texts.transfers import REASONS as HANDED_OVER_FOR
from messages.texts.workbook import CHANNELS
from store.statistics import RedisStatistics
from web.sections import Measure, measures

#: Characters that are sent in one piece; no file is ever in memory as a whole.
_PIECE = 32_768
#: Rows that are read from the store at once.
_BATCH = 100
#: How a formula begins, also in full width or after a tab or line break; spreadsheets may look
#: behind blanks, those that nobody sees included.
_FORMULA = re.compile("[\t\r\n]|[\\s\u200b\u200c\u200d\u2060\ufeff\u00ad]*[=+@＝＋－＠-]")

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
class NumberFiles:
    """Files of numbers with a column for every outcome, also of those that did not occur: the
    columns do not depend on the period."""

    statistics: RedisStatistics
    taxonomy: Taxonomy
    centres: Centres
    language: Language
    asked: ReportOf
    today: date

    def by_day(self) -> Iterator[bytes]:
        """Yield the file of numbers with a row for each day so far."""
        rows = (
            [numbers.period.label, *self._cells(numbers)]
            for numbers in days(self.statistics, self.asked, self.today)
        )
        return written(self._head(workbook.ISO_DAY), rows)

    def by_centre(self) -> Iterator[bytes]:
        """Yield the file of numbers with a row for each centre, also for one without any case."""
        period = name_of(so_far(self.asked.period, self.today))
        rows = (
            [numbers.centre, period, *self._names(numbers.centre), *self._cells(numbers)]
            for numbers in self.statistics.numbers_of_all(self._every(), [self.asked.period])
        )
        head = (workbook.CENTRE_ID, workbook.PERIOD, workbook.CENTRE, workbook.PROVINCE)
        return written(self._head(*head), rows)

    def _head(self, *first: Text) -> list[str]:
        titles = [*first, *(one.words for one in self._measures())]
        outcomes = (one.name(self.language) for one in self.taxonomy.outcomes.values())
        return [*(title.say(self.language) for title in titles), *outcomes]

    def _measures(self) -> list[Measure]:
        return measures(whole_country=self.asked.is_country)

    def _every(self) -> Sequence[str]:
        if not self.asked.is_country:
            return [self.asked.scope]
        return sorted({*(one.id for one in self.centres), *self.statistics.centres()})

    def _names(self, centre_id: str) -> tuple[str, str]:
        centre = self.centres.known(centre_id)
        if centre is None:
            return "", ""
        return centre_name(centre, self.language), province_name(centre, self.language)

    def _cells(self, numbers: Numbers) -> list[Value]:
        counted = [one.of(numbers) for one in self._measures()]
        return [*counted, *(numbers.outcomes.get(code, 0) for code in self.taxonomy.outcomes)]


def days(statistics: RedisStatistics, asked: ReportOf, today: date) -> Iterator[Numbers]:
    """Yield the numbers of each day of a period so far."""
    period = so_far(asked.period, today)
    rest: Iterator[Period] = (period_of(day, Span.DAY) for day in period.days())
    while batch := list(islice(rest, _BATCH)):
        yield from statistics.numbers_of_all([asked.scope], batch)


def harmless(cell: Value) -> Value:
    """Return *cell* so that no spreadsheet takes it for a formula, also behind blanks, visible or
    not: with a leading ' it is shown as text."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


Code = TypeVar("Code", bound=str)


@dataclass(frozen=True, slots=True)
class CaseRows:
    """Writes the file of cases in one language."""

    taxonomy: Taxonomy
    centres: Centres
    language: Language

    def file(self, cases: Iterable[Case]) -> Iterator[bytes]:
        """Yield the file with a row for each case."""
        head = [title.say(self.language) for title, _ in _COLUMNS]
        return written(head, ([write(self, case) for _, write in _COLUMNS] for case in cases))

    def say(self, code: Code | None, of: Mapping[Code, Text]) -> str:
        """Return the words of a code, or the code itself where there are none any more."""
        if code is None:
            return ""
        return of[code].say(self.language) if code in of else code

    def outcomes(self, case: Case) -> str:
        """Return the outcome of each person in words."""
        known = self.taxonomy.outcomes
        return "; ".join(
            known[code].name(self.language) if code in known else code
            for code in case.visit.outcomes
        )

    def dangers(self, case: Case) -> str:
        """Return the reasons of urgency in words."""
        return "; ".join(self.say(code, REASONS) for code in case.need.dangers)

    def yes(self, said: bool) -> str:
        """Return the mark for a true value, else nothing."""
        return taken_away.YES.say(self.language) if said else ""


def _at(moment: datetime | None) -> str:
    """Write a time so that every spreadsheet reads it as one."""
    return f"{moment.astimezone(BANGKOK):%Y-%m-%d %H:%M}" if moment else ""


def _minutes(case: Case, until: datetime | None) -> int | None:
    return None if until is None else int((until - case.opened_at).total_seconds()) // 60


def _channel(rows: CaseRows, case: Case) -> str:
    channel = case.origin.channel
    return rows.say(channel, CHANNELS) if channel else taken_away.LINE.say(rows.language)


def _province(rows: CaseRows, case: Case) -> str:
    province = case.origin.province
    return province_of(province, rows.centres, rows.language) if province else ""


Write = Callable[[CaseRows, Case], Value]
_COLUMNS: tuple[tuple[Text, Write], ...] = (
    (taken_away.NUMBER, lambda rows, case: case.number),
    (taken_away.OPENED, lambda rows, case: _at(case.opened_at)),
    (taken_away.STATE, lambda rows, case: STATES[case.state].say(rows.language)),
    (taken_away.KIND, lambda rows, case: rows.say(case.need.kind, KINDS)),
    (taken_away.URGENT, CaseRows.dangers),
    (taken_away.SHARES, lambda rows, case: case.shares),
    (taken_away.CLAIMED, lambda rows, case: _at(case.claimed_at)),
    (taken_away.ARRIVED, lambda rows, case: _at(case.arrived_at)),
    (taken_away.CLOSED, lambda rows, case: _at(case.closed_at)),
    (taken_away.TO_CLAIM, lambda rows, case: _minutes(case, case.claimed_at)),
    (taken_away.TO_ARRIVE, lambda rows, case: _minutes(case, case.arrived_at)),
    (taken_away.TO_CLOSE, lambda rows, case: _minutes(case, case.closed_at)),
    (taken_away.OUTCOMES, CaseRows.outcomes),
    (taken_away.PERSONS, lambda rows, case: rows.taxonomy.people_met(case.visit.outcomes)),
    (taken_away.DISTANCE, lambda rows, case: case.visit.distance_m),
    (taken_away.FAR_REASON, lambda rows, case: rows.say(case.visit.far_reason, FAR_REASONS)),
    (taken_away.PROVINCE, _province),
    (taken_away.CHANNEL, _channel),
    (taken_away.ESCALATED, lambda rows, case: rows.yes(case.escalated)),
    (taken_away.REOPENED, lambda rows, case: case.reopened),
    (taken_away.PASSED, lambda rows, case: " ".join(case.handover.passed)),
    (taken_away.BECAUSE, lambda rows, case: rows.say(case.handover.because, HANDED_OVER_FOR)),
    (taken_away.MERGED_INTO, lambda rows, case: case.links.merged_into),
    (taken_away.NO_CHECK_IN, lambda rows, case: rows.say(case.visit.no_check_in, UNMET_REASONS)),
)
