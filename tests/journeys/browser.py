"""The browser of a journey: Debian's, seen through a phone's window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests import needs

PHONE = {"width": 375, "height": 720}


@contextmanager
def a_page(browser: Any, language: str, **more: Any) -> Iterator[Any]:
    """Open a page on a phone; an error in its console fails the test."""
    context = browser.new_context(viewport=PHONE, locale=f"{language}-TH", **more)
    context.set_default_timeout(20_000)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(_error(said)))
    yield page
    context.close()
    wrong = [one for one in wrong if one]
    assert not wrong, wrong


def _error(said: Any) -> str:
    """Return what the console says of an error; that a page is not there is for its own tests."""
    address = said.location.get("url", "")
    missing = "404" in said.text and address.endswith("/favicon.ico")
    return "" if said.type != "error" or missing else f"{said.text} {address}"


def faults(page: Any) -> list[str]:
    """Name what keeps somebody from reading the page, as axe finds it."""
    axe = needs.package("axe_playwright_python.sync_playwright").Axe()
    return [
        f"{one['id']}: {one['nodes'][0]['html']}" for one in axe.run(page).response["violations"]
    ]
