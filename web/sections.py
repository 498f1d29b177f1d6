"""The sections of a report, each described once: its title, its columns, its rows, and what
its numbers do not mean. The page writes them as tables (web/page_sections.py), the workbook as
sheets (web/workbook.py); the charts of the steps and the outcomes are drawn from the same rows
(web/charts.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from operator import attrgetter, itemgetter, methodcaller

from cases.calendar import local_day
from cases.people import Language
from cases.report import CentreRow, FullReport, Rate
from cases.statistics import Numbers
from cases.taxonomy import Taxonomy
from geo.centres import Centres
from messages.rendering import centre_name, province_of
from messages.texts import report_page, staff, workbook
from messages.texts.manager import COUNTRY
from messages.texts.text import Text


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long something took; None where nothing was measured."""

    minutes: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A number now and in another period; *is_time* says that it is minutes: less is better."""

    now: int | None
    then: int | None
    is_time: bool


#: The value of a cell, which each renderer writes in its own form; None is not known.
Cell = str | int | date | Minutes | Rate | Change | None


class CellFormat(Enum):
    """How a worksheet writes the values of a column, by their number format."""

    TEXT = "General"
    COUNT = "#,##0"
    PERCENT = "0.0%"
    CHANGE = "+0.0%;-0.0%;0.0%"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; on a worksheet, the kind of its values and its width in letters."""

    words: str
    kind: CellFormat = CellFormat.COUNT
    width: float = 8.7


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row: its name, its cells, the length of its bar (0 to 100) and the address that its name
    links to."""

    name: str | date
    cells: tuple[Cell, ...]
    bar: float | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A table with its title. *note* says what the numbers do not mean, *empty* that there is no
    row; *look* names a shape of its own on a phone (report.css)."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[ReportRow, ...]
    note: str = ""
    empty: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A report as one reader sees it: in a language, at a time."""

    report: FullReport
    taxonomy: Taxonomy
    centres: Centres
    language: Language
    now: datetime

    def say(self, text: Text, **values: str | int) -> str:
        """Return *text* in the reader's language."""
        return text.say(self.language, **values)

    def names(self, texts: Mapping[str, Text]) -> dict[str, str]:
        """Return the words of codes in the reader's language."""
        return {code: self.say(text) for code, text in texts.items()}

    def columns(self, *headings: Text) -> tuple[Column, ...]:
        """Return columns with these headings, in the default format."""
        return tuple(Column(self.say(words)) for words in headings)

    def section(
        self,
        title: Text,
        headings: Sequence[Text],
        rows: Iterable[ReportRow],
        note: str,
        **more: str,
    ) -> ReportSection:
        """Return a section of a page."""
        return ReportSection(self.say(title), self.columns(*headings), tuple(rows), note, **more)

    def province(self, centre: str) -> str:
        """Return the name of a centre's province."""
        return province_of(centre, self.centres, self.language)

    @property
    def today(self) -> date:
        """Return the day (in Bangkok) on which the report is read."""
        return local_day(self.now)

    @property
    def scope(self) -> str:
        """Return the name of the country or centre; the id of one that is no longer in the file."""
        if self.report.asked.is_country:
            return self.say(COUNTRY)
        centre = self.centres.known(self.report.asked.scope)
        return centre_name(centre, self.language) if centre else self.report.asked.scope

    @property
    def periods(self) -> list[Numbers]:
        """Return the numbers of the period, of the one before and, if there are, of a year ago."""
        report = self.report
        return [report.now, report.before, *filter(None, [report.last_year])]


@dataclass(frozen=True, slots=True)
class Family:
    """Counters by code, such as how cases ended. *group* is what the workbook calls them."""

    title: Text
    empty: Text
    note: Text | None
    group: Text
    counts: Callable[[Numbers], Mapping[str, int]]
    names: Callable[[View], Mapping[str, str]]


FAMILIES = {
    "outcomes": Family(
        report_page.OUTCOMES, report_page.NO_OUTCOMES, report_page.OUTCOMES_NOTE, workbook.OUTCOME,
        lambda numbers: numbers.outcomes,
        lambda view: {of: one.name(view.language) for of, one in view.taxonomy.outcomes.items()},
    ),
    "kinds": Family(
        report_page.KINDS, report_page.NO_KINDS, report_page.KINDS_NOTE, workbook.KIND,
        lambda numbers: numbers.kinds, lambda view: view.names(staff.KINDS),
    ),
    "urgent": Family(
        report_page.URGENT, report_page.NO_URGENT, None, workbook.URGENT,
        lambda numbers: numbers.urgencies, lambda view: view.names(staff.REASONS),
    ),
}  # fmt: skip


def compared(view: View, measure: Measure) -> tuple[Cell, ...]:
    """Return a number of the period; of each other period the number, and the change since."""
    now, *others = view.periods
    cells = [cell(measure, now)]
    for other in others:
        change = Change(measure.of(now), measure.of(other), measure.is_time)
        cells += [cell(measure, other), change]
    return tuple(cells)


def cell(measure: Measure, numbers: Numbers) -> Cell:
    """Return a number as a cell."""
    value = measure.of(numbers)
    return Minutes(value) if measure.is_time else value


def by_shares(report: FullReport) -> list[CentreRow]:
    """Return the centres, the most shares first."""
    return sorted(report.centres, key=lambda row: (-row.numbers["shares"], row.centre))


def interval(view: View, row: CentreRow) -> str | None:
    """Return the interval of a centre's rate in words; None for too few cases."""
    ends = row.found_rate.interval
    if ends is None or not row.is_ranked:
        return None
    low, high = (f"{100 * end:.0f}" for end in ends)
    return view.say(report_page.RANGE, low=low, high=high)


MEDIAN, P90 = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. *name* is what `stats show` calls it; *of* reads a count, or the minutes of what
    *is_time*, and returns None where it cannot be told."""

    name: str
    words: Text
    of: Callable[[Numbers], int | None]
    is_time: bool = False


def measures(*, whole_country: bool) -> list[Measure]:
    """Return every number that a row has. A share from abroad ("refused") belongs to no centre."""
    return [one for one in MEASURES.values() if whole_country or one.name != "refused"]


_COUNTS = (
    "shares", "sharers", "cases", "claimed", "visited", "found", "helped", "persons", "closed",
    "reopened", "confirmed", "disputed", "escalated", "handed_over", "received", "far", "unproved",
    "unmet", "unmet_looked", "unmet_barred", "unmet_no_location", "unreached", "refused",
)  # fmt: skip
_WORDS = report_page.NUMBERS | {"confirmed": workbook.CONFIRMED, "disputed": workbook.DISPUTED}
_ALL = (
    *(
        Measure(name, _WORDS[name], attrgetter(name) if name == "sharers" else itemgetter(name))
        for name in _COUNTS
    ),
    *(
        Measure(f"{of}_{name}", workbook.TIMES[of, name], methodcaller("minutes", of, share), True)
        for of in ("claim", "visit", "close")
        for name, share in (("median", MEDIAN), ("p90", P90))
    ),
)
#: By their names, in the order of the columns.
MEASURES = {one.name: one for one in _ALL}
