"""A wrong clock, ahead or behind: nothing acknowledged is lost, and everybody hears of it."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from bot.__main__ import cli
from bot.app import create_app
from bot.doctor.findings import Grade
from bot.doctor.service import check_clocks, check_failures
from bot.housekeeping import ClockWatch, Purger
from cases.people import Digest
from config import clock
from config.clock import in_words, to_ms
from config.settings import Settings
from line.api import PushQuota
from line.inbound import Skew, steady
from line.quota_poller import QuotaPoller
from store import keys
from store.connection import StoreClient
from store.durability import beat, keep_ahead, kept_ahead
from store.failures import OldFailures, dead_letters
from store.failures import replay as send_round
from store.report_reader import clock_of, may_ask, set_clock
from store.stream import Keeper
from store.timers import Due, may_sweep
from tests.bot.test_failures import bury
from tests.bot.test_worker import Rig, raw_share
from tests.builders import NOW, a_context, a_press, a_share, minutes
from tests.handling import Handling

DAY = timedelta(days=1)
OFF = [8 * DAY, 40 * DAY, -8 * DAY, -40 * DAY]


def first(who: int = 1, at: datetime = NOW) -> dict[str, Any]:
    """Spell a share that LINE brings for the first time."""
    delivery = {"deliveryContext": {"isRedelivery": False}}
    return raw_share(who) | delivery | {"timestamp": to_ms(at)}


def again(event: dict[str, Any]) -> dict[str, Any]:
    """Spell its redelivery."""
    return event | {"deliveryContext": {"isRedelivery": True}}


class Service:
    """A web and a worker whose clocks are *off*; *now* is what LINE's clock shows."""

    def __init__(self, client: Any, off: timedelta) -> None:
        self.rig = Rig(client)
        self.off = off
        self.now = NOW
        self.skew = Skew(self.clock)

    def clock(self) -> datetime:
        return self.now + self.off

    def take(self, *events: object) -> None:
        """Keep a body as the web does."""
        Keeper(self.rig.client).keep(json.dumps({"events": events}).encode(), self.clock())

    def work(self) -> None:
        """Work on all that is there."""
        worker = replace(self.rig.worker(), clock=self.clock, skew=self.skew)
        while entries := self.rig.inbox.take(10, 1):
            for entry in entries:
                worker.work(entry)

    def errors(self) -> list[bytes]:
        return [fields[b"error"] for _, fields in self.rig.client.xrange(keys.DEAD)]


@pytest.mark.parametrize("off", OFF, ids=str)
def test_should_count_every_share_however_far_the_clock_is_off(client: Any, off: timedelta) -> None:
    service = Service(client, off)

    for who in range(1, 21):
        service.take(first(who))
    service.work()

    assert len(client.zrange(keys.OPEN_PLACES, 0, -1)) == 1
    assert [fields[b"act"] for _, fields in client.xrange(keys.LOG)].count(b"shared") == 20
    assert service.rig.left() == [0, 0]


@pytest.mark.parametrize("off", OFF, ids=str)
def test_should_count_what_came_while_the_clock_was_off_and_was_worked_on_when_it_was_right(
    client: Any, off: timedelta
) -> None:
    service = Service(client, off)
    service.take(first(1))
    service.take(again(first(2)))
    service.off, service.now = timedelta(), NOW + minutes(5)

    service.work()

    assert service.rig.shares() == 2
    assert service.rig.left() == [0, 0]


def test_should_keep_a_redelivery_aside_while_the_clock_is_ahead(client: Any) -> None:
    service = Service(client, 8 * DAY)
    redelivered = again(first(1))
    service.take(redelivered)
    service.work()

    aside = service.errors()
    service.off = timedelta()
    replayed = replay(client)
    service.work()

    assert (aside, replayed) == ([b"clock"], 1)
    assert service.rig.shares() == 1
    assert service.rig.left() == [0, 0]


def replay(client: Any) -> int:
    return send_round(client, dead_letters(client))


def test_should_not_apply_twice_what_was_applied_before_the_clock_went_ahead(client: Any) -> None:
    service = Service(client, timedelta())
    event = first(1)
    service.take(event)
    service.work()
    for mark in client.keys(keys.applied("*")):
        client.delete(mark)  # as the store's clock, eight days ahead, does

    service.off = 8 * DAY
    service.take(again(event))
    service.work()

    assert service.rig.shares() == 1
    assert service.errors() == [b"clock"]


def test_should_ignore_and_say_what_comes_too_late_by_a_clock_that_is_right(client: Any) -> None:
    service = Service(client, timedelta())
    service.take(first(1))
    service.work()

    with capture_logs() as logged:
        service.take(again(first(2, NOW - 8 * DAY)))
        service.work()

    assert service.rig.shares() == 1
    assert service.rig.left() == [0, 0]
    assert [line["event"] for line in logged] == ["event too old"]


