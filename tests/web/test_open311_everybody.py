"""What is read by Open311 without a key is the open data, whatever is asked and on whatever day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cases.calendar import Span, period_of
from config.settings import Settings
from messages.texts import public
from store import keys
from store.connection import StoreClient
from tests.builders import AYUTTHAYA, LATER, a_context, a_share, near
from tests.handling import Handling
from tests.web.open311_rig import FORMS, Rig, a_rig, parsed
from tests.web.public_year import YESTERDAY, add, fill
from tests.web.test_open311_read import FIELDS, W3C, ids, put
from web.open311.service_list import Query, Services
from web.open311.share_form import PublicRequests
from web.public import PublicTotals
from web.templates import Catalogue

MONTH = period_of(YESTERDAY, Span.MONTH)
BEFORE = MONTH.before()
Cells = Counter[tuple[str, str]]


def a_filled_rig(client: StoreClient) -> Rig:
    """Build the door on a lumpy year."""
    fill(client)
    return a_rig(client, open311_reads_per_minute=10_000)


def told_by_the_open_data(rig: Rig) -> Cells:
    """Count the cases of each province and month in the open data."""
    rows = rig.web.get("/open/statistics.json").get_json()["rows"]
    return +Counter({(one["centre"], one["month"]): one["cases"] or 0 for one in rows
                     if one["centre"] != "TH"})  # fmt: skip


def counted(answer: Any) -> Cells:
    """Count the requests of a list by the centre and the month that their ids name."""
    return Counter((one.split(".")[0], one.split(".")[1]) for one in ids(answer))


def of_months(cells: Cells, *months: str) -> Cells:
    """Keep some months."""
    return Counter({key: count for key, count in cells.items() if key[1] in months})


@pytest.mark.parametrize("form", FORMS)
def test_should_list_just_as_many_as_the_open_data_tell(client: StoreClient, form: str) -> None:
    rig = a_filled_rig(client)
    open_data = told_by_the_open_data(rig)

    for month in (MONTH, BEFORE):
        span = {"start_date": month.first.isoformat(), "end_date": month.last.isoformat()}
        answer = rig.get(f"requests.{form}", **span)

        assert counted(answer) == of_months(open_data, month.label)
        for one in parsed(answer):
            assert set(one) == FIELDS
            assert one["requested_datetime"] == f"{month.first.isoformat()}T00:00:00+07:00"
            assert one["updated_datetime"] == one["requested_datetime"]
            assert re.fullmatch(W3C, one["requested_datetime"])
            assert (one["status"], one["service_code"]) == ("open", "SHARE")
            assert public.STATE_NOT_TOLD.en in one["status_notes"]


@pytest.mark.parametrize(
    ("since", "until"),
    [(0, 0), (3, 3), (0, 27), (14, 20)],
    ids=str,
)
def test_should_compare_by_month_whatever_days_are_asked_for(
    client: StoreClient, since: int, until: int
) -> None:
    rig = a_filled_rig(client)
    days = [BEFORE.first + timedelta(days=one) for one in (since, until)]

    for form in ("{}", "{}T10:00:00%2B07:00", "{}T23:59:59+07:00"):
        asked = [form.format(one.isoformat()).replace("%2B", "+") for one in days]
        answer = rig.get("requests.json", start_date=asked[0], end_date=asked[1])
        assert counted(answer) == of_months(told_by_the_open_data(rig), BEFORE.label)


@pytest.mark.parametrize(
    ("asked", "is_all"),
    [
        ({"status": "open"}, True),
        ({"status": "open,closed"}, True),
        ({"service_code": "SHARE"}, True),
        ({"status": "closed"}, False),
        ({"service_code": "WITH_CHILD,FORCED"}, False),
        ({"service_code": "SHARE", "status": "closed"}, False),
    ],
    ids=str,
)
def test_should_tell_all_or_nothing_by_any_filter(
    client: StoreClient, asked: dict[str, str], is_all: bool
) -> None:
    rig = a_filled_rig(client)
    span = {"start_date": BEFORE.first.isoformat(), "end_date": BEFORE.last.isoformat()}

    found = counted(rig.get("requests.json", **span, **asked))

    assert found == (of_months(told_by_the_open_data(rig), BEFORE.label) if is_all else Counter())


def test_should_tell_the_newest_thousand_of_the_last_ninety_days_if_nothing_is_said(
    client: StoreClient,
) -> None:
    rig = a_filled_rig(client)

    listed = ids(rig.get("requests.json"))

    months = [one.split(".")[1] for one in listed]
    assert len(listed) == 1_000
    assert months == sorted(months, reverse=True)
    assert months[0] == MONTH.label
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("form", FORMS)
def test_should_find_what_a_list_shows_by_its_id_and_nothing_else(
    client: StoreClient, form: str
) -> None:
    add(client, "TH-14", BEFORE, shares=9, cases=7)
    rig = a_rig(client)
    last = f"TH-14.{BEFORE.label}.5"

    (one,) = parsed(rig.get(f"requests/{last}.{form}"))
    many = f"{last},TH-14.{BEFORE.label}.6,TH-14.{BEFORE.label}.1,14-6911-0001,x"

    assert one["service_request_id"] == last
    assert ids(rig.get("requests.json", service_request_id=many)) == [
        last, f"TH-14.{BEFORE.label}.1",
    ]  # fmt: skip
    for wrong in (f"TH-14.{BEFORE.label}.6", f"TH-14.{BEFORE.label}.0", f"TH-15.{BEFORE.label}.1",
                  "TH-14.1999-01.1", "14-6911-0001"):  # fmt: skip
        assert rig.get(f"requests/{wrong}.{form}").status_code == 404
    assert rig.get(f"requests/{last}.{form}", api_key=rig.key).status_code == 404


def test_should_tell_nothing_of_a_case_itself(client: StoreClient) -> None:
    rig, handling = a_rig(client), Handling(client, a_context())
    day, noon = YESTERDAY, _noon(YESTERDAY)
    for number in range(7):
        where = near(AYUTTHAYA, 400 * number)
        handling.do(a_share(number, where, noon + timedelta(minutes=number)))

    everybodys = rig.get("requests.json")

    assert ids(everybodys) == [f"TH-14.{MONTH.label}.{rank}" for rank in range(1, 6)]
    assert len(ids(rig.get("requests.json", api_key=rig.key))) == 7
    assert f"{day:%m-%d}T" not in everybodys.text.replace(f"{MONTH.first:%m-%d}T", "")


def test_should_tell_a_case_at_the_centre_that_opened_it_for_good(client: StoreClient) -> None:
    add(client, "TH-14", BEFORE, shares=5, cases=5)
    handed_over = put(a_rig(client), 1, "TH-50", passed=("TH-14",), opened_at=_noon(BEFORE.first))
    rig = a_rig(client)

    listed = counted(rig.get("requests.json"))

    assert handed_over.was_passed_on
    assert listed == {("TH-14", BEFORE.label): 5}


def test_should_say_plainly_when_the_numbers_cannot_be_read(client: StoreClient) -> None:
    rig = a_rig(client)
    client.set(keys.NUMBERS, "no hash")

    answer = rig.get("requests.json")

    assert (answer.status_code, parsed(answer)[0]["code"]) == (503, "503")


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def test_should_make_one_answer_for_all_spans_within_the_same_months(client: StoreClient) -> None:
    fill(client)
    catalogue = Catalogue(Settings(), client)
    numbers = PublicTotals(client, catalogue, lambda: LATER).find()
    assert numbers is not None
    reader = PublicRequests(numbers, Services(catalogue))
    begins = datetime(2026, 8, 1, tzinfo=UTC)
    spans = [
        Query(begins + timedelta(days=day), begins + timedelta(days=day + 31), *[frozenset()] * 2)
        for day in range(90)
    ]

    made = {reader.version(span): reader.find_all(span) for span in spans}

    assert len(made) < 10
    assert all(made[reader.version(span)] == reader.find_all(span) for span in spans)
