"""The teams of the evening: officers who are quick, slow or asleep, heads, and a manager."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from cases.case import Place
from cases.people import Role
from tools.crowd.extras import Extra

#: A centre with a smaller part of all shares has no team: the national centre answers for it.
_LEAST_SHARE = 0.012
#: Shares per officer of a team; about half of the shares open a case.
_SHARES_AN_OFFICER = 25
_SMALLEST, _LARGEST = 2, 32
#: A centre with fewer shares has a single officer: the price of a case is measured there.
_FEW_SHARES = 10
#: Officers of a team on duty, who get each alert (a paid message each); the others take cases from
#: the queue.
_ON_DUTY = 3


#: Extra -> number per awake officer; at least one an evening.
_EXTRAS = ((Extra.HAND_OVER, 2.0), (Extra.SEVERAL, 0.5), (Extra.FAR, 0.3), (Extra.ASK, 0.5),
           (Extra.MORE, 0.2), (Extra.REVISIT, 0.3), (Extra.FACTS, 0.4),
           (Extra.CORRECT, 0.4))  # fmt: skip
#: Merges per officer with awake colleagues: only there several cases wait near each other.
_MERGES = 1.0


class Tempo(StrEnum):
    """How an officer answers an alert."""

    QUICK = "quick"
    SLOW = "slow"
    ASLEEP = "asleep"


_PACES = (Tempo.QUICK, Tempo.QUICK, Tempo.QUICK, Tempo.SLOW, Tempo.SLOW, Tempo.ASLEEP)


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of a team. *seed* starts the random choices of this officer, *extras* are done
    besides the usual work, *caller* is the place of a case to be entered for a caller."""

    id: str
    name: str
    centre: str
    role: Role
    pace: Tempo
    on_duty: bool
    seed: int
    extras: tuple[Extra, ...] = ()
    caller: Place | None = None


def line_id(random: Random) -> str:
    """Return an invented LINE user id."""
    return f"U{random.getrandbits(128):032x}"


def teams(random: Random, busy: Mapping[str, int], national: str) -> tuple[Officer, ...]:
    """Return the officers of the *national* centre and of the busy ones; *busy* counts shares by id
    of centre. Every team has a quick officer, except the least busy one, where all are asleep."""
    least = _LEAST_SHARE * sum(busy.values())
    ranked = sorted(busy, key=lambda centre: (-busy[centre], centre))
    staffed = [one for one in ranked if busy[one] >= least and one != national]
    orphans = sum(count for centre, count in busy.items() if centre not in staffed)
    found = list(_team(random, national, orphans, asleep=False))
    for number, centre in enumerate(staffed, start=1):
        asleep = number == len(staffed) > 1
        found += _team(random, centre, busy[centre], asleep=asleep)
    return (*found, _officer(random, national, Role.MANAGER, Tempo.ASLEEP))


def deal(
    random: Random, officers: Sequence[Officer], places: Mapping[str, Sequence[Place]]
) -> tuple[Officer, ...]:
    """Return the officers with their extras; *places* are the places of shares by id of centre."""
    able = [one for one in officers if one.pace is not Tempo.ASLEEP]
    # Who will be handed a case is not known yet, so everybody refuses the first one, if any comes.
    dealt = {one.id: [Extra.REFUSE] for one in able}
    for extra, part in _EXTRAS:
        for _ in range(max(1, round(part * len(able)))):
            dealt[random.choice(able).id].append(extra)
    in_company = [one for one in able if sum(one.centre == other.centre for other in able) > 1]
    if in_company:
        dealt[random.choice(in_company).id].append(Extra.GIVE_BACK)
        merging = [random.choice(in_company).id for _ in range(round(_MERGES * len(in_company)))]
        for id_ in merging:
            dealt[id_].append(Extra.MERGE)
        # Only an unclaimed case can be unmerged: everybody who merges tries once.
        for id_ in sorted(set(merging)):
            dealt[id_].append(Extra.UNMERGE)
    called = random.choice(able)
    # In the area of another team: an officer who enters a case is not alerted of it.
    elsewhere = [
        place
        for centre in sorted(awake(able) - {called.centre})
        for place in places.get(centre, ())
    ]
    if elsewhere:
        dealt[called.id].append(Extra.CALLER)
    where = {called.id: random.choice(elsewhere)} if elsewhere else {}
    return tuple(
        replace(one, extras=tuple(dealt.get(one.id, ())), caller=where.get(one.id))
        for one in officers
    )


def lone(officers: Iterable[Officer]) -> frozenset[str]:
    """Return the ids of centres with exactly one officer on duty."""
    on_duty = Counter(one.centre for one in officers if one.on_duty)
    return frozenset(centre for centre, count in on_duty.items() if count == 1)


def awake(officers: Iterable[Officer]) -> frozenset[str]:
    """Return the ids of centres where an officer is awake."""
    return frozenset(one.centre for one in officers if one.pace is not Tempo.ASLEEP)


def _team(random: Random, centre: str, shares: int, *, asleep: bool) -> Iterator[Officer]:
    size = _size(shares)
    for number in range(size):
        pace = Tempo.QUICK if number == 0 else random.choice(_PACES)
        pace = Tempo.ASLEEP if asleep else pace
        yield _officer(random, centre, Role.OFFICER, pace, on_duty=number < _ON_DUTY)
    yield _officer(random, centre, Role.HEAD, Tempo.ASLEEP)


def _size(shares: int) -> int:
    if shares < _FEW_SHARES:
        return 1
    return min(max(math.ceil(shares / _SHARES_AN_OFFICER), _SMALLEST), _LARGEST)


def _officer(
    random: Random, centre: str, role: Role, pace: Tempo, *, on_duty: bool = False
) -> Officer:
    id_ = line_id(random)
    name = f"{role.value.title()} Drillperson {id_[-4:]}"
    return Officer(id_, name, centre, role, pace, on_duty, random.getrandbits(32))