def test_should_not_work_on_a_first_delivery_that_lay_here_for_a_week(client: Any) -> None:
    service = Service(client, timedelta())
    service.take(first(1))
    service.now = NOW + 8 * DAY

    service.work()

    assert service.errors() == [b"TooOld"]


# what is known of the clocks


def test_should_learn_how_far_ahead_the_web_is_from_what_line_brings() -> None:
    skew = Skew(lambda: NOW)

    skew.received([first(at=NOW - 8 * DAY), again(first(at=NOW - 90 * DAY)), 7], NOW)

    assert skew.ahead() == {"web": 8 * DAY}
    assert not skew.is_right()


def test_should_not_take_one_late_delivery_for_a_clock() -> None:
    skew = Skew(lambda: NOW)

    skew.received([first(at=NOW)], NOW)
    skew.received([first(at=NOW - minutes(40))], NOW)

    assert skew.is_right()


def test_should_learn_of_the_workers_clock_when_line_is_asked(client: StoreClient) -> None:
    class Asked:
        def pushes(self) -> PushQuota:
            return PushQuota(None, 0, NOW - 8 * DAY)

    skew = Skew(lambda: NOW)
    QuotaPoller(client, Asked(), lambda: NOW, skew).poll()

    assert skew.ahead() == {"worker": 8 * DAY}


def test_should_know_nothing_of_a_clock_that_was_not_heard_of_for_hours() -> None:
    seconds = [0.0]
    skew = Skew(lambda: NOW, lambda: seconds[0])
    skew.answered(NOW)
    known = skew.is_right()

    seconds[0] = 3 * 3600.0

    assert (known, skew.is_right(), skew.ahead()) == (True, False, {})


def test_should_forget_what_it_knew_of_a_clock_that_was_set() -> None:
    off = [8 * DAY]
    skew = Skew(lambda: clock.now() + off[0])
    skew.answered(clock.now())
    unset = skew.stepped()

    off[0] = timedelta()

    step = skew.stepped()
    assert unset is None
    assert step is not None
    assert abs(step + 8 * DAY) < minutes(1)
    assert (skew.ahead(), skew.stepped()) == ({}, None)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (8 * DAY, "8 days ahead of"),
        (-8 * DAY, "8 days behind"),
        (timedelta(hours=26), "26 hours ahead of"),
        (minutes(-7), "7 minutes behind"),
        (timedelta(seconds=1), "1 seconds ahead of"),
    ],
)
def test_should_say_in_words_how_far_a_clock_is_off(ahead: timedelta, words: str) -> None:
    assert in_words(ahead) == words


def test_should_have_a_steady_clock() -> None:
    assert steady() <= steady()


# the alarm


def a_watch(client: StoreClient, skew: Skew, at: datetime | None = None) -> ClockWatch:
    return ClockWatch(client, skew, a_context().settings, ("TH-14",), lambda: at or clock.now())


def test_should_alarm_in_log_readyz_metrics_and_doctor(client: StoreClient) -> None:
    skew = Skew(clock.now)
    skew.received([first(at=clock.now() - 8 * DAY)], clock.now())
    with capture_logs() as logged:
        a_watch(client, skew).check(log=True)
    beat(client, "worker", clock.now())
    web = create_app(Settings(), client).test_client()

    ready, metrics = web.get("/readyz"), web.get("/metrics").text

    (line,) = (one for one in logged if one["event"] == "clock is off")
    assert (line["clock"], round(line["ahead_seconds"] / 86_400)) == ("web", 8)
    assert ready.status_code == 503
    assert round(ready.get_json()["clock_ahead_seconds"]["web"] / 86_400) == 8
    assert 'cts_clock_ahead_seconds{clock="web"} 69' in metrics
    (found,) = check_clocks(client)
    assert (found.grade, found.says) == (
        Grade.WRONG,
        "the clock of `web` is 8 days ahead of LINE's",
    )


def test_should_be_silent_and_ready_when_the_clocks_are_right(client: StoreClient) -> None:
    skew = Skew(clock.now)
    skew.answered(clock.now())
    with capture_logs() as logged:
        a_watch(client, skew).check(log=True)
    beat(client, "worker", clock.now())

    assert logged == []
    assert create_app(Settings(), client).test_client().get("/readyz").status_code == 200
    assert [one.says for one in check_clocks(client)] == ["store, worker are right"]


def test_should_hold_the_stores_clock_against_its_own(client: StoreClient) -> None:
    ahead = clock.now() + 2 * DAY

    a_watch(client, Skew(lambda: ahead), ahead).check(log=False)

    assert round(kept_ahead(client)["store"] / DAY) == -2
    (found,) = check_clocks(client)
    assert found.says == "the store's clock is 2 days behind the worker's"


