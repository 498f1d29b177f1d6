"""A store with a lumpy fiscal year in its counters, for the public totals."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from cases.calendar import BUDDHIST_ERA, Period, Span, local_day, period_of
from cases.log import COUNTRY
from store import keys
from store.connection import StoreClient
from tests.builders import LATER, the_centres

#: Few provinces have many: most have less than five a month.
_OFTEN = (0, 0, 1, 2, 3, 4, 7, 40, 137)


#: The last day that the public totals count, where the clock says LATER.
YESTERDAY = local_day(LATER) - timedelta(days=1)


def fill(client: StoreClient, months: int = 14) -> dict[tuple[str, str], int]:
    """Count shares and cases in each centre and month; give the shares by centre and month."""
    dice, shares = Random(7), {}
    month = period_of(YESTERDAY, Span.MONTH)
    pipeline = client.pipeline(transaction=False)
    for _ in range(months):
        for centre in the_centres():
            count = dice.choice(_OFTEN)
            shares[centre.id, month.label] = count
            if count:
                add(pipeline, centre.id, month, shares=count, cases=(count + 1) // 2)
        month = month.before()
    pipeline.execute()
    return shares


def add(client: Any, centre: str, month: Period, **counts: int) -> None:
    """Add to the counters of a centre and the country, on a day of the month that is over."""
    day = period_of(min(month.first, YESTERDAY), Span.DAY)
    more = {"visited": counts["shares"] // 3, "found": counts["shares"] // 4, **counts}
    for scope in (centre, COUNTRY):
        for span in (day, month):
            for name, count in more.items():
                client.hincrby(keys.count(scope, span.label), name, count)
    number = f"{centre[3:]}-{(month.first.year + BUDDHIST_ERA) % 100}{month.first:%m}"
    client.hincrby(keys.NUMBERS, number, counts["cases"])
