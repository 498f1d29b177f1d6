"""The charts of the report page, drawn by Bokeh in the browser from numbers alone: no code is sent
with them, so the page's policy need not allow any to be made there."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple, dataclass
from typing import Any

from bokeh.embed import json_item
from bokeh.models import LinearColorMapper, Range1d

from cases.calendar import Period, Span
from cases.people import Language
from cases.report import FEWEST_RANKED, CentreRow
from messages.texts import report_page
from messages.texts.text import MONTHS, duration, period_name
from web import figures
from web.figures import AMBER, AROUND, GREEN, INK, SHADES, a_figure, source_of
from web.map import Maps
from web.page_sections import by_code, series
from web.report_html import percent
from web.sections import FAMILIES, MEASURES, ReportRow, View, interval

#: Heights in pixels: a bar with its name above it, each further line of a name, the bar alone.
_NAMED_BAR, _LINE, _BAR = 44, 16, 16
#: Letters of a name that fit on a line of a phone.
LETTERS = 42
#: Height of a centre's row, in pixels.
_CENTRE_ROW = 26
#: Labels of the time axis in minutes, each about four times the one before.
_MINUTES = (1, 5, 15, 60, 240, 1_440, 5_760)


def charts(view: View, maps: Maps) -> dict[str, Any]:
    """Return the charts that have data, as JSON for Bokeh, by their place on the page."""
    drawn = {
        "series": _series(view),
        "hours": _hours(view),
        "outcomes": _outcomes(view),
        "found": _found(view),
        "claims": _claims(view),
        "map": maps.country() if view.report.asked.is_country else None,
        "spots": maps.spots(),
    }
    return {place: json_item(chart) for place, chart in drawn.items() if chart is not None}


def _series(view: View) -> Any:
    """Draw shares and cases over time: a line and its marks each, told apart without colour."""
    chart, rows = a_figure(320), series(view).rows
    names = {one: view.say(MEASURES[one].words) for one in ("shares", "cases")}
    source = source_of(
        ("x", "when", *names), ((x, row.name, *row.cells[:2]) for x, row in enumerate(rows))
    )
    for name, colour, dash, mark in (
        ("shares", GREEN, "solid", "circle"),
        ("cases", AMBER, "dashed", "square"),
    ):
        look = {"source": source, "legend_label": names[name], "color": colour}
        chart.line("x", name, line_width=2, line_dash=dash, **look)
        chart.scatter("x", name, size=7, marker=mark, **look)
    chart.y_range.start = 0
    figures.whole_ticks(chart.yaxis)
    figures.label_ticks(
        chart.xaxis, [_short(one.period, view.language) for one in view.report.series]
    )
    told = [(label, f"@{name}{{0,0}}") for name, label in names.items()]
    figures.add_hover(chart, [(view.say(report_page.WHEN), "@when"), *told])
    figures.place_legend(chart)
    return chart


def _short(period: Period, language: Language) -> str:
    """Return the name of a point of the series: its first day, or its month."""
    if period.span is Span.MONTH:
        return period_name(Period(period.first, period.last, Span.MONTH), language)
    return f"{period.first.day} {MONTHS[period.first.month - 1].say(language)}"


def _hours(view: View) -> Any:
    """Draw shares by weekday and hour; darker is more."""
    chart = a_figure(
        300, x_range=Range1d(start=-0.5, end=23.5), y_range=Range1d(start=6.5, end=-0.5)
    )
    days = [view.say(one) for one in report_page.WEEKDAYS]
    cells = [
        (hour, weekday, days[weekday], f"{hour:02}:00", shares)
        for weekday, day in enumerate(view.report.hours)
        for hour, shares in enumerate(day)
    ]
    most = max(1, *(cell[-1] for cell in cells))
    boxes = chart.rect(
        "x", "y", width=1, height=1, line_color="#ffffff",
        source=source_of(("x", "y", "day", "hour", "shares"), cells),
        fill_color={
            "field": "shares",
            "transform": LinearColorMapper(palette=list(SHADES), low=0, high=most),
        },
    )  # fmt: skip
    figures.label_ticks(chart.xaxis, [f"{hour:02}" for hour in range(24)])
    figures.label_all(chart.yaxis, days)
    chart.xaxis.axis_label = view.say(report_page.HOUR)
    chart.grid.grid_line_color = None
    shares = view.say(MEASURES["shares"].words)
    figures.add_hover(
        chart, [(view.say(report_page.WEEKDAY), "@day @hour"), (shares, "@shares{0,0}")]
    )
    figures.add_scale(chart, boxes, shares)
    return chart


def _outcomes(view: View) -> Any:
    """Draw the counts of outcomes as bars, and the period before as a stroke. Names stand above the
    bars, because a phone has no room beside them."""
    rows = [row for row in by_code(view, FAMILIES["outcomes"]).rows if row.cells[0]]
    if not rows:
        return None
    names = [in_lines(str(row.name), LETTERS) for row in rows]
    height = _NAMED_BAR + _LINE * max(name.count("\n") for name in names)
    chart = a_figure(len(rows) * height + AROUND, y_range=Range1d(start=len(rows) - 0.6, end=-0.85))
    _draw_bars(chart, rows, names, height, view)
    chart.x_range.start = 0
    figures.whole_ticks(chart.xaxis)
    chart.yaxis.visible = chart.ygrid.visible = False
    figures.place_legend(chart)
    return chart


def _draw_bars(
    chart: Any, rows: list[ReportRow], names: list[str], height: int, view: View
) -> None:
    now, before = (view.say(one) for one in (report_page.NOW, report_page.THE_BEFORE))
    above = (0.5 * _BAR + 3) / height
    source = source_of(
        ("y", "over", "name", "now", "before", "zero"),
        (
            (y, y - above, name, row.cells[0], row.cells[2], 0)
            for y, (name, row) in enumerate(zip(names, rows, strict=True))
        ),
    )
    bars = chart.hbar(
        y="y", right="now", height=_BAR / height, source=source, color=GREEN, legend_label=now
    )
    chart.scatter(
        "before", "y", source=source, marker="dash", angle=1.5708, size=18, line_width=3,
        line_color=AMBER, legend_label=before,
    )  # fmt: skip
    figures.write(chart, x="zero", y="over", text="name", source=source, text_baseline="bottom")
    told = [("", "@name"), (now, "@now{0,0}"), (before, "@before{0,0}")]
    figures.add_hover(chart, told, renderers=[bars])


def in_lines(words: str, most: int) -> str:
    """Break *words* at their blanks into lines of *most* letters; Thai vowels and tones over and
    under a letter take no room."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and wide(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def wide(words: str) -> int:
    """Count the letters beside each other."""
    return sum(unicodedata.category(letter) != "Mn" for letter in words)


