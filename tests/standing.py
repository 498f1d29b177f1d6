"""Where everything stands in a store: the cases, the indexes that name them, and the teams.

(The client is Any here: redis-py's own types say str or bytes everywhere.)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cases.case import Case
from cases.people import Member
from store import keys
from store.cases import case_from_hash
from store.people import team

_HELD = keys.held(0).removesuffix("0")


@dataclass(frozen=True, slots=True)
class Standing:
    """*places* tells in which sorted sets a case number stands; *timers* are the clock's rows."""

    cases: Mapping[str, Case]
    places: Mapping[str, list[str]]
    timers: frozenset[str]
    members: tuple[Member, ...]


def look(client: Any) -> Standing:
    """Read it in three round trips or so; nobody may write meanwhile."""
    names = sorted(key.decode() for key in client.scan_iter(count=1_000))
    cases, teams = keys.case(""), keys.team("")
    return Standing(
        cases=_cases(client, [name.removeprefix(cases) for name in names if cases in name]),
        places=_places(client, [name for name in names if _is_index(name)]),
        timers=frozenset(row.decode() for row in client.zrange(keys.TIMERS, 0, -1)),
        members=_members(client, [name.removeprefix(teams) for name in names if teams in name]),
    )


def misplaced(cases: Mapping[str, Case], places: Mapping[str, list[str]]) -> Iterator[str]:
    """Say which case does not stand in exactly the indexes that its state says."""
    for number, case in cases.items():
        found, wanted = places.get(number, []), _places_of(case)
        if sorted(found) != sorted(wanted):
            yield f"{number} ({case.state.value}) stands in {found}, not in {wanted}"
    for number in places.keys() - cases.keys():
        yield f"{number} stands in {places[number]} and is no case"


def places(client: Any) -> Mapping[str, list[str]]:
    """Return the sorted sets in which each case number stands."""
    names = (key.decode() for key in client.scan_iter(count=1_000))
    return _places(client, sorted(name for name in names if _is_index(name)))


def _places_of(case: Case) -> list[str]:
    if not case.is_open:
        return [keys.all_cases(case.centre)]
    found = [keys.all_cases(case.centre), keys.queue(case.centre), keys.OPEN_PLACES]
    found += map(keys.held, case.hands)
    return found + ([keys.ESCALATED] if case.escalated else [])


def _is_index(name: str) -> bool:
    families = (keys.queue(""), keys.all_cases(""), _HELD)
    return name in (keys.OPEN_PLACES, keys.ESCALATED) or name.startswith(families)


def _cases(client: Any, numbers: list[str]) -> dict[str, Case]:
    rows = _each(client, "HGETALL", [keys.case(number) for number in numbers])
    return {number: case_from_hash(number, raw) for number, raw in zip(numbers, rows, strict=True)}


def _places(client: Any, indexes: list[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = _each(client, "ZRANGE", indexes, 0, -1)
    for index, numbers in zip(indexes, rows, strict=True):
        for number in numbers:
            found[number.decode()].append(index)
    return dict(found)


def _members(client: Any, centres: list[str]) -> tuple[Member, ...]:
    rows = _each(client, "HGETALL", [keys.team(centre) for centre in centres])
    teams = (team(centre, raw) for centre, raw in zip(centres, rows, strict=True))
    return tuple(member for one in teams for member in one)


def _each(client: Any, command: str, names: Iterable[str], *rest: int) -> list[Any]:
    pipeline = client.pipeline(transaction=False)
    for name in names:
        pipeline.execute_command(command, name, *rest)
    return list(pipeline.execute())
