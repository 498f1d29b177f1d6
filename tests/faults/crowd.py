"""Citizens, strangers and saboteurs, by seeded chance."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from geo.point import Point
from simulator.refusals import Json
from simulator.server import SECRET
from simulator.webhooks import sign, webhook_body
from tests.builders import AYUTTHAYA, CHIANG_MAI, PATTAYA, a_line_id, near
from tests.faults.people import People

BANGKOK = Point(13.7563, 100.5018)
HAT_YAI = Point(7.0086, 100.4747)
KHON_KAEN = Point(16.4419, 102.8360)
#: Nobody is enrolled in Khon Kaen: its cases go to the national centre.
STAFFED = (BANGKOK, AYUTTHAYA, PATTAYA, CHIANG_MAI, HAT_YAI)
_TOWNS = (*STAFFED, KHON_KAEN)
_FIRST_CITIZEN = 100_000
_CITIZENS = 300
#: Fewer than the limits for one person that the bot may come to have.
_MOST_SHARES = 3
_STRANGERS = 40
_FORGED = ("claim", "release", "going", "arrived", "not_found", "close", "found")
_SPOTS = 12
_SPOT_METRES = 400.0


@dataclass(slots=True)
class Crowd:
    """Everybody who is not staff. A citizen shares a few times, never more than is allowed."""

    people: People
    random: Random
    _shared: dict[str, int] = field(default_factory=dict)

    def act(self) -> None:
        """Somebody does something."""
        (act,) = self.random.choices(list(self._acts()), list(self._acts().values()))
        act()

    def _acts(self) -> dict[Callable[[], None], int]:
        return {
            self._share: 44,
            self._share_together: 5,
            self._say_kind: 12,
            self._split: 5,
            self._talk: 8,
            self._sticker: 4,
            self._follow: 6,
            self._forge: 8,
            self._share_from_abroad: 2,
            self._many_events: 2,
            self._poison: 2,
            self._sign_wrongly: 2,
        }

    def _share(self) -> None:
        self._send(self.people.share(self._sharer(), self._place()))

    def _share_together(self) -> None:
        place = self._place()
        shares = [
            self.people.share(self._sharer(), near(place, self.random.uniform(-20, 20)))
            for _ in range(self.random.randint(2, 4))
        ]
        self._send(*shares)

    def _say_kind(self) -> None:
        self._tap("kind")

    def _split(self) -> None:
        self._tap("split")

    def _tap(self, do: str) -> None:
        """Tap a button of the chat, or, before there is one, write something."""
        citizen = self.random.choice(list(self._shared) or [self._anybody()])
        found = sorted(self.people.buttons(citizen, do))
        if found:
            self._send(self.people.tap(citizen, self.random.choice(found)))
        else:
            self._talk()

    def _talk(self) -> None:
        self._send(self.people.talk(self._anybody()))

    def _sticker(self) -> None:
        self._send(self.people.scene.events.sticker(self._anybody()))

    def _follow(self) -> None:
        self._send(self.people.scene.events.follow(self._anybody()))

    def _forge(self) -> None:
        stranger = a_line_id(5_000 + self.random.randrange(_STRANGERS))
        numbers = [
            dict(pair.split("=") for pair in data.split("&"))["case"]
            for citizen in list(self._shared)[-20:]
            for data in self.people.buttons(citizen, "kind")
        ]
        case = self.random.choice(numbers or ["14-6911-0001"])
        self._send(self.people.forge(stranger, self.random.choice(_FORGED), case))

    def _share_from_abroad(self) -> None:
        self._send(self.people.share_from_abroad(self._anybody()))

    def _many_events(self) -> None:
        """47 events in one body, most of which nobody can make sense of."""
        good = [self.people.share(self._sharer(), self._place()) for _ in range(3)]
        bad = [self.random.choice(_MALFORMED) for _ in range(44)]
        events = [*good, *bad]
        self.random.shuffle(events)
        self._send_raw(webhook_body("U0", events))  # type: ignore[arg-type]  # malformed

    def _poison(self) -> None:
        number = self.random.randrange(10**9)
        poisons = (
            b"{not json %d" % number,
            b"\xff\xfe%d" % number,
            b'{"events": {"not": "a list"}, "number": %d}' % number,
            b'{"events": [NaN], "number": %d}' % number,
            b'{"events": [%s]}' % (b"[" * (50_000 + number % 1000)),
        )
        self.people.poison(self.random.choice(poisons))

    def _sign_wrongly(self) -> None:
        body = webhook_body("U0", [self.people.scene.events.sticker(self._anybody())])
        signature = sign(SECRET, body)
        for wrong in ("", signature[:-4], sign("another", body), signature + "ก"):
            status = self.people.scene.post(body, wrong.encode().decode("latin-1"))
            assert status == 400, f"a wrong signature was answered with {status}"

    def _send(self, *events: Json) -> None:
        self.people.scene.send(*events)

    def _send_raw(self, body: bytes) -> None:
        json.loads(body)
        assert self.people.scene.post(body) == 200

    def _sharer(self) -> str:
        """Return a citizen who has not shared too often; new ones come when all have."""
        while True:
            citizen = self._anybody()
            if self._shared.get(citizen, 0) < _MOST_SHARES:
                self._shared[citizen] = self._shared.get(citizen, 0) + 1
                return citizen

    def _anybody(self) -> str:
        crowd = _CITIZENS + len(self._shared) * 2
        return a_line_id(_FIRST_CITIZEN + self.random.randrange(crowd))

    def _place(self) -> Point:
        """One of a few spots of a town, so that several people share one person."""
        town = self.random.choice(_TOWNS)
        spot = near(town, _SPOT_METRES * self.random.randrange(_SPOTS))
        return near(spot, self.random.uniform(-20, 20))


#: Each is an event that somebody may believe in until it is looked at.
_MALFORMED: tuple[object, ...] = (
    None,
    17,
    "event",
    [],
    {},
    {"type": "message"},
    {"type": "message", "message": None, "source": None, "timestamp": "soon"},
    {"type": "message", "source": {"type": "user", "userId": 5}, "message": {"type": "location"}},
    {"type": "postback", "source": {"type": "user"}, "postback": {"data": 7}},
    {"type": "somethingNew", "source": {"type": "user", "userId": "U0"}, "timestamp": -1},
)
