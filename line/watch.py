"""Why a way to LINE is shut, and its state for /readyz, /metrics and doctor. Apart from the
breaker, because the web sends nothing to LINE."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from store.connection import StoreClient
from store.failures import line_state, waiting


class Reason(Enum):
    """A reason why a way is shut: its name for operators, the number of failures in a row after
    which it shuts, and the pauses (s) between probes, each twice the one before, the last one for
    ever.

    On a bad day each fifth call may get no answer, so one is no sign; LINE's refusal of the whole
    channel is one at once. 20 s at the most: waiting calls are to be delivered within a minute of
    the end. A quota returns by a purchase or with the month."""

    AWAY = ("away", 5, 1.0, 5.0)
    UNAUTHORIZED = ("unauthorized", 1, 2.0, 20.0)
    RATE_LIMIT = ("rate_limit", 1, 1.0, 20.0)
    QUOTA = ("quota", 1, 60.0, 60.0)

    def __init__(self, word: str, failures: int, first_pause: float, longest: float) -> None:
        self.word = word
        self.failures = failures
        self.first_pause = first_pause
        self.longest_pause = longest


@dataclass(frozen=True, slots=True)
class Shut:
    """Why a way is shut, and since when."""

    reason: Reason
    since: datetime


#: A shorter interruption of LINE's alarms nobody.
_SHUT_WITHIN_S = 60.0
#: A call is sent within seconds, or waits for an open way.
CALLS_WITHIN_S = 120.0


@dataclass(frozen=True, slots=True)
class LineWatch:
    """Which way is shut, why and since when, the number of waiting calls by queue, and the age of
    the oldest in seconds."""

    shut: Mapping[Reason, datetime]
    counts: Mapping[str, int]
    oldest: float
    now: datetime

    @property
    def is_well(self) -> bool:
        """Return whether no operator is needed. Faults that do not pass by themselves count at
        once: a refused token, a month without pushes."""
        return self.calls_flow and not any(
            reason in (Reason.UNAUTHORIZED, Reason.QUOTA) or self._seconds(since) > _SHUT_WITHIN_S
            for reason, since in self.shut.items()
        )

    @property
    def calls_flow(self) -> bool:
        """Return whether no call waits too long."""
        return self.oldest <= CALLS_WITHIN_S

    def told(self) -> dict[str, object]:
        """Return the state as the JSON of /readyz."""
        seconds = {reason.word: self._seconds(since) for reason, since in self.shut.items()}
        return {"outbox_seconds": self.oldest, "line_shut_seconds": seconds}

    def _seconds(self, since: datetime) -> float:
        return round(max(0.0, (self.now - since).total_seconds()), 3)


def watch(client: StoreClient, now: datetime) -> LineWatch:
    """Return the state that the workers wrote to the store, and the waiting calls."""
    state, calls = line_state(client), waiting(client)
    since = {state.shut_for: state.shut_since, Reason.QUOTA.word: state.pushes_stopped_since}
    shut = {one: at for one in Reason if (at := since.get(one.word)) is not None}
    oldest = 0.0 if calls.oldest is None else max(0.0, (now - calls.oldest).total_seconds())
    return LineWatch(shut, calls.counts, round(oldest, 3), now)
