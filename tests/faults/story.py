"""A short story that touches every promise: shares, poison, an officer's way to the close."""

from __future__ import annotations

from cases.case import Case, Place, State
from geo.centres import Point
from simulator.webhooks import redelivered
from store import keys
from store.cases import case_from_hash
from tests.builders import AYUTTHAYA, VIENTIANE, a_line_id, near
from tests.faults.people import People
from tests.faults.stage import Scene, wait_until
from tests.faults.worker import Plan
from tools.crowd.deeds import Deed, Sort, check_in, forge, share, tap, write

_WORDS = "ขอทานหน้าตลาดเช้า"
_SECONDS = 15.0
_HEALTHY = Plan(idle_ms=300)


def play(scene: Scene, first: Plan = _HEALTHY) -> None:
    """Play it to the end; the *first* worker may die, and then another one comes."""
    begin(scene, first)
    people = People(scene)
    officer, colleague, _ = scene.ledger.everybody
    number = _only_case(scene)
    people.do(tap(officer, "claim", number), tap(colleague, "claim", number))
    people.do(forge(a_line_id(77), "close", number))
    holder = _holder(scene, number)
    _go_and_close(people, holder, number)
    scene.settle(_SECONDS)


def begin(scene: Scene, first: Plan = _HEALTHY) -> None:
    """Play the shares alone, until nothing of them waits any more."""
    people = People(scene)
    people.enrol("TH-14", officers=3)  # one reads English: an alert is a multicast and a push
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
    both = people.do(_share(one, AYUTTHAYA), _share(two, near(AYUTTHAYA, 20)))
    people.scene.wait_for_acknowledgements(_SECONDS)  # the first body is the one with two events
    last = people.do(_share(three, near(AYUTTHAYA, -20)))
    people.scene.send(*(redelivered(event) for event in both))
    people.scene.send(*last)
    people.do(share(three, Place(VIENTIANE), Sort.ABROAD))
    people.scene.ledger.private.add(_WORDS)
    people.do(write(two, _WORDS))


def _share(citizen: str, at: Point) -> Deed:
    return share(citizen, Place(at))


def _go_and_close(people: People, holder: str, number: str) -> None:
    scene = people.scene
    people.do(tap(holder, "going", number))
    _wait_for(scene, number, State.GOING)
    people.do(check_in(holder, near(AYUTTHAYA, 7)))
    _wait_for(scene, number, State.ON_SITE)
    close = people.do(tap(holder, "not_found", number))
    scene.send(*(redelivered(event) for event in close))
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
    return case_from_hash(number, scene.client.hgetall(keys.case(number)))