def test_should_say_what_was_kept_aside_and_what_to_do(client: StoreClient) -> None:
    bury(client, NOW)
    client.xadd(keys.DEAD, {"body": b"{}", "at": to_ms(NOW), "error": "clock"})

    aside, failed = list(check_failures(client, Settings(), NOW))[:2]

    assert aside.says == "1 kept aside (clock): LINE's time and ours were a week apart"
    assert aside.do == "when all clocks are right, `inbox dead --replay`"
    assert failed.says.startswith("1 entries failed")


def test_should_not_let_go_of_what_a_wrong_clock_takes_for_old(
    client: StoreClient, store_url: str, tmp_path: Path
) -> None:
    bury(client, clock.now() - 9 * DAY)
    event: Any = {"body": b"{}", "at": to_ms(clock.now() - 9 * DAY), "error": "clock"}
    client.xadd(keys.DEAD, event)
    env = {"REDIS_URL": store_url, "DATA_DIR": str(tmp_path)}

    keep_ahead(client, "a:1", {"web": 8 * DAY})
    shown = CliRunner().invoke(cli, ["inbox", "dead"], env=env)
    wrong = CliRunner().invoke(cli, ["inbox", "dead", "--let-go"], env=env)
    keep_ahead(client, "a:1", {"web": timedelta()})
    right = CliRunner().invoke(cli, ["inbox", "dead", "--let-go"], env=env)

    assert (wrong.stdout, right.stdout) == ("Let go: 1.\n", "Let go: 1.\n")
    assert shown.stdout.count("too old") == 1


def test_should_let_nothing_go_by_itself_until_the_clock_is_known_to_be_right(
    client: StoreClient,
) -> None:
    bury(client, NOW - 40 * DAY)
    skew = Skew(lambda: NOW)
    going = Purger(OldFailures(client), 30 * DAY, lambda: NOW, skew.is_right)
    left = []

    for said in (None, NOW - 40 * DAY, NOW):
        if said is not None:
            skew.answered(said)
        going.step()
        left.append(client.xlen(keys.DEAD))

    assert left == [1, 1, 0]


# what a wrong clock has put off


def bring(handling: Handling, at: datetime) -> list[str]:
    """Let all that is due at *at* happen; return what that was."""
    due = [one for one in handling.all_timers() if one.at <= at]
    for one in due:
        handling.client.zrem(keys.TIMERS, f"{one.kind}:{one.case}")
        handling.do(one, at)
    return [one.kind for one in due]


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


@pytest.mark.parametrize("ahead", [timedelta(hours=5), DAY, 8 * DAY], ids=str)
def test_should_remind_in_time_when_the_clock_is_right_again(
    handling: Handling, ahead: timedelta
) -> None:
    handling.enrol(9)
    handling.do(a_share(1), NOW + ahead + timedelta(seconds=7))

    right = NOW + minutes(5)
    a_watch(handling.client, Skew(lambda: right), right).check(log=True)
    put_right = bring(handling, right)

    assert put_right == ["put_right"]
    assert bring(handling, NOW + minutes(14)) == []
    assert bring(handling, NOW + minutes(15)) == ["remind"]
    assert bring(handling, NOW + minutes(30)) == ["escalate"]


def test_should_count_a_wait_that_began_later_from_when_the_clock_is_right(
    handling: Handling,
) -> None:
    handling.enrol(9)
    handling.do(a_share(1))
    handling.do(a_press(9, "claim", NOW + minutes(1), case="14-6911-0001"))
    handling.do(
        a_press(9, "release", NOW + minutes(2), case="14-6911-0001", sure="yes"), NOW + 2 * DAY
    )

    right = NOW + minutes(60)
    a_watch(handling.client, Skew(lambda: right), right).check(log=True)
    bring(handling, right)

    assert handling.case("14-6911-0001").waiting_since == right
    assert bring(handling, right + minutes(15)) == ["remind"]


def test_should_speak_of_a_holders_silence_in_time_when_the_clock_is_right_again(
    handling: Handling,
) -> None:
    handling.enrol(9)
    handling.do(a_share(1))
    claim = a_press(9, "claim", NOW + minutes(1), case="14-6911-0001")
    handling.do(claim, NOW + 2 * DAY)

    right = NOW + minutes(5)
    a_watch(handling.client, Skew(lambda: right), right).check(log=True)
    bring(handling, right)

    (due,) = (one.at for one in handling.all_timers() if one.kind == "holder")
    assert due == right + minutes(handling.context.settings.holder_minutes)


