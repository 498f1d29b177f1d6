"""Read the results of an evening from the store and the simulator's deliveries, and search answers,
logs and pages of the service for people, places, words and secrets."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
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
from tools.crowd.plan import EveningPlan
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


def all_answered(client: StoreClient, centres: Centres) -> bool:
    """Return whether no case waits, except for a planned visit."""
    found, now = all_cases(client, _ids(centres), only_open=True), clock.now()
    return all(case.state is not State.WAITING or is_planned(case, now) for case in found)


def clocked(client: StoreClient) -> frozenset[str]:
    """Return the numbers of cases with a timer for their escalation or their planned visit."""
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
        failures=Counter(
            str(one["reason"] if one["status"] is None else one["status"])
            for one in deliveries
            if not one["ok"]
        ),
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
    found, year = list(cases), period_of(local_day(clock.now()), Span.YEAR)
    compared = found[:: max(1, len(found) // _COMPARED)]
    report = partial(RedisStatistics(client).numbers_of_all, _ids(centres), [year])
    return Measured(
        astray=[one.number for one in compared if _is_astray(one, centres)],
        looked_up=len(compared),
        nearest_ms=median(
            [_took_ms(partial(centres.nearest, one.place.point)) for one in found] or [0.0]
        ),
        report_ms=min(_took_ms(report) for _ in range(3)),
        leaks=leaks,
        errors=errors,
    )


def _is_astray(case: Case, centres: Centres) -> bool:
    """Return whether a case was opened at another centre than the nearest."""
    opener = case.handover.passed[0] if case.handover.passed else case.centre
    return opener != min(centres, key=lambda one: metres(case.place.point, one.point)).id


def _took_ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _ids(centres: Centres) -> list[str]:
    return [centre.id for centre in centres]


_LINE_ID = re.compile(r"[UCR][0-9a-f]{32}")
#: Four decimals are eleven metres on the ground.
_DEGREES = re.compile(r"\d{1,3}\.\d{4}")
#: Part of every display name of the evening.
_SOMEBODY = "Drillperson"
#: Letters of a text that is looked for: shorter ones occur in any log by chance.
_SHORTEST = 6
_BAD_LEVELS = ("warning", "error", "critical")


@dataclass(frozen=True, slots=True)
class Private:
    """Texts (*words*) and coordinates (*degrees*) that no log or page may contain."""

    words: tuple[str, ...]
    degrees: frozenset[str]

    def leaks(self, where: str, text: str) -> Iterator[str]:
        """Yield a sentence for each leaking line of *text*: its number, never its content."""
        for number, line in enumerate(text.splitlines(), start=1):
            what = self._what(_plain(line))
            if what:
                yield f"{where}, line {number}: {what}"

    def _what(self, line: str) -> str:
        if _LINE_ID.search(line):
            return "a LINE id"
        if any(found in self.degrees for found in _DEGREES.findall(line)):
            return "a place"
        return "somebody's words, or a secret" if any(word in line for word in self.words) else ""


def private(plan: EveningPlan, secrets: Iterable[str]) -> Private:
    """Return the secrets and the texts, names and coordinates of the people of *plan*."""
    points = [share.place.point for share in plan.shares]
    points += [bother.place.point for bother in plan.bothers]
    texts = {bother.words for bother in plan.bothers}
    texts |= {name for share in plan.shares for name in share.place.address.split(", ")}
    return Private(
        words=(_SOMEBODY, *secrets, *sorted(text for text in texts if len(text) >= _SHORTEST)),
        degrees=frozenset(
            spelt
            for point in points
            for degree in (point.latitude, point.longitude)
            for spelt in (f"{degree:.4f}", f"{degree:.6f}"[:-2])  # rounded, and cut by the search
        ),
    )


def complaints(log: str) -> Counter[str]:
    """Count the warnings and errors of a JSON log, by level and event."""
    found: Counter[str] = Counter()
    for line in log.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            found["a line that is no JSON"] += 1
            continue
        if said.get("level") in _BAD_LEVELS:
            found[f"{said['level']}: {said['event']}"] += 1
    return found


def _plain(line: str) -> str:
    """Return a line of the log unescaped, without its time: its digits may look like degrees."""
    try:
        said = json.loads(line)
    except ValueError:
        return line
    if isinstance(said, dict):
        said.pop("at", None)
    return json.dumps(said, ensure_ascii=False)
