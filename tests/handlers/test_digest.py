"""Digests: who gets which, when, how often, and what stops them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases.calendar import BANGKOK, Span, period_of
from cases.digest import Cost, Quota
from cases.facts.casework import Refused
from cases.facts.digests import Digested, DigestsChosen
from cases.facts.fact import Fact
from cases.facts.team_changes import LateCases
from cases.people import Digest, Role
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.events import TimerDue, Unfollowed
from store import keys
from store.report_reader import keep_quota
from store.statistics import RedisStatistics
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_share,
    a_text,
    an_event_id,
    minutes,
    near,
)  # fmt: skip
from tests.handling import Handling, only

OFFICER, HEAD, MANAGER = 11, 12, 13
DAY = timedelta(days=1)
#: NOW is Friday, 20 November 2026, 16:28 in Bangkok.
MORNING = datetime(2026, 11, 21, 8, tzinfo=BANGKOK).astimezone(UTC)
MONDAY = datetime(2026, 11, 23, 8, tzinfo=BANGKOK).astimezone(UTC)
FIRST = datetime(2026, 12, 1, 8, tzinfo=BANGKOK).astimezone(UTC)


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return a centre with an officer and a head, a manager, and real numbers."""
    context = replace(a_context(quiet_hours=(22, 6)), statistics=RedisStatistics(client))
    handling = Handling(client, context)
    handling.enrol(OFFICER)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(MANAGER, "TH-50", role=Role.MANAGER)
    return handling


def share(handling: Handling, running: int, at: datetime = NOW) -> None:
    handling.do(a_share(running, near(AYUTTHAYA, 300 * running), at))


def close(handling: Handling, running: int, at: datetime = NOW) -> None:
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(OFFICER, act, at, case=f"14-6911-{running:04d}"))


def mornings(handling: Handling) -> list[datetime]:
    return [one.at for one in handling.all_timers() if one.kind == Timer.LATE]


def next_morning(handling: Handling) -> list[Fact]:
    """Let the clock bring the centre's next morning."""
    (due,) = [one for one in handling.all_timers() if one.kind == Timer.LATE]
    handling.client.zrem(keys.TIMERS, "late:TH-14")
    return handling.do(due)


def of_managers(kind: str, due: datetime) -> TimerDue:
    return TimerDue(f"digest:{kind}:{due.timestamp()}", due, Timer.DIGEST, kind)


def the_quota(handling: Handling, limit: int | None, used: int) -> None:
    keep_quota(handling.client, Quota(limit, used, NOW))


def test_should_tell_heads_in_the_morning_of_yesterday_and_of_what_is_late(
    handling: Handling,
) -> None:
    share(handling, 1)
    share(handling, 2)
    close(handling, 2)

    facts = next_morning(handling)

    told = only(facts, Digested)
    assert (len(facts), told.to.line_id) == (1, a_line_id(HEAD))
    assert (told.kind, told.centre and told.centre.id) == (Digest.DAILY, "TH-14")
    assert (told.now["shares"], told.now["closed"], told.before["shares"]) == (2, 1, 0)
    assert [part["shares"] for part in told.parts] == [0, 0, 0, 0, 0, 0, 2]
    assert told.standing.open == 1
    assert [case.number for case in told.standing.waiting] == ["14-6911-0001"]
    assert told.cost == Cost(pushes=1, month=1)


def test_should_go_on_while_something_is_open_or_has_happened(handling: Handling) -> None:
    share(handling, 1)
    due = [mornings(handling)]
    first = next_morning(handling)
    due.append(mornings(handling))
    close(handling, 1, MORNING + minutes(60))
    second = next_morning(handling)

    assert due == [[MORNING], [MORNING + DAY]]
    assert only(first, Digested).standing.open == 1
    assert (only(second, Digested).now["closed"], mornings(handling)) == (1, [])


def test_should_not_miss_what_ends_before_the_morning(handling: Handling) -> None:
    before = MORNING - minutes(60)
    share(handling, 1, before)
    close(handling, 1, before)

    assert next_morning(handling) == []
    assert mornings(handling) == [MORNING + DAY]
    assert only(next_morning(handling), Digested).now["closed"] == 1
    assert mornings(handling) == []


