"""The plan of an evening: who shares what, where and when, and how fast each officer is. It depends
on the seed alone and is complete before anything starts; only timing may differ between runs.
Places are real ones of Thailand, the busy ones heavier, and some abroad."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import TypeVar

from cases.case import Place
from geo.centres import Centres, Point
from tools.crowd.teams import Officer, deal, line_id, teams

_FILE = Path(__file__).with_name("places.json")
_METRES_A_DEGREE = 111_000


@dataclass(frozen=True, slots=True)
class RealPlaces:
    """Places with LINE's names and addresses; *weights* says how often each *inside* is a scene."""

    inside: tuple[Place, ...]
    weights: tuple[int, ...]
    abroad: tuple[Place, ...]
    pranks: tuple[str, ...]


def load_places() -> RealPlaces:
    """Read the file of places."""
    kept = json.loads(_FILE.read_text("utf-8"))
    return RealPlaces(
        inside=tuple(map(_place, kept["inside"])),
        weights=tuple(row["weight"] for row in kept["inside"]),
        abroad=tuple(map(_place, kept["abroad"])),
        pranks=tuple(kept["pranks"]),
    )


def beside(point: Point, metres: float, random: Random) -> Point:
    """Return a point up to so many metres away, as a finger on a map or a phone in a street."""
    away = metres * math.sqrt(random.random()) / _METRES_A_DEGREE
    angle = random.uniform(0, 2 * math.pi)
    east = away * math.cos(angle) / math.cos(math.radians(point.latitude))
    return Point(
        round(point.latitude + away * math.sin(angle), 6), round(point.longitude + east, 6)
    )


def _place(row: dict[str, str | float]) -> Place:
    names = (str(row[name]) for name in ("title", "address"))
    point = Point(float(row["latitude"]), float(row["longitude"]))
    return Place(point, ", ".join(name for name in names if name))


#: Number of citizens who share the same person -> weight.
_SHARERS = ((1, 56), (2, 22), (3, 10), (4, 6), (6, 4), (9, 2))
#: Kind that a sharer chooses ("" for none) -> weight; the last two are urgent.
_KINDS = (("", 45), ("ADULT", 22), ("ELDER_DISABLED", 12), ("HOMELESS", 9), ("OTHER", 4),
          ("WITH_CHILD", 6), ("FORCED", 2))  # fmt: skip
#: Shares of one citizen at most: below the rate limit of ten minutes.
_MOST_SHARES = 3
#: Part of the persons who are still there when an officer comes. London's StreetLink finds about
#: two of three of those it is told of.
_STAYS = 0.63
#: How far people stand around a place, and how far two sharers of one person are apart (below the
#: radius in which a share joins a case).
_AROUND_M = 1_500.0
_APART_M = 22.0
#: The news at nine: a tenth of the evening, in which a quarter of all persons are seen.
_NEWS = (0.45, 0.55)
_NEWS_PART = 0.25

Drawn = TypeVar("Drawn")


class Nuisance(StrEnum):
    """Kinds of events that are no valid share: pranks, stray events, forgeries."""

    TEXT = "text"
    STICKER = "sticker"
    UNKNOWN = "unknown"
    STANDBY = "standby"
    FOLLOW = "follow"
    ABROAD = "abroad"
    OLD_BUTTON = "old_button"
    FORGED = "forged"
    BAD_SIGNATURE = "bad_signature"


