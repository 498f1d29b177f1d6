"""The report page: what it shows, to whom, and what it takes to read it."""

from __future__ import annotations

import gzip
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from cases.calendar import local_day
from messages.texts import report_page
from store import keys
from tests.builders import CHIANG_MAI, LATER, NOW, a_press, a_share, minutes
from tests.web.browser import HEAD, MANAGER, OFFICER, Rig, a_rig, look

NOVEMBER = "period=2026-11"
THAI = re.compile("[ก-๙]")


@pytest.fixture
def busy(rig: Rig) -> Rig:
    """Return a month in which a case went from share to help, and another began."""
    rig.handling.do(a_share(1))
    rig.handling.do(a_share(2, at=NOW + minutes(1)))
    case = "14-6911-0001"
    for after, act in [(12, "claim"), (13, "going"), (40, "arrived")]:
        rig.handling.do(a_press(OFFICER, act, NOW + minutes(after), case=case))
    rig.handling.do(
        a_press(OFFICER, "close", NOW + minutes(136), case=case, outcome="TEMP_PROTECTED")
    )
    rig.handling.do(a_share(3, where=CHIANG_MAI, at=NOW + minutes(2)))
    return rig


def page(rig: Rig, who: int = HEAD, query: str = NOVEMBER) -> TestResponse:
    """Open the report page."""
    return look(rig.signed_in(who), f"/reports?{query}")


def words_of(answer: TestResponse) -> str:
    """Return what a reader sees, on one line."""
    main = answer.text.partition("<main>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def table_of(answer: TestResponse, title: str) -> dict[str, list[str]]:
    """Return the cells of a table by the names of its rows."""
    found = answer.text.partition(f">{title}</caption>")[2].partition("</table>")[0]
    rows = [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.split("</t[hd]>", row)[:-1]]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", found, re.S)
    ]
    return {row[0]: row[1:] for row in rows}


def test_should_show_a_centre_the_way_from_share_to_help(busy: Rig) -> None:
    answer = page(busy, query=f"{NOVEMBER}&lang=en")

    assert answer.status_code == 200
    steps = table_of(answer, "From share to help")
    assert steps["Shares"] == ["2", "-", "-"]
    assert steps["Cases"] == ["1", "1 of 2", "-"]
    assert steps["Helped"] == ["1", "1 of 1", "1 of 1"]
    assert table_of(answer, "Time since the case was opened")["To visit"] == ["40 min"] * 2 + ["1"]
    outcomes = table_of(answer, "Outcomes")
    assert outcomes["Temporary protection at the centre / Ban Mit Maitri"][:2] == ["1", "1 of 1"]


def test_should_say_a_change_with_a_sign_and_a_word(busy: Rig) -> None:
    answer = page(busy, query=f"{NOVEMBER}&lang=en")

    row = table_of(answer, "Against the period before and last year")["Shares"]
    assert row == ["2", "0", "▲ 2 more", "0", "▲ 2 more"]


@pytest.mark.parametrize("query", [NOVEMBER, "period=2569-11", "from=1/11/2569&to=30/11/2569"])
def test_should_read_periods_of_either_era(busy: Rig, query: str) -> None:
    answer = page(busy, query=f"{query}&lang=th")

    assert "<h1>" in answer.text
    assert "พ.ย. 2569</title>" in answer.text


@pytest.mark.parametrize(
    "query",
    ["period=now", "from=31/12/2569&to=1/1/2569", "period=2600", "period=1900", "from=x&to="],
)
def test_should_say_kindly_what_is_no_period_and_show_this_month(busy: Rig, query: str) -> None:
    answer = page(busy, query=query)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


def test_should_keep_the_language_in_every_link(busy: Rig) -> None:
    answer = page(busy, query=f"{NOVEMBER}&lang=en")

    links = re.findall(r'href="(/reports[^"]*)"', answer.text)
    assert len(links) > 8
    assert {re.search("lang=(..)", one)[1] for one in links} == {"en", "th"}  # type: ignore[index]
    assert sum("lang=th" in one for one in links) == 1
    without_names = re.sub(r"ภาษาไทย", "", words_of(answer))
    assert THAI.search(without_names) is None


def test_should_open_of_itself_with_this_month_of_what_one_answers_for(busy: Rig) -> None:
    head, manager = page(busy, query="lang=th"), page(busy, MANAGER, query="lang=th")

    assert "ทั้งประเทศ" in manager.text.partition("</title>")[0]
    assert "ทั้งประเทศ" not in head.text.partition("</title>")[0]
    assert 'name="centre">' in manager.text
    assert 'select name="centre"' not in head.text


