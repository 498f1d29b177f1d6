"""The sheet with the charts: spreadsheets draw them anew from the cells of the other sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases.people import Language
from messages.texts import workbook
from messages.texts.text import Text
from web.sheet import Sheet, Table

_GREEN, _ORANGE = "#0B4F3C", "#C85A00"
_FIRST_ROW, _ROW_PX = 4, 20
_WIDTH, _HEIGHT = 900, 340
#: A bar and its name need so many pixels; where there are as many as provinces, fewer must do, so
#: that the chart stays on one sheet of paper.
_BAR_PX, _THIN_BAR_PX = 22, 18
#: Per cent at which a chart is as wide as A4, also where letters and so columns are wider (seen in
#: LibreOffice), and all centres are no higher than a page.
_PRINTED_AT = 58
#: Of more days, the axis names the months.
_MANY_DAYS = 62


@dataclass(slots=True)
class Charts:
    """Puts charts below each other."""

    sheet: Sheet
    language: Language
    row: int = _FIRST_ROW

    def funnel(self, summary: Table, steps: int) -> None:
        """Draw the steps from share to help, which stand first in the summary."""
        chart = self._chart("bar", workbook.CHART_FUNNEL)
        self._series(chart, summary, 0, 1, _GREEN, rows=steps, labels=True)
        self._down(chart)
        self._put(chart, workbook.CHART_FUNNEL)

    def days(self, by_day: Table, shares: int, cases: int) -> None:
        """Draw shares and cases over the days."""
        chart = self._chart("line", workbook.CHART_DAYS)
        self._series(chart, by_day, 0, shares, _GREEN)
        self._series(chart, by_day, 0, cases, _ORANGE, dash="dash")
        day = self.sheet.book.day_format()
        axis = {"date_axis": True, "num_format": day, "num_font": {"rotation": -45}}
        if by_day.last - by_day.first >= _MANY_DAYS:
            axis |= {"major_unit": 1, "major_unit_type": "months"}
        chart.set_x_axis(axis)
        chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True}})
        chart.set_legend({"position": "bottom"})
        self._put(chart, workbook.CHART_DAYS)

    def outcomes(self, table: Table, name: int, count: int, rows: int) -> None:
        """Draw how the cases ended; these are the first *rows* of the table."""
        chart = self._chart("bar", workbook.CHART_OUTCOMES)
        self._series(chart, table, name, count, _GREEN, rows=rows, labels=True)
        self._down(chart)
        self._put(chart, workbook.CHART_OUTCOMES, max(_HEIGHT, 90 + rows * _BAR_PX))

    def centres(self, table: Table, name: int, shares: int, cases: int) -> None:
        """Draw the centres beside each other, on paper of their own."""
        self.sheet.made.set_print_scale(_PRINTED_AT)  # a page can be broken only where none "fits"
        self.sheet.made.set_h_pagebreaks([self.row - 1])
        chart = self._chart("bar", workbook.CHART_CENTRES)
        self._series(chart, table, name, shares, _GREEN)
        self._series(chart, table, name, cases, _ORANGE)
        self._down(chart)
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
        rows = table.last - table.first + 1
        self._put(chart, workbook.CHART_CENTRES, max(_HEIGHT, 90 + rows * _THIN_BAR_PX))

    def _chart(self, shape: str, title: Text) -> Any:
        chart = self.sheet.book.made.add_chart({"type": shape})
        chart.set_title({"name": title.say(self.language), "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        return chart

    def _series(
        self, chart: Any, table: Table, name: int, column: int, colour: str, **how: Any
    ) -> None:
        rows = how.get("rows")
        line = {"color": colour, "width": 2, "dash_type": how.get("dash", "solid")}
        chart.add_series(
            {
                "name": [table.sheet, table.head, column],
                "categories": table.cells(name, rows=rows),
                "values": table.cells(column, rows=rows),
                "fill": {"color": colour},
                "line": line,
                "data_labels": {"value": True} if how.get("labels") else {},
                "gap": 60,
            }
        )

    def _down(self, chart: Any) -> None:
        """Let the first row of the table be the uppermost bar."""
        chart.set_y_axis({"reverse": True, "interval_unit": 1})
        chart.set_x_axis({"min": 0, "num_format": "#,##0", "label_position": "high"})

    def _put(self, chart: Any, title: Text, height: int = _HEIGHT) -> None:
        chart.set_size({"width": _WIDTH, "height": height})
        described = {"description": title.say(self.language), "object_position": 1}
        self.sheet.made.insert_chart(self.row, 0, chart, described)
        self.row += height // _ROW_PX + 2
