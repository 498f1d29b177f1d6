"""`centres check` names what nobody sees in a file that can be read."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from geo.centres import PROVINCE_IDS, PROVINCES, Centre, Centres
from geo.centres_check import check_centres, check_rows, is_phone
from geo.centres_file import CentresProblem
from geo.whereabouts import province_named, spell
from tests.geo.conftest import CENTRES_FILE
from tests.geo.inside import points_inside

Row = dict[str, str]
#: Two centres with their lines.
_Pair = tuple[tuple[int, Centre], tuple[int, Centre]]


@cache
def _read() -> tuple[Row, ...]:
    with CENTRES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def rows() -> dict[str, Row]:
    """Return copies of the rows of the project's file, for a test to change."""
    return {row["centre_id"]: dict(row) for row in _read()}


def line_of(id: str) -> int:
    return list(rows()).index(id) + 2


def write(folder: Path, changed: Mapping[str, Row]) -> Path:
    path = folder / "centres.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(next(iter(changed.values()))))
        writer.writeheader()
        writer.writerows(changed.values())
    return path


def with_cell(folder: Path, id: str, column: str, text: str) -> Path:
    changed = rows()
    changed[id] |= {column: text}
    return write(folder, changed)


def few() -> dict[str, Row]:
    """Return the rows around line 6; for what is found in one row alone they are enough."""
    return dict(list(rows().items())[:7])


def swapped(one: str, other: str, *columns: str) -> dict[str, Row]:
    found = rows()
    first, second = ({name: found[id][name] for name in columns} for id in (one, other))
    return found | {one: found[one] | second, other: found[other] | first}


def said(path: Path, boundaries: Path | None = None) -> list[str]:
    return [str(one) for one in check_centres(path, boundaries)]


def test_should_say_nothing_of_the_file_of_the_project(boundaries: Path) -> None:
    assert check_centres(CENTRES_FILE, boundaries) == []
    assert check_centres(CENTRES_FILE) == []


# where the points lie


@pytest.fixture(params=[True, False], ids=["by boundaries", "by towns"])
def told_by(request: pytest.FixtureRequest) -> Path | None:
    return request.getfixturevalue("boundaries") if request.param else None


@pytest.mark.parametrize(
    ("id", "elsewhere"),
    [("TH-14", "TH-15"), ("TH-10", "TH-12"), ("TH-83", "TH-82"), ("TH-50", "TH-96")],
)
def test_should_name_a_point_that_lies_in_another_province(
    tmp_path: Path, told_by: Path | None, id: str, elsewhere: str
) -> None:
    changed = rows()
    changed[id] |= {name: changed[elsewhere][name] for name in ("lat", "lon")}

    (found,) = said(write(tmp_path, changed), told_by)

    assert found.startswith(f"line {line_of(id)}: {id}: the point lies in {elsewhere} (")
    assert "swapped" not in found


def test_should_find_every_two_centres_that_changed_places(
    centres: Centres, told_by: Path | None
) -> None:
    numbered = list(enumerate(centres, start=2))

    for pairs in _apart(list(combinations(numbered, 2))[::23]):
        changed, expected = [], []
        for (line, one), (other_line, other) in pairs:
            changed += [(line, replace(one, point=other.point)),
                        (other_line, replace(other, point=one.point))]  # fmt: skip
            here, there = (f"{id} ({PROVINCES[id][1]})" for id in (one.id, other.id))
            expected += [
                f"line {line}: {one.id}: the point lies in {there}, and that of"
                f" {other.id} (line {other_line}) in {here}: swapped?",
                f"line {other_line}: {other.id}: the point lies in {here}, and that of"
                f" {one.id} (line {line}) in {there}: swapped?",
            ]

        assert [str(found) for found in check_rows(CENTRES_FILE, changed, told_by)] == expected


def _apart(pairs: list[_Pair]) -> list[list[_Pair]]:
    """Put pairs that share no centre together: each call reads the boundaries anew."""
    groups: list[list[_Pair]] = []
    for pair in pairs:
        for group in groups:
            if not {line for line, _ in pair} & {line for one in group for line, _ in one}:
                group.append(pair)
                break
        else:
            groups.append([pair])
    return groups


def test_should_find_two_ids_that_were_swapped_with_all_that_belongs_to_them(
    tmp_path: Path, told_by: Path | None
) -> None:
    columns = [name for name in rows()["TH-14"] if name != "centre_id"]

    found = said(write(tmp_path, swapped("TH-14", "TH-15", *columns)), told_by)

    assert next(one for one in found if one.endswith("swapped?")).startswith("line 6: TH-14: ")
    assert len([one for one in found if one.endswith("swapped?")]) == 2
    assert len([one for one in found if "province_th is the name of" in one]) == 2
    assert len(found) == 6


