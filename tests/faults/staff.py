"""Officers who read the queue and do their work, whatever the machines do meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cases.case import Case, State
from cases.taxonomy import NOT_FOUND
from simulator.webhooks import redelivered
from store import admin_queries, keys
from store.errors import is_transient
from tests.builders import near, the_centres
from tests.faults.ledger import NATION
from tests.faults.people import People
from tools.crowd.deeds import check_in, tap

#: A press that shows no effect for so long is pressed again, as people do.
_PATIENCE_S = 3.0
_PAUSE_S = 0.05
_OUTCOMES = (NOT_FOUND, "ADVISED", "FAMILY", "DECLINED")
_BEFORE_THE_VISIT = "DUPLICATE"


@dataclass(slots=True)
class Staff:
    """The officers of all centres; how far each takes a case is decided by its number."""

    people: People
    seed: int
    client: Any
    _pressed: dict[tuple[str, State], float] = field(default_factory=dict)
    _released: set[str] = field(default_factory=set)

    def work(self, is_over: Callable[[], bool]) -> None:
        """Look at the queues again and again, and do what is next in each case."""
        while not is_over():
            self._look()
            time.sleep(_PAUSE_S)

    def _look(self) -> None:
        try:
            open_cases = list(admin_queries.cases(self.client, self._centres(), only_open=True))
            holders = {case.holder for case in open_cases if case.holder is not None}
            names = {holder: self._line_id(holder) for holder in holders}
        except Exception as error:
            if is_transient(error):
                return
            raise
        for case in open_cases:
            if self._is_next(case):
                self._step(case, names.get(case.holder or 0, ""))

    def _centres(self) -> list[str]:
        return [centre.id for centre in the_centres()]

    def _is_next(self, case: Case) -> bool:
        now, act = time.monotonic(), (case.number, case.state)
        if now - self._pressed.get(act, -_PATIENCE_S) < _PATIENCE_S:
            return False
        self._pressed[act] = now
        return True

    def _step(self, case: Case, holder: str) -> None:
        fate = Random(f"{self.seed}:{case.number}")
        stays_in, outcome = fate.choice([*State, *[State.CLOSED] * 5]), fate.choice(_OUTCOMES)
        at_the_desk, may_release, races = (fate.random() < chance for chance in (0.1, 0.2, 0.4))
        if case.state is stays_in:
            return
        match case.state:
            case State.WAITING:
                self._claim(case, races=races)
            case State.CLAIMED if may_release and case.number not in self._released:
                self._released.add(case.number)
                self.people.do(tap(holder, "release", case.number, sure="yes"))
            case State.CLAIMED if at_the_desk and not may_release and stays_in is State.CLOSED:
                self._close(holder, case.number, _BEFORE_THE_VISIT)
            case State.CLAIMED:
                self.people.do(tap(holder, "going", case.number))
            case State.GOING:
                self._arrive(case, holder, by_button=races)
            case State.ON_SITE:
                self._close(holder, case.number, outcome)

    def _claim(self, case: Case, *, races: bool) -> None:
        """One presses, or all of the team at once."""
        officers = self.people.scene.ledger.officers
        team = officers.get(case.centre) or officers[NATION]
        for officer in team if races else team[:1]:
            self.people.do(tap(officer, "claim", case.number))

    def _arrive(self, case: Case, holder: str, *, by_button: bool) -> None:
        here = near(case.place.point, 5)
        arrived = tap(holder, "arrived", case.number) if by_button else check_in(holder, here)
        self.people.do(arrived)

    def _close(self, holder: str, number: str, outcome: str) -> None:
        # The reason counts where the check-in was far away, and is nothing elsewhere.
        close = tap(holder, "close", number, outcome=outcome, far="moved")
        nobody = tap(holder, "not_found", number)
        (event,) = self.people.do(nobody if outcome == NOT_FOUND else close)
        self.people.scene.send(redelivered(event))

    def _line_id(self, person: int) -> str:
        return str(self.client.hget(keys.person(person), "line").decode())
