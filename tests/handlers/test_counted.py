"""What a report counts stays right, whatever becomes of a case, and whenever it is worked on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from cases.people import Role
from handlers.events import Event
from store import keys
from store.connection import StoreClient
from store.verify import rebuild, verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_press,
    a_share,
    minutes,
    near,
)
from tests.handling import Handling

OFFICER, HEAD, ELSEWHERE = 9, 10, 11
NUMBER, OTHER = "14-6911-0001", "14-6911-0002"


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Return handlers on an empty store, with people in Ayutthaya and in Chiang Mai."""
    handling = Handling(client, a_context())
    handling.enrol(OFFICER)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(ELSEWHERE, "TH-50")
    return handling


def press(
    handling: Handling, who: int, act: str, after: float, case: str = NUMBER, **fields: str
) -> None:
    """Press a button so many minutes after NOW."""
    handling.do(a_press(who, act, NOW + minutes(after), case=case, **fields))


def close(handling: Handling, after: float, case: str = NUMBER, outcome: str = "SHELTER") -> None:
    """Claim, go, arrive and close within four minutes."""
    for later, act in enumerate(["claim", "going", "arrived"]):
        press(handling, OFFICER, act, after + later, case)
    press(handling, OFFICER, "close", after + 3, case, outcome=outcome)


def counted(handling: Handling, *names: str, centre: str = "TH-14") -> list[int]:
    """Return counters of the month."""
    return [handling.count(name, centre, "2026-11") for name in names]


def test_should_count_a_kind_and_a_danger_once_a_case(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2))

    for who, said in [(1, "WITH_CHILD"), (1, "ADULT"), (2, "WITH_CHILD"), (2, "FORCED")]:
        press(handling, who, "kind", 1, kind=said)
    press(handling, 1, "kind", 2, urgent="CHILD")
    press(handling, 1, "kind", 2, urgent="TRAFFICKING")

    assert counted(handling, "kind:WITH_CHILD", "kind:ADULT", "kind:FORCED") == [1, 0, 0]
    assert counted(handling, "urgent:CHILD", "urgent:TRAFFICKING") == [1, 1]
    assert verify(handling.client) == []


def test_should_count_the_danger_of_a_place_that_was_sent_after_a_word_of_it(
    handling: Handling,
) -> None:
    handling.do(a_press(1, "danger", NOW, why="MEDICAL"))
    handling.do(a_share(1, at=NOW + minutes(1)))

    assert counted(handling, "urgent:MEDICAL", "cases") == [1, 1]


def test_should_count_the_dangers_of_a_merged_case_once(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2, near(AYUTTHAYA, 300)))
    press(handling, 1, "kind", 1, kind="WITH_CHILD")
    press(handling, OFFICER, "merge", 2, NUMBER, into=OTHER)
    press(handling, 2, "kind", 3, OTHER, urgent="CHILD")
    press(handling, 2, "kind", 3, OTHER, kind="WITH_CHILD")

    assert counted(handling, "urgent:CHILD", "kind:WITH_CHILD", "cases") == [1, 1, 2]
    assert verify(handling.client) == []


@pytest.mark.parametrize(
    ("outcome", "found", "helped"),
    [
        ("SHELTER", 1, 1),
        ("HOSPITAL", 1, 1),
        ("DESTITUTE_HELPED", 1, 1),
        ("ADVISED", 1, 0),
        ("PERFORMER", 1, 0),
        ("NOT_FOUND", 0, 0),
    ],
)
def test_should_count_help_by_the_outcome(
    handling: Handling, outcome: str, found: int, helped: int
) -> None:
    handling.do(a_share(1))

    close(handling, 5, outcome=outcome)

    assert counted(handling, "found", "helped") == [found, helped]


def test_should_count_a_case_of_two_persons_as_helped_once(handling: Handling) -> None:
    handling.do(a_share(1))
    for after, act in enumerate(["claim", "going", "arrived"]):
        press(handling, OFFICER, act, after)
    press(handling, OFFICER, "several", 4, persons="2")
    for person in ("1", "2"):
        press(handling, OFFICER, "close", 5, person=person, of="2", outcome="FAMILY")

    assert counted(handling, "helped", "outcome:FAMILY", "persons") == [1, 2, 2]


def test_should_count_the_minutes_to_the_first_visit(handling: Handling) -> None:
    handling.do(a_share(1))
    close(handling, 38)
    press(handling, 1, "confirm", 60, seen="still")
    close(handling, 90)

    assert counted(handling, "visited", "visit_minutes:40", "visit_minutes:92") == [1, 1, 0]
    assert counted(handling, "reopened", "closed", "helped") == [1, 2, 2]
    assert verify(handling.client) == []


def test_should_leave_what_was_counted_with_the_centre_that_had_it_then(
    handling: Handling,
) -> None:
    handling.do(a_share(1))
    press(handling, 1, "kind", 1, kind="ADULT")
    press(handling, OFFICER, "handover", 2, to="TH-50", why="area")
    press(handling, 1, "kind", 3, urgent="MEDICAL")

    names = ("shares", "cases", "kind:ADULT", "urgent:MEDICAL", "handed_over", "received")
    assert counted(handling, *names) == [1, 1, 1, 0, 1, 0]
    assert counted(handling, *names, centre="TH-50") == [0, 0, 0, 1, 0, 1]
    assert counted(handling, *names, centre="all") == [1, 1, 1, 1, 1, 1]
    assert verify(handling.client) == []


