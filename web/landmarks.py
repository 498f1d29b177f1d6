"""What one finds one's way by on the map of a centre's spots: outline, centre, and a scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from typing import Any

from cases.people import Language
from cases.report import Spot
from geo.centre import Centre
from geo.outlines import Ring, on_plane
from messages.texts import report_charts
from web.figures import AMBER, INK, write

_EDGE = "#767676"
#: So many metres are shown around the cells: a single one must not fill the map.
_AROUND_M = 1_500
#: A centre so near to the cells is in view with them; one far away would make dots of them.
_NEAR_M = 15_000
_EDGE_NEAR_M = 5_000
#: The bar is the longest of these that takes less than a third of the view.
_LENGTHS_M = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
_PART = 3


class Landmarks:
    """Draws them; what is in view are the cells, and the centre if it is near."""

    def __init__(self, chart: Any, spots: Sequence[Spot], language: Language) -> None:
        self._chart, self._language = chart, language
        corners = [on_plane(at) for one in spots for at in (one.south_west, one.north_east)]
        xs, ys = ([*some] for some in zip(*corners, strict=True))
        self._left, self._right = min(xs) - _AROUND_M, max(xs) + _AROUND_M
        self._bottom, self._top = min(ys) - _AROUND_M, max(ys) + _AROUND_M
        #: The plane is wider than the earth, the more the farther from the equator.
        self._wider = 1 / cos(radians(spots[0].middle.latitude))

    def outline(self, rings: Sequence[Ring]) -> None:
        """Draw the province; where its edge is near, it comes into view."""
        for xs, ys in rings:
            self._chart.line(xs, ys, color=_EDGE, line_width=2)
        corners = [at for xs, ys in rings for at in zip(xs, ys, strict=True)]
        if corners:
            self._show(*min(corners, key=self._away), most=_EDGE_NEAR_M)

    def centre(self, centre: Centre) -> None:
        """Mark the centre, with its province's name; if it is near, it comes into view."""
        x, y = on_plane(centre.point)
        self._show(x, y, most=_NEAR_M)
        thai = self._language is Language.THAI
        name = report_charts.CENTRE_OF.say(
            self._language, province=centre.province_th if thai else centre.province_en
        )
        self._chart.scatter([x], [y], marker="diamond", size=16, color=AMBER, line_color="white")
        self._name(x, y, name, text_align="center", text_baseline="top", y_offset=9)

    def scale(self) -> None:
        """Draw a bar of whole metres or kilometres, in the lower left corner."""
        room = (self._right - self._left) / self._wider / _PART
        length = max((one for one in _LENGTHS_M if one <= room), default=_LENGTHS_M[0])
        x, y = self._left + _AROUND_M / 4, self._bottom + _AROUND_M / 4
        self._chart.line([x, x + length * self._wider], [y, y], color=INK, line_width=4)
        words = report_charts.METRES if length < 1_000 else report_charts.KILOMETRES
        said = words.say(self._language, length=length if length < 1_000 else length // 1_000)
        self._name(x, y, said, text_baseline="bottom", y_offset=-4)

    def frame(self) -> None:
        """Bring what is to be seen into view, whatever else is drawn."""
        xs, ys = [self._left, self._right], [self._bottom, self._top]
        frame = self._chart.scatter(xs, ys, alpha=0)
        self._chart.x_range.renderers = self._chart.y_range.renderers = [frame]

    def _show(self, x: float, y: float, *, most: float) -> None:
        """Bring a point into view that is at *most* so far from it."""
        if self._away((x, y)) > most:
            return
        self._left, self._right = min(self._left, x - _AROUND_M), max(self._right, x + _AROUND_M)
        self._bottom, self._top = min(self._bottom, y - _AROUND_M), max(self._top, y + _AROUND_M)

    def _away(self, point: tuple[float, float]) -> float:
        """Tell how far from the view a point is."""
        x, y = point
        beside = max(self._left - x, x - self._right, 0)
        return float(max(beside, self._bottom - y, y - self._top))

    def _name(self, x: float, y: float, words: str, **where: Any) -> None:
        look = {"background_fill_color": "white", "background_fill_alpha": 0.8, "padding": 2}
        write(self._chart, x=[x], y=[y], text=[words], **look, **where)
