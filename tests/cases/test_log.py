"""What an act adds to the counters."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.log import Act, LogEntry, counts, minutes_kept, percentile, scopes

AT = datetime(2026, 11, 20, 9, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "added"),
    [
        pytest.param(LogEntry(Act.SHARED, AT, "TH-14"), {"shares": 1}, id="share"),
        pytest.param(LogEntry(Act.REFUSED, AT), {"refused": 1}, id="outside Thailand"),
        pytest.param(LogEntry(Act.OPENED, AT, "TH-14"), {"cases": 1}, id="case"),
        pytest.param(LogEntry(Act.SPLIT, AT, "TH-14"), {"cases": 1}, id="a split case is a case"),
        pytest.param(LogEntry(Act.ESCALATED, AT, "TH-14"), {"escalated": 1}, id="escalated"),
        pytest.param(
            LogEntry(Act.CLAIMED, AT, "TH-14", minutes=12),
            {"claimed": 1, "claim_minutes:12": 1},
            id="claim",
        ),
        pytest.param(LogEntry(Act.CLAIMED, AT, "TH-14", first=False), {}, id="claimed again"),
        pytest.param(
            LogEntry(Act.ARRIVED, AT, "TH-14", minutes=40),
            {"visited": 1, "visit_minutes:40": 1},
            id="visit",
        ),
        pytest.param(
            LogEntry(
                Act.CLOSED, AT, "TH-14", minutes=136, found=True, outcomes=("ADVISED", "FAMILY")
            ),
            {
                "closed": 1,
                "found": 1,
                "close_minutes:140": 1,
                "outcome:ADVISED": 1,
                "outcome:FAMILY": 1,
            },
            id="closed, found",
        ),
        pytest.param(
            LogEntry(Act.CLOSED, AT, "TH-14", outcomes=("NOT_FOUND",)),
            {"closed": 1, "close_minutes:0": 1, "outcome:NOT_FOUND": 1},
            id="closed, not found",
        ),
        pytest.param(
            LogEntry(Act.CLOSED, AT, "TH-14", found=True, helped=True, outcomes=("SHELTER",)),
            {"closed": 1, "found": 1, "helped": 1, "close_minutes:0": 1, "outcome:SHELTER": 1},
            id="closed, helped",
        ),
        pytest.param(
            LogEntry(
                Act.CLOSE_TAKEN_BACK, AT, "TH-14", found=True, helped=True, outcomes=("SHELTER",)
            ),
            {"closed": -1, "found": -1, "helped": -1, "close_minutes:0": -1, "outcome:SHELTER": -1},
            id="a close taken back",
        ),
        pytest.param(
            LogEntry(Act.FACT_TAKEN_BACK, AT, "TH-14", fact="sex:male"),
            {"fact:sex:male": -1},
            id="a fact taken back",
        ),
        pytest.param(
            LogEntry(Act.KIND_SAID, AT, "TH-14", kind="WITH_CHILD", urgent="CHILD"),
            {"kind:WITH_CHILD": 1, "urgent:CHILD": 1},
            id="a kind and its danger",
        ),
        pytest.param(LogEntry(Act.KIND_SAID, AT, "TH-14"), {}, id="a kind that is known"),
        pytest.param(LogEntry(Act.REOPENED, AT, "TH-14"), {"reopened": 1}, id="opened again"),
        pytest.param(LogEntry(Act.CONFIRMED, AT, "TH-14"), {"confirmed": 1}, id="confirmed"),
        pytest.param(LogEntry(Act.DISPUTED, AT, "TH-14"), {"disputed": 1}, id="outcome disputed"),
        pytest.param(LogEntry(Act.GONE, AT, "TH-14"), {}, id="said to be gone"),
        pytest.param(LogEntry(Act.REMINDED, AT, "TH-14"), {}, id="what nobody counts"),
    ],
)
def test_should_count_an_act(entry: LogEntry, added: dict[str, int]) -> None:
    assert counts(entry) == added


def test_should_count_two_persons_with_one_outcome_twice() -> None:
    entry = LogEntry(Act.CLOSED, AT, "TH-14", found=True, outcomes=("ADVISED", "ADVISED"))

    assert counts(entry)["outcome:ADVISED"] == 2


def test_should_count_for_the_centre_and_the_country() -> None:
    assert scopes(LogEntry(Act.SHARED, AT, "TH-14")) == ["TH-14", "all"]


def test_should_count_for_the_country_what_no_centre_has() -> None:
    assert scopes(LogEntry(Act.REFUSED, AT)) == ["all"]


@given(st.integers(0, 99))
def test_should_keep_minutes_exactly_below_a_hundred(minutes: int) -> None:
    assert minutes_kept(minutes) == minutes


@given(st.integers(100, 10_000_000))
def test_should_keep_longer_times_to_within_five_in_a_hundred(minutes: int) -> None:
    assert abs(minutes_kept(minutes) - minutes) < 0.05 * minutes


def test_should_keep_the_times_of_a_year_in_a_few_hundred_counters() -> None:
    year = 366 * 24 * 60

    assert len({minutes_kept(minutes) for minutes in range(year)}) < 500


@given(st.lists(st.integers(0, 500), min_size=1), st.integers(1, 100))
def test_should_give_the_nearest_rank(times: list[int], per_cent: int) -> None:
    nearest_rank = sorted(times)[ceil(per_cent * len(times) / 100) - 1]

    assert percentile([(minutes, 1) for minutes in times], per_cent / 100) == nearest_rank


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 5)), st.sampled_from([0.5, 0.9]))
def test_should_weigh_times_by_how_often_they_occur(times: dict[int, int], share: float) -> None:
    one_by_one = [(minutes, 1) for minutes, often in times.items() for _ in range(often)]

    assert percentile(times.items(), share) == percentile(one_by_one, share)


def test_should_give_no_percentile_of_nothing() -> None:
    assert percentile([], 0.5) is None
    assert percentile([(7, 0)], 0.5) is None