def test_should_say_of_each_point_once_where_three_went_round(
    tmp_path: Path, told_by: Path | None
) -> None:
    source, changed = rows(), rows()
    for id, other in (("TH-50", "TH-80"), ("TH-80", "TH-40"), ("TH-40", "TH-50")):
        changed[id] |= {name: source[other][name] for name in ("lat", "lon")}

    found = said(write(tmp_path, changed), told_by)

    assert len(found) == 3
    assert not any("swapped" in one for one in found)


def test_should_suspect_latitude_and_longitude(tmp_path: Path) -> None:
    row = rows()["TH-14"]
    changed = rows() | {"TH-14": row | {"lat": row["lon"], "lon": row["lat"]}}

    errors = [one for one in said(write(tmp_path, changed)) if "warning" not in one]

    assert errors == ["line 6: TH-14: the point lies outside Thailand; lat and lon swapped?"]


def test_should_only_warn_where_towns_leave_a_doubt(tmp_path: Path, boundaries: Path) -> None:
    near = [one for one in points_inside(boundaries, 20) if one.province == "TH-20"]
    by_towns = [_one_point(tmp_path, one.point.latitude, one.point.longitude) for one in near]

    assert any(by_towns)
    assert {one.warning for found in by_towns for one in found} == {True}
    assert all("BOUNDARIES_FILE makes sure" in one.text for found in by_towns for one in found)


def _one_point(folder: Path, latitude: float, longitude: float) -> list[CentresProblem]:
    changed = rows()
    changed["TH-20"] |= {"lat": str(latitude), "lon": str(longitude)}
    return check_centres(write(folder, changed))


@pytest.mark.slow
def test_should_hardly_ever_find_a_good_point_wrong_by_towns(
    centres: Centres, boundaries: Path
) -> None:
    points = points_inside(boundaries, 20)

    wrong = [
        one.province
        for one in points
        for centre in [centres.by_id(one.province)]
        if centre is not None
        and any(
            not found.warning
            for found in check_rows(CENTRES_FILE, [(2, replace(centre, point=one.point))], None)
        )
    ]

    assert len(wrong) <= 0.01 * len(points)


def test_should_let_a_point_be_on_the_border_of_its_province(
    tmp_path: Path, boundaries: Path
) -> None:
    corner = {"lat": "13.94635", "lon": "100.91283"}  # where Bangkok meets Chachoengsao
    for id in ("TH-10", "TH-24"):
        changed = rows()
        changed[id] |= corner

        assert said(write(tmp_path, changed), boundaries) == []


def test_should_know_the_77_provinces_as_the_file_does(centres: Centres) -> None:
    assert set(PROVINCES) == PROVINCE_IDS
    assert all(
        (spell(one.province_th), spell(one.province_en)) == tuple(map(spell, PROVINCES[one.id]))
        for one in centres
    )
    assert [province_named(name) for name in ("Korat", "lop-buri", "Vientiane")] == [
        "TH-30", "TH-16", None,
    ]  # fmt: skip


# what nobody sees

SIGNS = {
    "\0": "U+0000 (a control character)",
    "\v": "U+000B (a control character)",
    "\f": "U+000C (a control character)",
    "\x1f": "U+001F (a control character)",
    "\x7f": "U+007F (a control character)",
    "\x85": "U+0085 (a control character)",
    "\u00ad": "U+00AD (soft hyphen)",
    "\u200b": "U+200B (zero width space)",
    "\u200e": "U+200E (left-to-right mark)",
    "\u202e": "U+202E (right-to-left override)",
    "\u2066": "U+2066 (left-to-right isolate)",
    "\u2028": "U+2028 (line separator)",
    "\ufeff": "U+FEFF (zero width no-break space)",
    "\uffff": "U+FFFF (a control character)",
}


@pytest.mark.parametrize("where", ["at the end", "within", "at the beginning"])
@pytest.mark.parametrize(
    "column",
    ["centre_id", "province_th", "province_en", "name_th", "name_en", "address_th", "phone", "lat",
     "precision", "source"],
)  # fmt: skip
@pytest.mark.parametrize(("sign", "called"), SIGNS.items(), ids=SIGNS.values())
def test_should_name_a_sign_that_nobody_sees(
    tmp_path: Path, sign: str, called: str, column: str, where: str
) -> None:
    text = rows()["TH-14"][column] or "ถ. โรจนะ"
    at = {"at the end": len(text), "within": 2, "at the beginning": 0}[where]
    changed = few()
    changed["TH-14"] |= {column: text[:at] + sign + text[at:]}

    found = said(write(tmp_path, changed))

    expected = f"line 6: TH-14: {column} holds {called}, which nobody sees: type it anew"
    assert [one for one in found if one == expected], found


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\t"], ids=repr)
def test_should_let_lines_be_in_what_nothing_reads_alone(tmp_path: Path, sign: str) -> None:
    address = with_cell(tmp_path, "TH-14", "address_th", f"1 ถ. โรจนะ{sign}ไผ่ลิง")
    assert said(address) == []

    name = with_cell(tmp_path, "TH-14", "name_th", f"ศูนย์คุ้มครอง{sign}อยุธยา")
    (found,) = said(name)
    assert ": TH-14: name_th holds U+00" in found


