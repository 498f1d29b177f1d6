"""The numbers of a period."""

from __future__ import annotations

from datetime import date

from cases.calendar import Span, period_of
from cases.statistics import Numbers, add_up

MONTH = period_of(date(2026, 11, 20), Span.MONTH)


def test_should_give_zero_for_what_never_happened() -> None:
    numbers = Numbers("TH-14", MONTH)

    assert numbers["shares"] == 0
    assert numbers.outcomes == {}
    assert numbers.minutes("claim", 0.5) is None


def test_should_tell_outcomes_from_other_counters() -> None:
    counts = {"closed": 3, "outcome:NOT_FOUND": 2, "outcome:ADVISED": 1, "outcome:FAMILY": 0}

    assert Numbers("TH-14", MONTH, counts).outcomes == {"ADVISED": 1, "NOT_FOUND": 2}


def test_should_tell_shares_that_came_by_other_channels() -> None:
    counts = {"shares": 3, "channel:caller": 2, "outcome:FAMILY": 1}

    assert Numbers("TH-14", MONTH, counts).channels == {"caller": 2}


def test_should_tell_times_to_claim_from_times_to_close() -> None:
    counts = {"claim_minutes:9": 5, "claim_minutes:10": 4, "claim_minutes:100": 1}
    numbers = Numbers("TH-14", MONTH, counts | {"close_minutes:240": 1})

    assert numbers.minutes("claim", 0.5) == 9
    assert numbers.minutes("claim", 0.9) == 10
    assert numbers.minutes("close", 0.5) == 240


def test_should_add_up_what_stands_in_any_part() -> None:
    parts = [{"shares": 2, "cases": 1}, {}, {"shares": 3, "closed": 1}]

    assert add_up(parts) == {"shares": 5, "cases": 1, "closed": 1}
