"""The maps of the report page: provinces by their rate, or the cells of a centre with many cases.
No mark on them is a single case or person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any

from bokeh.models import ColumnDataSource, LinearColorMapper, WMTSTileSource

from cases.report import FEWEST_IN_SPOT, CentreRow, Spot
from geo.boundaries import Outlines, Ring, on_plane
from geo.centres import Centre
from messages.texts import report_page
from web import figures
from web.figures import AMBER, GREEN, INK, PALE, SHADES, a_figure, source_of
from web.report_html import percent
from web.sections import MEASURES, View, by_shares

#: The upper ends of the classes of rates, and their colours.
_CLASSES = tuple(zip((0.2, 0.4, 0.6, 0.8, 1.0), SHADES[1:6], strict=True))
_EDGE = "#767676"
_OSM = "© OpenStreetMap contributors"
_HEIGHT = 560
#: Metres shown around the cells: a single one must not fill the map.
_AROUND_M = 1_500
#: Metres within which the centre is shown with the cells; with a distant one they would be dots.
_NEAR_M = 15_000
_EDGE_NEAR_M = 5_000
#: Lengths of the scale in metres: the longest that takes less than a third of the view is drawn.
_LENGTHS_M = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
_PART = 3


@dataclass(frozen=True, slots=True)
class Maps:
    """Draws maps of a report, with the provinces' outlines and street tiles if the operator has set
    them."""

    view: View
    outlines: Outlines = field(default_factory=dict)
    tiles: str = ""

    def country(self) -> Any:
        """Draw the provinces, or the centres' points where there are no outlines."""
        chart = self._empty()
        for name, colour, rows in _classes(self.view):
            look = {"fill_color": colour, "line_color": _EDGE, "legend_label": name}
            source = self._source(rows)
            if self.outlines:
                chart.multi_polygons("xs", "ys", source=source, fill_alpha=0.85, **look)
            else:
                chart.scatter("x", "y", size=14, source=source, **look)
        self._mark_silent(chart)
        shares = self.view.say(MEASURES["shares"].words)
        rate = self.view.say(report_page.FOUND_RATE)
        figures.add_hover(chart, [("", "@name"), (shares, "@shares{0,0}"), (rate, "@rate")])
        figures.place_legend(chart)
        chart.legend[0].ncols = 2
        return chart

    def spots(self) -> Any:
        """Draw a centre's cells, the darker the more cases."""
        spots = self.view.report.spots
        if not spots:
            return None
        chart, centre = self._empty(), self.view.centres.known(self.view.report.asked.scope)
        landmarks = Landmarks(chart, self.view)
        cells = _add_cells(chart, spots)
        if centre is not None:
            landmarks.centre(centre)
            landmarks.outline(self.outlines.get(centre.id, ()))
        landmarks.scale()
        landmarks.frame()
        title = self.view.say(report_page.CASES)
        figures.add_hover(chart, [(title, "@cases{0,0}")], renderers=[cells])
        figures.add_scale(chart, cells, title)
        return chart

    def _empty(self) -> Any:
        chart = a_figure(_HEIGHT, match_aspect=True)
        chart.axis.visible = chart.grid.visible = False
        chart.outline_line_color = PALE
        if self.tiles:
            chart.add_tile(WMTSTileSource(url=self.tiles, attribution=_OSM))
        return chart

    def _source(self, rows: Iterable[CentreRow]) -> ColumnDataSource:
        view = self.view
        shown = [(row, one) for row in rows if (one := view.centres.known(row.centre))]
        rings = {row.centre: self.outlines.get(row.centre, ()) for row, _ in shown}
        return source_of(
            ("name", "shares", "rate", "x", "y", "xs", "ys"),
            (
                (
                    view.province(row.centre),
                    row.numbers["shares"],
                    _rate(row, view),
                    *on_plane(centre.point),
                    [[xs] for xs, _ in rings[row.centre]],
                    [[ys] for _, ys in rings[row.centre]],
                )
                for row, centre in shown
            ),
        )

    def _mark_silent(self, chart: Any) -> None:
        known = self.view.centres.known
        at = [on_plane(one.point) for centre in self.view.report.silent if (one := known(centre))]
        if at:
            look = {"marker": "x", "size": 8, "line_width": 2, "line_color": AMBER}
            name = self.view.say(report_page.SILENT)
            chart.scatter("x", "y", source=source_of(("x", "y"), at), legend_label=name, **look)


