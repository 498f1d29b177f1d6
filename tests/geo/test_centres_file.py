import csv
from pathlib import Path

import pytest

from geo.centres import PROVINCE_IDS, Centres
from geo.centres_check import check_centres
from geo.centres_file import CentresError, CentresProblem, load_centres
from tests.geo.conftest import CENTRES_FILE

HEADER = "centre_id,province_th,province_en,name_th,name_en,address_th,phone,lat,lon,precision"
AYUTTHAYA = "TH-14,พระนครศรีอยุธยา,Phra Nakhon Si Ayutthaya,ศูนย์,Centre,,1300,14.35,100.57,exact"
ANG_THONG = "TH-15,อ่างทอง,Ang Thong,บ้าน,House,,1300,14.58,100.45,exact"


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "centres.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _errors(path: Path) -> list[str]:
    return [str(problem) for problem in check_centres(path) if not problem.warning]


def test_should_find_nothing_wrong_with_the_file_of_the_project(centres: Centres) -> None:
    problems = check_centres(CENTRES_FILE)

    assert problems == []
    assert {centre.id for centre in centres} == PROVINCE_IDS
    assert len(centres) == 77


def test_should_keep_what_the_file_says_of_a_centre(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        HEADER,
        'TH-14,พระนครศรีอยุธยา,Ayutthaya,ศูนย์ ก,Centre A,"1 ถ. โรจนะ, ไผ่ลิง",035,14.35,100.57,exact',
    )

    centre = load_centres(path).by_id("TH-14")

    assert centre is not None
    assert (centre.province_th, centre.province_en) == ("พระนครศรีอยุธยา", "Ayutthaya")
    assert (centre.name_th, centre.name_en) == ("ศูนย์ ก", "Centre A")
    assert centre.phone == "035"
    assert (centre.point.latitude, centre.point.longitude) == (14.35, 100.57)
    assert centre.precision == "exact"


def test_should_need_no_column_that_nothing_reads(tmp_path: Path) -> None:
    without = [",".join(line.split(",")[:5] + line.split(",")[6:]) for line in (HEADER, AYUTTHAYA)]

    path = _file(tmp_path, *without)

    assert "address_th" not in path.read_text("utf-8")
    assert load_centres(path).by_id("TH-14") is not None
    assert _errors(path) == []


def test_should_find_no_centre_for_an_id_that_the_file_has_not(centres: Centres) -> None:
    assert centres.by_id("TH-99") is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("TH-14", "TH-28", "TH-28: unknown province"),
        ("TH-14", "", "centre_id is missing"),
        ("TH-14", "TH-15", "TH-15: duplicate of line 2"),
        ("ศูนย์", " ", "TH-14: name_th is missing"),
        ("Centre", "", "TH-14: name_en is missing"),
        ("1300", "", "TH-14: phone is missing"),
        ("14.35", "", "TH-14: lat is missing"),
        ("100.57", "100°34'", "TH-14: lon is not a number"),
        ("14.35", "nan", "TH-14: lat is not a number"),
        ("14.35,100.57", "100.57,14.35", "outside Thailand; lat and lon swapped?"),
        ("14.35,100.57", "17.9667,102.6", "TH-14: the point lies outside Thailand"),
        ("14.35,100.57", "11.5564,104.9282", "TH-14: the point lies outside Thailand"),
        ("exact", "exact,more", "TH-14: the row has more cells than the header"),
        ("14.35,100.57,exact", "14.35", "TH-14: lon is missing"),
    ],
    ids=[
        "unknown province",
        "no id",
        "duplicate id",
        "no Thai name",
        "no English name",
        "no phone",
        "no latitude",
        "degrees in words",
        "nan",
        "swapped",
        "Vientiane",
        "Phnom Penh",
        "a comma too many",
        "a short row",
    ],
)
def test_should_name_the_problem_with_its_line(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    path = _file(tmp_path, HEADER, ANG_THONG, AYUTTHAYA.replace(old, new, 1))

    errors = _errors(path)

    assert [error for error in errors if error.startswith("line 3: ") and expected in error]


def test_should_name_every_problem_at_once_when_loading(tmp_path: Path) -> None:
    nowhere = AYUTTHAYA.replace("14.35", "x")
    path = _file(tmp_path, HEADER, ANG_THONG, nowhere, "", ANG_THONG.replace("House", ""))

    with pytest.raises(CentresError) as refusal:
        load_centres(path)

    lines = str(refusal.value).splitlines()[1:]
    assert [line.split(": ")[0] for line in lines] == ["  line 3", "  line 5", "  line 5"]
    assert [problem.line for problem in refusal.value.problems] == [3, 5, 5]


def test_should_only_warn_of_provinces_without_a_centre(tmp_path: Path) -> None:
    path = _file(tmp_path, HEADER, ANG_THONG, AYUTTHAYA)

    problems = check_centres(path)

    assert [problem.warning for problem in problems] == [True]
    assert str(problems[0]).startswith("warning: 75 of 77 provinces have no centre: TH-10")
    assert len(load_centres(path)) == 2


def test_should_tolerate_the_mark_that_spreadsheets_put_first(tmp_path: Path) -> None:
    path = _file(tmp_path, "\ufeff" + HEADER, ANG_THONG)

    centres = load_centres(path)

    assert [centre.id for centre in centres] == ["TH-15"]


def test_should_say_which_columns_are_not_there_once(tmp_path: Path) -> None:
    header = HEADER.replace("phone", "telephone").replace("lat", "lon")
    path = _file(tmp_path, header, ANG_THONG)

    problems = check_centres(path)

    assert problems == [CentresProblem(1, "these columns must stand once: phone, lat, lon")]


def test_should_name_the_line_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "centres.csv"
    path.write_bytes(HEADER.encode() + b"\n" + ANG_THONG.encode("cp874") + b"\n")

    problems = check_centres(path)

    assert problems == [CentresProblem(2, "the text is not UTF-8; save the file as CSV UTF-8")]


def test_should_name_the_line_of_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    path = _file(tmp_path, HEADER, ANG_THONG, AYUTTHAYA.replace("Centre", '"Centre'))

    problems = check_centres(path)

    assert [problem.line for problem in problems] == [3]
    assert "not readable as CSV" in problems[0].text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), "these columns must stand once: centre_id"),
        ((HEADER,), "the file has no centre"),
        ((HEADER, AYUTTHAYA.replace("14.35", "x")), "lat is not a number"),
    ],
    ids=["empty", "header alone", "no good row"],
)
def test_should_refuse_a_file_without_a_centre(
    tmp_path: Path, lines: tuple[str, ...], expected: str
) -> None:
    path = _file(tmp_path, *lines)

    with pytest.raises(CentresError, match=expected):
        load_centres(path)


def test_should_say_that_there_is_no_such_file(tmp_path: Path) -> None:
    problems = check_centres(tmp_path / "none.csv")

    assert problems == [CentresProblem(None, "the file cannot be read: No such file or directory")]


def test_should_need_each_centre_once(centres: Centres) -> None:
    twice = [*centres, *centres]

    with pytest.raises(ValueError, match="each id once"):
        Centres(twice)


def test_should_keep_every_column_of_the_source(centres: Centres) -> None:
    with CENTRES_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert all(row["source"] for row in rows)
    assert {row["precision"] for row in rows} == {"approx", "province_capital"}
