"""The report page in a browser: every chart and table, both languages, phone and desktop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from config.settings import Settings
from tests import needs
from tests.builders import NOW, the_centres, the_taxonomy
from tests.servers import ON_ONE_KIND
from tests.web.browser import HEAD, MANAGER
from tests.web.served import Site, a_site
from tools.sample.year import SampleYear

pytestmark = pytest.mark.slow

SHARES = 3_000
PHONE, DESK = 375, 1280
CHARTS = {
    MANAGER: {"series", "hours", "outcomes", "found", "claims", "map"},
    HEAD: {"series", "hours", "outcomes", "spots"},
}
TABLES = {MANAGER: 10, HEAD: 10}

#: Charts stand in shadows; one that was drawn has several colours.
DRAWN = """() => {
  const canvases = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    one.tagName === "CANVAS" ? [one] : one.shadowRoot ? canvases(one.shadowRoot) : []);
  const colours = (canvas) => {
    const { width, height } = canvas;
    if (!width || !height) return 0;
    const dots = new Uint32Array(
      canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
    return new Set(dots).size;
  };
  const places = [...document.querySelectorAll("[data-chart]:not([hidden])")];
  return places.filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && canvases(one).some((it) => colours(it) > 5);
  }).map((one) => one.dataset.chart);
}"""
#: What of the tables cannot be seen without scrolling sideways.
CUT = """() => [...document.querySelectorAll("table")].flatMap((table) => {
  const edge = table.closest(".scroll").getBoundingClientRect().right + 1;
  const seen = [...table.querySelectorAll("tbody th, tbody td:not(:empty)")];
  return seen.filter((cell) => {
    const box = cell.getBoundingClientRect();
    return !box.width || box.right > Math.min(edge, innerWidth) || cell.scrollWidth > box.width + 1;
  }).map((cell) => `${table.caption.textContent}: ${cell.textContent}`).slice(0, 3);
})"""

#: What is only to press, or drawn where nothing is drawn yet, and stands on the paper all the same.
IN_VAIN = """() => [...document.querySelectorAll("button, nav a, summary, #downloads, #charts")]
  .filter((one) => one.checkVisibility() && !one.closest("section > details[open]"))
  .map((one) => one.outerHTML.slice(0, 80))"""
#: A4 upright between a browser's usual margins.
PAPER = 718


@pytest.fixture
def site(client: Any) -> Iterator[Site]:
    """Serve a lumpy year."""
    with a_site(client) as served:
        SampleYear(client, the_centres(), the_taxonomy(), Settings()).write(SHARES, 1, NOW)
        yield served


@ON_ONE_KIND
def test_should_show_every_chart_and_table_whole_and_without_a_fault(
    chromium: Any, site: Site
) -> None:
    axe = needs.package("axe_playwright_python.sync_playwright").Axe()
    wrong: list[str] = []

    for who, charts in CHARTS.items():
        for language, widths in (("th", (PHONE, DESK)), ("en", (DESK, PHONE))):
            context = chromium.new_context(viewport={"width": widths[0], "height": 900})
            context.add_cookies(site.cookies(who))
            page = context.new_page()
            _listen(page, wrong)
            page.goto(f"{site.address}/reports?lang={language}&period=2569")
            page.evaluate("document.getElementById('charts').scrollIntoView()")
            page.wait_for_selector("[data-done]", state="attached", timeout=60_000)
            page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = 1)")
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                page.wait_for_timeout(300)  # a chart is drawn anew where its place has changed
                assert set(page.evaluate(DRAWN)) == charts
                assert page.evaluate(CUT) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator("table").count() == TABLES[who]
            heard = list(wrong)  # before axe looks, which styles copies of what it looks at
            found = axe.run(page).response["violations"]
            wrong[:] = heard + [
                f"{one['id']}: {one['nodes'][0]['html'][:200]}"
                for one in found
                if one["impact"] in ("serious", "critical")
            ]
            context.close()

    assert wrong == []


@ON_ONE_KIND
@pytest.mark.parametrize(
    "period", ["period=2026-11-20", "from=5/11/2569&to=20/11/2569"], ids=["day", "any dates"]
)
def test_should_show_a_day_and_any_dates_whole_and_without_a_fault(
    chromium: Any, site: Site, period: str
) -> None:
    wrong: list[str] = []

    context = chromium.new_context(viewport={"width": PHONE, "height": 900})
    context.add_cookies(site.cookies(MANAGER))
    page = context.new_page()
    _listen(page, wrong)
    page.goto(f"{site.address}/reports?lang=th&{period}")
    assert page.locator("[role=alert]:visible").count() == 0  # the period was understood
    page.evaluate("document.getElementById('charts').scrollIntoView()")
    page.wait_for_selector("[data-done]", state="attached", timeout=60_000)
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = 1)")
    page.wait_for_timeout(300)

    assert {"series", "hours", "map"} <= set(page.evaluate(DRAWN))
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    context.close()

    assert wrong == []


@ON_ONE_KIND
def test_should_print_whole_tables_and_nothing_to_press(chromium: Any, site: Site) -> None:
    for language in ("th", "en"):
        context = chromium.new_context(viewport={"width": PAPER, "height": 400})
        context.add_cookies(site.cookies(MANAGER))
        page = context.new_page()
        page.goto(f"{site.address}/reports?lang={language}&period=2569")
        page.emulate_media(media="print")

        assert page.evaluate(IN_VAIN) == []
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = 1)")
        assert page.evaluate(IN_VAIN) == []
        assert page.evaluate(CUT) == []
        heads = page.locator("main thead")
        assert all(one.bounding_box()["height"] > 10 for one in heads.all())  # no phone's cards
        context.close()


def _listen(page: Any, wrong: list[str]) -> None:
    def hear(message: Any) -> None:
        if message.type == "error":
            wrong.append(message.text)

    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", hear)
