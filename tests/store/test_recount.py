"""The counters held against the log, and made anew from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.facts.shares import ShareJoined
from cases.log import Act
from store import keys
from store.connection import StoreClient, connect
from store.exceptions import LogIncomplete, LostRace
from store.unit_of_work import UnitsOfWork
from store.verify import Recount, last_entry, rebuild, verify
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    PATTAYA,
    VIENTIANE,
    a_context,
    a_press,
    a_share,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling
from tests.servers import Server, run_cluster

Counters = dict[bytes, dict[bytes, bytes]]
OFFICER = 9
#: What may happen: who, where or what, how many hours after the one before.
SHARES = st.tuples(
    st.integers(1, 4),
    st.sampled_from([AYUTTHAYA, near(AYUTTHAYA, 300), CHIANG_MAI, PATTAYA, VIENTIANE]),
    st.integers(0, 400),
)
ACTS = st.tuples(
    st.just(OFFICER),
    st.sampled_from(
        [
            *("claim", "release", "going", "arrived", "not_found", "close", "split"),
            *("still", "gone", "handover", "merge", "unmerge", "fact", "kind"),
        ]
    ),
    st.integers(0, 2),
)
A_LIFE = st.lists(st.one_of(SHARES, ACTS), max_size=25)


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Return handlers on an empty store, with an officer in Ayutthaya."""
    handling = Handling(client, a_context())
    handling.enrol(OFFICER)
    return handling


def live(handling: Handling, life: list[tuple[int, Any, int]]) -> None:
    """Let it happen, one after the other; acts are the officer's on the newest case there."""
    at, number, joined = NOW, "14-6911-0001", None
    for who, what, hours in life:
        at += timedelta(hours=hours)
        if not isinstance(what, str):
            facts = handling.do(a_share(who, what, at))
            joined = next((one for one in facts if isinstance(one, ShareJoined)), joined)
        elif what == "split" and joined is not None:
            case, by = joined.case.number, joined.to.id
            person = next(n for n in range(1, 5) if handling.person(n).id == by)
            handling.do(a_press(person, "split", at, case=case, share=joined.share))
        elif what in ("merge", "unmerge"):
            _merge(handling, what, at)
        elif what == "kind":
            handling.do(a_press(1, "kind", at, case=number, kind="WITH_CHILD"))
        elif what in ("still", "gone"):
            handling.do(a_press(1, "confirm", at, case=number, seen=what))
        else:
            waiting = handling.queue("TH-14")
            number = waiting[-1] if waiting else number
            fields = {"case": number, "outcome": "ADVISED", "to": "TH-50", "why": "area"}
            fields |= {"person": "1", "name": "sex", "value": "male"}
            handling.do(a_press(OFFICER, what, at, **fields))


def _merge(handling: Handling, what: str, at: datetime) -> None:
    """Merge the newest case into the oldest, or take the last one out of it."""
    number, *others = handling.queue("TH-14") or [""]
    if what == "merge" and others:
        handling.do(a_press(OFFICER, what, at, case=others[-1], into=number))
    elif what == "unmerge" and number:
        merged = handling.case(number).links.merged
        handling.do(a_press(OFFICER, what, at, **{"case": number, "from": "".join(merged[-1:])}))


def counters(client: StoreClient) -> Counters:
    """Read all counters that are not zero."""
    found: dict[bytes, Any] = {
        key: client.hgetall(key)
        for pattern in (keys.count("*", "*"), keys.distinct("*"), keys.hours("*", "*"))
        for key in client.scan_iter(match=pattern)
    }
    fields = {key: {name: n for name, n in raw.items() if n != b"0"} for key, raw in found.items()}
    return {key: counted for key, counted in fields.items() if counted}


@given(life=A_LIFE)
@settings(max_examples=12)
def test_should_recount_what_was_counted_whatever_happened(
    server: Server, client: StoreClient, life: list[tuple[int, Any, int]]
) -> None:
    client.flushdb()
    handling = Handling(client, a_context())
    handling.enrol(OFFICER)

    live(handling, life)

    assert verify(client) == []


@given(life=A_LIFE, data=st.data())
@settings(max_examples=12)
def test_should_put_any_wrong_counters_right(
    server: Server, client: StoreClient, life: list[tuple[int, Any, int]], data: st.DataObject
) -> None:
    client.flushdb()
    handling = Handling(client, a_context())
    handling.enrol(OFFICER)
    handling.do(a_share(1))
    live(handling, life)
    right = counters(client)
    fields = sorted((key, name) for key, names in right.items() for name in names)
    for key, name in data.draw(st.lists(st.sampled_from(fields), min_size=1, unique=True)):
        client.hincrby(key, name, data.draw(st.sampled_from([-3, -1, 1, 1000])))

    wrong = verify(client)
    corrected = rebuild(client)

    assert wrong == [str(difference) for difference in corrected] != []
    assert counters(client) == right
    assert verify(client) == []


