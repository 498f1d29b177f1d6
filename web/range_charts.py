"""The charts that hold centres side by side: ranges, for a single number would rank by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bokeh.models import ColumnDataSource, Range1d

from cases.people import Language
from cases.report import FEWEST_RANKED, CentreRow, FullReport
from geo.centres import Centres
from messages.texts import report_charts
from messages.texts.measures import duration
from messages.told import province_of
from web.chart_tables import interval
from web.figures import AROUND, GREEN, INK, SHADES, a_figure, add_hover, label_all
from web.tables import percent

_P50, _P90 = 0.5, 0.9
#: A centre's row, in pixels.
_ROW = 26
#: Minutes that are written along the axis of times, each about four times the one before.
_MINUTES = (1, 5, 15, 60, 240, 1_440, 5_760)


@dataclass(frozen=True, slots=True)
class _Range:
    """A centre's number between its ends, and how all three are said."""

    name: str
    low: float
    middle: float
    high: float
    said: str


def found(report: FullReport, centres: Centres, language: Language) -> Any:
    """Draw the range in which each centre's rate of found lies; of few cases none."""
    ranked = (row for row in report.centres if row.is_ranked)
    ranges = [one for row in ranked if (one := _found(row, centres, language))]
    title = report_charts.FOUND_RATE.say(language)
    chart = _ranges(sorted(ranges, key=lambda one: (-one.middle, one.name)), title)
    if chart is not None:
        chart.x_range = Range1d(start=0, end=100)
    return chart


def claims(report: FullReport, centres: Centres, language: Language) -> Any:
    """Draw from the median to the ninth of ten of each centre's times to claim."""
    timed = (row for row in report.centres if row.numbers.timed("claim") >= FEWEST_RANKED)
    ranges = [_claims(row, centres, language) for row in timed]
    ordered = sorted(ranges, key=lambda one: (one.middle, one.high, one.name))
    chart = _ranges(ordered, report_charts.CLAIM_TIMES.say(language), x_axis_type="log")
    if chart is not None:
        chart.xaxis.ticker = list(_MINUTES)
        chart.xaxis.major_label_overrides = {one: duration(one, language) for one in _MINUTES}
    return chart


def _found(row: CentreRow, centres: Centres, language: Language) -> _Range | None:
    rate, ends = row.found_rate.value, row.found_rate.interval
    if rate is None or ends is None:
        return None
    low, high = ends
    said = f"{percent(rate, language)} ({interval(row, language)})"
    return _Range(
        province_of(row.centre, centres, language), 100 * low, 100 * rate, 100 * high, said
    )


def _claims(row: CentreRow, centres: Centres, language: Language) -> _Range:
    name = province_of(row.centre, centres, language)
    kept = [row.numbers.minutes("claim", share) or 0 for share in (_P50, _P90)]
    said = " – ".join(duration(minutes, language) for minutes in kept)
    # An axis whose steps are times four has no zero.
    median, p90 = (max(1, minutes) for minutes in kept)
    return _Range(name, median, median, p90, said)


def _ranges(ranges: list[_Range], what: str, **more: Any) -> Any:
    if not ranges:
        return None
    source = ColumnDataSource(
        {
            "y": list(range(len(ranges))),
            **{
                name: [getattr(one, name) for one in ranges]
                for name in ("name", "low", "middle", "high", "said")
            },
        }
    )
    height = len(ranges) * _ROW + AROUND
    chart = a_figure(
        height,
        y_range=Range1d(start=len(ranges) - 0.4, end=-0.6),
        x_axis_location="above",  # there are more rows than a phone is high
        **more,
    )
    bars = chart.segment("low", "y", "high", "y", source=source, line_width=6, line_color=SHADES[3])
    dots = chart.scatter("middle", "y", source=source, size=10, color=GREEN, line_color=INK)
    label_all(chart.yaxis, [one.name for one in ranges])
    add_hover(chart, [("", "@name"), (what, "@said")], renderers=[bars, dots])
    return chart
