"""A short story that touches every promise: shares, poison, an officer's way to the close."""

from __future__ import annotations

from cases.case import Case, State
from store import case_hash, keys
from tests.builders import AYUTTHAYA, a_line_id, near
from tests.faults.people import People
from tests.faults.stage import Scene, wait_until
from tests.faults.worker import Plan

_SECONDS = 15.0
_HEALTHY = Plan(idle_ms=300)


def play(scene: Scene, first: Plan = _HEALTHY) -> None:
    """Play it to the end; the *first* worker may die, and then another one comes."""
    begin(scene, first)
    people = People(scene)
    officer, colleague = scene.ledger.everybody
    number = _only_case(scene)
    scene.send(people.press(officer, "claim", number), people.press(colleague, "claim", number))
    scene.send(people.forge(a_line_id(77), "close", number))
    holder = _holder(scene, number)
    _go_and_close(people, holder, number)
    scene.settle(_SECONDS)


def begin(scene: Scene, first: Plan = _HEALTHY) -> None:
    """Play the shares alone, until nothing of them waits any more."""
    people = People(scene)
    people.enrol(AYUTTHAYA, officers=2)
    _share_and_repeat(people)
    people.poison(b"{not json")
    scene.wait_for_acknowledgements(_SECONDS)
    scene.catch_up()
    worker = scene.start_worker(first)  # all at once: what it dies with is always the same
    if first.die_at:
        assert worker.wait(_SECONDS), f"the worker does not die {first.die_at}"
        worker = scene.start_worker(_after(first))
    scene.settle(_SECONDS)


def _after(first: Plan) -> Plan:
    """A planted bug is in every worker."""
    return Plan(bug=first.bug, idle_ms=first.idle_ms)


def _share_and_repeat(people: People) -> None:
    """Three citizens share one person, two of them in one body, and LINE repeats itself."""
    one, two, three = (a_line_id(number) for number in (1, 2, 3))
    both = people.share(one, AYUTTHAYA), people.share(two, near(AYUTTHAYA, 20))
    last = people.share(three, near(AYUTTHAYA, -20))
    people.scene.send(*both)
    people.scene.wait_for_acknowledgements(_SECONDS)  # the first body is the one with two events
    people.scene.send(last)
    people.scene.send(*(people.again(event) for event in both))
    people.scene.send(last)
    people.scene.send(people.share_from_abroad(three))
    people.scene.send(people.talk(two))


def _go_and_close(people: People, holder: str, number: str) -> None:
    scene = people.scene
    scene.send(people.press(holder, "going", number))
    _wait_for(scene, number, State.GOING)
    scene.send(people.check_in(holder, near(AYUTTHAYA, 7)))
    _wait_for(scene, number, State.ON_SITE)
    close = people.close(holder, number, "NOT_FOUND")
    scene.send(close)
    scene.send(people.again(close))
    _wait_for(scene, number, State.CLOSED)


def _only_case(scene: Scene) -> str:
    (number,) = scene.client.zrange(keys.OPEN_PLACES, 0, -1)
    return str(number.decode())


def _holder(scene: Scene, number: str) -> str:
    _wait_for(scene, number, State.CLAIMED)
    person = _case(scene, number).holder
    assert person is not None
    line = scene.client.hget(keys.person(person), "line")
    return str(line.decode()) if line else ""


def _wait_for(scene: Scene, number: str, state: State) -> None:
    wait_until(
        lambda: _case(scene, number).state is state, _SECONDS, f"{number} is not {state.value}"
    )


def _case(scene: Scene, number: str) -> Case:
    return case_hash.from_hash(number, scene.client.hgetall(keys.case(number)))