def test_should_count_shares_by_the_hour_of_the_week_in_bangkok(handling: Handling) -> None:
    friday = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)

    for who, later in [(1, 0), (2, 1), (3, 2)]:
        handling.do(a_share(who, at=friday + minutes(later)))

    hours = {b"4.23": b"1", b"5.0": b"2"}
    for centre in ("TH-14", "all"):
        for period in ("2026-11", "2570"):
            assert handling.client.hgetall(keys.hours(centre, period)) == hours
    assert handling.client.hgetall(keys.hours("TH-14", "2026-11-21")) == {b"5.0": b"2"}


def test_should_count_the_cells_of_cases_but_not_of_ones_own_need(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2))
    handling.do(a_share(3, near(AYUTTHAYA, 200)))
    handling.do(a_press(4, "own_need", NOW))
    handling.do(a_share(4, near(AYUTTHAYA, 2000)))

    cells = handling.client.hgetall(keys.spots("TH-14", "2026-11"))

    assert counted(handling, "cases", "shares") == [3, 4]
    assert sum(map(int, cells.values())) == 2
    assert verify(handling.client) == []


def test_should_find_spots_that_the_log_does_not_know(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.client.hincrby(keys.spots("TH-14", "2026-11"), "1.1", 2)
    handling.client.delete(keys.spots("TH-14", "2570"))

    assert verify(handling.client) == [
        "{cts}:spots:TH-14:2026-11: cases in its cells 3, by the log 1",
        "{cts}:spots:TH-14:2570: cases in its cells 0, by the log 1",
    ]


def test_should_make_the_hours_anew_from_the_log(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.client.hset(keys.hours("TH-14", "2026-11"), "4.16", 7)
    handling.client.delete(keys.hours("all", "2570"))

    assert len(verify(handling.client)) == 2
    rebuild(handling.client)

    assert handling.client.hgetall(keys.hours("all", "2570")) == {b"4.16": b"1"}
    assert verify(handling.client) == []


END_OF_YEAR = datetime(2026, 9, 30, 16, 59, 59, 999_000, UTC)
NEW_YEAR = datetime(2026, 9, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "day", "month", "year"),
    [
        pytest.param(END_OF_YEAR, "2026-09-30", "2026-09", "2569", id="fiscal year's last moment"),
        pytest.param(NEW_YEAR, "2026-10-01", "2026-10", "2570", id="fiscal year's first moment"),
        pytest.param(
            datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC),
            "2026-11-30",
            "2026-11",
            "2570",
            id="month's last second",
        ),
        pytest.param(
            datetime(2026, 11, 30, 17, tzinfo=UTC),
            "2026-12-01",
            "2026-12",
            "2570",
            id="month's first second",
        ),
        pytest.param(
            datetime(2026, 12, 31, 17, tzinfo=UTC),
            "2027-01-01",
            "2027-01",
            "2570",
            id="new year in Bangkok, not in London",
        ),
        pytest.param(
            datetime(2028, 2, 29, 16, 59, tzinfo=UTC),
            "2028-02-29",
            "2028-02",
            "2571",
            id="leap day",
        ),
        pytest.param(
            datetime(2026, 3, 29, 1, tzinfo=UTC),
            "2026-03-29",
            "2026-03",
            "2569",
            id="when Europe's clocks change",
        ),
    ],
)
@pytest.mark.parametrize("late", [0, 90, 24 * 60], ids=lambda minutes: f"{minutes} minutes late")
def test_should_count_on_the_day_on_which_it_happened_however_late_it_is_worked_on(
    handling: Handling, at: datetime, day: str, month: str, year: str, late: float
) -> None:
    number = f"14-{(int(month[:4]) + 543) % 100}{month[5:]}-0001"
    events: list[Callable[[], Event]] = [
        lambda: a_share(1, at=at),
        lambda: a_press(1, "kind", at, case=number, kind="WITH_CHILD"),
        lambda: a_press(OFFICER, "claim", at, case=number),
        lambda: a_press(OFFICER, "going", at, case=number),
        lambda: a_press(OFFICER, "arrived", at, case=number),
        lambda: a_press(OFFICER, "close", at, case=number, outcome="FAMILY"),
    ]

    for event in events:
        handling.do(event(), now=at + timedelta(minutes=late))

    for period in (day, month, year):
        for name in (
            *("shares", "cases", "claimed", "visited", "found", "helped", "closed"),
            *("kind:WITH_CHILD", "urgent:CHILD", "claim_minutes:0", "visit_minutes:0"),
            *("close_minutes:0", "outcome:FAMILY"),
        ):
            assert (period, name, handling.count(name, "TH-14", period)) == (period, name, 1)
        assert sum(map(int, handling.client.hvals(keys.hours("all", period)))) == 1
    for period in (month, year):
        assert handling.client.hlen(keys.spots("TH-14", period)) == 1
    written = {key.decode().rsplit(":", 1)[1] for key in handling.client.keys("*:count:TH-14:*")}
    assert written == {day, month, year}
    assert verify(handling.client) == []
