"""Who takes part in a story: citizens, officers and strangers, each act in the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from cases.people import Role
from simulator.refusals import Json
from simulator.webhooks import act
from tests.builders import a_context, a_line_id
from tests.faults.stage import Scene
from tests.handling import Handling
from tools.crowd.deeds import Deed

_FIRST_OFFICER = 9_000


@dataclass(frozen=True, slots=True)
class People:
    """What people do on one scene."""

    scene: Scene

    def enrol(self, centre: str, officers: int) -> None:
        """Give a centre a team."""
        handling = Handling(self.scene.client, a_context())
        first = _FIRST_OFFICER + len(self.scene.ledger.everybody)
        team = range(first, first + officers)
        for number in team:
            handling.enrol(number, centre, Role.OFFICER)
        self.scene.ledger.officers[centre] = [a_line_id(number) for number in team]
        for officer in self.scene.ledger.officers[centre]:
            self.scene.line.platform.people.add("Somchai", user_id=officer)

    def do(self, *deeds: Deed) -> list[Json]:
        """Let it happen, all of it in one webhook; return its events."""
        events = self.begin(*deeds)
        self.scene.send(*events)
        return events

    def begin(self, *deeds: Deed) -> list[Json]:
        """Let it happen, but leave it to others to bring the webhook."""
        events = [act(self.scene.line.platform, one.told) for one in deeds]
        for deed, event in zip(deeds, events, strict=True):
            self.scene.ledger.did(deed, event)
        return events

    def poison(self, body: bytes) -> None:
        """Somebody who knows the secret sends what is no webhook."""
        self.scene.ledger.poison.add(body)
        status = self.scene.post(body)
        assert status == 200, f"signed bytes were answered with {status}"