def test_should_tell_every_head_once_and_none_who_has_blocked_the_account(
    handling: Handling,
) -> None:
    handling.enrol(21, role=Role.HEAD)
    handling.enrol(22, role=Role.HEAD)
    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(22)))
    share(handling, 1)

    facts = next_morning(handling)

    assert [one.to.line_id for one in facts if isinstance(one, Digested)] == [
        a_line_id(HEAD), a_line_id(21),
    ]  # fmt: skip
    assert all(isinstance(one, Digested) and one.cost == Cost(2, 2) for one in facts)


@pytest.mark.parametrize(
    ("kind", "due", "period", "parts", "again"),
    [
        ("weekly", MONDAY, "2026-W47", 7, MONDAY + 7 * DAY),
        ("monthly", FIRST, "2026-11", 6, FIRST + 31 * DAY),
    ],
)
def test_should_tell_managers_the_last_week_and_month_of_the_country(
    handling: Handling, kind: str, due: datetime, period: str, parts: int, again: datetime
) -> None:
    share(handling, 1)
    share(handling, 2)
    close(handling, 2)

    told = only(handling.do(of_managers(kind, due)), Digested)

    assert (told.to.line_id, told.centre) == (a_line_id(MANAGER), None)
    assert (told.now.period.label, told.now["shares"], told.now["closed"]) == (period, 2, 1)
    assert (len(told.parts), sum(part["shares"] for part in told.parts)) == (parts, 2)
    assert told.standing.open == 1
    assert [(centre.id, count) for centre, count in told.standing.most] == [("TH-14", 1)]
    assert [(one.case, one.at) for one in handling.digest_rows()] == [(kind, again)]


def test_should_send_a_digest_once_however_often_it_is_due(handling: Handling) -> None:
    share(handling, 1)
    due = of_managers("weekly", MONDAY)

    assert len(handling.do(due)) == 1
    assert handling.do(due) == []
    assert handling.unit().digests.spent(period_of(MONDAY.date(), Span.MONTH)) == 1


def test_should_send_only_the_last_one_after_an_outage(handling: Handling) -> None:
    share(handling, 1)
    later = MONDAY + 22 * DAY  # a Tuesday, three weeks on

    told = only(handling.do(of_managers("weekly", MONDAY), later), Digested)

    assert told.now.period.label == "2026-W50"
    assert [one.at for one in handling.digest_rows()] == [MONDAY + 28 * DAY]


def test_should_not_wake_anybody_when_an_outage_ends_by_night(handling: Handling) -> None:
    share(handling, 1)
    night = datetime(2026, 11, 24, 3, tzinfo=BANGKOK)

    assert handling.do(of_managers("weekly", MONDAY), night) == []
    (due,) = handling.digest_rows()
    assert due.at == datetime(2026, 11, 24, 6, tzinfo=BANGKOK)
    assert only(handling.do(due), Digested).now.period.label == "2026-W47"


def test_should_go_out_on_another_day_whatever_happens_to_the_hour(handling: Handling) -> None:
    later = Handling(
        handling.client,
        replace(handling.context, settings=replace(handling.context.settings, digest_hour=9)),
    )

    later.do(of_managers("weekly", MONDAY))

    assert [one.at for one in later.digest_rows()] == [MONDAY + 7 * DAY + minutes(60)]


@pytest.mark.parametrize(
    ("kind", "due", "period", "again"),
    [
        ("weekly", MONDAY + 4 * DAY, "2026-W47", MONDAY + 11 * DAY),
        ("monthly", FIRST + 27 * DAY, "2026-11", FIRST + 58 * DAY),
    ],
)
def test_should_tell_the_last_whole_week_and_month_on_whatever_day_it_goes(
    handling: Handling, kind: str, due: datetime, period: str, again: datetime
) -> None:
    settings = replace(handling.context.settings, digest_weekday=4, digest_month_day=28)
    friday = Handling(handling.client, replace(handling.context, settings=settings))

    told = only(friday.do(of_managers(kind, due)), Digested)

    assert told.now.period.label == period
    assert [one.at for one in friday.digest_rows()] == [again]


@pytest.mark.parametrize(
    ("who", "all_of_them"), [(HEAD, [Digest.DAILY]), (MANAGER, [Digest.WEEKLY, Digest.MONTHLY])]
)
def test_should_switch_digests_off_and_on(
    handling: Handling, who: int, all_of_them: list[Digest]
) -> None:
    off = only(handling.do(a_press(who, "digest", to="off")), DigestsChosen)
    again = only(handling.do(a_press(who, "digest", to="off")), DigestsChosen)
    on = only(handling.do(a_press(who, "digest", to="on")), DigestsChosen)

    assert off.wanted == again.wanted == tuple((one, False) for one in all_of_them)
    assert on.wanted == tuple((one, True) for one in all_of_them)


