"""The look of all charts: fonts and colours, without tools that would keep a thumb from
scrolling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bokeh.models import (
    BasicTicker,
    ColumnDataSource,
    FixedTicker,
    HoverTool,
    NoOverlap,
    NumeralTickFormatter,
)
from bokeh.plotting import figure

#: The fonts of the page itself.
_FONT = '"Noto Sans Thai", "Leelawadee UI", Thonburi, system-ui, sans-serif'
INK, PALE = "#1b1b1b", "#d8d8d8"
GREEN, AMBER = "#0b4f3c", "#a84300"
#: Colours from few to many; they differ in lightness, so that they can be told apart without
#: colour.
SHADES = ("#f1f5f3", "#d3e6de", "#a9cfc0", "#78b39d", "#479078", "#1f6d55", "#0b4f3c")
#: Height around the rows of a chart of bars or ranges, in pixels.
AROUND = 90
#: Labels of time that fit beside each other on a phone.
_MOST_TICKS = 6


def a_figure(height: int, **more: Any) -> Any:
    """Return an empty chart as wide as its place on the page."""
    made = figure(
        height=height,
        sizing_mode="stretch_width",
        toolbar_location=None,
        tools="",
        outline_line_color=None,
        min_border_right=12,
        **more,
    )
    made.axis.major_label_text_font = made.axis.axis_label_text_font = _FONT
    made.axis.axis_label_text_font_style = "normal"
    made.axis.major_label_text_color = made.axis.axis_label_text_color = INK
    made.axis.major_label_text_font_size = "13px"
    made.axis.minor_tick_line_color = None
    made.xaxis.major_label_policy = NoOverlap()
    made.grid.grid_line_color = PALE
    return made


def source_of(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> ColumnDataSource:
    """Return the rows as columns under their *names*, the form that Bokeh draws from."""
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return ColumnDataSource({name: list(one) for name, one in zip(names, columns, strict=True)})


def add_hover(chart: Any, rows: list[tuple[str, str]], **more: Any) -> None:
    """Add a tooltip with the numbers under the pointer."""
    chart.add_tools(HoverTool(tooltips=rows, **more))


def label_ticks(axis: Any, labels: list[str]) -> None:
    """Write a few of the *labels* of 0, 1, 2... along an axis."""
    apart = -(-len(labels) // _MOST_TICKS) or 1
    axis.ticker = FixedTicker(ticks=list(range(0, len(labels), apart)))
    axis.major_label_overrides = dict(enumerate(labels))


def label_all(axis: Any, labels: list[str]) -> None:
    """Write all the *labels* of 0, 1, 2... along an axis."""
    axis.ticker = FixedTicker(ticks=list(range(len(labels))))
    axis.major_label_overrides = dict(enumerate(labels))


def whole_ticks(axis: Any) -> None:
    """Label an axis with whole numbers only."""
    axis.ticker, axis.formatter = _whole()


def add_scale(chart: Any, drawn: Any, title: str) -> None:
    """Add a colour bar above the chart for what is *drawn*."""
    ticker, formatter = _whole()
    scale = drawn.construct_color_bar(
        height=10, padding=4, background_fill_color=None, ticker=ticker, formatter=formatter,
        title=title, title_text_font=_FONT, title_text_font_style="normal",
        title_text_font_size="13px", title_text_color=INK,
        major_label_text_font=_FONT, major_label_text_font_size="13px",
    )  # fmt: skip
    chart.add_layout(scale, "above")


def _whole() -> tuple[BasicTicker, NumeralTickFormatter]:
    ticker = BasicTicker(min_interval=1, num_minor_ticks=0, desired_num_ticks=5)
    return ticker, NumeralTickFormatter(format="0,0")


def place_legend(chart: Any) -> None:
    """Put the legend over the chart, where it hides nothing."""
    legend = chart.legend[0]
    legend.orientation = "horizontal"
    legend.label_text_font, legend.label_text_font_size = _FONT, "13px"
    legend.border_line_color = None
    legend.spacing = 12
    chart.add_layout(legend, "above")


def write(chart: Any, **more: Any) -> None:
    """Write words into a chart."""
    chart.text(text_font={"value": _FONT}, text_font_size="13px", text_color=INK, **more)
