"""A poster leads to our account, bears the centre's name, and fits on A4."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from bot.commands.poster import poster
from geo.centres import Centre
from messages.texts import poster as words
from tests import needs
from tests.builders import the_centres
from tools.poster.layout import HEIGHT, WIDTH, Box, PosterWords, lay_out
from web.templates import friend_code

LINK = "https://line.me/R/ti/p/@cheer"
CODE = [[bool(dot) for dot in row] for row in friend_code(LINK).matrix_iter(border=4)]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*said: str, basic_id: str = "@cheer") -> Result:
    """Run the command."""
    return CliRunner().invoke(poster, said, env={"LINE_BASIC_ID": basic_id})


def test_should_make_a_poster_of_a4_in_both_languages(folder: Path) -> None:
    result = make("--centre", "th-14")

    assert (result.exit_code, result.output) == (0, "poster-TH-14.svg\n")
    drawn = ElementTree.parse(folder / "poster-TH-14.svg").getroot()  # noqa: S314  (our own)
    said = {one.text for one in drawn.iter(f"{SVG}text")}
    assert (drawn.get("width"), drawn.get("height")) == ("210mm", "297mm")
    assert {"@cheer", "ศูนย์คุ้มครองคนไร้ที่พึ่งจังหวัดพระนครศรีอยุธยา", words.CALL.th} <= said
    assert {text for step in words.STEPS for text in (step.th, step.en)} <= said


def test_should_make_a_pdf_where_the_ending_or_the_format_says_so(folder: Path) -> None:
    needs.thai_letters()

    by_ending = make("--centre", "TH-50", "--out", "poster.pdf")
    by_format = make("--centre", "TH-50", "--format", "pdf")

    assert (by_ending.exit_code, by_format.exit_code) == (0, 0)
    for name in ("poster.pdf", "poster-TH-50.pdf"):
        file = (folder / name).read_bytes()
        assert file.startswith(b"%PDF-")
        box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", file)
        assert box is not None
        assert [round(float(side) / 72 * 25.4) for side in box.groups()] == [WIDTH, HEIGHT]
        assert len(file) < 2_000_000


@pytest.mark.parametrize(
    ("said", "basic_id", "reason"),
    [
        (("--centre", "TH-14"), "", "LINE_BASIC_ID is missing"),
        (("--centre", "TH-99"), "@cheer", "There is no centre TH-99"),
    ],
)
def test_should_refuse_in_one_sentence(
    folder: Path, said: tuple[str, ...], basic_id: str, reason: str
) -> None:
    result = make(*said, basic_id=basic_id)

    assert result.exit_code == 1
    assert result.stderr.startswith(reason)
    assert list(folder.glob("*")) == []


@pytest.mark.parametrize("centre", list(the_centres()), ids=lambda centre: centre.id)
def test_should_keep_everything_on_the_paper(centre: Centre) -> None:
    for shape in lay_out(centre, "@cheertoshare", CODE):
        if isinstance(shape, Box):
            assert 0 <= shape.left <= shape.left + shape.width <= WIDTH
            assert 0 <= shape.top <= shape.top + shape.height <= HEIGHT + 0.01
        if isinstance(shape, PosterWords):
            assert shape.size >= 3.5  # ten points: read at arm's length
            assert shape.size / 2 < shape.y < HEIGHT - shape.size / 2


def test_should_draw_every_square_of_the_code() -> None:
    (centre, *_) = the_centres()
    dark = [
        one
        for one in lay_out(centre, "@cheer", CODE)
        if isinstance(one, Box) and one.fill == "#1b1b1b"
    ]
    side = 84 / len(CODE)

    squares = sum(round(box.width / side) for box in dark)

    assert squares == sum(map(sum, CODE))
