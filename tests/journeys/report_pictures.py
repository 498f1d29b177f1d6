"""`python -m tests.journeys.report_pictures`: photograph the report page of a sample year, and the
digests, as a head and a manager see them.

The map shows outlines where BOUNDARIES_FILE names a file of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from bot.commands.demo import PEOPLE
from cases.people import Role
from simulator.client import SimulatorClient
from tests.journeys.demo import a_demo
from tests.journeys.newcomer import a_page
from tests.journeys.pictures import PICTURES
from tests.needs import a_browser

_PHONE, _DESK = {"width": 375, "height": 900}, {"width": 1280, "height": 900}
_CHARTS = {"width": 800, "height": 900}
_ASK, _DIGEST = "หน้ารายงาน", "สรุป"
_LINK = re.compile(r"http://[^\s\"']+/sign-in#[\w-]{43}")
_OUTLINES = "BOUNDARIES_FILE"
_COLOURS = 32
_GAP, _GREY = 10, "#888888"


def main() -> None:
    """Fill a demo with a sample year; look at the page on a phone and at a desk."""
    with tempfile.TemporaryDirectory(prefix="cheer-pictures-") as place:
        given = [f"{_OUTLINES}={os.environ[_OUTLINES]}"] if _OUTLINES in os.environ else []
        with a_demo(Path(place), "--port", "0", *given) as demo, a_browser() as browser:
            env = {**os.environ, "DATA_DIR": str(Path(place) / "data")}
            subprocess.run([sys.executable, "-m", "bot", "sample-year"], env=env, check=True)
            line = SimulatorClient(demo.address)
            _photograph(browser, line)
            _digests(browser, line, demo.address)


def _photograph(browser: Any, line: SimulatorClient) -> None:
    with a_page(browser, _PHONE) as page:
        _enter(page, line, Role.HEAD)
        keep(_columns(_whole(page), 5, 2000), "report-page-phone")
    with a_page(browser, _DESK) as page:
        _enter(page, line, Role.MANAGER)
        keep(_whole(page).crop((0, 0, 1280, 1900)), "report-page-desk")
        page.set_viewport_size(_CHARTS)
        page.wait_for_timeout(500)
        series, hours, country = (
            picture(page.locator(f"figure[data-chart={one}]").screenshot())
            for one in ("series", "hours", "map")
        )
        keep(beside([_below([series, hours]), country]), "report-charts-desk")


def _enter(page: Any, line: SimulatorClient, role: Role) -> None:
    """Sign in by the link that the chat gives, and wait for the charts."""
    user = next(one.id for one in PEOPLE if one.role is role)
    page.goto(_LINK.findall(_told(line, user, _ASK))[-1])
    page.locator("button.primary").click()
    page.wait_for_url("**/reports*")
    page.evaluate("document.getElementById('charts').scrollIntoView()")
    page.wait_for_selector("[data-done=drawn]", state="attached")
    page.wait_for_timeout(500)  # a chart is painted after it is there


def _told(line: SimulatorClient, user: str, words: str) -> str:
    """Type *words*, and give what is answered."""
    known = len(line.messages_of(user))
    line.send_text(user, words)
    return str(line.wait_until(lambda: line.messages_of(user)[known:]))


def _digests(browser: Any, line: SimulatorClient, address: str) -> None:
    """Ask for the digests of a head and of a manager, each on a phone of its own."""
    pictures = []
    for role in (Role.HEAD, Role.MANAGER):
        someone = next(one for one in PEOPLE if one.role is role)
        _told(line, someone.id, _DIGEST)
        with a_page(browser, {"width": 375, "height": 2400}) as page:
            page.goto(address)
            page.get_by_role("tab", name=someone.name).click()
            phone = page.get_by_label(f"โทรศัพท์ของ {someone.name}", exact=True)
            button = phone.get_by_role("button", name="ดูสรุป").first
            button.click()
            phone.get_by_text("ไม่เสียค่าข้อความ").last.wait_for()
            page.wait_for_timeout(500)
            # The switches come after it.
            pictures.append(picture(phone.locator(".fx-bubble").nth(-2).screenshot()))
    keep(beside(pictures), "digests-phone")


def _whole(page: Any) -> Image.Image:
    return picture(page.screenshot(full_page=True))


def picture(png: bytes) -> Image.Image:
    """Return what a screenshot shows."""
    return Image.open(BytesIO(png)).convert("RGB")


def _columns(picture: Image.Image, most: int, height: int) -> Image.Image:
    """Cut a long page into columns."""
    tops = range(0, min(picture.height, most * height), height)
    ends = (min(top + height, picture.height) for top in tops)
    return beside(
        [picture.crop((0, top, picture.width, end)) for top, end in zip(tops, ends, strict=True)]
    )


def _below(pictures: Sequence[Image.Image]) -> Image.Image:
    width = max(one.width for one in pictures)
    made = Image.new("RGB", (width, sum(one.height for one in pictures)), "white")
    top = 0
    for one in pictures:
        made.paste(one, (0, top))
        top += one.height
    return made


def beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """Return pictures side by side, from left to right."""
    width = sum(one.width for one in pictures) + _GAP * (len(pictures) - 1)
    made, left = Image.new("RGB", (width, max(one.height for one in pictures)), _GREY), 0
    for one in pictures:
        made.paste(one, (left, 0))
        left += one.width + _GAP
    return made


def keep(shown: Image.Image, name: str) -> None:
    """Put a picture among those of the documents, as small as few colours make it."""
    shown.quantize(_COLOURS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
