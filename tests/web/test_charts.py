"""The charts and their script: after the numbers, of the same guard, and with no code in them."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest

from cases.people import Language
from config.settings import Settings
from tests.builders import NOW, a_share, the_centres, the_taxonomy
from tests.web.browser import HEAD, MANAGER, PUBLIC, Rig, look
from tools.sample.year import SampleYear
from web.charts import LETTERS, in_lines, wide

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
    names = [
        one.name(language) for one in the_taxonomy().outcomes.values() for language in Language
    ]

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