@dataclass(frozen=True, slots=True)
class _Range:
    """A centre's number with its lower and upper end, and the text for all three. Single numbers
    would rank centres by chance."""

    name: str
    low: float
    middle: float
    high: float
    said: str


def _found(view: View) -> Any:
    """Draw the interval of each centre's rate of found; centres with few cases are left out."""
    ranked = (row for row in view.report.centres if row.is_ranked)
    ranges = [one for row in ranked if (one := _found_range(row, view))]
    chart = _ranges(
        sorted(ranges, key=lambda one: (-one.middle, one.name)), view.say(report_page.FOUND_RATE)
    )
    if chart is not None:
        chart.x_range = Range1d(start=0, end=100)
    return chart


def _claims(view: View) -> Any:
    """Draw the range from the median to the 90th percentile of each centre's times to claim."""
    timed = (row for row in view.report.centres if row.numbers.timed("claim") >= FEWEST_RANKED)
    ranges = [_claims_range(row, view) for row in timed]
    ordered = sorted(ranges, key=lambda one: (one.middle, one.high, one.name))
    chart = _ranges(ordered, view.say(report_page.CLAIM_TIMES), x_axis_type="log")
    if chart is not None:
        chart.xaxis.ticker = list(_MINUTES)
        chart.xaxis.major_label_overrides = {one: duration(one, view.language) for one in _MINUTES}
    return chart


def _found_range(row: CentreRow, view: View) -> _Range | None:
    rate, ends = row.found_rate.value, row.found_rate.interval
    if rate is None or ends is None:
        return None
    said = f"{percent(rate, view.language)} ({interval(view, row)})"
    low, middle, high = (100 * one for one in (ends[0], rate, ends[1]))
    return _Range(view.province(row.centre), low, middle, high, said)


def _claims_range(row: CentreRow, view: View) -> _Range:
    kept = [MEASURES[name].of(row.numbers) or 0 for name in ("claim_median", "claim_p90")]
    said = " – ".join(duration(minutes, view.language) for minutes in kept)
    # An axis whose steps are times four has no zero.
    median, p90 = (max(1, minutes) for minutes in kept)
    return _Range(view.province(row.centre), median, median, p90, said)


def _ranges(ranges: list[_Range], what: str, **more: Any) -> Any:
    if not ranges:
        return None
    source = source_of(
        ("y", "name", "low", "middle", "high", "said"),
        ((y, *astuple(one)) for y, one in enumerate(ranges)),
    )
    chart = a_figure(
        len(ranges) * _CENTRE_ROW + AROUND,
        y_range=Range1d(start=len(ranges) - 0.4, end=-0.6),
        x_axis_location="above",  # there are more rows than a phone is high
        **more,
    )
    bars = chart.segment("low", "y", "high", "y", source=source, line_width=6, line_color=SHADES[3])
    dots = chart.scatter("middle", "y", source=source, size=10, color=GREEN, line_color=INK)
    figures.label_all(chart.yaxis, [one.name for one in ranges])
    figures.add_hover(chart, [("", "@name"), (what, "@said")], renderers=[bars, dots])
    return chart