def test_should_show_a_manager_every_centre_and_mark_the_silent(busy: Rig) -> None:
    answer = page(busy, MANAGER, query=f"{NOVEMBER}&lang=en")

    centres = table_of(answer, "The centres")
    assert len(centres) == 1 + 77
    assert centres["Phra Nakhon Si Ayutthaya"][:5] == ["2", "1", "1", "Too few", "-"]
    assert centres["Phuket"][-1] == "No share for 30 days"
    assert "No share in this period: Bangkok" in words_of(answer)


def test_should_show_a_manager_one_centre(busy: Rig) -> None:
    answer = page(busy, MANAGER, query=f"{NOVEMBER}&centre=TH-50&lang=en")

    assert table_of(answer, "From share to help")["Shares"][0] == "1"
    assert table_of(answer, "The centres") == {}


@pytest.mark.parametrize("other", ["all", "TH-50", "TH-99", "*", "TH-14x"])
def test_should_refuse_a_head_another_centre(busy: Rig, other: str) -> None:
    answer = page(busy, query=f"{NOVEMBER}&centre={other}")

    assert answer.status_code == 403


def test_should_know_no_centre_that_is_not_in_the_file(busy: Rig) -> None:
    assert page(busy, MANAGER, query="centre=TH-99").status_code == 404


def test_should_lead_who_is_not_signed_in_to_the_way_in(busy: Rig) -> None:
    answer = look(busy.browser(), "/reports")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_should_show_hot_spots_to_who_reads_the_report_of_one_centre(
    busy: Rig, client: Any
) -> None:
    month = keys.spots("TH-14", "2026-11")
    client.hset(month, mapping={"3189.21000": 3, "3190.21000": 2})

    head = table_of(page(busy, query=f"{NOVEMBER}&lang=en"), "Places shared often")
    chosen = f"{NOVEMBER}&centre=TH-14&lang=en"
    manager = table_of(page(busy, MANAGER, query=chosen), "Places shared often")
    country = page(busy, MANAGER, query=f"{NOVEMBER}&lang=en")

    assert list(head.values())[1:] == [["3"]]
    assert manager == head
    assert "Places shared often" not in country.text
    assert "Choose one centre" in words_of(country)


def test_should_name_no_person_and_no_place_of_a_case(busy: Rig) -> None:
    told = page(busy, query=NOVEMBER).text + page(busy, MANAGER, query=NOVEMBER).text

    assert "14.353" not in told
    assert not re.search(r"U[0-9a-f]{32}", told)


def test_should_load_nothing_that_the_policy_forbids(busy: Rig) -> None:
    text = page(busy, MANAGER).text

    assert 'style="' not in text
    assert " onclick" not in text
    assert set(re.findall(r"https?://[^\"'\s]+", text)) == set()


def test_should_send_the_first_view_compressed_and_kept_by_nobody(busy: Rig) -> None:
    browser = busy.signed_in(MANAGER)

    answer = browser.get(
        f"/reports?{NOVEMBER}",
        base_url="https://bot.example",
        headers={"Accept-Encoding": "gzip"},
    )

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "</html>" in gzip.decompress(answer.data).decode()
    assert len(answer.data) < 20_000


def test_should_not_offer_what_has_not_begun(busy: Rig) -> None:
    running = page(busy, query=f"period={LATER:%Y-%m}").text
    past = page(busy, query="period=2026-03").text

    assert 'rel="next"' not in running
    assert 'rel="next"' in past


@pytest.mark.parametrize(
    ("now", "month"),
    [
        ("2026-11-30T16:59:59+00:00", "พ.ย. 2569"),
        ("2026-11-30T17:00:00+00:00", "ธ.ค. 2569"),
        ("2026-12-31T23:59:59+00:00", "ม.ค. 2570"),
    ],
)
def test_should_open_with_the_month_of_bangkok(client: Any, now: str, month: str) -> None:
    rig = a_rig(client, now=datetime.fromisoformat(now))

    answer = page(rig, query="lang=th")

    assert month in answer.text.partition("</title>")[0]


@pytest.mark.parametrize(("days_back", "is_said"), [(0, True), (1, False)])
def test_should_say_that_today_is_not_over(busy: Rig, days_back: int, is_said: bool) -> None:
    day = local_day(LATER) - timedelta(days=days_back)

    answer = page(busy, query=f"from={day}&to={day}&lang=en")

    assert (report_page.LAST_DAY_RUNS.en in words_of(answer)) is is_said
