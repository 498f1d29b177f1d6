"""Nobody is counted twice in a period, and when it is over nobody can tell who was counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from cases.calendar import BANGKOK, Period, Span, local_day, period_of
from cases.log import COUNTRY
from store import keys, schema
from store.connection import StoreClient
from store.exceptions import LostRace
from store.log import ENTRY, hashed, key_of, life_s
from store.schema import forget_who_shared
from store.statistics import RedisStatistics
from store.stream import entries
from store.unit_of_work import UnitsOfWork
from store.verify import verify
from tests.builders import NOW, a_case, a_context, a_person, a_share, an_event_id
from tests.handling import Handling
from tests.scan import everything

TODAY = local_day(datetime.now(UTC))


def share(client: StoreClient, who: int, at: datetime = NOW, centre: str = "TH-14") -> None:
    """Count one share of a case of *centre*."""
    unit = UnitsOfWork(client).open(an_event_id(), at)
    unit.log.record_share(a_case(centre=centre), a_person(who))
    unit.commit([])


def counted(client: StoreClient, span: Span, at: datetime = NOW) -> int | None:
    return RedisStatistics(client).numbers("TH-14", period_of(local_day(at), span)).sharers


def sets_of(client: StoreClient, person: int) -> list[bytes]:
    """Return the sets in which somebody who has the whole store finds *person*."""
    found = []
    for key in client.scan_iter(match=keys.sharers("*", "*")):
        found += [key] if client.sismember(key, str(person)) else []
    for key in client.scan_iter(match=keys.hashed_sharers("*", "*")):
        drawn: Any = client.get(keys.sharer_key(key.decode().split(":")[-1]))
        found += [key] if drawn and client.sismember(key, str(hashed(drawn, person))) else []
    return found


@pytest.mark.parametrize("span", list(Span), ids=str)
def test_should_count_everybody_once(client: StoreClient, span: Span) -> None:
    for who in (1, 2, 1, 3, 2):
        share(client, who)

    assert counted(client, span) == 3


def test_should_know_a_sharer_of_the_same_week_in_a_new_year(client: StoreClient) -> None:
    new_year = datetime(2026, 10, 1, 12, tzinfo=BANGKOK)
    share(client, 1, new_year - timedelta(days=1))
    share(client, 1, new_year)

    assert [counted(client, span, new_year) for span in Span] == [1] * len(Span)


def test_should_count_a_known_sharer_who_is_new_to_a_centre(client: StoreClient) -> None:
    share(client, 1, centre="TH-50")
    share(client, 1)
    share(client, 2)

    assert [counted(client, span) for span in Span] == [2] * len(Span)


def test_should_name_in_the_log_a_scope_alone_for_all_its_spans(client: StoreClient) -> None:
    share(client, 1, centre="TH-50")
    share(client, 1)
    share(client, 1, NOW + timedelta(days=1))

    raws = [raw for _, raw in entries(client, keys.LOG)]

    kept = [raw[b"new_sharer"].decode() for raw in raws]
    assert kept[:2] == ["TH-50 all", "TH-14"]
    assert set(kept[2].split()) == {"TH-14:day", "all:day"}
    read = [ENTRY.read_hash(raw).new_sharer for raw in raws]
    assert read[0] == tuple(f"{scope}:{span}" for scope in ("TH-50", "all") for span in Span)
    assert read[2] == ("TH-14:day", "all:day")


@pytest.mark.parametrize(
    ("span", "day"),
    [
        (Span.DAY, date(2026, 11, 29)),
        (Span.WEEK, date(2026, 12, 1)),
        (Span.MONTH, date(2026, 12, 9)),
        (Span.QUARTER, date(2027, 1, 9)),
        (Span.YEAR, date(2027, 10, 9)),
    ],
    ids=str,
)
def test_should_keep_sets_and_keys_until_eight_days_after_the_period(
    client: StoreClient, span: Span, day: date
) -> None:
    share(client, 1)

    end = datetime(day.year, day.month, day.day, tzinfo=BANGKOK)
    period = period_of(local_day(NOW), span)
    for scope in ("TH-14", COUNTRY):
        left = client.ttl(key_of(scope, period))
        assert abs(left - (end - NOW).total_seconds()) < 5
    if span not in (Span.DAY, Span.WEEK):
        assert abs(client.ttl(keys.sharer_key(period.label)) - (end - NOW).total_seconds()) < 5


def test_should_tell_nobody_who_shared_the_only_case_of_a_day(client: StoreClient) -> None:
    handling = Handling(client, a_context())
    handling.do(a_share(1))
    handling.do(a_share(2, at=NOW + timedelta(days=40)))
    person = handling.person(1).id
    assert len(sets_of(client, person)) == 2 * len(Span)
    # What 90 days end by themselves: every key whose life is shorter goes.
    for key in list(client.scan_iter()):
        if 0 < client.ttl(key) <= 90 * 24 * 3600:
            client.delete(key)
    client.delete(keys.shares("14-6911-0001"), keys.shared(person), keys.details("14-6911-0001"))

    found = sets_of(client, person)

    assert {key.decode().split(":")[-1] for key in found} == {"2570"}
    holding = [
        line.split(b" ")[0]
        for line in everything(client).split(b"\n")
        if b"%d" % person in line.split(b" ")[1:] and b":sharers:" in line
    ]
    assert holding == []


def test_should_not_tell_by_their_order_who_came_first(client: StoreClient) -> None:
    for who in range(1, 60):
        share(client, who)

    label = period_of(local_day(NOW), Span.YEAR).label
    members = [int(one) for one in client.sscan_iter(keys.hashed_sharers("TH-14", label))]

    drawn: Any = client.get(keys.sharer_key(label))
    assert client.object("encoding", keys.hashed_sharers("TH-14", label)) == b"intset"
    assert all(first < second for first, second in pairwise(members))
    assert members != [hashed(drawn, who) for who in range(1, 60)]


def test_should_draw_a_key_once_when_two_begin_a_period_together(client: StoreClient) -> None:
    units = [UnitsOfWork(client).open(an_event_id(), NOW) for _ in range(2)]
    for who, unit in enumerate(units, start=1):
        unit.log.record_share(a_case(), a_person(who))
    units[0].commit([])

    with pytest.raises(LostRace):
        units[1].commit([])
    share(client, 2)
    share(client, 1)

    assert counted(client, Span.YEAR) == 2


def test_should_give_each_period_a_key_of_its_own(client: StoreClient) -> None:
    share(client, 1)

    drawn = {client.get(key) for key in client.scan_iter(match=keys.sharer_key("*"))}

    assert len(drawn) == 3


def an_old_store(client: StoreClient, day: date, *people: int) -> None:
    """Keep sharers as schema 1 did, and count them."""
    client.set(keys.SCHEMA, 1)
    for span in Span:
        label = period_of(day, span).label
        for scope in ("TH-14", COUNTRY):
            client.sadd(keys.sharers(scope, label), *people)
            client.expire(keys.sharers(scope, label), 400 * 24 * 3600)
            client.hincrby(keys.distinct(label), scope, len(people))


def test_should_count_nobody_anew_who_shared_before_the_update(client: StoreClient) -> None:
    an_old_store(client, TODAY, 1, 2)

    for _ in range(2):
        schema.prepare(client)
    for who in (1, 2, 3):
        share(client, who, datetime.now(UTC))

    for span in Span:
        assert counted(client, span, datetime.now(UTC)) == 3
    assert client.get(keys.SCHEMA) == b"%d" % schema.VERSION
    assert sets_of(client, 1)
    labels = {key.decode().split(":")[-1] for key in client.scan_iter(match=keys.sharers("*", "*"))}
    assert labels == {period_of(TODAY, span).label for span in (Span.DAY, Span.WEEK)}


def test_should_drop_the_sets_of_periods_that_are_over(client: StoreClient) -> None:
    long_ago = TODAY - timedelta(days=800)
    an_old_store(client, long_ago, 1, 2)

    schema.prepare(client)

    assert list(client.scan_iter(match="*sharers*")) == []
    assert RedisStatistics(client).numbers("TH-14", period_of(long_ago, Span.MONTH)).sharers == 2


def test_should_go_on_with_a_migration_that_did_not_end(client: StoreClient) -> None:
    an_old_store(client, TODAY, 1)
    forget_who_shared(client, datetime.now(UTC))
    client.sadd(keys.sharers("TH-14", period_of(TODAY, Span.YEAR).label), 2)

    schema.prepare(client)

    assert sets_of(client, 1)
    assert keys.hashed_sharers("TH-14", period_of(TODAY, Span.YEAR).label).encode() in sets_of(
        client, 2
    )


def test_should_stay_right_by_the_log(client: StoreClient) -> None:
    handling = Handling(client, a_context())
    for who in (1, 2, 1):
        handling.do(a_share(who))

    assert verify(client) == []


def test_should_live_at_least_a_moment() -> None:
    assert life_s(Period(date(2020, 1, 1), date(2020, 1, 1), Span.DAY), NOW) == 1
