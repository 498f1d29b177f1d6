"""Files as a head or manager takes them away, opened again."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any

from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.commands.stats import stats
from tests.builders import AYUTTHAYA, CHIANG_MAI, NOW, a_press, a_share, minutes, near
from tests.handling import Handling
from tests.web.browser import MANAGER, OFFICER, Rig, look
from web.sections import measures

#: The period of all that happens here; it lies before the days on which the tests run.
PERIOD = "2026-11"
CASE = "14-6911-0001"


def happenings(handling: Handling, at: datetime = NOW) -> None:
    """Let shares come to two centres; one case is closed, with a person met and another not."""
    handling.do(a_share(1, at=at))
    handling.do(a_share(1, near(AYUTTHAYA, 5_000), at + timedelta(days=1)))
    handling.do(a_share(2, CHIANG_MAI, at))
    for after, act in [(12, "claim"), (13, "going"), (40, "arrived")]:
        handling.do(a_press(OFFICER, act, at + minutes(after), case=CASE))
    closing = {"case": CASE, "outcome": "ADVISED"}
    handling.do(a_press(OFFICER, "close", at + minutes(136), **closing))


def asked(browser: FlaskClient, name: str, **words: str) -> TestResponse:
    """Ask for a file of the month of the happenings."""
    query = {"period": PERIOD, "lang": "th", **words}
    return look(browser, f"/reports/{name}?" + "&".join(f"{k}={v}" for k, v in query.items()))


def cells(answer: TestResponse) -> list[list[str]]:
    """Open a plain file again."""
    assert answer.status_code == 200, answer.text
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def shown(store_url: str, *more: str) -> list[dict[str, Any]]:
    """Return what `stats show` says of that month."""
    words = ("show", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "json", *more)
    result = CliRunner().invoke(stats, words, env={"REDIS_URL": store_url})
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def names(*, whole_country: bool = False) -> list[str]:
    """Return the columns by the names of `stats show`."""
    return [one.name for one in measures(whole_country=whole_country)]


def manager(rig: Rig) -> FlaskClient:
    """Sign the manager in."""
    return rig.signed_in(MANAGER)