def test_should_switch_one_of_two_off(handling: Handling) -> None:
    share(handling, 1)

    chosen = only(handling.do(a_press(MANAGER, "digest", kind="weekly", to="off")), DigestsChosen)

    assert chosen.wanted == ((Digest.WEEKLY, False), (Digest.MONTHLY, True))
    assert handling.do(of_managers("weekly", MONDAY)) == []
    assert [one.case for one in handling.digest_rows()] == ["weekly"]
    assert len(handling.do(of_managers("monthly", FIRST))) == 1


def test_should_keep_the_choice_when_the_language_changes(handling: Handling) -> None:
    handling.do(a_press(HEAD, "digest", to="off"))
    handling.do(a_press(HEAD, "language", to="en"))
    share(handling, 1)

    facts = next_morning(handling)

    assert [type(one) for one in facts] == [LateCases]


def test_should_show_the_last_one_to_who_asks_for_nothing_else(handling: Handling) -> None:
    share(handling, 1)

    for who, kind in ((HEAD, Digest.DAILY), (MANAGER, Digest.WEEKLY)):
        facts = handling.do(a_press(who, "digest", MORNING))
        told = only(facts, Digested)
        assert (told.kind, told.cost) == (kind, None)
        assert only(facts, DigestsChosen).to == told.to
    foreign = only(handling.do(a_press(HEAD, "digest", kind="monthly")), Digested)
    assert foreign.kind is Digest.DAILY
    assert handling.client.hgetall(keys.DIGESTS) == {}


def test_should_refuse_officers_and_strangers(handling: Handling) -> None:
    for who, why in ((OFFICER, Refusal.NOT_READER), (99, Refusal.NOT_STAFF)):
        refused = only(handling.do(a_press(who, "digest", to="off")), Refused)
        assert refused.why is why


def test_should_take_typed_words(handling: Handling) -> None:
    facts = handling.do(a_text(HEAD, "ปิดสรุป", act="digest&to=off"))

    assert only(facts, DigestsChosen).wanted == ((Digest.DAILY, False),)


def test_should_stop_first_when_the_pushes_run_low_and_say_so_later(handling: Handling) -> None:
    share(handling, 1)
    for week, quota in enumerate([(1_000, 801), (0, 0)]):
        the_quota(handling, *quota)
        assert handling.do(of_managers("weekly", MONDAY + 7 * week * DAY)) == []
    the_quota(handling, 1_000, 800)

    third = only(handling.do(of_managers("weekly", MONDAY + 14 * DAY)), Digested)
    fourth = only(handling.do(of_managers("weekly", MONDAY + 21 * DAY)), Digested)

    assert third.cost == Cost(pushes=1, month=1, left_out=2)
    assert fourth.cost == Cost(pushes=1, month=2)
    assert handling.client.hgetall(keys.TALLIES) == {
        b"digests_left_out": b"2", b"digest_pushes": b"2",
    }  # fmt: skip


@pytest.mark.parametrize("who", [HEAD, MANAGER])
def test_should_tell_who_asks_that_digests_have_stopped(handling: Handling, who: int) -> None:
    told = []
    for quota in ((100, 99), (100, 10), (None, 99)):
        the_quota(handling, *quota)
        told.append(only(handling.do(a_press(who, "digest")), Digested).stopped)

    assert told == [True, False, False]


def test_should_tell_what_is_late_even_when_the_pushes_run_low(handling: Handling) -> None:
    the_quota(handling, 100, 99)
    share(handling, 1)

    facts = next_morning(handling)

    assert [type(one) for one in facts] == [LateCases]
    assert handling.unit().digests.left_out("TH-14") == 1


@pytest.mark.parametrize("quota", [None, (None, 10**9), (5, 4)])
def test_should_not_stop_where_nothing_is_known_or_nothing_can_end(
    handling: Handling, quota: tuple[int | None, int] | None
) -> None:
    share(handling, 1)
    if quota is not None:
        the_quota(handling, *quota)

    assert len(handling.do(of_managers("weekly", MONDAY))) == 1


def test_should_leave_out_nothing_where_nobody_reads(handling: Handling) -> None:
    handling.do(a_press(MANAGER, "digest", to="off"))
    the_quota(handling, 100, 99)

    assert handling.do(of_managers("weekly", MONDAY)) == []
    assert handling.client.hgetall(keys.DIGESTS) == {}