def test_should_name_a_wrong_counter_with_both_numbers(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.client.hincrby(keys.count("TH-14", "2026-11"), "shares", 4)

    problems = verify(handling.client)

    assert problems == ["{cts}:count:TH-14:2026-11 shares: kept 5, recounted 1"]


def test_should_find_counters_that_are_missing_and_those_the_log_knows_nothing_of(
    handling: Handling,
) -> None:
    handling.do(a_share(1))
    handling.client.delete(keys.distinct("2026-11"))
    handling.client.hset(keys.count("TH-99", "2020-01"), "shares", "many")

    problems = verify(handling.client)
    rebuild(handling.client)

    assert problems == [
        "{cts}:count:TH-99:2020-01 shares: kept many, recounted 0",
        "{cts}:distinct:2026-11 TH-14: kept 0, recounted 1",
        "{cts}:distinct:2026-11 all: kept 0, recounted 1",
    ]
    assert verify(handling.client) == []
    assert not handling.client.exists(keys.count("TH-99", "2020-01"))


def test_should_make_all_counters_anew_when_none_is_left(handling: Handling) -> None:
    live(handling, [(1, AYUTTHAYA, 0), (2, AYUTTHAYA, 1), (9, "claim", 1), (3, CHIANG_MAI, 900)])
    right = counters(handling.client)
    handling.client.delete(*right)

    rebuild(handling.client)

    assert counters(handling.client) == right


def test_should_find_a_share_that_is_in_the_log_and_in_no_case(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2))
    handling.client.hset(keys.case("14-6911-0001"), "shares", 1)

    assert verify(handling.client) == ["shares of all cases: 1, shares in the log: 2"]


