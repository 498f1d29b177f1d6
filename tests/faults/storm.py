"""The random part: everybody acts while processes die and LINE misbehaves."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from random import Random

from simulator.delivery import DeliveryPlan
from simulator.faults import STORM
from store.connection import connect
from store.failures import dead_letters, replay
from tests.faults.background import Background
from tests.faults.chaos import Chaos
from tests.faults.crowd import STAFFED, Crowd
from tests.faults.people import People
from tests.faults.staff import Staff
from tests.faults.stage import Scene
from tests.faults.worker import Plan

#: Some webhooks come twice, some come late, and each until it is acknowledged.
DELIVERY = DeliveryPlan(waits=(0.25,) * 100_000, duplicate=0.1, late=0.05, late_seconds=0.4)
_OFFICERS = 2
#: After the crowd has gone the officers still have so long to finish.
_AFTERWARDS_S = 2.0


@dataclass(frozen=True, slots=True)
class Weather:
    """How long it storms: at least so many webhooks, and at least so many seconds."""

    seed: int
    webhooks: int = 520
    seconds: float = 0.0
    a_second: float = 45.0
    settle_seconds: float = 40.0


def rage(scene: Scene, weather: Weather) -> Counter[str]:
    """Let it storm until all is quiet again, and tell how often what was killed."""
    people = People(scene)
    for town in STAFFED:
        people.enrol(town, _OFFICERS)
    scene.line.sender.plan = DELIVERY
    scene.line.faults.set(STORM, seed=weather.seed)
    for _ in range(2):
        scene.start_worker(Plan(threads=2))
    chaos = Chaos(scene, Random(weather.seed))
    with closing(connect(scene.stage.server.url, role="command")) as client:
        staff = Background(Staff(people, weather.seed, client).work)
        _crowd(people, weather, chaos)
        _strike_for(chaos, _AFTERWARDS_S)
        staff.finish()
    scene.line.faults.set(())
    scene.settle(weather.settle_seconds)
    # A storm may well end five workers over one body; an operator sends it round again.
    replay(scene.client, dead_letters(scene.client))
    scene.settle(weather.settle_seconds)
    return chaos.killed


def _crowd(people: People, weather: Weather, chaos: Chaos) -> None:
    """Let the crowd act, and processes die, for as long as the weather says."""
    crowd = Crowd(people, Random(weather.seed + 1))

    def act() -> None:
        crowd.act()
        time.sleep(1 / weather.a_second)

    acting, began = Background(act), time.monotonic()
    while not acting.fails() and (
        people.scene.ledger.sent < weather.webhooks or time.monotonic() < began + weather.seconds
    ):
        chaos.strike()
    acting.finish()


def _strike_for(chaos: Chaos, seconds: float) -> None:
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        chaos.strike()
