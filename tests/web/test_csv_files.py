"""The plain files: what `stats show` says, for who may see it, and nothing that runs or tells."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cases.calendar import Span, period_of
from cases.case import NoCheckIn
from cases.people import WRITTEN, Language
from config.clock import to_ms
from config.settings import Settings
from store import keys
from store.admin_queries import opened_in
from store.cases import case_to_hash
from tests.builders import NOW, a_case, a_person, a_text, changed, minutes
from tests.web.browser import CENTRE, SETTINGS, Rig, a_rig, look
from tests.web.downloaded import CASE, asked, cells, happenings, manager, names, shown
from web.csv_files import written

FILES = ("by-day.csv", "by-centre.csv", "cases.csv")


def test_should_say_by_day_what_stats_show_says(rig: Rig, store_url: str) -> None:
    happenings(rig.handling)

    head, *rows = cells(asked(rig.signed_in(), "by-day.csv"))

    said = shown(store_url, "--centre", CENTRE, "--by", "day")
    said = said[: len(rows)]
    assert [row[0] for row in rows] == [one["period"] for one in said]
    assert len(rows) >= 20
    assert _numbers(rows, 1, len(names())) == [[one[name] for name in names()] for one in said]
    assert rows[19][1] == "1"
    assert len(head) == len(rows[0])


def test_should_say_of_every_centre_what_stats_show_says(rig: Rig, store_url: str) -> None:
    happenings(rig.handling)

    head, *rows = cells(asked(manager(rig), "by-centre.csv", centre="all"))

    said = {one["centre"]: one for one in shown(store_url, "--by", "month")}
    found = {row[0]: row for row in rows if any(_number(cell) for cell in row[4:])}
    assert len(rows) == 77
    assert found.keys() == said.keys() == {"TH-14", "TH-50"}
    for centre, row in found.items():
        whole = names(whole_country=True)
        assert _numbers([row], 4, len(whole)) == [[said[centre][name] for name in whole]]
        outcomes = dict(zip(head[4 + len(whole) :], row[4 + len(whole) :], strict=True))
        assert sum(map(int, outcomes.values())) == sum(said[centre]["outcomes"].values())


def test_should_give_a_head_the_own_centre_alone(rig: Rig) -> None:
    happenings(rig.handling)
    browser = rig.signed_in()

    rows = cells(asked(browser, "by-centre.csv"))[1:]

    assert [row[0] for row in rows] == [CENTRE]
    for name in FILES:
        assert asked(browser, name, centre="TH-50").status_code == 403
        assert asked(browser, name, centre="all").status_code == 403


@pytest.mark.parametrize("name", FILES)
def test_should_give_nothing_to_who_is_not_signed_in(rig: Rig, name: str) -> None:
    answer = asked(rig.browser(), name)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


@pytest.mark.parametrize("name", FILES)
def test_should_give_a_manager_any_centre_and_no_invented_one(rig: Rig, name: str) -> None:
    browser = manager(rig)

    assert asked(browser, name, centre="th-50").status_code == 200
    assert asked(browser, name, centre="TH-99").status_code == 404
    assert asked(browser, name, centre="=1").status_code == 404


def test_should_list_the_cases_of_one_centre_at_a_time(rig: Rig) -> None:
    assert asked(manager(rig), "cases.csv", centre="all").status_code == 400


@pytest.mark.parametrize("period", ["2600", "no", "2026-11-20..2026-11-01", "2001..2026", "1999"])
def test_should_refuse_what_is_no_period_in_a_sentence(rig: Rig, period: str) -> None:
    answer = asked(rig.signed_in(), "by-day.csv", period=period)

    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_should_read_days_as_well(rig: Rig) -> None:
    happenings(rig.handling)

    answer = look(rig.signed_in(), "/reports/by-day.csv?from=20/11/2569&to=2026-11-20")

    assert [row[:2] for row in cells(answer)[1:]] == [["2026-11-20", "1"]]


def test_should_be_kept_by_nobody_and_named_for_what_it_is(rig: Rig) -> None:
    answer = asked(rig.signed_in(), "by-day.csv")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type == "text/csv; charset=utf-8"
    given = answer.headers["Content-Disposition"]
    assert given == 'attachment; filename="TH-14_2026-11_by-day.csv"'


def test_should_speak_the_language_of_who_asks(rig: Rig) -> None:
    browser = rig.signed_in()

    thai = [cells(asked(browser, name))[0] for name in FILES]
    english = [cells(asked(browser, name, lang="en"))[0] for name in FILES]

    assert all(re.search("[ก-๙]", " ".join(head)) for head in thai)
    assert not any(re.search("[ก-๙]", " ".join(head)) for head in english)
    assert list(map(len, thai)) == list(map(len, english))


def test_should_list_what_was_done_with_each_case(rig: Rig) -> None:
    happenings(rig.handling)

    head, *rows = cells(asked(rig.signed_in(), "cases.csv", lang="en"))

    case = dict(zip(head, rows[0], strict=True))
    assert [row[0] for row in rows] == [CASE, "14-6911-0002"]
    assert case["Opened (Bangkok)"] == "2026-11-20 16:28"
    assert (case["State"], case["Shares"], case["Persons met"]) == ("Closed", "1", "1")
    assert (case["Minutes to claim"], case["Minutes to close"]) == ("12", "136")
    assert (case["Channel"], case["Reopened (times)"]) == ("LINE chat", "0")


def test_should_list_why_no_check_in_proves_a_visit(rig: Rig) -> None:
    happenings(rig.handling)
    _keep(rig.handling.client, changed(rig.handling.case(CASE), no_check_in=NoCheckIn.BARRED))

    head, row, *_ = cells(asked(rig.signed_in(), "cases.csv", lang="en"))

    case = dict(zip(head, row, strict=True))
    assert case["Why no check-in (not met)"] == "The place cannot be reached"


def test_should_tell_neither_who_nor_where_exactly_nor_what_was_written(rig: Rig) -> None:
    handling = rig.handling
    happenings(handling)
    handling.do(a_text(1, "หน้าร้านทองสีแดง", NOW + minutes(2)))
    case = changed(handling.case(CASE), own_need=True, entered_by=4242, holder=4343)
    _keep(handling.client, case)

    text = asked(rig.signed_in(), "cases.csv").text

    point = case.place.point
    for secret in ("4242", "4343", "ร้านทอง", f"{point.latitude:.2f}", f"{point.longitude:.2f}"):
        assert secret not in text
    assert a_person(1).line_id not in text


def test_should_list_by_the_day_of_opening_and_leave_none_out(client: Any) -> None:
    same = [a_case(number=f"14-6911-{n:04d}") for n in range(1, 1_203)]
    first, last = period_of(NOW.date(), Span.MONTH), NOW + minutes(60 * 24 * 30)
    for case in [*same, a_case(number="14-6912-0001", opened_at=last)]:
        _keep(client, case)

    found = [case.number for case in opened_in(client, CENTRE, first)]

    assert found == [case.number for case in same]
    after = period_of(last.date(), Span.MONTH)
    assert [one.number for one in opened_in(client, CENTRE, after)] == ["14-6912-0001"]


def test_should_write_rows_only_as_they_are_sent() -> None:
    asked_for: list[int] = []

    def rows() -> Any:
        for number in range(100_000):
            asked_for.append(number)
            yield ["ศูนย์", number]

    pieces = written(["ศูนย์"], rows())

    assert next(pieces).startswith("\ufeffศูนย์\r\n".encode())
    assert len(asked_for) < 10_000


@pytest.mark.parametrize("language", WRITTEN)
def test_should_let_no_cell_begin_a_formula(
    client: Any, tmp_path: Path, language: Language
) -> None:
    rig = a_rig(client, replace(SETTINGS, centres_file=_with_formulas(tmp_path)))
    happenings(rig.handling)
    _keep(client, changed(rig.handling.case(CASE), kind="=1+1", outcomes=("@SUM(A1)",)))
    browser = manager(rig)

    files = [asked(browser, "by-centre.csv", centre="all", lang=language.value)]
    files += [asked(browser, "cases.csv", centre=CENTRE, lang=language.value)]
    every = [cell for answer in files for row in cells(answer) for cell in row]

    assert "'=1+1" in every
    assert any(cell.startswith("'=HYPERLINK") for cell in every)
    for cell in every:
        assert not cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠"))


def _with_formulas(directory: Path) -> Path:
    """Write the file of centres with names that a spreadsheet would run."""
    text = Settings().centres_file.read_text("utf-8")
    text = text.replace("ศูนย์คุ้มครองคนไร้ที่พึ่งจังหวัดพระนครศรีอยุธยา", "=HYPERLINK(0)")
    text = text.replace("Phra Nakhon Si Ayutthaya Protection", "=HYPERLINK(0) Protection")
    path = directory / "centres.csv"
    path.write_text(text, "utf-8")
    return path


def _keep(client: Any, case: Any) -> None:
    client.hset(keys.case(case.number), mapping=case_to_hash(case))
    client.zadd(keys.all_cases(case.centre), {case.number: to_ms(case.opened_at)})


def _numbers(rows: list[list[str]], skip: int, count: int) -> list[list[int | None]]:
    return [[_number(cell) for cell in row[skip : skip + count]] for row in rows]


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdigit() else None
