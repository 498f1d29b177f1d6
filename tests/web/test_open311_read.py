"""What everybody and what partners read by Open311: in the specification's form, and no more."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases.case import Case, Place, State
from store import keys, requested
from store.unit_of_work import UnitsOfWork
from tests.builders import AYUTTHAYA, LATER, a_case, the_taxonomy
from tests.web.open311_rig import FORMS, Rig, a_rig, parsed

#: What the specification calls a date: https://www.w3.org/TR/NOTE-datetime
W3C = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
#: A day of the past, in a month that is over.
PAST = datetime(2026, 1, 20, 9, 28, 31, tzinfo=UTC)
SPAN = {"start_date": "2026-01-01", "end_date": "2026-02-01"}
FIELDS = {
    "service_request_id", "status", "status_notes", "service_name", "service_code",
    "agency_responsible", "requested_datetime", "updated_datetime",
}  # fmt: skip


@pytest.fixture
def rig(client: Any) -> Rig:
    return a_rig(client)


def put(rig: Rig, number: int, centre: str = "TH-14", **changes: Any) -> Case:
    """Put a case into the store, opened just now if nothing else is said."""
    at = changes.setdefault("opened_at", LATER)
    number_of = f"{centre[3:]}-6911-{number:04d}"
    case = a_case(number=number_of, centre=centre, **{"last_shared_at": at} | changes)
    unit = UnitsOfWork(rig.client).open(f"put {case.number}", at)
    unit.cases.add(case)
    unit.cases.save(case)
    unit.commit([])
    return case


def ids(answer: Any) -> list[str]:
    """Return the numbers of an answer, in order."""
    assert answer.status_code == 200
    return [one["service_request_id"] for one in parsed(answer)]


@pytest.mark.parametrize("form", FORMS)
def test_should_list_every_kind_of_the_taxonomy_and_a_share_of_no_kind(rig: Rig, form: str) -> None:
    services = parsed(rig.get(f"services.{form}", jurisdiction_id="ignored.example"))

    assert [one["service_code"] for one in services] == ["SHARE", *the_taxonomy().kinds]
    for one in services:
        assert set(one) == {
            "service_code", "service_name", "description", "metadata", "type", "keywords", "group",
        }  # fmt: skip
        assert (one["metadata"], one["type"]) == (False, "batch")
        assert all(one[name] for name in one if name != "metadata")


@pytest.mark.parametrize("form", FORMS)
def test_should_define_a_service(rig: Rig, form: str) -> None:
    known, unknown = rig.get(f"services/ADULT.{form}"), rig.get(f"services/POTHOLE.{form}")

    definition = parsed(known)
    assert (definition["service_code"], definition["attributes"] or []) == ("ADULT", [])
    assert (unknown.status_code, parsed(unknown)[0]["code"]) == (404, "404")


@pytest.mark.parametrize("form", FORMS)
def test_should_say_where_it_is(rig: Rig, form: str) -> None:
    found = parsed(rig.web.get(f"/open311/discovery.{form}"))

    (endpoint,) = found["endpoints"]
    assert endpoint["url"] == "https://cheer.example/open311/v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert re.fullmatch(W3C, found["changeset"])


@pytest.mark.parametrize("form", FORMS)
def test_should_show_a_case_without_place_words_and_person(rig: Rig, form: str) -> None:
    place = Place(AYUTTHAYA, "ตลาดหัวรอ")
    put(rig, 1, place=place, kind="WITH_CHILD", urgent="CHILD", holder=9, outcomes=("SHELTER",))

    answer = rig.get(f"requests/14-6911-0001.{form}", api_key=rig.key)

    (one,) = parsed(answer)
    assert set(one) == FIELDS
    assert (one["status"], one["service_code"]) == ("open", "WITH_CHILD")
    assert "Phra Nakhon Si Ayutthaya" in one["agency_responsible"]
    for never in ("14.35", "100.56", "ตลาดหัวรอ", "SHELTER", "lat", "address"):
        assert never not in answer.text


def test_should_tell_partners_hours_and_kinds(rig: Rig) -> None:
    closed: dict[str, Any] = {"state": State.CLOSED, "closed_at": PAST + timedelta(hours=2)}
    put(rig, 1, kind="FORCED", opened_at=PAST, **closed)

    (told,) = parsed(rig.get("requests.json", api_key=rig.key, **SPAN))

    assert told["requested_datetime"] == "2026-01-20T16:00:00+07:00"
    assert told["updated_datetime"] == "2026-01-20T18:00:00+07:00"
    assert (told["service_code"], told["status"]) == ("FORCED", "closed")
    assert set(told) == FIELDS
    assert re.fullmatch(W3C, told["updated_datetime"])


def test_should_name_the_case_that_another_was_merged_into_to_partners(rig: Rig) -> None:
    merged: dict[str, Any] = {"state": State.CLOSED, "merged_into": "14-6901-0009"}
    put(rig, 1, opened_at=PAST, closed_at=PAST, **merged)

    (told,) = parsed(rig.get("requests.json", api_key=rig.key, **SPAN))

    assert (told["status"], "14-6901-0009" in told["status_notes"]) == ("closed", True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", ["14-6911-0099", "nonsense", "14-6911-0001%00", "*"])
def test_should_say_that_there_is_no_such_request(rig: Rig, form: str, number: str) -> None:
    for who in ({}, {"api_key": rig.key}):
        answer = rig.get(f"requests/{number}.{form}", **who)

        assert (answer.status_code, parsed(answer)[0]["code"]) == (404, "404")


def test_should_give_requests_by_their_numbers_whatever_else_is_asked(rig: Rig) -> None:
    for number in (1, 2, 3):
        put(rig, number)

    wanted = "14-6911-0003, 14-6911-0001,14-6911-0077,*"
    asked = {"service_request_id": wanted, "api_key": rig.key}
    answer = rig.get("requests.json", status="closed", **asked)

    assert ids(answer) == ["14-6911-0003", "14-6911-0001"]
    many = ",".join(f"14-6911-{number:04d}" for number in range(101))
    assert rig.get("requests.json", service_request_id=many).status_code == 400


@pytest.mark.parametrize("form", FORMS)
def test_should_list_what_is_asked_for_newest_first(rig: Rig, form: str) -> None:
    put(rig, 1, opened_at=LATER - timedelta(days=3), kind="ADULT")
    put(rig, 2, "TH-20", opened_at=LATER - timedelta(days=2), state=State.CLOSED, closed_at=LATER)
    put(rig, 3, opened_at=LATER - timedelta(days=1), kind="HOMELESS")
    put(rig, 4, opened_at=LATER - timedelta(days=95))

    def listed(**asked: str) -> list[str]:
        return ids(rig.get(f"requests.{form}", api_key=rig.key, **asked))

    first, second, third = "14-6911-0001", "20-6911-0002", "14-6911-0003"
    assert listed() == [third, second, first]
    assert listed(status="open") == [third, first]
    assert listed(status="closed,open", start_date="") == [third, second, first]
    assert listed(service_code="ADULT,HOMELESS") == [third, first]
    assert listed(service_code="SHARE") == [second]
    since = (LATER - timedelta(days=2, hours=1)).isoformat(timespec="seconds")
    assert listed(start_date=since) == [third, second]
    assert listed(end_date=since) == [first]
    assert listed(end_date=since.replace("+", " ")) == [first]


@pytest.mark.parametrize(
    "asked",
    [
        {"start_date": "yesterday"},
        {"start_date": "2026-11-20T"},
        {"start_date": "2026-11-20T10"},
        {"start_date": "2026-11-20T24:00:00Z"},
        {"end_date": "2026-11-20T10:00:00,5Z"},
        {"end_date": "2026-11-20 10:00:00Z"},
        {"end_date": "2026-11-20T10:00:00.Z"},
        {"end_date": "2026-11-20T10:00:00+7"},
        {"end_date": "2026-11-20Z"},
        {"end_date": "20261120"},
        {"end_date": "2026-W47-5"},
        {"end_date": "20/11/2569"},
        {"end_date": "2026-13-01"},
        {"start_date": "1026-11-20"},
        {"start_date": "2026-01-01", "end_date": "2026-04-02"},
        {"start_date": "2026-02-01", "end_date": "2026-01-01"},
        {"status": "waiting"},
    ],
    ids=str,
)
@pytest.mark.parametrize("form", FORMS)
def test_should_refuse_questions_that_mean_nothing(
    rig: Rig, form: str, asked: dict[str, str]
) -> None:
    answer = rig.get(f"requests.{form}", **asked)

    assert (answer.status_code, parsed(answer)[0]["code"]) == (400, "400")


#: Opened on 20 January in Bangkok, at five past midnight, in the afternoon and a second before the
#: next midnight; and in the last second of the day before, and the first of the day after.
DAY = {
    1: datetime(2026, 1, 19, 16, 59, 59, tzinfo=UTC),
    2: datetime(2026, 1, 19, 17, 5, tzinfo=UTC),
    3: datetime(2026, 1, 20, 9, 28, 31, tzinfo=UTC),
    4: datetime(2026, 1, 20, 16, 59, 59, 999_000, tzinfo=UTC),
    5: datetime(2026, 1, 20, 17, 0, tzinfo=UTC),
}


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-01-20", "2026-01-20", [4, 3, 2]),
        ("2026-01-19", "2026-01-20", [4, 3, 2, 1]),
        ("2026-01-20", "2026-01-21", [5, 4, 3, 2]),
        ("", "2026-01-20", [4, 3, 2, 1]),
        ("2026-01-20", "", [5, 4, 3, 2]),
        ("2026-01-20T16:00:00+07:00", "2026-01-20T16:00:00+07:00", [3]),
        ("2026-01-20T16:00:00", "2026-01-20T16:00:00", [3]),
        ("2026-01-20T16:00", "2026-01-20T16:00", [3]),
        ("2026-01-20T09:00:00Z", "2026-01-20T09:00:00Z", [3]),
        ("2026-01-20T09:00Z", "2026-01-20T16:59:59.9999999Z", [4, 3]),
        ("2026-01-20T16:00:00.000+0700", "2026-01-20T16:00:00.5+07:00", [3]),
        ("2026-01-20T14:30:00+05:30", "2026-01-20T04:00:00-05:00", [3]),
        ("2026-01-20T16:00:00 07:00", "2026-01-20T16:00:00 07:00", [3]),
        # A start within the hour finds what was opened later in it: times are told by the hour.
        ("2026-01-20T16:20:00+07:00", "2026-01-20T16:40:00+07:00", [3]),
        ("2026-01-20T17:00:00+07:00", "2026-01-20T22:59:59+07:00", []),
        ("2026-01-20T00:00:00+07:00", "2026-01-20T00:00:00+07:00", [2]),
        ("2026-01-21T00:00:00+07:00", "2026-01-21", [5]),
    ],
)
def test_should_include_both_ends(rig: Rig, start: str, end: str, found: list[int]) -> None:
    for number, at in DAY.items():
        put(rig, number, opened_at=at)

    span = {"start_date": start, "end_date": end or "2026-01-31"}
    answer = rig.get("requests.json", api_key=rig.key, **span)

    assert ids(answer) == [f"14-6911-{number:04d}" for number in found]


@pytest.mark.parametrize("key", [True, False], ids=["partner", "everybody"])
@pytest.mark.parametrize(
    ("asked", "ahead"),
    [
        ({"start_date": timedelta(0)}, False),
        ({"start_date": timedelta(minutes=2)}, False),
        ({"start_date": timedelta(minutes=15)}, False),
        ({"start_date": timedelta(minutes=5), "end_date": timedelta(minutes=5)}, False),
        ({"end_date": timedelta(minutes=5)}, False),
        ({"start_date": timedelta(days=-30), "end_date": timedelta(days=30)}, False),
        ({"start_date": timedelta(minutes=16)}, True),
        ({"start_date": timedelta(hours=1), "end_date": timedelta(hours=2)}, True),
        ({"start_date": timedelta(days=1)}, True),
        ({"end_date": timedelta(days=365)}, True),
        ({"start_date": timedelta(days=365 * 543)}, True),
    ],
    ids=str,
)
def test_should_bear_with_a_clock_that_is_a_little_ahead(
    rig: Rig, key: bool, asked: dict[str, timedelta], ahead: bool
) -> None:
    who = {"api_key": rig.key} if key else {}
    moments = {name: (LATER + by).isoformat() for name, by in asked.items()}

    answer = rig.get("requests.json", **who, **moments)

    assert answer.status_code == (400 if ahead else 200)
    if ahead:
        (error,) = parsed(answer)
        assert "future" in error["description"]
        assert "2026-11-28T13:00+07:00" in error["description"]


def test_should_find_the_case_of_now_for_a_clock_that_is_ahead(rig: Rig) -> None:
    put(rig, 1, opened_at=LATER)
    ahead = (LATER + timedelta(minutes=3)).isoformat()

    today = rig.get("requests.json", api_key=rig.key, start_date="2026-11-28")
    answers = [
        rig.get("requests.json", api_key=rig.key, **asked)
        for asked in ({"start_date": ahead}, {"start_date": "2026-11-28", "end_date": ahead})
    ]

    assert [ids(one) for one in (today, *answers)] == [["14-6911-0001"]] * 3


def test_should_refuse_a_start_of_tomorrow_and_take_it_as_an_end(rig: Rig) -> None:
    today, tomorrow = "2026-11-28", "2026-11-29"

    answers = [
        rig.get("requests.json", start_date=tomorrow),
        rig.get("requests.json", start_date=today, end_date=tomorrow),
    ]

    assert [one.status_code for one in answers] == [400, 200]


def test_should_take_a_span_of_just_ninety_days(rig: Rig) -> None:
    span = {"start_date": "2026-01-01", "end_date": "2026-04-01T00:00:00+07:00"}

    assert ids(rig.get("requests.json", **span)) == []
    assert rig.get("requests.json", service_code="POTHOLE").status_code == 404


def test_should_leave_out_no_case_where_many_were_opened(rig: Rig) -> None:
    since = LATER - timedelta(days=5)
    unit = UnitsOfWork(rig.client).open("many", LATER)
    for number in range(450):
        opened = since + timedelta(minutes=number // 3)
        centre = "TH-14" if number % 5 else "TH-20"
        of = f"{centre[3:]}-6911-{number:04d}"
        unit.cases.add(a_case(number=of, centre=centre, opened_at=opened))
        unit.cases.save(a_case(number=of, centre=centre, opened_at=opened))
    unit.commit([])

    found = list(requested.newest(rig.client, ["TH-14", "TH-20"], since, LATER))

    assert len({case.number for case in found}) == len(found) == 450
    times = [case.at for case in found]
    assert times == sorted(times, reverse=True)


def test_should_limit_each_visitor_and_each_partner(client: Any) -> None:
    rig = a_rig(client, open311_reads_per_minute=3)

    stranger = [rig.get("requests.xml", _from="203.0.113.7") for _ in range(4)]
    neighbour = rig.get("requests.xml", _from="203.0.113.200")
    another = rig.get("requests.xml", _from="198.51.100.7")
    partner = rig.get("requests.xml", _from="203.0.113.7", api_key=rig.key)

    assert [one.status_code for one in stranger] == [200, 200, 200, 429]
    assert stranger[3].headers["Retry-After"] == "60"
    assert neighbour.status_code == 429  # of one net
    assert [another.status_code, partner.status_code] == [200, 200]


def test_should_know_a_reader_behind_a_proxy_that_adds_a_port(client: Any) -> None:
    rig = a_rig(client, open311_reads_per_minute=2, sign_ins_per_minute=2)

    def asked(forwarded: str, **arguments: str) -> int:
        named = {"X-Forwarded-For": forwarded}
        path = "/open311/v2/requests.xml"
        return rig.web.get(path, query_string=arguments, headers=named).status_code

    ports = ["203.0.113.7:50001", "203.0.113.7:50002", "203.0.113.7:50003"]

    assert [asked(one) for one in ports] == [200, 200, 429]
    assert [asked(one, api_key="wrong") for one in ports] == [403, 403, 429]
    assert asked("203.0.114.7:50001") == 200
    assert asked("203.0.114.7:50001", api_key="wrong") == 403


def test_should_keep_no_address_of_a_reader(client: Any) -> None:
    rig = a_rig(client)

    rig.get("requests.xml", _from="203.0.113.7")
    rig.get("requests.xml", _from="203.0.113.7", api_key="wrong")

    kept = list(client.scan_iter("*web_pace*"))
    assert len(kept) == 2
    assert not any(b"203.0" in key for key in kept)
    assert all(0 < client.ttl(key) <= 60 for key in kept)


def test_should_limit_who_tries_keys_and_let_the_right_one_in(client: Any) -> None:
    rig = a_rig(client, sign_ins_per_minute=2)

    tried = [rig.get("requests.json", api_key=f"wrong-{number}") for number in range(3)]
    posted = rig.post(api_key="wrong")
    right = rig.post()

    assert [one.status_code for one in tried] == [403, 403, 429]
    assert tried[2].headers["Retry-After"] == "60"
    assert (posted.status_code, right.status_code) == (429, 201)
    assert client.hget(keys.TALLIES, "api_keys_refused") == b"4"


@pytest.mark.parametrize("path", ["requests.json", "requests/14-6911-0001.xml"])
def test_should_refuse_a_key_that_opens_nothing(rig: Rig, path: str) -> None:
    answer = rig.get(path, api_key="wrong")

    assert (answer.status_code, parsed(answer)[0]["code"]) == (403, "403")


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("v2/services.json", "POST", 405),
        ("v2/requests.xml", "DELETE", 405),
        ("v2/requests", "GET", 404),
        ("v2/requests.yaml", "GET", 404),
        ("v1/services.json", "GET", 404),
        ("", "GET", 404),
    ],
)
def test_should_answer_every_mistake_in_the_specifications_form(
    rig: Rig, path: str, method: str, status: int
) -> None:
    answer = rig.web.open(f"/open311/{path}", method=method)

    (error,) = parsed(answer)
    assert (answer.status_code, error["code"]) == (status, str(status))
    assert ("json" in answer.headers["Content-Type"]) == path.endswith(".json")
    assert (status == 405) == ("Allow" in answer.headers)
