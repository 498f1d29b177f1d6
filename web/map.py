"""The map of the report page: provinces by their rate, or a centre's cells of many cases. No mark
on it is a case or a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bokeh.models import ColumnDataSource, LinearColorMapper, WMTSTileSource

from cases.people import Language
from cases.report import FEWEST_IN_SPOT, CentreRow, FullReport, Spot
from geo.centre import Centre
from geo.centres import Centres
from geo.outlines import Outlines, on_plane
from messages.texts import report_charts, report_page
from messages.told import province_of
from web.chart_tables import by_shares
from web.figures import AMBER, GREEN, PALE, SHADES, a_figure, add_hover, add_scale, place_legend
from web.landmarks import Landmarks
from web.tables import percent

#: The upper ends of the classes of rates, and their colours.
_CLASSES = tuple(zip((0.2, 0.4, 0.6, 0.8, 1.0), SHADES[1:6], strict=True))
_EDGE = "#767676"
_OSM = "© OpenStreetMap contributors"
_HEIGHT = 560


@dataclass(frozen=True, slots=True)
class Maps:
    """What maps are drawn with: the centres, the outlines where the operator has set a file, and
    street tiles where there is an address of them."""

    centres: Centres
    outlines: Outlines = field(default_factory=dict)
    tiles: str = ""

    def country(self, report: FullReport, language: Language) -> Any:
        """Draw the provinces, or the centres' points where there are no outlines."""
        chart = self._empty()
        for name, colour, rows in _classes(report, language):
            look = {"fill_color": colour, "line_color": _EDGE, "legend_label": name}
            source = ColumnDataSource(self._places(rows, language))
            if self.outlines:
                chart.multi_polygons("xs", "ys", source=source, fill_alpha=0.85, **look)
            else:
                chart.scatter("x", "y", size=14, source=source, **look)
        self._mark_silent(chart, report, language)
        shares = report_page.NUMBERS["shares"].say(language)
        rate = report_charts.FOUND_RATE.say(language)
        add_hover(chart, [("", "@name"), (shares, "@shares{0,0}"), (rate, "@rate")])
        place_legend(chart)
        chart.legend[0].ncols = 2
        return chart

    def spots(self, centre: Centre | None, spots: Sequence[Spot], language: Language) -> Any:
        """Draw the cells, the darker the more cases."""
        if not spots:
            return None
        chart = self._empty()
        landmarks = Landmarks(chart, spots, language)
        cells = _add_cells(chart, spots)
        if centre is not None:
            landmarks.centre(centre)
            landmarks.outline(self.outlines.get(centre.id, ()))
        landmarks.scale()
        landmarks.frame()
        title = report_page.CASES.say(language)
        add_hover(chart, [(title, "@cases{0,0}")], renderers=[cells])
        add_scale(chart, cells, title)
        return chart

    def _empty(self) -> Any:
        chart = a_figure(_HEIGHT, match_aspect=True)
        chart.axis.visible = chart.grid.visible = False
        chart.outline_line_color = PALE
        if self.tiles:
            chart.add_tile(WMTSTileSource(url=self.tiles, attribution=_OSM))
        return chart

    def _places(self, rows: Iterable[CentreRow], language: Language) -> dict[str, list[Any]]:
        shown = [row for row in rows if self.centres.known(row.centre)]
        at = [on_plane(one.point) for row in shown if (one := self.centres.known(row.centre))]
        rings = [self.outlines.get(row.centre, ()) for row in shown]
        return {
            "name": [province_of(row.centre, self.centres, language) for row in shown],
            "shares": [row.numbers["shares"] for row in shown],
            "rate": [_said(row, language) for row in shown],
            "x": [x for x, _ in at],
            "y": [y for _, y in at],
            "xs": [[[xs] for xs, _ in some] for some in rings],
            "ys": [[[ys] for _, ys in some] for some in rings],
        }

    def _mark_silent(self, chart: Any, report: FullReport, language: Language) -> None:
        silent = self._places((one for one in report.centres if one.is_silent), language)
        if silent["x"]:
            source = ColumnDataSource({name: silent[name] for name in ("x", "y")})
            name = report_charts.SILENT.say(language)
            look = {"marker": "x", "size": 8, "line_width": 2, "line_color": AMBER}
            chart.scatter("x", "y", source=source, legend_label=name, **look)


def _add_cells(chart: Any, spots: Sequence[Spot]) -> Any:
    corners = [(*on_plane(one.south_west), *on_plane(one.north_east)) for one in spots]
    left, bottom, right, top = (list(one) for one in zip(*corners, strict=True))
    source = {
        "left": left, "bottom": bottom, "right": right, "top": top,
        "cases": [one.cases for one in spots],
    }  # fmt: skip
    most = max(FEWEST_IN_SPOT + 1, *(one.cases for one in spots))
    colours = LinearColorMapper(palette=list(SHADES[1:]), low=FEWEST_IN_SPOT, high=most)
    return chart.quad(
        "left", "right", "top", "bottom", source=ColumnDataSource(source),
        fill_color={"field": "cases", "transform": colours}, fill_alpha=0.8, line_color=GREEN,
    )  # fmt: skip


def _classes(report: FullReport, language: Language) -> list[tuple[str, str, list[CentreRow]]]:
    """Sort the centres by the class of their rate; those of too few are one class of their own."""
    few = [row for row in report.centres if not row.is_ranked]
    classes, low = [(report_page.TOO_FEW.say(language), PALE, few)], 0.0
    ranked = [(row.found_rate.value or 0.0, row) for row in by_shares(report) if row.is_ranked]
    for high, colour in _CLASSES:
        name = report_charts.RANGE.say(language, low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
        inside = [row for rate, row in ranked if low < rate <= high or rate == low == 0.0]
        classes.append((name, colour, inside))
        low = high
    return [one for one in classes if one[2]]


def _said(row: CentreRow, language: Language) -> str:
    if not row.is_ranked:
        return report_page.TOO_FEW.say(language)
    return percent(row.found_rate.value or 0.0, language)
