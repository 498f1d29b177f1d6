from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.centres import Point, metres
from geo.written_place import UnreadPlace, WrittenPlace, read_place

HERE = Point(14.3532, 100.5689)
AYUTTHAYA = Point(14.3692, 100.5877)


def read(text: str, near: Point | None = None) -> WrittenPlace | None:
    return read_place(text, lambda _: near)


@pytest.mark.parametrize(
    "text",
    [
        "14.3532, 100.5689",
        "๑๔.๓๕๓๒ ๑๐๐.๕๖๘๙",
        "14.3532,100.5689 หน้าวัด",
        "พิกัด 14.3532 100.5689",
        "14.3532N 100.5689E",
        "N14.3532 E100.5689",
        "14.3532° N, 100.5689° E",
        "100.5689, 14.3532",
        "14,3532 100,5689",
        "14,3532; 100,5689",
        "14.3532\n100.5689",
        "lat 14.3532 lon 100.5689",
        "Latitude: 14.3532, Longitude: 100.5689",
        "ละติจูด 14.3532 ลองจิจูด 100.5689",
        "ดู https://www.example.com/a แล้ว 14.3532, 100.5689",
        "(14.3532, 100.5689)",
        "14°21'11.5\"N 100°34'08.0\"E",
        "14°21′11.5″N, 100°34′08.0″E",
        "14° 21.192' N 100° 34.134' E",
        "https://www.google.com/maps/place/Wat/@14.1,100.1,17z/data=!3m1!4b1!8m2!3d14.3532!4d100.5689",
        "https://www.google.com/maps/@14.3532,100.5689,17z",
        "https://maps.google.com/?q=14.3532,100.5689",
        "https://maps.google.com/maps?q=loc:14.3532%2C100.5689&z=17",
        "https://www.google.com/maps/search/?api=1&query=14.3532%2C100.5689",
        "https://www.google.com/maps/search/14.3532,+100.5689",
        "https://www.google.com/maps/dir/?api=1&destination=14.3532,100.5689",
        "https://maps.apple.com/?ll=14.3532,100.5689&q=Pin",
        "https://maps.apple.com/place?coordinate=14.3532,100.5689&name=Pin",
        "https://line.me/R/nv/location/?lat=14.3532&lng=100.5689",
        "https://www.openstreetmap.org/?mlat=14.3532&mlon=100.5689#map=17/14.1/100.1",
        "https://www.openstreetmap.org/#map=17/14.3532/100.5689",
        "geo:14.3532,100.5689;u=35",
        "ช่วยดูหน่อย https://maps.google.com/?q=14.3532,100.5689 คนแก่",
    ],
)
def test_should_read_what_people_copy(text: str) -> None:
    read_ = read(text)

    assert read_ is not None
    assert isinstance(read_.found, Point)
    assert metres(read_.found, HERE) < 3


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("7FG49Q00+", None, None),
        ("6PH57VP3+PR", 1.286785, 103.854503),  # of the specification
        ("6PH57VP3+PR6", 1.2868, 103.8545),
        ("8FVC9G8F+6W", 47.365562, 8.524813),
        ("8fvc9g8f+6w", 47.365562, 8.524813),
    ],
)
def test_should_read_a_whole_plus_code(
    code: str, latitude: float | None, longitude: float | None
) -> None:
    read_ = read(f"{code} ตลาด")

    if latitude is None or longitude is None:
        assert read_ is None
    else:
        assert read_ is not None
        assert isinstance(read_.found, Point)
        assert math.isclose(read_.found.latitude, latitude, abs_tol=0.0002)
        assert math.isclose(read_.found.longitude, longitude, abs_tol=0.0002)


def test_should_read_a_local_plus_code_near_a_place_that_the_words_name() -> None:
    heard: list[str] = []

    def reference(words: str) -> Point | None:
        heard.append(words)
        return AYUTTHAYA

    read_ = read_place("9H39+9Q พระนครศรีอยุธยา", reference)

    assert heard == ["พระนครศรีอยุธยา"]
    assert read_ is not None
    assert isinstance(read_.found, Point)
    assert metres(read_.found, AYUTTHAYA) < 60_000
    assert read("9H39+9Q") == WrittenPlace(UnreadPlace.LOCAL_CODE)


@pytest.mark.parametrize(
    "text",
    [
        "https://maps.app.goo.gl/abc123",
        "ดู https://goo.gl/maps/x",
        "https://maps.apple.com/p/x",
        "https://maps.google.com/?q=Wat+Mahathat",
        "https://www.google.co.th/maps/place/Wat/",
    ],
)
def test_should_say_that_a_short_link_is_no_place_yet(text: str) -> None:
    read_ = read(text)

    assert read_ is not None
    assert read_.found is UnreadPlace.LINK


@pytest.mark.parametrize(
    "text",
    [
        "", "081-234-5678", "0812345678", "20/11/2569", "20.11.2569 14.30", "14.30 น.",
        "1,250.50 บาท", "ราคา 14.35, 100.56 บาท", "กข 1234", "14-6911-0042", "191 1669",
        "10.0.0.1", "3.14159",
        "https://www.example.com/a", "https://lin.example/14.3532", "คนแก่หน้าวัด 2 คน",
        "1234+56", "2345+67", "081.2345678 089.1234567",
        "1,250 3,400", "1,250,000 2,340,000",
        "v1.2.3456, 7", "95.1234, 195.1234",
    ],
)  # fmt: skip
def test_should_read_no_place_out_of_anything_else(text: str) -> None:
    assert read(text) is None


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9), st.sampled_from([", ", ",", " "]))
def test_should_read_back_what_is_printed_as_degrees(
    latitude: float, longitude: float, between: str
) -> None:
    at = Point(round(latitude, 6), round(longitude, 6))

    read_ = read(f"{at.latitude:.6f}{between}{at.longitude:.6f}")

    assert read_ is not None
    assert isinstance(read_.found, Point)
    assert metres(read_.found, at) < 1


@given(st.floats(5.5, 20.5), st.floats(97.5, 105.5), st.booleans())
def test_should_read_back_a_plus_code(latitude: float, longitude: float, is_local: bool) -> None:
    letters, code = "23456789CFGHJMPQRVWX", ""
    north, east, step = int((latitude + 90) * 8_000), int((longitude + 180) * 8_000), 160_000
    for _ in range(5):
        code += letters[north // step] + letters[east // step]
        north, east, step = north % step, east % step, step // 20
    whole = f"{code[:8]}+{code[8:]}"
    at = Point(latitude, longitude)

    read_ = read(whole[4:], Point(latitude + 0.3, longitude - 0.3)) if is_local else read(whole)

    assert read_ is not None
    assert isinstance(read_.found, Point)
    assert metres(read_.found, at) < 30


@given(st.text(max_size=200))
def test_should_never_fail(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "text", ["1" * 10_000, "14.353 " * 2_000, "°'" * 5_000, "https://" * 1_500, "9" * 4_000 + "+"]
)
def test_should_not_be_kept_busy(text: str) -> None:
    """Generous: a search that goes by the square takes minutes here."""
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 5
