"""The workbook: opened again by another library, and held against `stats show`."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from werkzeug.test import TestResponse

from cases.people import WRITTEN, Language
from config.settings import Settings
from store import keys
from tests import needs
from tests.web.browser import CENTRE, SETTINGS, Rig, a_rig
from tests.web.downloaded import asked, happenings, manager, shown
from tests.web.odd_files import odd_files
from web.sections import CellFormat, Column, ReportRow, ReportSection
from web.spreadsheet import Book

NAME = "workbook.xlsx"
SHEETS = {"th": ["สรุป", "รายวัน", "รายศูนย์", "ผลและลักษณะ", "กราฟ"],
          "en": ["Summary", "By day", "By centre", "Outcomes", "Charts"]}  # fmt: skip
TITLES = {"Shares": "shares", "Sharers (distinct)": "sharers", "Cases": "cases",
          "Claimed": "claimed", "Visited": "visited", "Found": "found", "Helped": "helped",
          "Persons met": "persons", "Closed": "closed", "Reopened": "reopened",
          "Handed over": "handed_over", "Received": "received",
          "Minutes to claim (median)": "claim_median",
          "Minutes to visit (median)": "visit_median",
          "Minutes to close (median)": "close_median"}  # fmt: skip


def opened(answer: TestResponse) -> Any:
    """Open a workbook again."""
    assert answer.status_code == 200, answer.text
    data = io.BytesIO(answer.data)  # read first: what nobody reads is never closed
    return needs.package("openpyxl").load_workbook(data)


def rows(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by the words of its head."""
    head = [cell.value and cell.value.replace("\n", " ") for cell in sheet[5]]
    found = [
        dict(zip(head, values, strict=True)) for values in sheet.iter_rows(6, values_only=True)
    ]
    return [row for row in found if row[head[1]] is not None]


@pytest.mark.parametrize("language", WRITTEN)
def test_should_put_each_heading_over_its_values(rig: Rig, language: Language) -> None:
    happenings(rig.handling)

    book = opened(asked(rig.signed_in(), NAME, lang=language.value))

    for sheet in book.worksheets[:4]:
        for head, value in zip(sheet[5], sheet[6], strict=True):
            is_text = value.number_format == "General"
            assert head.alignment.horizontal == ("left" if is_text else "right")
            assert " (" not in head.value


@pytest.mark.parametrize("language", WRITTEN)
def test_should_have_the_sheets_in_the_language_of_who_asks(rig: Rig, language: Language) -> None:
    happenings(rig.handling)

    book = opened(asked(rig.signed_in(), NAME, lang=language.value))

    assert book.sheetnames == SHEETS[language.value]
    words = " ".join(str(cell) for row in book.worksheets[0].iter_rows(values_only=True)
                     for cell in row if isinstance(cell, str))  # fmt: skip
    assert bool(re.search("[ก-๙]", words)) is (language is Language.THAI)


def test_should_say_what_stats_show_says(rig: Rig, store_url: str) -> None:
    happenings(rig.handling)

    book = opened(asked(rig.signed_in(), NAME, lang="en"))

    (month,) = shown(store_url, "--centre", CENTRE, "--by", "month")
    daily = shown(store_url, "--centre", CENTRE, "--by", "day")
    summary = {row["Item"]: list(row.values())[1] for row in rows(book["Summary"])}
    by_day = rows(book["By day"])
    (centre,) = rows(book["By centre"])
    for words, name in TITLES.items():
        assert (summary.get(words), centre[words]) == (month[name], month[name])
        assert [row[words] for row in by_day] == [one[name] for one in daily[: len(by_day)]]
    outcomes = {row["Code"]: row["Number"] for row in rows(book["Outcomes"])}
    assert outcomes == month["outcomes"] == {"ADVISED": 1}


def test_should_compare_every_centre_for_a_manager(rig: Rig, store_url: str) -> None:
    happenings(rig.handling)

    book = opened(asked(manager(rig), NAME, lang="en"))

    said = {one["centre"]: one["shares"] for one in shown(store_url, "--by", "month")}
    found = {row["Centre"]: row for row in rows(book["By centre"])}
    assert len(found) == 77
    assert {one: row["Shares"] for one, row in found.items() if row["Shares"]} == said
    assert found["TH-10"]["Remark"].startswith("No shares")
    assert (found[CENTRE]["Remark"], found[CENTRE]["Found of closed"]) == (
        "Fewer than 5 closed: no rates",
        None,
    )


def test_should_keep_to_the_own_centre_of_a_head(rig: Rig) -> None:
    assert asked(rig.signed_in(), NAME, centre="TH-50").status_code == 403
    assert asked(rig.browser(), NAME).status_code == 303


def test_should_write_real_dates_in_the_buddhist_era(rig: Rig) -> None:
    happenings(rig.handling)

    browser = rig.signed_in()

    thai = opened(asked(browser, NAME)).worksheets[1]["A6"]
    english = opened(asked(browser, NAME, lang="en")).worksheets[1]["A6"]
    assert f"{thai.value:%F %T}" == f"{english.value:%F %T}" == "2026-11-01 00:00:00"
    assert thai.is_date
    assert thai.number_format == "[$-107041E]d mmm yyyy;@"
    assert english.number_format == "[$-409]d mmm yyyy;@"


