"""Read the results of an evening from the store and from the simulator's deliveries."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from statistics import median
from typing import Any

from cases.calendar import Period, Span, local_day, period_of
from cases.case import Case, State, is_planned
from cases.log import COUNTRY
from cases.ports import Timer
from config import clock
from config.clock import to_ms
from geo.centres import Centres, metres
from store import keys
from store.admin_queries import cases as all_cases
from store.admin_queries import figures
from store.connection import StoreClient
from store.failures import dead_letters
from store.statistics import RedisStatistics
from store.unit_of_work import UnitsOfWork
from store.verify import Recount, last_entry, verify
from tools.drill.end import NOBODY, Brought, Measured, Stored

#: Cases checked by geopy at most: over 77 centres it takes 15 ms a case.
_COMPARED = 60
_WAITS = ("inbox", "outbox", "later")


def waiting(client: StoreClient) -> dict[str, int]:
    """Return the number of waiting entries, due timers and parked calls, by name."""
    found = figures(client, [])
    due = int(client.zcount(keys.TIMERS, "-inf", to_ms(clock.now())))
    left = {name: found.lengths[name] for name in _WAITS}
    left |= {f"{name} pending": count for name, count in found.pending.items()}
    return left | {"timers due": due, "parked": sum(found.parked.values())}


def unanswered(client: StoreClient, centres: Centres) -> list[str]:
    """Return the numbers of waiting cases without a planned visit."""
    found, now = all_cases(client, _ids(centres), only_open=True), clock.now()
    waiting = (case for case in found if case.state is State.WAITING)
    return [case.number for case in waiting if not is_planned(case, now)]


def clocked(client: StoreClient) -> frozenset[str]:
    """Return the numbers of cases with a timer that escalates them or reminds of a planned
    visit."""
    rows: Any = client.zrange(keys.TIMERS, 0, -1)
    timers = (row.decode().split(":") for row in rows)
    return frozenset(timer[1] for timer in timers if timer[0] in (Timer.ESCALATE, Timer.REVISIT))


def brought(deliveries: Sequence[Mapping[str, Any]]) -> Brought:
    """Summarise the simulator's list of webhook deliveries."""
    first: dict[str, int] = {}
    for one in deliveries:
        for event in one["eventIds"]:
            first[event] = min(one["at"], first.get(event, one["at"]))
    return Brought(
        first_ms=first,
        acknowledged=frozenset(e for one in deliveries if one["ok"] for e in one["eventIds"]),
        took_ms=[one["tookMs"] for one in deliveries if one["ok"]],
        failures=Counter(_failure(one) for one in deliveries if not one["ok"]),
    )


def kept(client: StoreClient, centres: Centres, since: datetime, left: Mapping[str, int]) -> Stored:
    """Read cases, shares, people and counters since *since*; *left* is what `waiting` returned."""
    cases = {one.number: one for one in all_cases(client, _ids(centres), only_open=False)}
    units, now = UnitsOfWork(client), clock.now()
    shares = {number: units.open("", now).cases.shares(number) for number in cases}
    ids = {share.person for of in shares.values() for share in of}
    ids |= {case.holder for case in cases.values() if case.holder is not None}
    people = {one.id: one.line_id for one in units.open("", now).people.find_all(sorted(ids))}
    days = Period(local_day(since), local_day(now), Span.YEAR)
    numbers = RedisStatistics(client).numbers(COUNTRY, days)
    recount = Recount(client)
    recount.read_to(last_entry(client))
    return Stored(
        cases=cases,
        shares={
            number: {share.id: people.get(share.person, NOBODY) for share in of}
            for number, of in shares.items()
        },
        spoken=frozenset(
            number for number, of in shares.items() if any(share.answers for share in of)
        ),
        holders=people,
        counted=numbers.counts,
        sharers=numbers.sharers,
        acts={act.value: times for act, times in recount.acts.items()},
        tallies=figures(client, []).tallies,
        verified=verify(client),
        left=left,
        dead=[letter.error for letter in dead_letters(client)],
    )


def measured(
    client: StoreClient, centres: Centres, cases: Iterable[Case], leaks: Sequence[str],
    errors: Counter[str],
) -> Measured:  # fmt: skip
    """Compare the centres of some cases with geopy's nearest, and time the lookup and the report of
    this fiscal year (milliseconds)."""
    found = list(cases)
    compared = found[:: max(1, len(found) // _COMPARED)]
    return Measured(
        astray=[one.number for one in compared if _is_astray(one, centres)],
        looked_up=len(compared),
        nearest_ms=median([_look_up(one, centres) for one in found] or [0.0]),
        report_ms=min(_report(client, centres) for _ in range(3)),
        leaks=leaks,
        errors=errors,
    )


def _is_astray(case: Case, centres: Centres) -> bool:
    """Return whether a case was opened at another centre than the nearest."""
    return _opener(case) != _nearest_by_geopy(case, centres)


def _opener(case: Case) -> str:
    """Return the id of the centre at which the case was opened."""
    return case.handover.passed[0] if case.handover.passed else case.centre


def _nearest_by_geopy(case: Case, centres: Centres) -> str:
    return min(centres, key=lambda centre: metres(case.place.point, centre.point)).id


def _look_up(case: Case, centres: Centres) -> float:
    began = time.perf_counter()
    centres.nearest(case.place.point)
    return (time.perf_counter() - began) * 1000


def _report(client: StoreClient, centres: Centres) -> float:
    year = period_of(local_day(clock.now()), Span.YEAR)
    began = time.perf_counter()
    RedisStatistics(client).numbers_of_all(_ids(centres), [year])
    return (time.perf_counter() - began) * 1000


def _ids(centres: Centres) -> list[str]:
    return [centre.id for centre in centres]


def _failure(delivery: Mapping[str, Any]) -> str:
    status = delivery["status"]
    return f"{status}" if status is not None else str(delivery["reason"])
