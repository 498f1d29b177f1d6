"""What no person does in LINE: bodies of many events, signed garbage, wrong signatures."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from cases.case import Place
from geo.centres import Point
from simulator.server import SECRET
from simulator.webhooks import sign, webhook_body
from tests.builders import AYUTTHAYA, a_line_id, near
from tests.faults.people import People
from tools.crowd.deeds import Deed, share

_FIRST_CITIZEN = 100_000
_PAUSE_S = 0.3
_SPOTS, _SPOT_METRES = 12, 400.0


@dataclass(slots=True)
class Saboteur:
    """Brings bodies that LINE might bring one day. Each citizen of them shares once."""

    people: People
    seed: int
    random: Random = field(init=False)
    _citizens: int = 0

    def __post_init__(self) -> None:
        self.random = Random(self.seed + 1)

    def work(self, is_over: Callable[[], bool]) -> None:
        """Do one of it after the other."""
        acts = (self._share_together, self._many_events, self._poison, self._sign_wrongly)
        while not is_over():
            self.random.choice(acts)()
            time.sleep(_PAUSE_S)

    def _share_together(self) -> None:
        """Several people share one person in one body."""
        place = self._place()
        at = (near(place, self.random.uniform(-20, 20)) for _ in range(self.random.randint(2, 4)))
        self.people.do(*(self._share(one) for one in at))

    def _many_events(self) -> None:
        """47 events in one body, most of which nobody can make sense of."""
        good = self.people.begin(*(self._share(self._place()) for _ in range(3)))
        events = [*good, *(self.random.choice(_MALFORMED) for _ in range(44))]
        self.random.shuffle(events)
        body = webhook_body("U0", events)  # type: ignore[arg-type]  # malformed
        assert self.people.scene.post(body) == 200

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
        body = webhook_body("U0", [])
        signature = sign(SECRET, body)
        for wrong in ("", signature[:-4], sign("another", body), signature + "ก"):
            status = self.people.scene.post(body, wrong.encode().decode("latin-1"))
            self.people.scene.ledger.refused(status)

    def _share(self, at: Point) -> Deed:
        self._citizens += 1
        return share(a_line_id(_FIRST_CITIZEN + self._citizens), Place(at))

    def _place(self) -> Point:
        """One of a few spots of a town, so that several people share one person."""
        spot = near(AYUTTHAYA, _SPOT_METRES * self.random.randrange(_SPOTS))
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
