"""A workbook for people who print: sheets with a title, one table, dates and numbers as such.

Text is written as text only (write_string), whatever it begins with: XlsxWriter's write() would
make a formula of "=..."."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from typing import Any

import xlsxwriter

from cases.people import Language

Value = str | int | float | date | None

_FONT = {"font_name": "Tahoma", "font_size": 10, "valign": "top"}
_HEAD = {"bold": True, "text_wrap": True, "bg_color": "#E3EFEA", "border": 1, "valign": "vcenter"}
#: Between a column's words and the next one's; LibreOffice draws Tahoma's stand-in wider.
_ROOM = 2.2
#: Excel's Thai calendar (07) with Arabic digits (1) in Thai (041E); LibreOffice reads and writes it
#: as [~buddhist].
_DAYS = {
    Language.THAI: "[$-107041E]d mmm yyyy;@",
    Language.ENGLISH: "[$-409]d mmm yyyy;@",
}
_A4 = 9
_TITLE_ROWS = 4
#: Thai writes above and below the line.
_TITLE_PT = 26
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Kind(Enum):
    """How the values of a column are written, by their number format."""

    TEXT = "General"
    COUNT = "#,##0"
    PERCENT = "0.0%"
    CHANGE = "+0.0%;-0.0%;0.0%"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column; its width in letters."""

    words: str
    kind: Kind = Kind.COUNT
    width: float = 8.7

    @property
    def align(self) -> str:
        """Return the side on which the values below stand."""
        return "left" if self.kind is Kind.TEXT else "right"

    @property
    def in_lines(self) -> str:
        """Return the words, what is in brackets on a line of its own."""
        return self.words.replace(" (", "\n(")


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows of a table lie, for charts."""

    sheet: str
    first: int
    last: int

    @property
    def head(self) -> int:
        """Return the row of the headings."""
        return self.first - 1

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
        self._days = _DAYS[language]
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

    def day_format(self) -> str:
        """Return the number format of days."""
        return self._days

    def format(self, **style: object) -> Any:
        """Return a style, made once."""
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

    def table(
        self, headings: Sequence[Heading], rows: Iterable[Sequence[Value]], *, held: int = 1
    ) -> Table:
        """Write the table; its head, and the first *held* columns, stay in view and are printed on
        each page."""
        for column, heading in enumerate(headings):
            self.made.set_column(column, column, heading.width + _ROOM)
            style = self.book.format(**_HEAD, align=heading.align)
            self.made.write_string(_TITLE_ROWS, column, heading.in_lines, style)
        self.made.set_row(_TITLE_ROWS, 58)
        row = _TITLE_ROWS
        for row, values in enumerate(rows, _TITLE_ROWS + 1):
            for column, (heading, value) in enumerate(zip(headings, values, strict=True)):
                self._write(row, column, value, heading.kind)
        self.made.freeze_panes(_TITLE_ROWS + 1, held)
        self.made.repeat_rows(_TITLE_ROWS)
        self.made.repeat_columns(0, held - 1)
        return Table(self.name, _TITLE_ROWS + 1, row)

    def lines(self, row: int, lines: Iterable[str]) -> None:
        """Write sentences, one below the other."""
        for line in lines:
            self.made.write_string(row, 0, line, self.book.format())
            row += 1

    def _write(self, row: int, column: int, value: Value, kind: Kind) -> None:
        style = self._style(kind)
        match value:
            case None:
                self.made.write_blank(row, column, None, style)
            case str():
                self.made.write_string(row, column, value, style)
            case date():
                self.made.write_datetime(row, column, value, style)
            case _:
                self.made.write_number(row, column, value, style)

    def _style(self, kind: Kind) -> Any:
        number = self.book.day_format() if kind is Kind.DAY else kind.value
        wrapped = {"text_wrap": True} if kind is Kind.TEXT else {}
        return self.book.format(num_format=number, border=1, border_color="#BFBFBF", **wrapped)