def test_should_leave_alone_what_waits_for_the_morning_or_as_planned(client: Any) -> None:
    night = Handling(client, a_context(quiet_hours=(22, 6)))
    at = NOW.replace(hour=17)  # midnight in Bangkok
    night.enrol(9)
    night.do(a_press(9, "off_duty", at))
    night.do(a_share(1, at=at), at + timedelta(seconds=7))
    before = night.all_timers()

    a_watch(client, Skew(lambda: at + minutes(1)), at + minutes(1)).check(log=True)

    assert [one for one in night.all_timers() if one.kind != "digest"] == before


def test_should_alert_at_once_what_a_wrong_clock_let_rest_till_a_wrong_morning(
    client: Any,
) -> None:
    handling = Handling(client, a_context(quiet_hours=(22, 6)))
    handling.enrol(9)
    handling.do(a_press(9, "off_duty"))
    night = NOW + 8 * DAY + timedelta(hours=8)
    handling.do(a_share(1), night)

    right = NOW + minutes(5)
    a_watch(client, Skew(lambda: right), right).check(log=True)
    bring(handling, right)

    assert handling.case("14-6911-0001").waiting_since == NOW
    assert "alert" not in [one.kind for one in handling.all_timers()]


def test_should_try_again_now_what_was_put_off(client: Any) -> None:
    client.zadd(keys.OUTBOX_LATER, {"call": to_ms(NOW + DAY), "soon": to_ms(NOW + minutes(4))})
    client.zadd(keys.FETCHES, {"fetch_photo:14-6911-0001:7": to_ms(NOW + DAY)})

    a_watch(client, Skew(lambda: NOW), NOW).check(log=True)
    Due(client).move(NOW)

    assert client.zrange(keys.OUTBOX_LATER, 0, -1) == [b"soon"]
    assert (client.xlen(keys.OUTBOX), client.xlen(keys.FETCHING)) == (1, 1)


def test_should_tell_sharers_and_heads_and_managers_when_it_should(client: Any) -> None:
    rows = {"tell_sharers:14-6911-0001": NOW + DAY, "late:TH-14": NOW + 8 * DAY,
            "forget_sharers:14-6911-0001": NOW + 90 * DAY}  # fmt: skip
    client.zadd(keys.TIMERS, {row: to_ms(due) for row, due in rows.items()})
    set_clock(client, Digest.WEEKLY.value, NOW + 30 * DAY)
    stop = threading.Event()
    stop.set()

    watch = a_watch(client, Skew(lambda: NOW), NOW)
    watch.run(stop)
    watch.check(log=True)

    due = {name: int(client.zscore(keys.TIMERS, name)) for name in rows}
    assert due["tell_sharers:14-6911-0001"] == to_ms(NOW)
    assert due["late:TH-14"] == to_ms(NOW.replace(day=21, hour=1, minute=0))
    assert due["forget_sharers:14-6911-0001"] == to_ms(NOW + 90 * DAY)
    weekly = clock_of(client, Digest.WEEKLY.value)
    assert weekly is not None
    assert weekly <= NOW + 7 * DAY


def test_should_ask_line_again_when_the_clock_was_set(client: StoreClient) -> None:
    off = [8 * DAY]
    skew = Skew(lambda: clock.now() + off[0])
    asked = may_ask(client)
    off[0] = timedelta()

    a_watch(client, skew).check(log=False)

    assert (asked, may_ask(client)) == (True, True)


def test_should_take_a_turn_that_was_taken_by_a_clock_that_was_ahead(client: StoreClient) -> None:
    client.set(keys.SWEEPING, 1, ex=8 * 86_400)

    assert [may_sweep(client), may_sweep(client)] == [True, False]


@pytest.mark.parametrize(("minutes_ago", "status"), [(1, 200), (3, 503)])
def test_should_see_that_the_inbox_stands_still_after_the_stores_clock_was_ahead(
    client: Any, minutes_ago: int, status: int
) -> None:
    """The ids of a stream never go back: until that time comes they tell nothing."""
    ahead = to_ms(clock.now() + 8 * DAY)
    came = to_ms(clock.now() - minutes(minutes_ago))
    client.xadd(keys.INBOX, {"body": b"{}", "at": came}, id=f"{ahead}-0")
    beat(client, "worker", clock.now())

    assert create_app(Settings(), client).test_client().get("/readyz").status_code == status


def test_should_note_when_a_timer_came_by_the_workers_clock(client: Any) -> None:
    client.zadd(keys.TIMERS, {"remind:14-6911-0001": to_ms(NOW - minutes(9))})

    Due(client).move(NOW)

    ((_, fields),) = client.xrange(keys.INBOX)
    assert fields[b"at"] == b"%d" % to_ms(NOW)
