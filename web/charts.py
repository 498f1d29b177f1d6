"""The charts of the report page, drawn by Bokeh in the browser from numbers alone: no code is sent
with them, so the page's policy need not allow any to be made there."""

from __future__ import annotations

from typing import Any

from bokeh.embed import json_item
from bokeh.models import ColumnDataSource, LinearColorMapper, Range1d

from cases.calendar import Period, Span
from cases.people import Language
from cases.report import FullReport
from cases.taxonomy import Taxonomy
from messages.texts import report_charts, report_page
from messages.texts.dates import MONTHS, period_name
from web.figures import (
    AMBER,
    GREEN,
    SHADES,
    a_figure,
    add_hover,
    add_scale,
    label_all,
    label_ticks,
    place_legend,
    whole_ticks,
)
from web.map import Maps
from web.outcome_chart import outcomes
from web.range_charts import claims, found


def charts(
    report: FullReport, maps: Maps, taxonomy: Taxonomy, language: Language
) -> dict[str, Any]:
    """Return every chart that has something to show, by its place on the page."""
    drawn = {
        "series": _series(report, language),
        "hours": _hours(report, language),
        "outcomes": outcomes(report, taxonomy, language),
        "found": found(report, maps.centres, language),
        "claims": claims(report, maps.centres, language),
        "map": maps.country(report, language) if report.asked.is_country else None,
        "spots": _spots(report, maps, language),
    }
    return {place: json_item(chart) for place, chart in drawn.items() if chart is not None}


def _spots(report: FullReport, maps: Maps, language: Language) -> Any:
    return maps.spots(maps.centres.known(report.asked.scope), report.spots, language)


def _series(report: FullReport, language: Language) -> Any:
    """Draw shares and cases over time: a line and its marks each, told apart without colour."""
    chart = a_figure(320)
    points = list(report.series)
    names = {one: report_page.NUMBERS[one].say(language) for one in ("shares", "cases")}
    source = ColumnDataSource(
        {
            "x": list(range(len(points))),
            "when": [period_name(one.period, language) for one in points],
            **{name: [one[name] for one in points] for name in names},
        }
    )
    for name, colour, dash, mark in (
        ("shares", GREEN, "solid", "circle"),
        ("cases", AMBER, "dashed", "square"),
    ):
        look = {"source": source, "legend_label": names[name], "color": colour}
        chart.line("x", name, line_width=2, line_dash=dash, **look)
        chart.scatter("x", name, size=7, marker=mark, **look)
    chart.y_range.start = 0
    whole_ticks(chart.yaxis)
    label_ticks(chart.xaxis, [_short(one.period, language) for one in points])
    rows = [(label, f"@{name}{{0,0}}") for name, label in names.items()]
    add_hover(chart, [(report_charts.WHEN.say(language), "@when"), *rows])
    place_legend(chart)
    return chart


def _hours(report: FullReport, language: Language) -> Any:
    """Draw shares by weekday and hour, the darker the more."""
    chart = a_figure(
        300, x_range=Range1d(start=-0.5, end=23.5), y_range=Range1d(start=6.5, end=-0.5)
    )
    days = [one.say(language) for one in report_charts.WEEKDAYS]
    cells = [
        (weekday, hour, shares)
        for weekday, day in enumerate(report.hours)
        for hour, shares in enumerate(day)
    ]
    source = {
        "x": [hour for _, hour, _ in cells],
        "y": [weekday for weekday, _, _ in cells],
        "day": [days[weekday] for weekday, _, _ in cells],
        "hour": [f"{hour:02}:00" for _, hour, _ in cells],
        "shares": [shares for _, _, shares in cells],
    }
    colours = LinearColorMapper(
        palette=list(SHADES), low=0, high=max(1, *(shares for _, _, shares in cells))
    )
    boxes = chart.rect(
        "x", "y", width=1, height=1, source=ColumnDataSource(source), line_color="#ffffff",
        fill_color={"field": "shares", "transform": colours},
    )  # fmt: skip
    label_ticks(chart.xaxis, [f"{hour:02}" for hour in range(24)])
    label_all(chart.yaxis, days)
    chart.xaxis.axis_label = report_charts.HOUR.say(language)
    chart.grid.grid_line_color = None
    shares = report_page.NUMBERS["shares"].say(language)
    add_hover(
        chart,
        [(report_charts.WEEKDAY.say(language), "@day @hour"), (shares, "@shares{0,0}")],
    )
    add_scale(chart, boxes, shares)
    return chart


def _short(period: Period, language: Language) -> str:
    """Name a point of the series by its first day, or by its month."""
    if period.span is Span.MONTH:
        return period_name(Period(period.first, period.last, Span.MONTH), language)
    return f"{period.first.day} {MONTHS[period.first.month - 1].say(language)}"
