"""The browser of a journey: Debian's, seen through a phone's window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 375, "height": 720}


@contextmanager
def a_browser() -> Iterator[Any]:
    """Start the browser, or leave the test out with the reason."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


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
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe here").Axe()
    return [
        f"{one['id']}: {one['nodes'][0]['html']}" for one in axe.run(page).response["violations"]
    ]
