"""The charts and their script: after the numbers, of the same guard, and with no code in them."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from typing import Any

import pytest

from cases.calendar import Span, period_of
from cases.people import WRITTEN, Language
from cases.report import ReportOf
from config.settings import Settings
from messages.texts import report_page
from store import keys
from store.verify import rebuild
from tests.builders import CHIANG_MAI, LATER, NOW, a_share, the_centres, the_taxonomy
from tests.web.browser import CENTRE, HEAD, MANAGER, PUBLIC, SETTINGS, Rig, look
from tools.sample.year import SampleYear
from web.charts import LETTERS, in_lines, wide
from web.jobs import Job, JobKind, Jobs
from web.response_cache import ResponseCache
from web.templates import Catalogue

NOVEMBER = "period=2026-11"


def drawn(rig: Rig, who: int, query: str = NOVEMBER) -> dict[str, Any]:
    """Return what the page's script asks for."""
    answer = look(rig.signed_in(who), f"/reports/charts?{query}")
    assert answer.status_code == 200
    return dict(answer.json or {})


def test_should_draw_what_has_something_to_show(rig: Rig) -> None:
    rig.handling.do(a_share(1))

    assert set(drawn(rig, MANAGER)) == {"series", "hours", "map"}
    assert set(drawn(rig, HEAD)) == {"series", "hours"}


def test_should_send_no_code_with_a_chart(rig: Rig) -> None:
    rig.handling.do(a_share(1))

    assert "CustomJS" not in str(drawn(rig, MANAGER))


@pytest.mark.parametrize("other", ["all", "TH-50"])
def test_should_refuse_a_head_the_charts_of_others(rig: Rig, other: str) -> None:
    answer = look(rig.signed_in(HEAD), f"/reports/charts?centre={other}")

    assert answer.status_code == 403


def test_should_keep_charts_from_who_is_not_signed_in(rig: Rig) -> None:
    assert look(rig.browser(), "/reports/charts").status_code == 303


def test_should_serve_the_script_compressed_and_for_ever(rig: Rig) -> None:
    page = look(rig.signed_in(), "/reports").text
    path = re.search(r'data-bokeh="([^"]+)"', page)[1]  # type: ignore[index]  # it is there

    asked = rig.browser().get(path, base_url=PUBLIC, headers={"Accept-Encoding": "gzip"})

    assert asked.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(asked.data) < 400_000
    assert gzip.decompress(asked.data) == look(rig.browser(), path).data
    again = rig.browser().get(
        path,
        base_url=PUBLIC,
        headers={"Accept-Encoding": "gzip", "If-None-Match": asked.headers["ETag"]},
    )
    assert again.status_code == 304


def test_should_serve_nothing_else(rig: Rig) -> None:
    assert look(rig.browser(), "/static/..%2fapp.py").status_code == 404
    assert look(rig.browser(), "/static/bokeh.js").status_code == 404


def test_should_break_every_outcome_into_lines_that_a_phone_has_room_for() -> None:
    names = [one.name(language) for one in the_taxonomy().outcomes.values() for language in WRITTEN]

    broken = [in_lines(name, LETTERS) for name in names]

    assert [one.replace("\n", " ") for one in broken] == names
    assert [line for one in broken for line in one.split("\n") if wide(line) > LETTERS] == []
    assert any("\n" in one for one in broken)


def test_should_tick_in_whole_numbers_and_say_times_as_people_do(client: Any, rig: Rig) -> None:
    SampleYear(client, the_centres(), the_taxonomy(), Settings()).write(800, 1, NOW)

    charts = drawn(rig, MANAGER, "period=2569&lang=th")

    for name in ("series", "outcomes", "hours"):
        assert "'min_interval': 1" in str(charts[name])
    claims = str(charts["claims"])
    assert {"15 นาที", "1 ชม.", "24 ชม."} <= set(re.findall(r"'([^']* (?:นาที|ชม\.))'", claims))
    assert re.search(r"\d (นาที|ชม\.)( \d+ นาที)? – \d+ (นาที|ชม\.)", claims)


def shares(charts: dict[str, Any]) -> int:
    """Return the shares of the drawn period."""
    (drawn,) = re.findall(r"'shares', \[([^]]*)\]", str(charts["series"]))
    return sum(map(int, drawn.split(",")))


def test_should_draw_once_what_has_not_changed(rig: Rig) -> None:
    rig.handling.do(a_share(1))

    first, second = drawn(rig, MANAGER), drawn(rig, MANAGER)

    assert first == second  # Bokeh gives each new drawing new ids


def test_should_draw_anew_after_a_case_and_after_a_late_one_of_last_month(rig: Rig) -> None:
    october, last_month = "period=2026-10", NOW - timedelta(days=30)
    before = shares(drawn(rig, MANAGER)), shares(drawn(rig, MANAGER, october))

    rig.handling.do(a_share(1))
    rig.handling.do(a_share(2, at=last_month))

    assert before == (0, 0)
    assert shares(drawn(rig, MANAGER)) == shares(drawn(rig, MANAGER, october)) == 1


def test_should_draw_anew_after_a_recount_of_last_month(rig: Rig) -> None:
    october = "period=2026-10"
    rig.handling.do(a_share(1, at=NOW - timedelta(days=30)))
    for scope in ("all", CENTRE):
        day = period_of((NOW - timedelta(days=30)).date(), Span.DAY)
        rig.handling.client.hincrby(keys.count(scope, day.label), "shares", 5)
    wrong = shares(drawn(rig, MANAGER, october))

    rebuild(rig.handling.client)

    assert (wrong, shares(drawn(rig, MANAGER, october))) == (6, 1)


def test_should_keep_charts_apart_by_scope_and_language(rig: Rig) -> None:
    rig.handling.do(a_share(1))
    rig.handling.do(a_share(2, CHIANG_MAI))

    thai, english = (drawn(rig, MANAGER, f"{NOVEMBER}&lang={one}") for one in ("th", "en"))
    own = drawn(rig, HEAD)
    others = look(rig.signed_in(HEAD), f"/reports/charts?{NOVEMBER}&centre=all")

    assert (shares(english), shares(own)) == (2, 1)
    assert report_page.HOUR.th in str(thai)
    assert report_page.HOUR.th not in str(english)
    assert others.status_code == 403


def test_should_forget_the_charts_that_were_not_asked_for_longest(rig: Rig) -> None:
    client = rig.handling.client
    jobs = Jobs(SETTINGS, client, Catalogue(SETTINGS, client), ResponseCache(2))

    def make(language: Language, scope: str) -> bytes:
        of = ReportOf(scope, period_of(NOW.date(), Span.MONTH))
        return b"".join(jobs.do(Job(JobKind.CHARTS, of, language, LATER)))

    english, thai = make(Language.ENGLISH, "all"), make(Language.THAI, "all")
    again = make(Language.ENGLISH, "all")
    make(Language.ENGLISH, CENTRE)

    assert again == english == make(Language.ENGLISH, "all")
    assert make(Language.THAI, "all") != thai