def _add_cells(chart: Any, spots: Sequence[Spot]) -> Any:
    source = source_of(
        ("left", "bottom", "right", "top", "cases"),
        ((*on_plane(one.south_west), *on_plane(one.north_east), one.cases) for one in spots),
    )
    most = max(FEWEST_IN_SPOT + 1, *(one.cases for one in spots))
    colours = LinearColorMapper(palette=list(SHADES[1:]), low=FEWEST_IN_SPOT, high=most)
    return chart.quad(
        "left", "right", "top", "bottom", source=source,
        fill_color={"field": "cases", "transform": colours}, fill_alpha=0.8, line_color=GREEN,
    )  # fmt: skip


def _classes(view: View) -> list[tuple[str, str, list[CentreRow]]]:
    """Return the centres by the class of their rate; those with too few cases are a class of their
    own."""
    few = [row for row in view.report.centres if not row.is_ranked]
    classes, low = [(view.say(report_page.TOO_FEW), PALE, few)], 0.0
    ranked = [(row.found_rate.value or 0.0, row) for row in by_shares(view.report) if row.is_ranked]
    for high, colour in _CLASSES:
        name = view.say(report_page.RANGE, low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
        inside = [row for rate, row in ranked if low < rate <= high or rate == low == 0.0]
        classes.append((name, colour, inside))
        low = high
    return [one for one in classes if one[2]]


def _rate(row: CentreRow, view: View) -> str:
    if not row.is_ranked:
        return view.say(report_page.TOO_FEW)
    return percent(row.found_rate.value or 0.0, view.language)


class Landmarks:
    """Draws outline, centre and scale on the map of a centre's spots. The view holds the cells, and
    the centre if it is near."""

    def __init__(self, chart: Any, view: View) -> None:
        self._chart, self._view = chart, view
        spots = view.report.spots
        corners = [on_plane(at) for one in spots for at in (one.south_west, one.north_east)]
        xs, ys = ([*some] for some in zip(*corners, strict=True))
        self._left, self._right = min(xs) - _AROUND_M, max(xs) + _AROUND_M
        self._bottom, self._top = min(ys) - _AROUND_M, max(ys) + _AROUND_M
        #: Factor by which the projection enlarges distances at this latitude.
        self._wider = 1 / cos(radians(spots[0].middle.latitude))

    def outline(self, rings: Sequence[Ring]) -> None:
        """Draw the province's outline, and extend the view to the edge if it is near."""
        for xs, ys in rings:
            self._chart.line(xs, ys, color=_EDGE, line_width=2)
        corners = [at for xs, ys in rings for at in zip(xs, ys, strict=True)]
        if corners:
            self._show(*min(corners, key=self._away), most=_EDGE_NEAR_M)

    def centre(self, centre: Centre) -> None:
        """Mark the centre with its province's name, and extend the view to it if it is near."""
        x, y = on_plane(centre.point)
        self._show(x, y, most=_NEAR_M)
        name = self._view.say(report_page.CENTRE_OF, province=self._view.province(centre.id))
        self._chart.scatter([x], [y], marker="diamond", size=16, color=AMBER, line_color="white")
        self._name(x, y, name, text_align="center", text_baseline="top", y_offset=9)

    def scale(self) -> None:
        """Draw a bar of whole metres or kilometres, in the lower left corner."""
        room = (self._right - self._left) / self._wider / _PART
        length = max((one for one in _LENGTHS_M if one <= room), default=_LENGTHS_M[0])
        x, y = self._left + _AROUND_M / 4, self._bottom + _AROUND_M / 4
        self._chart.line([x, x + length * self._wider], [y, y], color=INK, line_width=4)
        words = report_page.METRES if length < 1_000 else report_page.KILOMETRES
        said = self._view.say(words, length=length if length < 1_000 else length // 1_000)
        self._name(x, y, said, text_baseline="bottom", y_offset=-4)

    def frame(self) -> None:
        """Set the chart's ranges to the view, whatever else is drawn."""
        xs, ys = [self._left, self._right], [self._bottom, self._top]
        frame = self._chart.scatter(xs, ys, alpha=0)
        self._chart.x_range.renderers = self._chart.y_range.renderers = [frame]

    def _show(self, x: float, y: float, *, most: float) -> None:
        """Extend the view to a point that is at *most* so many metres away."""
        if self._away((x, y)) > most:
            return
        self._left, self._right = min(self._left, x - _AROUND_M), max(self._right, x + _AROUND_M)
        self._bottom, self._top = min(self._bottom, y - _AROUND_M), max(self._top, y + _AROUND_M)

    def _away(self, point: tuple[float, float]) -> float:
        """Return the distance of a point from the view."""
        x, y = point
        beside = max(self._left - x, x - self._right, 0)
        return float(max(beside, self._bottom - y, y - self._top))

    def _name(self, x: float, y: float, words: str, **where: Any) -> None:
        look = {"background_fill_color": "white", "background_fill_alpha": 0.8, "padding": 2}
        figures.write(self._chart, x=[x], y=[y], text=[words], **look, **where)