def test_should_find_a_case_number_that_the_log_does_not_know(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.client.hset(keys.NUMBERS, "50-6911", 1)

    assert verify(handling.client) == ["case numbers given: 2, cases opened by the log: 1"]


def test_should_find_an_open_case_that_the_log_has_closed(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.client.zadd(keys.OPEN_PLACES, {"14-6911-0002": 1})

    assert verify(handling.client) == ["open cases: 2, opened and not closed by the log: 1"]


def test_should_find_a_case_in_the_queue_of_a_centre_that_handed_it_over(
    handling: Handling,
) -> None:
    handling.do(a_share(1))
    to = {"case": "14-6911-0001", "to": "TH-50", "why": "area"}
    handling.do(a_press(OFFICER, "handover", NOW, **to))
    handling.client.zadd(keys.queue("TH-14"), {"14-6911-0001": 1})

    assert verify(handling.client) == [
        "open cases of TH-14: 1, opened and not closed by the log: 0"
    ]


def test_should_count_nothing_from_a_log_with_a_gap(handling: Handling) -> None:
    handling.do(a_share(1))
    right = counters(handling.client)
    handling.client.xdel(keys.LOG, last_entry(handling.client))

    with pytest.raises(LogIncomplete, match="1 entries are gone"):
        rebuild(handling.client)

    assert counters(handling.client) == right
    assert "{cts}:log: 1 entries are gone" in verify(handling.client)


def test_should_count_nothing_when_the_log_is_gone(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.client.delete(keys.LOG)

    with pytest.raises(LogIncomplete, match="is gone: 1 cases were opened"):
        rebuild(handling.client)


def test_should_agree_on_an_empty_store(client: StoreClient) -> None:
    assert verify(client) == []
    assert rebuild(client) == []


def test_should_read_a_log_longer_than_one_batch(client: StoreClient) -> None:
    unit = UnitsOfWork(client).open(an_event_id(), NOW)
    for _ in range(2_500):
        unit.log.record(Act.REFUSED)
    unit.commit([])
    client.hdel(keys.count("all", "2026-11"), "refused")

    rebuild(client)

    assert client.hget(keys.count("all", "2026-11"), "refused") == b"2500"


def test_should_hold_a_counter_against_the_log_up_to_where_it_was_read(handling: Handling) -> None:
    handling.do(a_share(1))
    recount = Recount(handling.client)
    recount.read_to(last_entry(handling.client))
    handling.do(a_share(2))

    differences = recount.compare([keys.count("TH-14", "2026-11")])

    assert differences == []


def test_should_not_overwrite_a_counter_that_changed_since_it_was_compared(
    handling: Handling,
) -> None:
    key = keys.count("TH-14", "2026-11")
    handling.do(a_share(1))
    handling.client.hincrby(key, "shares", 10)
    recount = Recount(handling.client)
    recount.read_to(last_entry(handling.client))
    stale = recount.compare([key])
    handling.do(a_share(2))

    done = recount.overwrite(key, stale)

    assert not done
    assert handling.client.hget(key, "shares") == b"12"


def test_should_compare_anew_what_changed_since(handling: Handling) -> None:
    key = keys.count("TH-14", "2026-11")
    handling.do(a_share(1))
    handling.client.hincrby(key, "shares", 10)
    recount = Recount(handling.client)
    recount.read_to(last_entry(handling.client))
    handling.do(a_share(2))

    corrected = recount.correct(key)

    assert [(one.kept, one.recounted) for one in corrected] == [("12", 2)]
    assert handling.client.hget(key, "shares") == b"2"


@pytest.mark.slow
def test_should_read_counters_and_the_end_of_the_log_in_one_step(client: StoreClient) -> None:
    # So many that the server would serve others in between if they were read one by one.
    many = [keys.count("TH-99", str(number)) for number in range(2_000)]
    recount = Recount(client)

    with traffic(client) as counted:
        found = []
        while len(counted) < 200:
            found += recount.compare([*many, keys.count("TH-14", "2026-11")])

    assert found == []


@pytest.mark.slow
def test_should_find_no_difference_while_shares_come_in(client: StoreClient) -> None:
    with traffic(client) as counted:
        found = []
        while len(counted) < 200:
            found += verify(client)

    assert found == []


@pytest.mark.slow
def test_should_put_counters_right_while_shares_come_in(client: StoreClient) -> None:
    with traffic(client) as counted:
        for _ in range(15):
            client.hincrby(keys.count("TH-14", "2026-11"), "shares", 1000)
            client.hdel(keys.count("all", "2026-11-20"), "shares")
            threads = [Thread(target=rebuild, args=(client,)) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    assert verify(client) == []
    assert client.hget(keys.count("TH-14", "2026-11"), "shares") == b"%d" % len(counted)


@pytest.mark.slow
def test_should_verify_and_rebuild_on_a_cluster(tmp_path: Path) -> None:
    with run_cluster(tmp_path) as cluster:
        client = connect(cluster.url, role="command")
        handling = Handling(client, a_context())
        handling.do(a_share(1))
        handling.do(a_share(2, CHIANG_MAI))
        before = verify(client)
        client.hincrby(keys.count("TH-14", "2026-11"), "shares", 4)

        corrected = rebuild(client)

        assert before == []
        assert [one.kept for one in corrected] == ["5"]
        assert verify(client) == []
        client.close()


@contextmanager
def traffic(client: StoreClient) -> Iterator[list[str]]:
    """Let shares come in, and some be split off, as fast as one worker can."""
    stop, counted = Event(), list[str]()
    handling = Handling(client, a_context())

    def work() -> None:
        while not stop.is_set():
            event = a_share(len(counted) % 7 + 1, at=NOW + minutes(len(counted)))
            try:
                facts = handling.do(event)
            except LostRace:  # a counter is not read by a share, so nothing races with it
                raise AssertionError("a rebuild must never stand in the way of a share") from None
            counted.append(event.id)
            joined = next((one for one in facts if isinstance(one, ShareJoined)), None)
            if joined is not None and len(counted) % 10 == 0:
                fields = {"case": joined.case.number, "share": joined.share}
                handling.do(a_press(len(counted[:-1]) % 7 + 1, "split", event.at, **fields))

    worker = Thread(target=work)
    worker.start()
    try:
        yield counted
    finally:
        stop.set()
        worker.join()


def test_should_count_again_when_a_merge_moves_shares_meanwhile(
    handling: Handling, monkeypatch: pytest.MonkeyPatch
) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2, near(AYUTTHAYA, 300)))
    merge = a_press(OFFICER, "merge", case="14-6911-0001", into="14-6911-0002")

    class Meanwhile:
        """The store, in which the first case is merged after its shares were counted."""

        counted = 0

        def __getattr__(self, name: str) -> Any:
            return getattr(handling.client, name)

        def execute_command(self, *command: Any) -> Any:
            self.counted += 1
            if self.counted == 2:
                handling.do(merge)
            return handling.client.execute_command(*command)

    monkeypatch.setattr("store.connection._BATCH", 1)
    store: Any = Meanwhile()

    assert verify(store) == []
    assert store.counted > 2
    assert handling.case("14-6911-0001").links.merged_into
