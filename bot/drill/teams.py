"""The teams of the evening: officers who are quick, slow or asleep, heads, and a manager."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from cases.people import Role

#: Whoever is nearest to fewer of the shares has no team: the national centre answers.
_LEAST_SHARE = 0.012
#: So many shares an officer of a team; about half of them are cases.
_SHARES_AN_OFFICER = 25
_SMALLEST, _LARGEST = 2, 32
#: So many of a team are on duty and hear each alert, which is paid for each time; the others are
#: not, and take cases from the queue.
_ON_DUTY = 3


class Pace(StrEnum):
    """How an officer answers an alert."""

    QUICK = "quick"
    SLOW = "slow"
    ASLEEP = "asleep"


_PACES = (Pace.QUICK, Pace.QUICK, Pace.QUICK, Pace.SLOW, Pace.SLOW, Pace.ASLEEP)


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of a team; *seed* is what their decisions are drawn from."""

    id: str
    name: str
    centre: str
    role: Role
    pace: Pace
    on_duty: bool
    seed: int


def line_id(random: Random) -> str:
    """Invent a LINE user id."""
    return f"U{random.getrandbits(128):032x}"


def teams(random: Random, busy: Mapping[str, int], national: str) -> tuple[Officer, ...]:
    """Give the busy centres and the *national* one a team each; *busy* counts shares by centre.

    Every team has somebody quick but that of the least busy centre, where all are asleep."""
    least = _LEAST_SHARE * sum(busy.values())
    ranked = sorted(busy, key=lambda centre: (-busy[centre], centre))
    staffed = [one for one in ranked if busy[one] >= least and one != national]
    orphans = sum(count for centre, count in busy.items() if centre not in staffed)
    found = list(_team(random, national, orphans, asleep=False))
    for number, centre in enumerate(staffed, start=1):
        asleep = number == len(staffed) > 1
        found += _team(random, centre, busy[centre], asleep=asleep)
    return (*found, _officer(random, national, Role.MANAGER, Pace.ASLEEP))


def _team(random: Random, centre: str, shares: int, *, asleep: bool) -> Iterator[Officer]:
    size = min(max(math.ceil(shares / _SHARES_AN_OFFICER), _SMALLEST), _LARGEST)
    for number in range(size):
        pace = Pace.QUICK if number == 0 else random.choice(_PACES)
        pace = Pace.ASLEEP if asleep else pace
        yield _officer(random, centre, Role.OFFICER, pace, on_duty=number < _ON_DUTY)
    yield _officer(random, centre, Role.HEAD, Pace.ASLEEP)


def _officer(
    random: Random, centre: str, role: Role, pace: Pace, *, on_duty: bool = False
) -> Officer:
    id_ = line_id(random)
    name = f"{role.value.title()} Drillperson {id_[-4:]}"
    return Officer(id_, name, centre, role, pace, on_duty, random.getrandbits(32))
