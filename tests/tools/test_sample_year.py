"""sample-year: lumpy, true to the rules of counting, and only in the demo's store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from cases.calendar import Period, Span, local_day, period_of, periods_between
from cases.case import State
from cases.log import Act, LogEntry
from cases.people import Role
from cases.report import FEWEST_IN_SPOT, ReportOf
from config.settings import Settings
from geo.centres import PROVINCE_IDS
from store import keys, schema
from store.bulk import Bulk
from store.connection import connect
from store.installation import has_sample, is_demo, mark_demo, mark_sample
from store.launcher import embedded_store
from store.log import ENTRY, RedisLog, SharerSets
from store.report_reader import RedisReports
from store.statistics import RedisStatistics
from store.verify import verify
from tests.builders import (
    NOW,
    a_case,
    a_context,
    a_person,
    a_press,
    a_share,
    the_centres,
    the_taxonomy,
)
from tests.handling import Handling
from tools.sample.year import SampleYear, Told

SHARES = 800
YEAR = period_of(local_day(NOW), Span.YEAR).before()


def fill(client: Any, shares: int = SHARES, seed: int = 1) -> Told:
    sample = SampleYear(client, the_centres(), the_taxonomy(), Settings())
    return sample.write(shares, seed, NOW)


def counted(client: Any) -> dict[str, dict[bytes, bytes]]:
    """Return every counter of all months, and the given numbers."""
    found = sorted(client.scan_iter(match=keys.count("*", "????-??"), count=1_000))
    return {key.decode(): client.hgetall(key) for key in [*found, keys.NUMBERS.encode()]}


def the_log(client: Any) -> list[LogEntry]:
    return [ENTRY.read_hash(fields) for _, fields in client.xrange(keys.LOG)]


def test_should_count_as_the_service_counts(client: Any) -> None:
    told = fill(client)

    assert verify(client) == []
    assert told.shares == pytest.approx(SHARES, rel=0.01)  # some of today are still to come
    numbers = RedisStatistics(client).numbers("all", YEAR)
    way = [numbers[name] for name in ("shares", "cases", "claimed", "visited", "found")]
    assert way == sorted(way, reverse=True)
    assert min(way) > 0
    assert numbers.outcomes
    assert numbers.facts
    assert 0 < (numbers.sharers or 0) < numbers["shares"]


def test_should_count_no_more_sharers_than_shares_anywhere(client: Any) -> None:
    fill(client)

    scopes = ["all", *sorted(PROVINCE_IDS)]
    months = periods_between(YEAR.first, YEAR.last, Span.MONTH)
    short = Period(YEAR.first, YEAR.first + timedelta(days=45), Span.YEAR)
    rows = RedisStatistics(client).numbers_of_all(scopes, [YEAR, *months, short])
    assert [row for row in rows if not 0 <= (row.sharers or 0) <= row["shares"]] == []
    assert {row.centre for row in rows if row.sharers} >= {"all", "TH-10", "TH-14"}


def test_should_show_places_shared_often(client: Any) -> None:
    fill(client)

    opened = [entry for entry in the_log(client) if entry.act is Act.OPENED]
    asked = ReportOf("TH-14", YEAR)
    report = RedisReports(client, sorted(PROVINCE_IDS)).read(asked, local_day(NOW))
    assert all(entry.placed for entry in opened)
    assert report.spots
    assert min(spot.cases for spot in report.spots) >= FEWEST_IN_SPOT
    assert sum(spot.cases for spot in report.spots) <= report.now["cases"]
    assert verify(client) == []


def test_should_be_lumpy(client: Any) -> None:
    fill(client)

    statistics = RedisStatistics(client)
    days = [row["shares"] for row in statistics.series("all", _days_of(YEAR))]
    centres = [statistics.numbers(one, YEAR) for one in sorted(PROVINCE_IDS)]
    assert max(days) > 4 * median(days)
    assert 0 in [row["shares"] for row in centres]
    assert max(row["shares"] for row in centres) > 5 * median(row["shares"] for row in centres)


def _days_of(year: Period) -> list[Period]:
    return [period_of(day, Span.DAY) for day in year.days()]


def test_should_tell_the_same_story_of_the_same_seed(client: Any) -> None:
    stories = []
    for seed in (1, 1, 2):
        client.flushall()
        fill(client, 200, seed)
        stories.append(counted(client))

    assert stories[0] == stories[1]
    assert stories[0] != stories[2]


def test_should_go_to_the_present_hour_and_leave_work_to_do(client: Any) -> None:
    told = fill(client)

    log = the_log(client)
    acts = [entry.at for entry in log if entry.act is not Act.FACT_SAID]  # these tell the day only
    assert acts == sorted(acts)
    assert max(entry.at for entry in log) > NOW - timedelta(days=3)
    assert max(entry.at for entry in log) <= NOW
    handling = Handling(client, a_context())
    left = [number for centre in sorted(PROVINCE_IDS) for number in handling.queue(centre)]
    assert len(left) == told.open > 0
    assert {handling.case(number).state for number in left} == {State.WAITING}


def test_should_live_beside_what_is_tried_in_the_demo(client: Any) -> None:
    handling = Handling(client, a_context())
    handling.enrol(11)
    handling.enrol(12, role=Role.HEAD)
    handling.do(a_share(1))
    first = handling.queue("TH-14")[0]

    fill(client, 500)
    handling.do(a_share(2, the_centres().by_id("TH-14").point))  # type: ignore[union-attr]
    for number in handling.queue("TH-14"):
        for act in ("claim", "going", "arrived", "not_found"):
            handling.do(a_press(11, act, case=number))

    assert handling.case(first).state is State.CLOSED
    assert handling.queue("TH-14") == []
    assert verify(client) == []


def test_should_write_in_bulk_what_the_service_writes_one_by_one(client: Any) -> None:
    case, bulk = a_case(), Bulk(client)
    for who in (1, 2, 1):
        RedisLog(bulk, NOW, SharerSets(bulk, NOW)).record_share(case, a_person(who))
    bulk.commit()
    together = _kept(client)
    drawn = {key: client.get(key) for key in client.scan_iter(match=keys.sharer_key("*"))}
    client.flushall()
    client.mset(drawn)
    for who in (1, 2, 1):
        unit = Handling(client, a_context()).unit()
        unit.log.record_share(case, a_person(who))
        assert unit.commit([])

    alone = _kept(client)

    assert together == alone
    assert len(together) > 10


def _kept(client: Any) -> dict[str, Any]:
    found = {}
    for key in client.scan_iter(count=1_000):
        name, kind = key.decode(), client.type(key)
        if kind in (b"hash", b"set"):
            read = client.hgetall if kind == b"hash" else client.smembers
            found[name] = (read(key), client.ttl(key) > 0)
    return found


def test_should_mark_only_a_store_in_which_nothing_has_happened(client: Any) -> None:
    Handling(client, a_context()).do(a_share(1))
    mark_demo(client)
    assert not is_demo(client)

    client.flushall()
    mark_demo(client)
    assert (is_demo(client), has_sample(client)) == (True, False)

    mark_sample(client)
    mark_demo(client)
    assert has_sample(client)


def typed(data_dir: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli, ["sample-year", *words], env={"DATA_DIR": str(data_dir)})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_should_refuse_where_there_is_no_demo(tmp_path: Path) -> None:
    result = typed(tmp_path)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "demo` first" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_should_fill_the_store_of_a_demo_once_and_no_other(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    with embedded_store(data) as url, connect(url, role="command") as client:
        schema.prepare(client)
        RedisLog(bulk := Bulk(client), NOW, SharerSets(bulk, NOW)).record_opened(a_case())
        bulk.commit()
        before = client.dbsize()

        refused = typed(tmp_path)
        assert (refused.exit_code, "real cases" in refused.stderr) == (1, True)
        assert client.dbsize() == before

        client.flushall()
        schema.prepare(client)
        mark_demo(client)
        done = typed(tmp_path, "--shares", "50")
        again = typed(tmp_path, "--shares", "50")
        # Some of today's are still to come.
        assert (done.exit_code, " invented shares since " in done.stdout) == (0, True)
        assert (again.exit_code, "--fresh" in again.stderr) == (1, True)
        assert verify(client) == []


def test_should_never_follow_redis_url(store_url: str, client: Any, tmp_path: Path) -> None:
    mark_demo(client)

    result = CliRunner().invoke(
        cli, ["sample-year"], env={"DATA_DIR": str(tmp_path), "REDIS_URL": store_url}
    )

    assert result.exit_code == 1
    assert client.dbsize() == 1
