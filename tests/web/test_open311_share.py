"""A partner brings a share: what is kept of it, what is refused, and that none counts twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.app import create_app
from config.clock import to_ms
from geo.centres import Point
from messages.texts import public
from store import keys, partners
from store.connection import connect
from store.unit_of_work import UnitsOfWork
from tests import needs
from tests.builders import NOW
from tests.servers import free_port
from tests.web.open311_rig import FORMS, PLACE, SETTINGS, Rig, a_rig, parsed
from web.open311.share_form import LARGEST_BODY

ADDRESS = "ตลาดหัวรอ จ.พระนครศรีอยุธยา"


@pytest.fixture
def rig(client: Any) -> Rig:
    return a_rig(client)


@pytest.mark.parametrize("form", FORMS)
def test_should_keep_a_share_and_answer_with_its_token(rig: Rig, form: str) -> None:
    answer = rig.post(form, service_code="WITH_CHILD", description="by the gate")

    (said,) = parsed(answer)
    assert answer.status_code == 201
    assert set(said) == {"token", "service_notice", "account_id"}
    assert "1300" in said["service_notice"]
    (event,) = rig.kept()
    assert (event.id, event.kind, event.words) == (said["token"], "WITH_CHILD", "by the gate")
    assert event.place.point == Point(14.3532, 100.5689)


@pytest.mark.parametrize("form", FORMS)
def test_should_tell_a_partner_that_nobody_can_be_alerted(rig: Rig, form: str) -> None:
    rig.client.set(keys.PUSHES_STOPPED, to_ms(NOW))

    (untold,) = parsed(rig.post(form))
    rig.client.delete(keys.PUSHES_STOPPED)
    (told,) = parsed(rig.post(form))

    assert public.NOTICE_UNTOLD.th in untold["service_notice"]
    assert public.NOTICE_UNTOLD.en in untold["service_notice"]
    assert untold["token"]
    assert public.NOTICE.en in told["service_notice"]


def test_should_keep_nothing_of_the_one_who_called(rig: Rig) -> None:
    personal = {
        "first_name": "Somchai", "last_name": "Jaidee", "phone": "0812345678",
        "email": "somchai@example.com", "device_id": "device-77", "account_id": "account-88",
        "media_url": "https://example.com/face.jpg", "attribute[X]": "attribute-99",
    }  # fmt: skip

    rig.post(description="by the gate", **personal)

    kept = b" ".join(value for _, row in rig.client.xrange(keys.INBOX) for value in row.values())
    assert not [value for value in personal.values() if value.encode() in kept]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("call 081-234-5678 or +66 81 234 5678", "call … or …"),
        ("โทร ๐๘๑๒๓๔๕๖๗๘ นะคะ", "โทร … นะคะ"),
        ("call 081\u200b234\u200b5678", "call …"),
        ("line id: may_2540, 08.00-16.00", "line id: …, 08.00-16.00"),
        ("081/2345678 www.facebook.com/may", "… …"),
        ("card 1-1037-02071-81-1", "card …"),
        ("write to somchai.j@example.co.th please", "write to … please"),
        ("bus 14, gate 3, seen 20.11.2569 16.30", "bus 14, gate 3, seen 20.11.2569 16.30"),
        ("  line one\r\nline\ttwo\u202e ", "line one line two"),
        ("<script>x</script> & co", "<script>x</script> & co"),
    ],
)
def test_should_clean_the_words(rig: Rig, said: str, kept: str) -> None:
    rig.post(description=said, address_string=said)

    (event,) = rig.kept()
    assert (event.words, event.place.address) == (kept, kept)


@pytest.mark.parametrize(
    ("fields", "status", "why"),
    [
        ({"service_code": "-"}, 400, public.NEEDED),
        ({"service_code": ""}, 400, public.NEEDED),
        ({"service_code": "POTHOLE"}, 404, public.NO_SERVICE),
        ({"lat": "-"}, 400, public.NO_PLACE),
        ({"long": ""}, 400, public.NO_PLACE),
        ({"lat": "-", "long": "-", "address_string": ADDRESS}, 400, public.NO_PLACE),
        ({"lat": "nan"}, 400, public.NO_PLACE),
        ({"lat": "1e1"}, 400, public.NO_PLACE),
        ({"lat": "100.5689", "long": "14.3532"}, 400, public.NO_PLACE),
        ({"lat": "๑๔"}, 400, public.NO_PLACE),
        ({"description": "x" * 4_001}, 400, public.TOO_LONG),
        ({"api_key": "-"}, 403, public.NO_KEY),
        ({"api_key": "wrong"}, 403, public.NO_KEY),
        ({"api_key": "x" * 500}, 403, public.NO_KEY),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, dict) else "",
)
@pytest.mark.parametrize("form", FORMS)
def test_should_refuse_as_the_specification_says(
    rig: Rig, form: str, fields: dict[str, str], status: int, why: Any
) -> None:
    answer = rig.post(form, **fields)

    (error,) = parsed(answer)
    assert (answer.status_code, error["code"]) == (status, str(status))
    for sentence, said in zip((why.th, why.en), error["description"].split(" · "), strict=True):
        assert said.startswith(sentence.split("{")[0])
    assert rig.kept() == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"service_code": "SHARE"}', "application/json"),
        (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "text/xml"),
        (b"service_code=%ff", "application/x-www-form-urlencoded"),
        (b"\xff", "application/x-www-form-urlencoded"),
        (b"a=1&" * 200, "application/x-www-form-urlencoded"),
    ],
    ids=["json", "xml", "no utf-8", "no utf-8 at all", "many fields"],
)
def test_should_read_forms_alone(rig: Rig, body: bytes, kind: str) -> None:
    answer = rig.web.post("/open311/v2/requests.xml", data=body, content_type=kind)

    assert (answer.status_code, parsed(answer)[0]["code"]) == (400, "400")


def test_should_refuse_what_is_too_large(rig: Rig) -> None:
    answer = rig.post(device_id="x" * LARGEST_BODY)

    assert (answer.status_code, parsed(answer)[0]["code"]) == (413, "413")


ABROAD = {
    "Vientiane": ("17.9757", "102.6331"), "Poipet": ("13.6600", "102.5650"),
    "Penang": ("5.4141", "100.3288"), "the Gulf": ("12.1", "100.35"), "London": ("51.5", "-0.12"),
    "the zero of both": ("0", "0"), "the wrong hemisphere": ("-14.3532", "100.5689"),
}  # fmt: skip


@pytest.mark.parametrize("name", ABROAD)
@pytest.mark.parametrize("form", FORMS)
def test_should_refuse_a_place_abroad_at_once(rig: Rig, form: str, name: str) -> None:
    latitude, longitude = ABROAD[name]

    answers = [rig.post(form, lat=latitude, long=longitude) for _ in range(2)]

    for answer in answers:
        (error,) = parsed(answer)
        assert (answer.status_code, error["code"]) == (400, "400")
        assert "outside Thailand" in error["description"]
        assert "lat, long" in error["description"]
    assert rig.kept() == []
    assert list(rig.client.scan_iter(keys.partner_token("*"))) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "address"),
    [
        ("20.4420", "99.8805", ""),  # Mae Sai, market at the bridge
        ("6.4880", "99.3040", ""),  # Ko Lipe
        ("17.8850", "102.7440", ""),  # Nong Khai, river bank
        ("17.8850", "102.7440", "จ.หนองคาย"),
        ("7.75", "97.70", "จ.ภูเก็ต"),  # a boat, abroad without its address
    ],
)
def test_should_lean_towards_taking_a_place(
    rig: Rig, latitude: str, longitude: str, address: str
) -> None:
    answer = rig.post(lat=latitude, long=longitude, address_string=address)

    assert answer.status_code == 201
    assert len(rig.kept()) == 1


def test_should_go_by_the_boundaries_where_the_worker_does(client: Any) -> None:
    before_bukit_kayu_hitam = {"lat": "6.49", "long": "100.42"}
    with_boundaries = a_rig(client, boundaries_file=needs.boundaries())
    without = a_rig(client)

    codes = [rig.post(**before_bukit_kayu_hitam).status_code for rig in (with_boundaries, without)]

    assert codes == [400, 201]


def test_should_keep_a_share_where_the_files_cannot_be_read(client: Any, tmp_path: Path) -> None:
    broken = tmp_path / "centres.csv"
    broken.write_text("centre_id\n", "utf-8")
    rig = a_rig(client, centres_file=broken)

    assert rig.post(lat="51.5", long="-0.12").status_code == 201


def test_should_take_the_key_as_a_header_too(rig: Rig) -> None:
    answer = rig.post(api_key="-", headers={"Api-Key": rig.key})

    assert answer.status_code == 201


def test_should_count_the_same_body_once(rig: Rig) -> None:
    first, again = rig.post(description="x"), rig.post("xml", description="x")
    other = rig.post(description="y")

    assert [one.status_code for one in (first, again, other)] == [201, 200, 201]
    tokens = [parsed(one)[0]["token"] for one in (first, again, other)]
    assert tokens[0] == tokens[1] != tokens[2]
    assert len(rig.kept()) == 2


def test_should_count_the_same_body_again_after_ten_minutes(rig: Rig) -> None:
    rig.post()
    (mark,) = rig.client.keys(keys.partner_sent("*"))
    assert 590 < rig.client.ttl(mark) <= 600

    rig.client.delete(mark)

    assert rig.post().status_code == 201


def test_should_count_what_bears_the_same_mark_once(rig: Rig) -> None:
    mark = {"Idempotency-Key": "call-4711"}

    answers = [rig.post(headers=mark), rig.post(headers=mark), rig.post(headers=mark, lat="14.4")]

    assert [one.status_code for one in answers] == [201, 200, 409]
    assert len(rig.kept()) == 1


@pytest.mark.parametrize("mark", ["", "with blank", "ก", "x" * 129])
def test_should_refuse_a_mark_that_is_none(rig: Rig, mark: str) -> None:
    answer = rig.post(headers={"Idempotency-Key": mark.encode().decode("latin-1")})

    assert answer.status_code == 400


def test_should_let_no_partner_use_the_mark_of_another(rig: Rig) -> None:
    _, key = partners.add(rig.client, "191", per_hour=9, now=NOW)
    mark = {"Idempotency-Key": "call-4711"}

    answers = [rig.post(headers=mark), rig.post(headers=mark, api_key=key)]

    assert [one.status_code for one in answers] == [201, 201]


@pytest.mark.parametrize("form", FORMS)
def test_should_stop_at_the_partners_limit_and_say_how_long(client: Any, form: str) -> None:
    rig = a_rig(client, per_hour=2)

    answers = [rig.post(form, description=f"{number}") for number in range(3)]
    again = rig.post(form, description="1")

    assert [one.status_code for one in answers] == [201, 201, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 3_600
    assert parsed(answers[2])[0]["code"] == "429"
    assert again.status_code == 200
    assert len(rig.kept()) == 2


def test_should_look_at_the_limit_before_a_share_is_read(client: Any) -> None:
    rig = a_rig(client, per_hour=1)
    marked = {"Idempotency-Key": "call-4711"}

    kept = rig.post(headers=marked)
    unreadable = {"lat": "nowhere", "service_code": "NO_SUCH"}
    beyond = [rig.post(**unreadable), rig.post(description="x" * 5000), rig.post(headers=marked)]
    other = rig.post(headers=marked, **unreadable)

    assert kept.status_code == 201
    assert [one.status_code for one in beyond] == [429, 429, 200]
    assert other.status_code == 409
    assert len(rig.kept()) == 1


def test_should_know_no_key_that_was_taken_back(rig: Rig) -> None:
    (partner,) = partners.find_all(rig.client)

    partners.remove(rig.client, partner)

    assert rig.post().status_code == 403


def test_should_keep_keys_as_hashes_only(rig: Rig) -> None:
    rig.post()

    assert len(rig.key) >= 43  # 256 bits in base64
    for key in rig.client.scan_iter("*"):
        kind = rig.client.type(key)
        read = {
            b"hash": rig.client.hgetall,
            b"string": rig.client.get,
            b"stream": rig.client.xrange,
        }
        assert rig.key not in f"{key!r} {read[kind](key)!r}"


def test_should_ask_for_the_share_again_where_the_store_is_away() -> None:
    away = connect(f"redis://127.0.0.1:{free_port()}", role="web")
    web = create_app(SETTINGS, away).test_client()

    answer = web.post("/open311/v2/requests.xml", data={"api_key": "k", **PLACE})

    assert (answer.status_code, parsed(answer)[0]["code"]) == (503, "503")


def test_should_lead_from_the_token_to_the_case(rig: Rig) -> None:
    token = parsed(rig.post())[0]["token"]

    waiting = [parsed(rig.get(f"tokens/{token}.{form}")) for form in FORMS]
    unit = UnitsOfWork(rig.client).open("event", NOW)
    unit.partner_shares.put_case(token, "14-6911-0001")
    unit.commit([])
    known = [parsed(rig.get(f"tokens/{token}.{form}")) for form in FORMS]

    assert waiting == [[{"service_request_id": None, "token": token}]] * 2
    assert known == [[{"service_request_id": "14-6911-0001", "token": token}]] * 2


@pytest.mark.parametrize("form", FORMS)
def test_should_say_by_the_token_that_a_place_is_abroad(rig: Rig, form: str) -> None:
    token = parsed(rig.post())[0]["token"]
    unit = UnitsOfWork(rig.client).open("event", NOW)
    unit.partner_shares.put_refused(token)
    unit.commit([])

    answers = [rig.get(f"tokens/{one}.{form}") for one in (token, "no-such-token")]

    assert [one.status_code for one in answers] == [400, 404]
    assert "outside Thailand" in parsed(answers[0])[0]["description"]
