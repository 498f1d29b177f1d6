"""What a message or a button holds, once it is read."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from cases.commands import Claim, Close, ShowQueue, Unknown
from handlers.events import OtherSent
from line.inbound import read_body
from tests.builders import AYUTTHAYA
from tests.line.raw_events import a_message, a_press, read, through_json


class TestText:
    def test_should_be_cleaned(self) -> None:
        event = through_json(a_message("text", text="  e\u0301\u200b \ud83d\n\u202eb\0 "))

        assert (event.text, event.command) == ("é b", None)

    @pytest.mark.parametrize("typed", ["คิว", " คิว\n", "Queue", "\u200bQUEUE"])
    def test_should_know_a_word_of_staff(self, typed: str) -> None:
        assert read(a_message("text", text=typed)).command == ShowQueue()


class TestPlace:
    def test_should_be_a_point_with_title_and_address(self) -> None:
        raw = a_message("location", title=" ตลาด\nหัวรอ ", address="จ.พระนครศรี\u200bอยุธยา")

        place = read(raw).place

        assert place.point == AYUTTHAYA
        assert place.address == "ตลาด หัวรอ, จ.พระนครศรีอยุธยา"

    @pytest.mark.parametrize(
        ("title", "address", "words"),
        [
            (None, None, ""),
            ("", "  ", ""),
            ("\u200b", "\ud800", ""),
            ("ตลาด", None, "ตลาด"),
            (None, "อยุธยา", "อยุธยา"),
            ("\u200b", "อยุธยา", "อยุธยา"),
            (7, ["อยุธยา"], ""),
            ("ท" * 999, "จ.อยุธยา", "ท" * 60 + ", จ.อยุธยา"),
            ("ตลาด", "ที่" * 999, "ตลาด, " + "ที่" * 120),
        ],
        ids=lambda value: repr(value)[:20],
    )
    def test_should_have_the_words_that_there_are(
        self, title: object, address: object, words: str
    ) -> None:
        raw = a_message("location", title=title, address=address)

        assert read(raw).place.address == words

    @pytest.mark.parametrize(
        ("latitude", "longitude"), [(90, 180), (-90, -180), (0, 0), (-0.0, 1e-300), (14, 100.5)]
    )
    def test_should_be_anywhere_on_the_earth(self, latitude: float, longitude: float) -> None:
        point = read(a_message("location", latitude=latitude, longitude=longitude)).place.point

        assert (point.latitude, point.longitude) == (latitude, longitude)
        assert isinstance(point.latitude, float)

    @pytest.mark.parametrize("name", ["latitude", "longitude"])
    @pytest.mark.parametrize(
        "degrees",
        [None, "14.3", "", True, False, [14.3], {}, 180.0001, -181, 10**30, 10**400, "1e400"],
        ids=lambda value: repr(value)[:20],
    )
    def test_should_be_a_mere_message_off_the_earth(self, name: str, degrees: object) -> None:
        assert isinstance(through_json(a_message("location", **{name: degrees})), OtherSent)

    @pytest.mark.parametrize("number", ["1e400", "-1e400", "1e309"])
    def test_should_be_a_mere_message_where_a_number_is_beyond_all(self, number: str) -> None:
        written = json.dumps({"events": [a_message("location", latitude=0)]})
        body = written.replace('"latitude": 0', f'"latitude": {number}')

        (raw,) = read_body(body.encode())

        assert isinstance(read(raw), OtherSent)


class TestPress:
    def test_should_ask_for_what_the_button_says(self) -> None:
        event = read(a_press("v=1&do=close&case=14-6911-0042&outcome=NOT_FOUND"))

        assert event.command == Close("14-6911-0042", outcome="NOT_FOUND")

    @pytest.mark.parametrize(
        "data",
        [
            None,
            7,
            ["v=1&do=claim"],
            {"v": 1},
            "",
            "v=1",
            "do=claim",
            "v=2&do=claim",
            "v=01&do=claim",
            "v=1&do=",
            "V=1&DO=claim",
            "v=1&do=claim&do=claim",
            "v=1&do=claim&do=close",
            "v=1&v=1&do=claim",
            "v=1&do=claim&case=14-6911-0001&case=14-6911-0002",
            "v=1&do=claim&x=%ff",
            "v=1&do=claim&x=%ed%a0%80",
            "v=1&do=claim&x=\ud800",
            "v=1&do=claim&x=ก",
            "v=1&do=claim" + "&" * 280,
            "v=1&do=claim" + "&" * 100_000,
            "v=1&do=claim&" + "&".join(f"a{n}=1" for n in range(40)),
            "v=1&do=claim&x=" + "x" * 300,
            "richmenu-changed",
        ],
        ids=lambda data: repr(data)[:40],
    )
    def test_should_ask_for_nothing_where_we_did_not_write_it(self, data: object) -> None:
        event = through_json(a_press(data))

        assert event.command == Unknown()

    def test_should_read_data_as_long_as_line_allows(self) -> None:
        data = "v=1&do=claim&x="

        assert read(a_press(data.ljust(300, "x"))).command == Claim()
        assert read(a_press(data.ljust(301, "x"))).command == Unknown()

    @pytest.mark.parametrize("number", ["14-6911-0042", "S-6911-0001", "10-6912-123456789"])
    def test_should_name_a_case(self, number: str) -> None:
        assert read(a_press(urlencode({"v": "1", "do": "claim", "case": number}))).case == number

    @pytest.mark.parametrize(
        "number",
        ["", "*", "14-6911-42", "14-6911-0042\n", "14-6911-0042 ", "๑๔-๖๙๑๑-๐๐๔๒", "-6911-0042",
         "14-6911-0042-1", "14-6911-0042}", "../14-6911-0042", "14-6911-0042\0", "9" * 200,
         "14-6911-" + "9" * 10],
        ids=lambda number: repr(number)[:20],
    )  # fmt: skip
    def test_should_name_no_case_by_a_forged_number(self, number: str) -> None:
        event = read(a_press(urlencode({"v": "1", "do": "claim", "case": number})))

        assert event.command == Claim()
