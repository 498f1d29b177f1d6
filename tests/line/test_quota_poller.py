"""A month's pushes are asked for once an hour, and the managers' clocks are set once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.app import create_app
from cases.calendar import BANGKOK
from cases.digest import Quota
from config.clock import to_ms
from config.settings import Settings
from line.api import Breaker, Line, PushQuota, Ways
from line.quota_poller import QuotaPoller, set_clocks
from line.releasing import Releasing
from line.watch import Reason
from simulator.client import SimulatorClient
from simulator.server import Account, start
from store import keys
from store.failures import WaitingCalls
from store.outbox import OutboundMessage, Outbox
from store.report_reader import ask_soon, kept_quota
from tests.builders import NOW
from tests.servers import free_port

SETTINGS = Settings()
#: Wednesdays and the 15th, at nine.
OTHER_DAYS = Settings(digest_weekday=2, digest_month_day=15, digest_hour=9)


@dataclass
class Told:
    """A LINE that answers with what it has, and counts how often it is asked."""

    pushes_left: PushQuota | None
    asked: int = 0

    def pushes(self) -> PushQuota | None:
        self.asked += 1
        return self.pushes_left


@pytest.mark.parametrize(
    ("left", "due"),
    [
        pytest.param(PushQuota(None, 900), True, id="no limit"),
        pytest.param(PushQuota(1_000, 900), True, id="some are left"),
        pytest.param(PushQuota(1_000, 1_000), False, id="none is left"),
        pytest.param(None, False, id="no answer"),
    ],
)
def test_should_try_a_push_soon_where_line_says_that_some_are_left(
    client: Any, left: PushQuota | None, due: bool
) -> None:
    """LINE has said "monthly limit" below the limit, and the month turns. Who asks is another
    process than who sends."""
    ways = Ways(*(Breaker(way, lambda: NOW) for way in ("line", "pushes")))
    ways.pushes.fail(Reason.QUOTA, ways.pushes.began())
    calls = WaitingCalls(client)
    job = Releasing(client, calls, ways, 8, lambda: NOW, "TH-10")
    outbox = Outbox(client, "sender")
    outbox.prepare()
    call = OutboundMessage("id", "U1", (), to_ms(NOW))
    client.xadd(keys.OUTBOX, dict([call.to_words()]))
    outbox.set_aside(outbox.take(1, 1)[0], call, keys.WAITING_FOR_QUOTA)

    QuotaPoller(client, Told(left), lambda: NOW + timedelta(seconds=1)).poll()
    job.step()

    assert client.xlen(keys.OUTBOX) == due


def test_should_ask_again_within_the_minute_while_line_refuses_pushes(client: Any) -> None:
    line = Told(PushQuota(1_000, 1_000))
    month = QuotaPoller(client, line, lambda: NOW)
    month.poll()

    ask_soon(client)

    assert 0 < client.ttl(keys.QUOTA_ASKED) <= 30
    client.delete(keys.QUOTA_ASKED)  # as time does
    month.poll()
    assert line.asked == 2


def in_bangkok(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BANGKOK)  # type: ignore[arg-type, misc]  # year, month, day, hour


def clocks(client: Any) -> dict[str, int]:
    rows = client.zrange(keys.TIMERS, 0, -1, withscores=True)
    return {row.decode(): int(due) for row, due in rows}


@pytest.mark.parametrize(
    ("now", "weekly", "monthly"),
    [
        ((2026, 11, 20, 16), (2026, 11, 23, 8), (2026, 12, 1, 8)),
        ((2026, 11, 23, 7), (2026, 11, 23, 8), (2026, 12, 1, 8)),
        ((2026, 11, 23, 8), (2026, 11, 30, 8), (2026, 12, 1, 8)),
        ((2027, 2, 1, 1), (2027, 2, 1, 8), (2027, 2, 1, 8)),
        ((2026, 12, 31, 23), (2027, 1, 4, 8), (2027, 1, 1, 8)),
    ],
)
def test_should_set_the_clocks_to_the_next_monday_and_the_next_first(
    client: Any, now: tuple[int, ...], weekly: tuple[int, ...], monthly: tuple[int, ...]
) -> None:
    set_clocks(client, SETTINGS, in_bangkok(*now).astimezone(UTC))

    assert clocks(client) == {
        "digest:weekly": to_ms(in_bangkok(*weekly)),
        "digest:monthly": to_ms(in_bangkok(*monthly)),
    }


def test_should_not_set_a_clock_that_runs_anew(client: Any) -> None:
    set_clocks(client, SETTINGS, NOW)
    before = clocks(client)

    set_clocks(client, SETTINGS, NOW + timedelta(days=40))

    assert clocks(client) == before


@pytest.mark.parametrize(
    ("now", "weekly", "monthly"),
    [
        ((2026, 11, 20, 16), (2026, 11, 25, 9), (2026, 12, 15, 9)),
        ((2026, 11, 25, 8), (2026, 11, 25, 9), (2026, 12, 15, 9)),
        ((2026, 11, 25, 9), (2026, 12, 2, 9), (2026, 12, 15, 9)),
        ((2026, 12, 15, 23), (2026, 12, 16, 9), (2027, 1, 15, 9)),
    ],
)
def test_should_set_the_clocks_to_the_days_of_the_settings(
    client: Any, now: tuple[int, ...], weekly: tuple[int, ...], monthly: tuple[int, ...]
) -> None:
    set_clocks(client, OTHER_DAYS, in_bangkok(*now).astimezone(UTC))

    assert clocks(client) == {
        "digest:weekly": to_ms(in_bangkok(*weekly)),
        "digest:monthly": to_ms(in_bangkok(*monthly)),
    }


@pytest.mark.parametrize(
    ("now", "weekly"),
    [
        pytest.param((2026, 11, 23, 9), (2026, 12, 2, 9), id="this week's has gone"),
        pytest.param((2026, 11, 22, 9), (2026, 11, 25, 9), id="this week's is still to go"),
    ],
)
def test_should_move_a_clock_within_its_own_week_when_the_settings_change(
    client: Any, now: tuple[int, ...], weekly: tuple[int, ...]
) -> None:
    at = in_bangkok(*now).astimezone(UTC)
    set_clocks(client, SETTINGS, at)

    set_clocks(client, OTHER_DAYS, at)

    assert clocks(client)["digest:weekly"] == to_ms(in_bangkok(*weekly))


def test_should_leave_a_clock_that_is_due_or_whose_new_day_is_over(client: Any) -> None:
    set_clocks(client, OTHER_DAYS, in_bangkok(2026, 11, 22, 9).astimezone(UTC))
    before = clocks(client)

    for now in ((2026, 11, 24, 9), (2026, 11, 25, 10)):  # Monday is over; Wednesday's is due
        set_clocks(client, SETTINGS, in_bangkok(*now).astimezone(UTC))

        assert clocks(client)["digest:weekly"] == before["digest:weekly"]


def test_should_ask_line_once_an_hour_whichever_process_asks(client: Any) -> None:
    told = Told(PushQuota(300, 12))
    for _ in range(3):
        QuotaPoller(client, told, lambda: NOW).poll()

    assert told.asked == 1
    assert kept_quota(client) == Quota(300, 12, NOW)
    assert 3_500 < client.ttl(keys.QUOTA_ASKED) <= 3_600


def test_should_keep_what_was_said_where_line_does_not_answer(client: Any) -> None:
    for answer in (PushQuota(None, 12), None):
        client.delete(keys.QUOTA_ASKED)
        QuotaPoller(client, Told(answer), lambda: NOW).poll()

    assert kept_quota(client) == Quota(None, 12, NOW)


def test_should_let_no_month_that_ended_low_silence_the_next(client: Any) -> None:
    QuotaPoller(client, Told(PushQuota(300, 299)), lambda: NOW).poll()

    # The first digests of a month go at eight, from midnight on nothing else was heard.
    assert 0 < client.ttl(keys.QUOTA) <= 8 * 3600


def test_should_understand_what_line_says_of_the_month() -> None:
    with start(account=Account("secret", "token", f"http://127.0.0.1:{free_port()}")) as platform:
        line = Line(Settings(channel_access_token="token", api_base=platform.url))
        without = line.pushes()
        SimulatorClient(platform.url).set_quota(300, used=12)
        limited = line.pushes()
    gone = line.pushes()

    assert without is not None
    assert limited is not None
    assert without.at is not None
    assert (replace(without, at=None), replace(limited, at=None), gone) == (
        PushQuota(None, 0),
        PushQuota(300, 12),
        None,
    )


def test_should_show_the_month_in_the_metrics(client: Any) -> None:
    web = create_app(SETTINGS, client).test_client()
    seen = []
    for used in (80, 81):
        client.delete(keys.QUOTA_ASKED)
        QuotaPoller(client, Told(PushQuota(100, used)), lambda: NOW).poll()
        families = text_string_to_metric_families(web.get("/metrics").text)
        seen.append({one.name: one.samples[0].value for one in families if one.samples})

    assert [one["cts_pushes_used"] for one in seen] == [80, 81]
    assert [one["cts_pushes_limit"] for one in seen] == [100, 100]
    assert [one["cts_digests_stopped"] for one in seen] == [0, 1]
