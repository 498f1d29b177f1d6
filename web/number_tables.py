"""The tables that stand on the report page itself: readable before any chart has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cases.people import Language
from cases.report import FullReport, Rate, funnel, times
from cases.statistics import Numbers
from cases.taxonomy import Taxonomy
from messages.texts import report_page, staff
from messages.texts.measures import count, duration
from messages.texts.text import Text
from web.tables import Row, Table, changed, heads, rate, slowed

_COMPARED = ("shares", "sharers", "cases", "claimed", "visited", "found", "helped", "closed",
             "reopened", "handed_over", "received", "escalated")  # fmt: skip
#: A share from abroad belongs to no centre.
_COUNTRY_ONLY = ("refused",)
_MEDIAN = 0.5


def number(numbers: Numbers, name: str) -> int | None:
    """Return a counter, or the distinct sharers."""
    return numbers.sharers if name == "sharers" else numbers[name]


def funnel_table(report: FullReport, language: Language) -> Table:
    """Show the steps from share to help, as bars and with their rates."""
    steps = funnel(report.now)
    longest = max(step.count for step in steps) or 1
    rows = (
        Row(
            report_page.NUMBERS[step.step].say(language),
            (count(step.count), rate(step.of_before, language), rate(step.of_cases, language)),
            100 * step.count / longest,
        )
        for step in steps
    )
    head = heads(
        language, report_page.STEP, report_page.COUNT, report_page.OF_BEFORE, report_page.OF_CASES
    )
    return Table(report_page.FUNNEL.say(language), head, tuple(rows))


def comparison_table(report: FullReport, language: Language) -> Table:
    """Hold each number and time against the period before, and the same a year ago."""
    names = [report_page.ITEM, report_page.NOW, report_page.THE_BEFORE, report_page.CHANGE]
    if report.last_year is not None:
        names += [report_page.LAST_YEAR, report_page.CHANGE_YEAR]
    rows = (*_counts(report, language), *_times(report, language))
    title = report_page.COMPARISON.say(language)
    return Table(title, heads(language, *names), rows, look="named pairs")


def times_table(report: FullReport, language: Language) -> Table:
    """Show how long it took to claim, to visit and to close."""
    rows = (
        Row(
            report_page.TIMES_TO[one.of].say(language),
            (duration(one.median, language), duration(one.p90, language), count(one.count)),
        )
        for one in times(report.now)
    )
    head = heads(language, report_page.ITEM, report_page.MEDIAN, report_page.P90, report_page.CASES)
    return Table(report_page.TIMES.say(language), head, tuple(rows))


def outcomes_table(report: FullReport, taxonomy: Taxonomy, language: Language) -> Table:
    """Show how cases ended."""
    names = {code: one.name(language) for code, one in taxonomy.outcomes.items()}
    return _shares(
        report,
        lambda of: of.outcomes,
        names,
        report_page.OUTCOMES,
        report_page.NO_OUTCOMES,
        language,
    )


def kinds_table(report: FullReport, language: Language) -> Table:
    """Show what sharers said of their cases."""
    names = {code: text.say(language) for code, text in staff.KINDS.items()}
    return _shares(
        report, lambda of: of.kinds, names, report_page.KINDS, report_page.NO_KINDS, language
    )


def urgent_table(report: FullReport, language: Language) -> Table:
    """Show which dangers were said."""
    names = {code: text.say(language) for code, text in staff.REASONS.items()}
    return _shares(
        report, lambda of: of.urgencies, names, report_page.URGENT, report_page.NO_URGENT, language
    )


def _counts(report: FullReport, language: Language) -> Iterator[Row]:
    for name in (*_COMPARED, *(_COUNTRY_ONLY if report.asked.is_country else ())):
        now, *others = (number(one, name) for one in _columns(report))
        cells = [count(now)]
        for other in others:
            cells += [count(other), changed(now, other, language)]
        yield Row(report_page.NUMBERS[name].say(language), tuple(cells))


def _times(report: FullReport, language: Language) -> Iterator[Row]:
    for of, name in report_page.TIMES_TO.items():
        now, *others = (one.minutes(of, _MEDIAN) for one in _columns(report))
        cells = [duration(now, language)]
        for other in others:
            cells += [duration(other, language), slowed(now, other, language)]
        title = f"{name.say(language)} ({report_page.MEDIAN.say(language)})"
        yield Row(title, tuple(cells))


def _columns(report: FullReport) -> list[Numbers]:
    return [report.now, report.before, *([report.last_year] if report.last_year else [])]


def _shares(
    report: FullReport,
    family: Callable[[Numbers], Mapping[str, int]],
    names: Mapping[str, str],
    title: Text,
    empty: Text,
    language: Language,
) -> Table:
    """Show a family of counters, the greatest first, beside those of the other periods."""
    columns = [family(one) for one in _columns(report)]
    codes = sorted(
        {code for one in columns for code in one}, key=lambda code: (-columns[0].get(code, 0), code)
    )
    total = sum(columns[0].values())
    heading = [report_page.ITEM, report_page.NOW, report_page.SHARE_OF, report_page.THE_BEFORE]
    rows = []
    for code in codes:
        now, *others = (one.get(code, 0) for one in columns)
        share = Rate(now, total)
        cells = (count(now), rate(share, language), *map(count, others))
        rows.append(Row(names.get(code, code), cells, 100 * (share.value or 0)))
    if report.last_year is not None:
        heading.append(report_page.LAST_YEAR)
    return Table(title.say(language), heads(language, *heading), tuple(rows), empty.say(language))
