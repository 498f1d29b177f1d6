"""When to go, from past sightings: said only where they agree."""

from __future__ import annotations

import pytest

from cases.outlook import BestTime, SightingCounts, best_time

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("seen", "best"),
    [
        ({}, None),
        ({(FRI, 18): 3}, None),
        ({(FRI, 18): 4}, BestTime(17, (FRI,))),
        ({(FRI, 17): 2, (SAT, 19): 2}, BestTime(17, (FRI, SAT))),
        ({(FRI, 17): 9, (SAT, 19): 9, (TUE, 18): 1}, BestTime(17, (FRI, SAT))),
        ({(day, 18): 1 for day in range(7)}, BestTime(17)),
        ({(MON, 8): 1, (TUE, 8): 1, (WED, 9): 1, (THU, 9): 1}, BestTime(7)),
        ({(MON, 8): 2, (TUE, 12): 2, (WED, 16): 2, (THU, 20): 2}, None),
        ({(MON, 7): 2, (TUE, 18): 1, (WED, 18): 2}, BestTime(17, (WED,))),
        ({(SUN, 0): 2, (MON, 0): 2}, BestTime(0, (MON, SUN))),
        ({(SAT, 23): 2, (SUN, 22): 2}, BestTime(21, (SAT, SUN))),
    ],
    ids=["nothing", "few", "one weekday", "two", "most on two", "every day", "four alike",
         "all over the day", "half in the evening", "at midnight", "before midnight"],
)  # fmt: skip
def test_should_say_when_people_are_mostly_seen(
    seen: dict[tuple[int, int], int], best: BestTime | None
) -> None:
    assert best_time(SightingCounts(seen, days=2)) == best


def test_should_say_nothing_after_a_single_day() -> None:
    assert best_time(SightingCounts({(FRI, 18): 99}, days=1)) is None
