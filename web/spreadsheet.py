"""A workbook for people who print: sheets with a title and one section of a report, dates and
numbers as such; and native charts, which spreadsheets draw anew from the cells.

Text is written as text only (write_string), whatever it begins with: XlsxWriter's write() would
make a formula of "=..."."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from cases.people import Language
from cases.report import Rate, change
from messages.texts.text import Text
from web.sections import Cell, CellFormat, Change, Column, Minutes, ReportSection

_FONT = {"font_name": "Tahoma", "font_size": 10, "valign": "top"}
_HEAD = {"bold": True, "text_wrap": True, "bg_color": "#E3EFEA", "border": 1, "valign": "vcenter"}
#: Between a column's words and the next one's; LibreOffice draws Tahoma's stand-in wider.
_ROOM = 2.2
#: Excel's Thai calendar (07) with Arabic digits (1) in Thai (041E); LibreOffice reads and writes it
#: as [~buddhist].
_DAYS = {Language.THAI: "[$-107041E]d mmm yyyy;@", Language.ENGLISH: "[$-409]d mmm yyyy;@"}
_A4 = 9
_TITLE_ROWS = 4
#: Thai writes above and below the line.
_TITLE_PT = 26
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
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a section's rows on a sheet, for charts."""

    section: ReportSection
    sheet: str
    first: int
    last: int

    def column(self, words: str) -> int:
        """Return the column under a heading."""
        return next(at for at, one in enumerate(self.section.columns) if one.words == words)

    def cells(self, column: int, *, rows: int | None = None) -> list[str | int]:
        """Name the cells of a column, or the first *rows* of them."""
        last = self.last if rows is None else self.first + rows - 1
        return [self.sheet, self.first, column, last, column]


