"""The tables beside the charts: the same numbers, for who sees no chart."""

from __future__ import annotations

from collections.abc import Iterator

from cases.people import Language
from cases.report import CentreRow, FullReport, Step
from geo.centres import Centres
from messages.texts import report_charts, report_page
from messages.texts.best_time import WEEKDAYS
from messages.texts.dates import period_name
from messages.texts.measures import NOT_KNOWN, count, duration
from messages.told import province_of
from web.tables import Row, Table, heads, rate

_P50, _P90 = 0.5, 0.9
#: Whoever presses it leaves our pages, and sends them no Referer.
_ON_A_MAP = "https://www.google.com/maps/search/?api=1&query={:.4f},{:.4f}"


def series_table(report: FullReport, language: Language) -> Table:
    """Show the steps over time."""
    names = [report_page.NUMBERS[step] for step in Step]
    rows = (
        Row(period_name(point.period, language), tuple(count(point[step]) for step in Step))
        for point in report.series
    )
    head = heads(language, report_charts.WHEN, *names)
    return Table(report_charts.SERIES.say(language), head, tuple(rows))


def hours_table(report: FullReport, language: Language) -> Table:
    """Show shares by weekday and hour; a phone has room for seven columns, not for 24."""
    rows = (
        Row(f"{hour:02}:00", tuple(count(of_day[hour]) for of_day in report.hours))
        for hour in range(24)
    )
    head = heads(language, report_charts.HOUR, *WEEKDAYS)
    return Table(report_charts.HOURS.say(language), head, tuple(rows), look="dense")


def centres_table(report: FullReport, centres: Centres, language: Language) -> Table:
    """Show the centres side by side, the most shares first; of few cases no rate."""
    names = (
        report_charts.CENTRE,
        *(report_page.NUMBERS[one] for one in ("shares", "cases", "closed")),
    )
    rates = (
        report_charts.FOUND_RATE,
        report_charts.INTERVAL,
        report_charts.CLAIM_MEDIAN,
        report_charts.CLAIM_P90,
        report_charts.MARK,
    )
    rows = (
        Row(province_of(row.centre, centres, language), tuple(_cells(row, language)))
        for row in by_shares(report)
    )
    return Table(report_charts.CENTRES.say(language), heads(language, *names, *rates), tuple(rows))


def spots_table(report: FullReport, language: Language) -> Table:
    """Show the cells in which many cases were opened."""
    rows = (
        Row(
            f"{spot.middle.latitude:.3f}, {spot.middle.longitude:.3f}",
            (count(spot.cases),),
            link=_ON_A_MAP.format(spot.middle.latitude, spot.middle.longitude),
        )
        for spot in report.spots
    )
    head = heads(language, report_charts.SPOT, report_page.CASES)
    return Table(report_charts.SPOTS.say(language), head, tuple(rows), look="dense")


def by_shares(report: FullReport) -> list[CentreRow]:
    """Return the centres, the most shares first."""
    return sorted(report.centres, key=lambda row: (-row.numbers["shares"], row.centre))


def interval(row: CentreRow, language: Language) -> str:
    """Say between which rates the true one lies; of too few a dash."""
    ends = row.found_rate.interval
    if ends is None or not row.is_ranked:
        return NOT_KNOWN
    low, high = (f"{100 * end:.0f}" for end in ends)
    return report_charts.RANGE.say(language, low=low, high=high)


def silent_provinces(report: FullReport, centres: Centres, language: Language) -> str:
    """Name the provinces in which nobody shared."""
    return ", ".join(province_of(one, centres, language) for one in report.silent)


def _cells(row: CentreRow, language: Language) -> Iterator[str]:
    numbers = row.numbers
    for name in ("shares", "cases", "closed"):
        yield count(numbers[name])
    yield rate(row.found_rate, language) if row.is_ranked else _too_few(row, language)
    yield interval(row, language)
    for share in (_P50, _P90):
        yield duration(numbers.minutes("claim", share), language) if row.is_ranked else NOT_KNOWN
    yield _mark(row, language)


def _too_few(row: CentreRow, language: Language) -> str:
    return report_page.TOO_FEW.say(language) if row.found_rate.of else NOT_KNOWN


def _mark(row: CentreRow, language: Language) -> str:
    if row.silent_30_days:
        return report_charts.SILENT_30.say(language)
    return report_charts.SILENT.say(language) if row.is_silent else ""