#: Number of each kind per hundred shares.
_NUISANCES = ((Nuisance.TEXT, 14), (Nuisance.STICKER, 6), (Nuisance.UNKNOWN, 2),
              (Nuisance.STANDBY, 1), (Nuisance.FOLLOW, 6), (Nuisance.ABROAD, 3),
              (Nuisance.OLD_BUTTON, 5), (Nuisance.FORGED, 5),
              (Nuisance.BAD_SIGNATURE, 2))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citizen:
    """A citizen with a LINE id, a display name and a language ("th" or "en")."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class PlannedShare:
    """Share *number* of the evening, sent *at* seconds after the start. *kind* is the answer to the
    question for the kind; *someone_else* says whether the citizen splits the share from a case it
    joined; *again_after* is the delay in seconds of a second delivery by LINE, None without one.
    *address* is the address of the scene, also where LINE does not send it; *stays* says whether
    the person is still there when an officer comes."""

    at: float
    number: int
    citizen: Citizen
    place: Place
    kind: str
    someone_else: bool
    again_after: float | None
    address: str
    stays: bool


@dataclass(frozen=True, slots=True)
class Bother:
    """A planned nuisance; *number* selects the button, act or case to use."""

    at: float
    citizen: Citizen
    what: Nuisance
    place: Place
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class EveningPlan:
    """All that is decided before the evening starts. *kills* are pairs of seconds since the start
    and the child process of `run` to kill."""

    seed: int
    seconds: float
    citizens: tuple[Citizen, ...]
    officers: tuple[Officer, ...]
    shares: tuple[PlannedShare, ...]
    bothers: tuple[Bother, ...]
    kills: tuple[tuple[float, str], ...]

    def stays(self, here: Point) -> bool:
        """Return whether the person of the share nearest to *here* is still there."""
        return min(self.shares, key=lambda share: _apart(share.place.point, here)).stays


def make_plan(
    seed: int, shares: int, seconds: float, places: RealPlaces, centres: Centres, national: str
) -> EveningPlan:
    """Make the plan of the evening *seed*."""
    random = Random(seed)  # noqa: S311  (a play, no secret)
    planned = _shares(random, shares, seconds, places)
    citizens = tuple({share.citizen.id: share.citizen for share in planned}.values())
    pranksters = _citizens(random, shares // 10 + 3)
    busy = Counter(centres.nearest(share.place.point).id for share in planned)
    officers = teams(random, busy, national)
    kills = ((random.uniform(0.3, 0.4), "worker"), (random.uniform(0.55, 0.65), "web"))
    return EveningPlan(
        seed=seed,
        seconds=seconds,
        citizens=(*citizens, *pranksters),
        shares=planned,
        bothers=_bothers(random, seconds, shares, citizens, pranksters, places),
        officers=deal(random, officers, _by_centre(planned, centres)),
        kills=tuple((part * seconds, child) for part, child in kills),
    )


def _by_centre(shares: Sequence[PlannedShare], centres: Centres) -> dict[str, list[Place]]:
    """Return the places of the shares by the id of their nearest centre."""
    found: dict[str, list[Place]] = {}
    for one in shares:
        found.setdefault(centres.nearest(one.place.point).id, []).append(Place(one.place.point))
    return found


def _shares(
    random: Random, wanted: int, seconds: float, places: RealPlaces
) -> tuple[PlannedShare, ...]:
    """Invent persons until there are *wanted* shares; return the shares in order of time."""
    crowd = _Crowd(random)
    found: list[PlannedShare] = []
    while len(found) < wanted:
        (place,) = random.choices(places.inside, places.weights)
        person = beside(place.point, _AROUND_M, random)
        stays = random.random() < _STAYS
        first = _moment(random, seconds)
        sharers: set[Citizen] = set()
        for number in range(min(_drawn(random, _SHARERS), wanted - len(found))):
            at = min(first + number * random.uniform(0.01, 0.08) * seconds, seconds)
            sharers.add(citizen := crowd.sharer(sharers))
            share = _share(random, at, citizen, place, person)
            found.append(replace(share, stays=stays))
    ordered = sorted(found, key=lambda share: share.at)
    return tuple(replace(share, number=number) for number, share in enumerate(ordered))


def _share(
    random: Random, at: float, citizen: Citizen, place: Place, person: Point
) -> PlannedShare:
    return PlannedShare(
        at=at,
        number=0,
        citizen=citizen,
        # LINE names the place on most phones, not on all.
        place=Place(beside(person, _APART_M, random), random.choice((place.address, "", ""))),
        kind=_drawn(random, _KINDS),
        someone_else=random.random() < 0.12,
        again_after=random.uniform(0.5, 3.0) if random.random() < 0.06 else None,
        address=place.address,
        stays=True,
    )


class _Crowd:
    """Chooses citizens who may still share; most share once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._shared: Counter[Citizen] = Counter()

    def sharer(self, besides: Set[Citizen]) -> Citizen:
        """Return a citizen who is not in *besides*: the same pin sent twice counts as one share."""
        known = [one for one, times in self._shared.items() if times < _MOST_SHARES]
        citizen = None
        if known and self._random.random() < 0.12:
            citizen = self._random.choice(known)
        if citizen is None or citizen in besides:
            (citizen,) = _citizens(self._random, 1)
        self._shared[citizen] += 1
        return citizen


def _citizens(random: Random, how_many: int) -> list[Citizen]:
    return [
        Citizen(id_, f"Citizen Drillperson {id_[-4:]}", random.choice(("th", "th", "th", "en")))
        for id_ in (line_id(random) for _ in range(how_many))
    ]


def _bothers(
    random: Random,
    seconds: float,
    shares: int,
    citizens: Sequence[Citizen],
    pranksters: Sequence[Citizen],
    places: RealPlaces,
) -> tuple[Bother, ...]:
    found = []
    for what, in_hundred in _NUISANCES:
        for _ in range(max(1, shares * in_hundred // 100)):
            # Who has shared has old buttons, and knows a case number to forge with.
            who = citizens if what in (Nuisance.OLD_BUTTON, Nuisance.FORGED) else pranksters
            place, words = random.choice(places.abroad), random.choice(places.pranks)
            at, number = random.uniform(0.1, 1.0) * seconds, random.randrange(10**6)
            found.append(Bother(at, random.choice(who), what, place, words, number))
    return tuple(sorted(found, key=lambda bother: bother.at))


def _apart(one: Point, other: Point) -> float:
    """Return a distance in degrees, for comparison only: exact enough within a street."""
    return math.hypot(one.latitude - other.latitude, one.longitude - other.longitude)


def _moment(random: Random, seconds: float) -> float:
    first, last = _NEWS if random.random() < _NEWS_PART else (0.0, 0.9)
    return random.uniform(first, last) * seconds


def _drawn(random: Random, table: Sequence[tuple[Drawn, int]]) -> Drawn:
    (found,) = random.choices([row[0] for row in table], [row[1] for row in table])
    return found
