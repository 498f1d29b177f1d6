"""Who takes part in a fault test: citizens, officers and strangers, each act in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from cases.people import Role
from geo.point import Point
from simulator.reading import read
from simulator.refusals import Json
from simulator.webhooks import redelivered
from tests.builders import VIENTIANE, a_context, a_line_id, the_centres
from tests.faults.stage import Scene
from tests.handling import Handling

_FIRST_OFFICER = 9_000
_WORDS = "ขอทานหน้าตลาดเช้า"


@dataclass(frozen=True, slots=True)
class People:
    """What people do on one scene."""

    scene: Scene

    def enrol(self, near: Point, officers: int) -> list[str]:
        """Return the nearest centre a team, and tell its officers' LINE ids."""
        centre = the_centres().nearest(near).id
        handling = Handling(self.scene.client, a_context())
        first = _FIRST_OFFICER + len(self.scene.ledger.everybody)
        for number in range(first, first + officers):
            handling.enrol(number, centre, Role.OFFICER)
        team = [a_line_id(number) for number in range(first, first + officers)]
        for officer in team:
            self._know(officer)
        self.scene.ledger.officers.setdefault(centre, []).extend(team)
        return team

    def share(self, citizen: str, at: Point) -> Json:
        """A citizen shares a place in Thailand."""
        event = self._location(citizen, at)
        self.scene.ledger.shares[str(event["webhookEventId"])] = citizen
        return event

    def share_from_abroad(self, citizen: str) -> Json:
        """A citizen shares a place in another country."""
        event = self._location(citizen, VIENTIANE)
        self.scene.ledger.outside.add(str(event["webhookEventId"]))
        return event

    def check_in(self, officer: str, at: Point) -> Json:
        """An officer sends the own location."""
        event = self._location(officer, at)
        self.scene.ledger.check_ins.add(str(event["webhookEventId"]))
        return event

    def press(self, somebody: str, do: str, case: str = "", **fields: str) -> Json:
        """Somebody presses a button."""
        named = {"v": "1", "do": do, "case": case} | fields
        return self.tap(somebody, "&".join(f"{name}={value}" for name, value in named.items()))

    def tap(self, somebody: str, data: str) -> Json:
        """Somebody presses a button that the bot sent."""
        self._know(somebody)
        return self.scene.events.postback(somebody, data)

    def close(self, officer: str, case: str, outcome: str) -> Json:
        """The holder of a case closes it."""
        self.scene.ledger.closes[case] = outcome
        if outcome == "NOT_FOUND":
            return self.press(officer, "not_found", case)
        # The reason counts where the check-in was far away, and is nothing elsewhere.
        return self.press(officer, "close", case, outcome=outcome, far="moved")

    def forge(self, stranger: str, do: str, case: str) -> Json:
        """A stranger writes a button of staff."""
        event = self.press(stranger, do, case, outcome="NOT_FOUND")
        self.scene.ledger.forged.add(str(event["webhookEventId"]))
        return event

    def talk(self, citizen: str) -> Json:
        """A citizen writes something that is nobody's business."""
        self._know(citizen)
        self.scene.ledger.private.add(_WORDS)
        return self.scene.events.text(citizen, f"{_WORDS} {citizen[-4:]}")

    def buttons(self, citizen: str, do: str) -> Iterator[str]:
        """Find the buttons for an act in a citizen's chat."""
        for row in self.scene.line.platform.messages_of(citizen):
            for data in read(row.message).taps:
                if dict(parse_qsl(data)).get("do") == do:
                    yield data

    def poison(self, body: bytes) -> None:
        """Somebody who knows the secret sends what is no webhook."""
        self.scene.ledger.poison.add(body)
        status = self.scene.post(body)
        assert status == 200, f"signed bytes were answered with {status}"

    def again(self, event: Json) -> Json:
        """LINE sends an event once more."""
        return redelivered(event)

    def _location(self, somebody: str, at: Point) -> Json:
        self._know(somebody)
        self.scene.ledger.private |= {f"{at.latitude:.4f}", f"{at.longitude:.4f}"}
        return self.scene.events.location(somebody, at.latitude, at.longitude)

    def _know(self, somebody: str) -> None:
        people = self.scene.line.platform.people
        if people.find(somebody) is None:
            people.add(f"ชื่อ {somebody[-4:]}", user_id=somebody)