def test_should_write_numbers_as_numbers(rig: Rig) -> None:
    happenings(rig.handling)

    book = opened(asked(rig.signed_in(), NAME))

    shares, rate = book.worksheets[0]["B6"], book.worksheets[0]["G7"]
    assert (shares.data_type, shares.number_format) == ("n", "#,##0")
    assert rate.number_format == "0.0%"


def test_should_be_ready_for_paper(rig: Rig) -> None:
    for sheet in opened(asked(rig.signed_in(), NAME)).worksheets[:4]:
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.page_setup.orientation in ("portrait", "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$5:$5"
        assert sheet.freeze_panes in ("B6", "C6")
        assert "&P" in sheet.oddFooter.center.text


def test_should_draw_native_charts(rig: Rig) -> None:
    happenings(rig.handling)

    own, country = asked(rig.signed_in(), NAME), asked(manager(rig), NAME)

    assert len(opened(own).worksheets[4]._charts) == 3
    assert len(opened(country).worksheets[4]._charts) == 4


def test_should_show_nothing_of_an_empty_month_and_not_break(rig: Rig) -> None:
    book = opened(asked(rig.signed_in(), NAME, lang="en"))

    assert rows(book["Summary"])[0]["Item"] == "Shares"
    assert rows(book["Outcomes"]) == []
    assert len(book["Charts"]._charts) == 2


def test_should_name_nobody_in_its_properties(rig: Rig) -> None:
    properties = opened(asked(rig.signed_in(), NAME)).properties

    assert properties.creator == "ขอทานบอกที่ แชร์ที่ขอทาน"
    assert properties.lastModifiedBy in (None, properties.creator)


def test_should_hold_no_formula_whatever_names_say(client: Any, tmp_path: Path) -> None:
    rig = a_rig(client, replace(SETTINGS, centres_file=_with_formulas(tmp_path)))
    happenings(rig.handling)
    for scope in (CENTRE, "all"):
        client.hincrby(keys.count(scope, "2026-11"), "outcome:=1+1", 3)
        client.hincrby(keys.count(scope, "2026-11"), "fact:@x:-1", 3)

    for scope in ("TH-50", "all", CENTRE):
        answer = asked(manager(rig), NAME, centre=scope)
        cells = [cell for sheet in opened(answer) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert any(str(cell.value).startswith("=HYPER") for cell in cells) is (scope != "TH-50")
        assert not _parts_with(answer.data, b"<f>", b"<f ")


def test_should_parse_whatever_the_files_of_the_operator_say(client: Any, tmp_path: Path) -> None:
    rig = a_rig(client, replace(SETTINGS, **odd_files(tmp_path)))
    happenings(rig.handling)

    for scope in ("all", CENTRE):
        data = asked(manager(rig), NAME, centre=scope, lang="th").data
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            read = [Xml.fromstring(parts.read(name)) for name in parts.namelist()]  # noqa: S314
        words = "".join("".join(part.itertext()) for part in read)
        assert "ก ข" in words
        assert "_x00" not in words  # Excel's own spelling of a control


@pytest.mark.parametrize("start", [*"=+-@\t\r＝＋－＠", "http://", "{="])
def test_should_write_text_as_text_whatever_it_begins_with(start: str) -> None:
    book = Book(Language.THAI, {})
    sheet = book.sheet("ก", ["ข"], footer="ฉ", landscape=False)
    columns = (Column("ค", CellFormat.TEXT), Column("ง", CellFormat.TEXT))
    sheet.write(ReportSection("จ", columns, (ReportRow(f"{start}1+1", ("1",)),)))

    data = book.close()

    cell = needs.package("openpyxl").load_workbook(io.BytesIO(data))["ก"]["A6"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert not _parts_with(data, b"<f>", b"<f ", b"<hyperlink")


def _parts_with(data: bytes, *forbidden: bytes) -> list[str]:
    """Name the sheets in which something stands that may not."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = {
            name: parts.read(name)
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
        }
    assert sheets
    return [name for name, part in sheets.items() if any(one in part for one in forbidden)]


def _with_formulas(directory: Path) -> Path:
    text = Settings().centres_file.read_text("utf-8")
    text = text.replace("TH-14,พระนครศรีอยุธยา", "TH-14,=HYPERLINK(0)")
    text = text.replace("ศูนย์คุ้มครองคนไร้ที่พึ่งจังหวัดพระนครศรีอยุธยา", "=HYPERLINK(0)")
    path = directory / "centres.csv"
    path.write_text(text, "utf-8")
    return path


def test_should_print_the_chart_of_all_centres_on_paper_of_its_own(rig: Rig) -> None:
    happenings(rig.handling)

    charts = opened(asked(manager(rig), NAME, lang="en"))["Charts"]

    assert not charts.sheet_properties.pageSetUpPr.fitToPage  # "fit to page" would break no page
    assert charts.page_setup.scale == 58
    (at,) = [one.id for one in charts.row_breaks.brk]
    tops = [chart.anchor._from.row for chart in charts._charts]
    assert at == tops[-1] - 1
    last = charts._charts[-1].anchor.to.row
    assert (last - at) * 20 * 0.58 / 96 < 10.3  # inches of A4 between the margins
