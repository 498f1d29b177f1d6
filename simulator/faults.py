"""Faults on demand: what goes wrong with calls of the API, by seeded chance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from threading import Lock
from typing import Literal, get_args

FaultKind = Literal[
    "latency", "error", "error_applied", "hang", "lost", "dropped",
    "rate_limit", "quota", "too_many_to_one", "unauthorized", "refused", "page", "empty",
]  # fmt: skip
KINDS: tuple[FaultKind, ...] = get_args(FaultKind)

_PATHS = (
    ("validate", re.compile(r"/v2/bot/message/validate/")),
    ("reply", re.compile(r"/v2/bot/message/reply$")),
    ("push", re.compile(r"/v2/bot/message/push$")),
    ("multicast", re.compile(r"/v2/bot/message/multicast$")),
    ("quota", re.compile(r"/v2/bot/message/quota")),
    ("content", re.compile(r"/v2/bot/(message|richmenu)/[^/]+/content")),
    ("profile", re.compile(r"/v2/bot/profile/")),
    ("loading", re.compile(r"/v2/bot/chat/loading/")),
    ("richmenu", re.compile(r"/v2/bot/(richmenu|user/[^/]+/richmenu)")),
)
_SENDING = ("reply", "push", "multicast")
PATH_KINDS = ("all", "send", "other", *(name for name, _ in _PATHS))


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of failure that some calls have.

    latency: the request is applied `seconds` later; error: 500, not applied; error_applied:
    applied, then 500; hang: not applied, no answer for `seconds`, then closed; lost: applied,
    then closed without an answer; dropped: closed before it is applied; rate_limit, quota and
    too_many_to_one: 429 with LINE's words, whatever is left of the month; unauthorized: 401 with
    them; refused: LINE's own refusal with `status`; page and empty: an answer with `status` that
    is not LINE's, an HTML page or nothing at all. None of these is applied. `path` is one of
    PATH_KINDS; `times` ends it after so many.
    """

    kind: FaultKind
    probability: float = 1.0
    path: str = "all"
    seconds: float = 0.0
    times: int | None = None
    status: int = 502

    def meets(self, path: str) -> bool:
        return self.path in ("all", path) or (self.path == "send" and path in _SENDING)


#: Many kinds at once: about every fourth call fails in one way or another.
STORM = (
    Fault("rate_limit", 0.05, "send"),
    Fault("error", 0.06, "send"),
    Fault("error_applied", 0.04, "send"),
    Fault("lost", 0.05, "send"),
    Fault("dropped", 0.05, "send"),
    Fault("hang", 0.02, "send", seconds=0.7),
    Fault("hang", 1.0, "send", seconds=6.0, times=1),
    Fault("hang", 0.05, "profile", seconds=2.0),
    Fault("latency", 0.2, seconds=0.05),
)


@dataclass(frozen=True, slots=True)
class FaultEffect:
    """What happens to one call: a delay, and at most one failure."""

    latency: float = 0.0
    kind: FaultKind | None = None
    seconds: float = 0.0
    status: int = 0


class Faults:
    """The faults that are set. The same seed and calls in the same order draw the same faults."""

    def __init__(self, seed: int | None = None) -> None:
        self._random = Random(seed)
        self._lock = Lock()
        self._faults: tuple[Fault, ...] = ()
        self._left: list[int | None] = []

    def set(self, faults: Sequence[Fault], *, seed: int | None = None) -> None:
        """Replace all faults; an empty list removes them."""
        with self._lock:
            self._faults = tuple(faults)
            self._left = [fault.times for fault in faults]
            if seed is not None:
                self._random.seed(seed)

    def draw(self, path: str) -> FaultEffect:
        latency = 0.0
        with self._lock:
            for index, fault in enumerate(self._faults):
                if not self._strikes(index, fault, path):
                    continue
                if fault.kind != "latency":
                    return FaultEffect(latency, fault.kind, fault.seconds, fault.status)
                latency += fault.seconds
        return FaultEffect(latency)

    def _strikes(self, index: int, fault: Fault, path: str) -> bool:
        left = self._left[index]
        if left == 0 or not fault.meets(path) or self._random.random() >= fault.probability:
            return False
        if left is not None:
            self._left[index] = left - 1
        return True


def path_kind(path: str) -> str:
    return next((name for name, pattern in _PATHS if pattern.match(path)), "other")
