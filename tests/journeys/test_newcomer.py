"""The newcomer's path in headless Chromium: from the demo's address to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cases.people import Language
from messages.texts import manager
from tests.journeys.demo import a_demo
from tests.journeys.newcomer import MOMENTS, Newcomer, a_page
from tests.simulator.screen_browser import DESKTOP, PHONE

pytestmark = pytest.mark.slow

_COUNTED = ("shares", "sharers", "cases", "claimed", "visited", "found", "closed")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_should_lead_a_newcomer_from_a_place_to_its_outcome(
    tmp_path: Path, chromium: Any, size: dict[str, int]
) -> None:
    seen: list[str] = []

    with a_demo(tmp_path, "--port", "0") as demo:
        with a_page(chromium, size) as page:
            report = Newcomer(page, seen.append).walk(demo.address)
        demo.end()

    lines = [line for line in report.splitlines() if line.strip()]
    numbers = {name: _after(manager.ROWS[name].say(Language.THAI), lines) for name in _COUNTED}
    assert numbers == dict.fromkeys(_COUNTED, "1")
    assert seen == list(MOMENTS)


def _after(row: str, lines: list[str]) -> str:
    """Return the number of a row, which is the line behind its name."""
    return lines[lines.index(row) + 1] if row in lines else f"no row {row} in {lines}"
