"""Kills processes at seeded random moments and starts them again at once."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from tests.faults.stage import Scene
from tests.faults.worker import Plan

#: Seconds from one kill to the next.
_PAUSES = (0.1, 0.7)
_TARGETS = ("web", "web worker", "worker 0", "worker 1", "store")
_WEIGHTS = (1, 2, 4, 4, 5)


@dataclass(slots=True)
class Chaos:
    """The little supervisor of the test, which is also the murderer.

    It works on the main thread: what dies with its parent dies with the thread that started it."""

    scene: Scene
    random: Random
    killed: Counter[str] = field(default_factory=Counter)

    def strike(self) -> None:
        """Wait a moment, then kill one."""
        time.sleep(self.random.uniform(*_PAUSES))
        (target,) = self.random.choices(_TARGETS, _WEIGHTS)
        self._kill(target)
        self.killed[target] += 1

    def _kill(self, target: str) -> None:
        match target:
            case "web":
                self.scene.web.kill()
                self.scene.web.start()
            case "web worker":
                self.scene.web.kill_worker()
            case "store":
                self.scene.stage.server.kill()
                self.scene.stage.server.start()
            case _:
                self.scene.replace_worker(int(target[-1]), Plan(threads=2))
