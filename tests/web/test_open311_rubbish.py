"""Whatever comes to the Open311 door is answered in the specification's form, and never breaks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import partners
from tests.web.open311_rig import Rig, a_rig, parsed
from web.open311.share_form import LARGEST_BODY

WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "[" * 10_000, "{" * 10_000, "<a>" * 5_000, "9" * 5_000, "-1e309", "NaN", "Infinity",
            "0000-00-00", "9999-12-31T23:59:59-14:00", "2026-11-20T24:00:00Z", "2026-02-30",
            "99999-01-01", "\0", "\ud800", "ก\u0e49" * 300, "%", "&", ";", "TH-14' OR 1=1",
        ]
    ),
)  # fmt: skip
FIELDS = st.sampled_from(
    ["service_code", "lat", "long", "description", "address_string", "api_key", "start_date",
     "end_date", "status", "service_request_id", "jurisdiction_id", "x"]
)  # fmt: skip
#: (The store stays as it is between examples: nothing of these may be kept.)
ANYTHING = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def rig(client: Any) -> Rig:
    return a_rig(client, sign_ins_per_minute=10**6, open311_reads_per_minute=10_000)


def assert_refusal_or_list(answer: Any) -> None:
    told = parsed(answer)
    assert answer.status_code in (200, 400, 403, 404, 409, 413)
    assert isinstance(told, list)
    if answer.status_code != 200:
        assert [one["code"] for one in told] == [str(answer.status_code)]


@ANYTHING
@given(asked=st.dictionaries(FIELDS, WORDS, max_size=6), form=st.sampled_from(["json", "xml"]))
def test_should_answer_any_question(rig: Rig, asked: dict[str, str], form: str) -> None:
    query = urlencode(asked, errors="surrogatepass")
    for key in ({}, {"Api-Key": rig.key}):
        assert_refusal_or_list(rig.web.get(f"/open311/v2/requests.{form}?{query}", headers=key))


@ANYTHING
@given(sent=st.dictionaries(FIELDS, WORDS, max_size=6), form=st.sampled_from(["json", "xml"]))
def test_should_answer_any_form(rig: Rig, sent: dict[str, str], form: str) -> None:
    given_fields = {"lat": "14.35", "service_code": "SHARE"} | sent
    body = urlencode(given_fields, errors="surrogatepass").encode()[: LARGEST_BODY * 2]

    answer = rig.web.post(
        f"/open311/v2/requests.{form}",
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Api-Key": rig.key},
    )

    if answer.status_code == 201:
        assert {"lat", "long"} <= given_fields.keys()
    else:
        assert_refusal_or_list(answer)


@ANYTHING
@given(body=st.binary(max_size=200), kind=st.sampled_from(["application/json", "text/xml", ""]))
def test_should_answer_any_bytes(rig: Rig, body: bytes, kind: str) -> None:
    answer = rig.web.post("/open311/v2/requests.json", data=body, content_type=kind)

    assert_refusal_or_list(answer)
    assert rig.kept() == []


@pytest.mark.parametrize("header", ["", "x" * 65, "ก".encode().decode("latin-1"), "\xff", "*"])
def test_should_open_by_no_other_key(rig: Rig, header: str) -> None:
    answer = rig.web.get("/open311/v2/requests.json", headers={"Api-Key": header})

    # Without a key one reads as everybody.
    assert answer.status_code == (403 if header else 200)


@pytest.mark.parametrize("change", ["id", "hash", "case", "short", "blank"])
def test_should_take_nothing_that_is_kept_or_near_for_a_key(rig: Rig, change: str) -> None:
    (partner,) = partners.find_all(rig.client)
    wrong = {
        "id": partner.id,
        "hash": partners.digest(rig.key),
        "case": rig.key.swapcase(),
        "short": rig.key[:-1],
        "blank": f"{rig.key}x",
    }[change]

    assert rig.post(api_key=wrong).status_code == 403
    assert rig.kept() == []