def test_should_name_a_mark_within_the_header(tmp_path: Path) -> None:
    path = tmp_path / "centres.csv"
    path.write_text("\ufeff\ufeff" + CENTRES_FILE.read_text("utf-8"), "utf-8")

    assert any("line 1: header: centre_id holds U+FEFF" in one for one in said(path))


def test_should_take_the_mark_that_spreadsheets_put_first(tmp_path: Path) -> None:
    path = tmp_path / "centres.csv"
    path.write_text("\ufeff" + CENTRES_FILE.read_text("utf-8"), "utf-8")

    assert said(path) == []


# twins


@pytest.mark.parametrize("column", ["name_th", "name_en", "province_th", "province_en"])
@pytest.mark.parametrize("as_well", [str, str.upper, "{} ".format, " {}".format])
def test_should_name_two_centres_of_one_name(tmp_path: Path, column: str, as_well: object) -> None:
    assert callable(as_well)
    path = with_cell(tmp_path, "TH-15", column, as_well(rows()["TH-14"][column]))

    assert f"line 7: TH-15: {column} is that of TH-14 (line 6) as well" in said(path)


def test_should_name_an_id_that_stands_twice(tmp_path: Path) -> None:
    path = with_cell(tmp_path, "TH-15", "centre_id", "TH-14")

    assert "line 7: TH-14: duplicate of line 6" in said(path)


# telephones


@pytest.mark.parametrize(
    "phone",
    ["1300", "191", "1669", "1111", "035336546", "035 336 546", "035-336-546", "0-3533-6546",
     "0 3533 6546-7", "035.336.546", "(035) 336546", "02-123-4567", "081-234-5678", "0812345678",
     "08 1234 5678", "+66812345678", "+66 35 336 546", "+66 (0)35 336 546", "66812345678",
     "0066 2 123 4567", "035-336546 ต่อ 12", "035-336546 ext. 12", "02-123-4567 to 9",
     "โทร. 035-336546", "Tel: 035-336546", "สายด่วน 1300", "1300, 035-336546", "1300/035-336546",
     "035-336546 หรือ 081-234-5678", "035\u2013336\u2013546", "1800 123 456", "1300 or 1669"],
)  # fmt: skip
def test_should_know_a_telephone_number(phone: str) -> None:
    assert is_phone(phone)


@pytest.mark.parametrize(
    "phone",
    ["-", "n/a", "ไม่มี", "none", "xxx", "0", "00", "12", "99999", "1300.0", "1300x", "8.12E+08",
     "35336546", "03533654", "0812345678901", "081234567", "0351234567", "000-000-000", "555-1234",
     "+1 202 555 0123", "+6681234567890", "035-336546 บ้าน", "ask@example.org", "1300,", ",1300",
     "1300; none", "#REF!", "=1300", "๑๓๐๐๐๐"],
)  # fmt: skip
def test_should_name_what_is_no_telephone_number(tmp_path: Path, phone: str) -> None:
    found = said(with_cell(tmp_path, "TH-14", "phone", phone))

    assert found == ["line 6: TH-14: phone is no number that can be dialled in Thailand"]


# the command


def test_should_end_with_1_and_name_the_line(tmp_path: Path, boundaries: Path) -> None:
    path = write(tmp_path, swapped("TH-14", "TH-15", "lat", "lon"))

    for env in ({"BOUNDARIES_FILE": str(boundaries)}, {"BOUNDARIES_FILE": ""}):
        result = CliRunner().invoke(cli, ["centres", "check", str(path)], env=env)

        assert result.exit_code == 1
        assert result.stdout.splitlines()[0].startswith("line 6: TH-14: the point lies in TH-15")
        assert result.stderr == f"{path} cannot be used: 2 things are wrong.\n"


def test_should_pass_the_file_of_the_project(boundaries: Path) -> None:
    env = {"BOUNDARIES_FILE": str(boundaries)}

    result = CliRunner().invoke(cli, ["centres", "check", str(CENTRES_FILE)], env=env)

    assert (result.exit_code, result.stdout) == (0, f"{CENTRES_FILE} can be used.\n")
