"""A partner's share as multipart/form-data: the same as the plain form, and as strict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.texts import public
from store import keys
from tests.web.open311_rig import FORMS, PLACE, Rig, a_rig, parsed
from tests.web.test_open311_rubbish import ANYTHING, assert_refusal_or_list
from web.open311.share_form import LARGEST_BODY, MULTIPART, as_plain_form

BOUNDARY = "----WebKitFormBoundary7MA4YWxk"
PHOTO = b"\xff\xd8\xff\xe0JFIF" + bytes(range(256))


@pytest.fixture
def rig(client: Any) -> Rig:
    return a_rig(client, sign_ins_per_minute=10**6)


def part(value: str | bytes, name: str = "", *lines: str, filename: str | None = None) -> bytes:
    """Write a part as browsers do."""
    disposition = f'Content-Disposition: form-data; name="{name}"'
    if filename is not None:
        disposition += f'; filename="{filename}"'
    head = "\r\n".join([disposition, *lines]).encode()
    return head + b"\r\n\r\n" + (value.encode() if isinstance(value, str) else value)


def body_of(*parts: bytes, boundary: str = BOUNDARY, end: str = "--\r\n") -> bytes:
    mark = f"--{boundary}".encode()
    return b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts) + mark + end.encode()


def fields(rig: Rig, **more: str) -> list[bytes]:
    """Write the parts of a share."""
    said = {"api_key": rig.key, "service_code": "SHARE", **PLACE, **more}
    return [part(value, name) for name, value in said.items()]


def post(rig: Rig, body: bytes, boundary: str = BOUNDARY, form: str = "json", **header: str) -> Any:
    kind = f"{MULTIPART}; boundary={boundary}"
    return rig.web.post(
        f"/open311/v2/requests.{form}", data=body, content_type=kind, headers=header
    )


@pytest.mark.parametrize("form", FORMS)
def test_should_keep_a_share_as_from_a_plain_form(rig: Rig, form: str) -> None:
    said = "โทร 081-234-5678\r\nที่ประตู & co=1%20"
    share = {"service_code": "WITH_CHILD", "description": said, "phone": "0899999999"}

    plain = rig.post(form, headers={"Idempotency-Key": "a"}, **share)
    answer = post(rig, body_of(*fields(rig, **share)), form=form, Idempotency_Key="b")

    assert (plain.status_code, answer.status_code) == (201, 201)
    (told,) = parsed(answer)
    assert set(told) == {"token", "service_notice", "account_id"}
    assert public.NO_PHOTOS.en not in told["service_notice"]
    one, other = rig.kept()
    assert (one.place, one.kind, one.words) == (other.place, other.kind, other.words)
    assert other.words == "โทร … ที่ประตู & co=1%20"
    assert other.id == told["token"]


def test_should_take_what_a_client_library_writes(rig: Rig) -> None:
    data = {"api_key": rig.key, "service_code": "SHARE", **PLACE, "description": "ประตู"}

    answer = rig.web.post("/open311/v2/requests.json", data=data, content_type=MULTIPART)

    assert answer.status_code == 201
    assert [event.words for event in rig.kept()] == ["ประตู"]


def test_should_take_the_key_as_a_header_too(rig: Rig) -> None:
    body = body_of(*fields(rig)[1:])

    answers = [post(rig, body), post(rig, body, Api_Key=rig.key)]

    assert [one.status_code for one in answers] == [403, 201]


def test_should_count_a_share_once_whatever_its_boundary(rig: Rig) -> None:
    parts = fields(rig, description="x")

    first = post(rig, body_of(*parts))
    again = post(rig, body_of(*parts, boundary="another"), boundary="another")
    other = post(rig, body_of(*fields(rig, description="y")))
    marked = [
        post(rig, body_of(*parts, boundary=one), boundary=one, Idempotency_Key="call-4711")
        for one in ("b1", "b2")
    ]

    assert [one.status_code for one in (first, again, other, *marked)] == [201, 200, 201, 201, 200]
    assert parsed(first)[0]["token"] == parsed(again)[0]["token"]
    assert len(rig.kept()) == 3


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["media", "description", "lat2", ""])
def test_should_keep_a_share_without_its_photo_and_say_so(rig: Rig, form: str, name: str) -> None:
    photo = part(PHOTO, name, "Content-Type: image/jpeg", filename="IMG 1.jpg")

    answer = post(rig, body_of(photo, *fields(rig)), form=form)

    assert answer.status_code == 201
    notice = parsed(answer)[0]["service_notice"]
    assert public.NO_PHOTOS.th in notice
    assert public.NO_PHOTOS.en in notice
    assert "1300" in notice
    (event,) = rig.kept()
    assert event.words == ""
    kept = b" ".join(value for _, row in rig.client.xrange(keys.INBOX) for value in row.values())
    assert not [one for one in (b"JFIF", b"IMG 1") if one in kept]


def test_should_not_speak_of_photos_where_none_was_chosen(rig: Rig) -> None:
    none = part("", "media", "Content-Type: application/octet-stream", filename="")

    answer = post(rig, body_of(*fields(rig), none))

    assert answer.status_code == 201
    assert public.NO_PHOTOS.en not in answer.text


def test_should_refuse_a_large_photo_in_clear_words(rig: Rig) -> None:
    photo = part(b"\xff" * LARGEST_BODY, "media", filename="a.jpg")

    answer = post(rig, body_of(*fields(rig), photo), form="xml")

    (error,) = parsed(answer)
    assert (answer.status_code, error["code"]) == (413, "413")
    assert "no photos" in error["description"]
    assert rig.kept() == []


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda body: b"\r\n",
    "no end": lambda body: body[: -len(f"--{BOUNDARY}--\r\n")],
    "half an end": lambda body: body[:-5],
    "cut within a head": lambda body: body[:70],
    "another boundary": lambda body: body.replace(BOUNDARY.encode(), b"other"),
    "no boundary at all": lambda body: b"service_code=SHARE",
    "no line between head and value": lambda body: body.replace(b"\r\n\r\n", b"\r\n"),
    "no disposition": lambda body: body.replace(b"Content-Disposition", b"X"),
    "no name": lambda body: body.replace(b"; name=", b"; x="),
    "no utf-8": lambda body: body.replace(b"SHARE", b"\xff\xfe"),
    "no utf-8 in a head": lambda body: body.replace(b'"lat"', b'"l\xff"'),
    "half a character": lambda body: body.replace(b"SHARE", b"\xed\xa0\x80"),
    "base64": lambda body: body.replace(
        b'name="lat"', b'name="lat"\r\nContent-Transfer-Encoding: base64'
    ),
    "an endless part": lambda body: body[:-5] + b"x" * 60_000,
    "an endless head": lambda body: f"--{BOUNDARY}\r\n".encode() + b"X: y\r\n" * 9_000,
    "endless line ends": lambda body: f"--{BOUNDARY}\r\n".encode() + b"\r" * 60_000,
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("form", FORMS)
def test_should_refuse_what_is_broken_in_clear_words(rig: Rig, form: str, name: str) -> None:
    answer = post(rig, BROKEN[name](body_of(*fields(rig))), form=form)

    (error,) = parsed(answer)
    assert (answer.status_code, error["code"]) == (400, "400")
    assert "boundary" in error["description"]
    assert MULTIPART in error["description"]
    assert rig.kept() == []


@pytest.mark.parametrize(
    "kind",
    [MULTIPART, f"{MULTIPART}; boundary=", f'{MULTIPART}; boundary=""', f"{MULTIPART};boundary",
     f"{MULTIPART}; boundary=\xff", f"{MULTIPART}; boundary*=utf-8''%E0%B8%81"],
)  # fmt: skip
def test_should_refuse_a_boundary_that_is_none(rig: Rig, kind: str) -> None:
    body = body_of(*fields(rig))

    answer = rig.web.post("/open311/v2/requests.json", data=body, content_type=kind)

    assert answer.status_code == 400
    assert "boundary" in parsed(answer)[0]["description"]


@pytest.mark.parametrize(
    "kind", ["MULTIPART/Form-Data; Boundary=b", 'multipart/form-data; charset=utf-8; boundary="b"']
)
def test_should_know_the_form_however_it_is_written(rig: Rig, kind: str) -> None:
    body = b"anything before it\r\n" + body_of(*fields(rig), boundary="b") + b"anything behind it"

    answer = rig.web.post("/open311/v2/requests.json", data=body, content_type=kind)

    assert answer.status_code == 201


@pytest.mark.parametrize("count", [101, 500])
def test_should_refuse_many_fields_in_clear_words(rig: Rig, count: int) -> None:
    many = [part("1", "a") for _ in range(count - 4)]

    parts = post(rig, body_of(*fields(rig), *many))
    plain = rig.web.post(
        "/open311/v2/requests.json",
        data=urlencode([("a", "1")] * count),
        content_type="application/x-www-form-urlencoded",
    )

    for answer in (parts, plain):
        assert answer.status_code == 400
        assert "at most 100 fields" in parsed(answer)[0]["description"]
    assert rig.kept() == []


def test_should_take_a_hundred_fields(rig: Rig) -> None:
    many = [part("1", "a") for _ in range(96)]

    assert post(rig, body_of(*fields(rig), *many)).status_code == 201


def test_should_hold_the_limit_of_the_partner(client: Any) -> None:
    rig = a_rig(client, per_hour=1)

    answers = [post(rig, body_of(*fields(rig, description=one))) for one in "ab"]

    assert [one.status_code for one in answers] == [201, 429]


@ANYTHING
@given(sent=st.lists(st.tuples(st.text(max_size=20), st.binary(max_size=60)), max_size=5),
       cut=st.integers(0, 400), end=st.binary(max_size=20))  # fmt: skip
def test_should_answer_any_parts(
    rig: Rig, sent: list[tuple[str, bytes]], cut: int, end: bytes
) -> None:
    written = [part(value, name.encode("utf-8", "replace").decode()) for name, value in sent]

    answer = post(rig, body_of(*written, *fields(rig)[1:])[cut:] + end)

    assert_refusal_or_list(answer)


@given(names=st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.text(max_size=40)))
def test_should_read_each_field_as_it_was_written(names: dict[str, str]) -> None:
    body = body_of(*(part(value, name) for name, value in names.items()))

    plain, has_files = as_plain_form(body, BOUNDARY)

    assert (plain.decode(), has_files) == (urlencode(names), False)