class Book:
    """A workbook in the making."""

    def __init__(self, language: Language, properties: dict[str, str | datetime]) -> None:
        self._file = BytesIO()
        self.made: Any = xlsxwriter.Workbook(self._file, _OPTIONS)
        self.made.set_properties(properties)
        #: The number format of days.
        self.days = _DAYS[language]
        self._formats: dict[object, Any] = {}

    def sheet(self, name: str, title: Sequence[str], *, footer: str, landscape: bool) -> Sheet:
        """Add a sheet with its title, set up to be printed on A4."""
        worksheet = self.made.add_worksheet(name)
        worksheet.set_paper(_A4)
        worksheet.set_landscape() if landscape else worksheet.set_portrait()
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        worksheet.set_footer(f"&C{footer}")
        worksheet.set_row(0, _TITLE_PT)
        for row, line in enumerate(title):
            style = {"bold": True, "font_size": 14} if row == 0 else {}
            worksheet.write_string(row, 0, line, self.format(**style))
        return Sheet(self, worksheet, name)

    def format(self, **style: object) -> Any:
        """Return a cell format; equal ones are shared."""
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self.made.add_format(_FONT | style)
        return self._formats[key]

    def close(self) -> bytes:
        """Return the file."""
        self.made.close()
        return self._file.getvalue()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet and what is written on it."""

    book: Book
    made: Any
    name: str

    def write(self, section: ReportSection, *, held: int = 1) -> Placed:
        """Write the section's table; its head, and the first *held* columns, stay in view and are
        printed on each page."""
        for place, column in enumerate(section.columns):
            self.made.set_column(place, place, column.width + _ROOM)
            align = "left" if column.kind is CellFormat.TEXT else "right"
            style = self.book.format(**_HEAD, align=align)
            words = column.words.replace(" (", "\n(")  # what is in brackets on a line of its own
            self.made.write_string(_TITLE_ROWS, place, words, style)
        self.made.set_row(_TITLE_ROWS, 58)
        at = _TITLE_ROWS
        for at, row in enumerate(section.rows, _TITLE_ROWS + 1):
            cells = (row.name, *row.cells)
            for place, (cell, column) in enumerate(zip(cells, section.columns, strict=True)):
                self._write(at, place, cell, column)
        self.made.freeze_panes(_TITLE_ROWS + 1, held)
        self.made.repeat_rows(_TITLE_ROWS)
        self.made.repeat_columns(0, held - 1)
        return Placed(section, self.name, _TITLE_ROWS + 1, at)

    def lines(self, row: int, lines: Iterable[str]) -> None:
        """Write sentences, one below the other."""
        for line in lines:
            self.made.write_string(row, 0, line, self.book.format())
            row += 1

    def _write(self, row: int, place: int, cell: Cell, column: Column) -> None:
        style = self._style(column.kind)
        match _value(cell):
            case None:
                self.made.write_blank(row, place, None, style)
            case str(words):
                self.made.write_string(row, place, words, style)
            case date() as day:
                self.made.write_datetime(row, place, day, style)
            case number:
                self.made.write_number(row, place, number, style)

    def _style(self, kind: CellFormat) -> Any:
        number = self.book.days if kind is CellFormat.DAY else kind.value
        wrapped = {"text_wrap": True} if kind is CellFormat.TEXT else {}
        return self.book.format(num_format=number, border=1, border_color="#BFBFBF", **wrapped)


def _value(cell: Cell) -> str | int | float | date | None:
    match cell:
        case Minutes():
            return cell.minutes
        case Rate():
            return cell.value
        case Change():
            return change(cell.now, cell.then)
    return cell


@dataclass(slots=True)
class Charts:
    """Puts charts below each other on a sheet."""

    sheet: Sheet
    language: Language
    row: int = _FIRST_ROW

    def bars(self, title: Text, placed: Placed, name: int, column: int, rows: int) -> None:
        """Draw the first *rows* of a section as bars with their numbers."""
        chart = self._bars(title)
        self._series(chart, placed, name, column, _GREEN, rows=rows, labels=True)
        self._put(chart, title, 90 + rows * _BAR_PX)

    def days(self, title: Text, placed: Placed, shares: int, cases: int) -> None:
        """Draw shares and cases over the days."""
        chart = self._chart("line", title)
        self._series(chart, placed, 0, shares, _GREEN)
        self._series(chart, placed, 0, cases, _ORANGE, dash="dash")
        days = self.sheet.book.days
        axis = {"date_axis": True, "num_format": days, "num_font": {"rotation": -45}}
        if placed.last - placed.first >= _MANY_DAYS:
            axis |= {"major_unit": 1, "major_unit_type": "months"}
        chart.set_x_axis(axis)
        chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True}})
        chart.set_legend({"position": "bottom"})
        self._put(chart, title)

    def centres(self, title: Text, placed: Placed, name: int, shares: int, cases: int) -> None:
        """Draw the centres beside each other, on paper of their own."""
        self.sheet.made.set_print_scale(_PRINTED_AT)  # a page can be broken only where none "fits"
        self.sheet.made.set_h_pagebreaks([self.row - 1])
        chart = self._bars(title)
        self._series(chart, placed, name, shares, _GREEN)
        self._series(chart, placed, name, cases, _ORANGE)
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
        rows = placed.last - placed.first + 1
        self._put(chart, title, 90 + rows * _THIN_BAR_PX)

    def _chart(self, shape: str, title: Text) -> Any:
        chart = self.sheet.book.made.add_chart({"type": shape})
        chart.set_title({"name": title.say(self.language), "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        return chart

    def _series(
        self, chart: Any, placed: Placed, name: int, column: int, colour: str, **how: Any
    ) -> None:
        rows = how.get("rows")
        chart.add_series(
            {
                "name": [placed.sheet, placed.first - 1, column],
                "categories": placed.cells(name, rows=rows),
                "values": placed.cells(column, rows=rows),
                "fill": {"color": colour},
                "line": {"color": colour, "width": 2, "dash_type": how.get("dash", "solid")},
                "data_labels": {"value": True} if how.get("labels") else {},
                "gap": 60,
            }
        )

    def _bars(self, title: Text) -> Any:
        """Return a chart in which the first row of the section is the uppermost bar."""
        chart = self._chart("bar", title)
        chart.set_y_axis({"reverse": True, "interval_unit": 1})
        chart.set_x_axis({"min": 0, "num_format": "#,##0", "label_position": "high"})
        return chart

    def _put(self, chart: Any, title: Text, height: int = 0) -> None:
        height = max(_HEIGHT, height)
        chart.set_size({"width": _WIDTH, "height": height})
        described = {"description": title.say(self.language), "object_position": 1}
        self.sheet.made.insert_chart(self.row, 0, chart, described)
        self.row += height // _ROW_PX + 2
