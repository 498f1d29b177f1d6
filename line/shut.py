"""Why a way to LINE is shut. Apart from the breaker, for the web does not import LINE's SDK."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Reason(Enum):
    """Why a way is shut: the word that operators read, after how many failures in a row it shuts,
    and the pauses (s) between probes, each twice the one before, the last one for ever.

    Without an answer each fifth call may fail on a bad day, so one is no sign; LINE's word for the
    whole channel is one at once. 20 s at the most: what waits is to arrive within a minute of the
    end. A quota comes back by a purchase or with the month."""

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
    """A way is shut, and since when."""

    reason: Reason
    since: datetime
