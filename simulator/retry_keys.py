"""What `X-Line-Retry-Key` remembers: which request was accepted under which key."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.refusals import ApiError, Json

LIFE = timedelta(hours=24)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An accepted request: `fingerprint` tells whether another one is the same."""

    request_id: str
    fingerprint: bytes
    at: datetime
    sent_messages: Sequence[Json]


class RetryKeys:
    """Not locked: the platform holds its own lock around every call."""

    def __init__(self) -> None:
        self._accepted: dict[str, Acceptance] = {}

    def refuse_repeated(self, key: str, fingerprint: bytes, now: datetime) -> None:
        """Raise what LINE answers to a key that has been accepted within its life."""
        known = self._accepted.get(key.lower())
        if known is None or now - known.at >= LIFE:
            return
        if known.fingerprint != fingerprint:
            raise ApiError(400, "The retry key was used for another request")
        more: Json = {"sentMessages": list(known.sent_messages)} if known.sent_messages else {}
        headers = {"X-Line-Accepted-Request-Id": known.request_id}
        raise ApiError(409, "The retry key is already accepted", headers=headers, more=more)

    def keep(self, key: str, acceptance: Acceptance) -> None:
        self._accepted[key.lower()] = acceptance

    def clear(self) -> None:
        self._accepted.clear()


def is_retry_key(text: str) -> bool:
    return _UUID.fullmatch(text) is not None
