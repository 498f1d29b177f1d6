"""The random part: everybody acts while processes die and LINE misbehaves."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from random import Random

from config.settings import Settings
from simulator.client import SimulatorClient
from simulator.faults import STORM
from simulator.webhook_delivery import DeliveryPlan
from store.connection import connect
from store.failures import dead_letters, replay
from tests.builders import the_centres
from tests.faults.chaos import Chaos
from tests.faults.people import People
from tests.faults.saboteur import Saboteur
from tests.faults.staff import Staff
from tests.faults.stage import Scene
from tests.faults.worker import Plan
from tools.crowd.evening import Evening, gather_people
from tools.crowd.plan import EveningPlan, load_places, make_plan

IsOver = Callable[[], bool]
#: Some webhooks come twice, some come late, and each until it is acknowledged.
DELIVERY = DeliveryPlan(waits=(0.25,) * 100_000, duplicate=0.1, late=0.05, late_seconds=0.4)
_SHARES_A_SECOND = 10
_OFFICERS = 2
#: After the crowd has gone the officers still have so long to finish.
_AFTERWARDS_S = 2.0
#: What everybody says in a chat; in a log it would be found by chance.
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Weather:
    """How long it storms: at least so many acts, and at least so many seconds."""

    seed: int
    acts: int = 600
    seconds: float = 12.0
    settle_seconds: float = 40.0


def rage(scene: Scene, weather: Weather) -> Counter[str]:
    """Let it storm until all is quiet again, and tell how often what was killed."""
    plan, people = _plan(weather), People(scene)
    for centre in sorted({one.centre for one in plan.officers}):
        people.enrol(centre, _OFFICERS)
    scene.ledger.private |= {one.words for one in plan.bothers if len(one.words) >= _SHORTEST}
    scene.line.sender.plan = DELIVERY
    scene.line.faults.set(STORM, seed=weather.seed)
    for _ in range(2):
        scene.start_worker(Plan(threads=2))
    chaos = Chaos(scene, Random(weather.seed))
    with (
        closing(SimulatorClient(scene.line.url)) as line,
        closing(connect(scene.stage.server.url, role="command")) as client,
    ):
        # Officers read the store, not their chats: in such a storm little comes through.
        crowd = replace(plan, officers=())
        gather_people(crowd, line, client)
        evening = Evening(crowd, line, scene.web.url, scene.ledger)
        staff, saboteur = Staff(people, weather.seed, client), Saboteur(people, weather.seed)
        _strike_while(chaos, weather, evening.play, staff.work, saboteur.work)
    scene.line.faults.set(())
    scene.settle(weather.settle_seconds)
    # A storm may well end five workers over one body; an operator sends it round again.
    replay(scene.client, dead_letters(scene.client))
    scene.settle(weather.settle_seconds)
    return chaos.killed


def _plan(weather: Weather) -> EveningPlan:
    shares, national = round(_SHARES_A_SECOND * weather.seconds), Settings().national_centre
    return make_plan(weather.seed, shares, weather.seconds, load_places(), the_centres(), national)


def _strike_while(
    chaos: Chaos, weather: Weather, crowd: Callable[[], None], *others: Callable[[IsOver], None]
) -> None:
    """Let everybody act on a thread of their own, and processes die meanwhile."""
    ledger, ends_at = chaos.scene.ledger, time.monotonic() + weather.seconds + _AFTERWARDS_S
    over = threading.Event()
    with ThreadPoolExecutor() as pool:
        acting = [pool.submit(crowd), *(pool.submit(one, over.is_set) for one in others)]
        while not any(one.done() for one in acting[1:]) and (
            time.monotonic() < ends_at or ledger.sent < weather.acts or not acting[0].done()
        ):
            chaos.strike()
        over.set()
    for one in acting:
        one.result()
