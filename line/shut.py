"""The reasons why a way to LINE is shut. Apart from the breaker, because the web does not import
LINE's SDK."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


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
