"""The citizens of the evening, where they are and what they do about the receipts they get,
the pranksters, and how officers join their teams before anybody shares."""

from __future__ import annotations

import json
import math
import time
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from random import Random

from cases.case import Place
from cases.people import Invitation, Role
from geo.centres import Point
from simulator.client import SimulatorClient
from store.connection import StoreClient
from store.people import invite
from tools.crowd.deeds import (
    Deed,
    Heard,
    ReceivedButton,
    Sort,
    forge,
    press,
    share,
    simply,
    type_act,
    write,
)
from tools.crowd.plan import Bother, EveningPlan, Nuisance, PlannedShare
from tools.crowd.teams import Officer

#: Seconds from reading a receipt to tapping a button of it.
_REACTION = (0.2, 1.5)
_STAFF_ACTS = ("claim", "release", "going", "arrived", "found", "not_found", "close")
#: The first case that anybody has in the biggest centre, for who knows no number.
_SOME_CASE = "10-6911-0001"


@dataclass(slots=True)
class Citizens:
    """Who waits for which receipt, and what buttons everybody has."""

    shares: Sequence[PlannedShare]
    random: Random
    _unanswered: defaultdict[str, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    _numbers: dict[str, int] = field(default_factory=dict)
    _buttons: defaultdict[str, list[ReceivedButton]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def shared(self, who: str, number: int, event: str) -> None:
        """Remember that share *number* of the plan became *event*."""
        self._unanswered[who].append(number)
        self._numbers[event] = number

    def hear(self, heard: Heard, now: float) -> tuple[float, Deed] | None:
        """Read a message; give what is done about it, and when."""
        buttons = [one for one in heard.buttons if one.case]
        self._buttons[heard.to] += buttons
        if heard.answers:
            said = write(heard.to, self.random.choice(heard.answers), Sort.ANSWER)
            return now + self.random.uniform(*_REACTION), said
        number = self._answered(heard)
        if number is None:
            return None
        wanted = self._wanted(self.shares[number], buttons)
        if wanted is None:
            return None
        return now + self.random.uniform(*_REACTION), press(heard.to, wanted)

    def bother(self, bother: Bother) -> Deed:
        """Send what is no share."""
        who = bother.citizen.id
        match bother.what:
            case Nuisance.TEXT:
                return write(who, bother.words)
            case Nuisance.ABROAD:
                return share(who, bother.place, Sort.ABROAD)
            case Nuisance.OLD_BUTTON if self._buttons[who]:
                old = self._buttons[who]
                return press(who, old[bother.number % len(old)])
            case Nuisance.FORGED:
                return forge(who, _STAFF_ACTS[bother.number % len(_STAFF_ACTS)], self._case_of(who))
            case Nuisance.UNKNOWN | Nuisance.STANDBY | Nuisance.FOLLOW:
                return simply(bother.what.value, who)
            case _:
                return simply("sticker", who)

    def _answered(self, heard: Heard) -> int | None:
        """Find the share that a receipt is for: a joined one is named, others come in order."""
        waiting = self._unanswered[heard.to]
        split = heard.button("split")
        if split is not None:
            number = self._numbers.get(split.fields.get("share", ""))
        else:
            number = waiting[0] if waiting and heard.button("kind") else None
        if number is None or number not in waiting:
            return None
        waiting.remove(number)
        return number

    def _wanted(
        self, planned: PlannedShare, buttons: Sequence[ReceivedButton]
    ) -> ReceivedButton | None:
        split = next((one for one in buttons if one.do == "split"), None)
        if split is not None and planned.someone_else:
            return split
        return next((one for one in buttons if one.fields.get("kind") == planned.kind), None)

    def _case_of(self, who: str) -> str:
        return next((one.case for one in reversed(self._buttons[who])), _SOME_CASE)


_JOIN_S = 60.0
_LOOK_EVERY_S = 0.5


class JoinFailed(Exception):
    """Raised when officers get no answer to their codes."""


def gather_people(plan: EveningPlan, line: SimulatorClient, client: StoreClient) -> None:
    """Add everybody of *plan* to LINE's stand-in, let officers join, and some go off duty."""
    for citizen in plan.citizens:
        line.add_user(citizen.name, language=citizen.language, user_id=citizen.id)
    for officer in plan.officers:
        line.add_user(officer.name, user_id=officer.id)
    codes: list[Deed] = []
    for (centre, role), team in groupby(plan.officers, lambda one: (one.centre, one.role)):
        members = list(team)
        code = invite(client, Invitation(centre, role), uses=len(members), days=1)
        codes += [write(one.id, code) for one in members]
    _send(line, codes)
    _wait_for_answers(line, plan.officers, answers=1)
    off = [one for one in plan.officers if one.role is Role.OFFICER and not one.on_duty]
    _send(line, [type_act(one.id, "off_duty") for one in off])
    _wait_for_answers(line, off, answers=2)


def _send(line: SimulatorClient, done: Sequence[Deed]) -> None:
    if done:
        line.send_events([one.told for one in done], wait=False, separate=True)


def _wait_for_answers(line: SimulatorClient, officers: Sequence[Officer], *, answers: int) -> None:
    deadline = time.monotonic() + _JOIN_S
    while any(len(line.messages_of(one.id)) < answers for one in officers):
        if time.monotonic() > deadline:
            raise JoinFailed("the teams could not join")
        time.sleep(_LOOK_EVERY_S)


_FILE = Path(__file__).with_name("places.json")
_METRES_A_DEGREE = 111_000


@dataclass(frozen=True, slots=True)
class RealPlaces:
    """Places as LINE names them; *weights* say how often one of *inside* is the scene."""

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
    """Return a point up to so many metres away, as a finger on a map or a phone in a street
    does."""
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
