"""What an account may do: the month's paid messages, rates of calls, reply tokens, retry keys."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from threading import Lock

from simulator.json_forms import Clock
from simulator.refusals import MONTHLY_LIMIT, RATE_LIMIT, ApiError, Json

#: The account's month begins at midnight in its country.
_COUNTRY = timezone(timedelta(hours=7))


class MonthlyQuota:
    """Counts paid messages by month. It has no lock: the platform holds its own."""

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self._used: dict[str, int] = {}

    def used(self, now: datetime) -> int:
        return self._used.get(_month(now), 0)

    def spend(self, cost: int, now: datetime) -> None:
        """Count the cost of a request. Raises ApiError 429 if it does not fit into the limit."""
        used = self.used(now)
        if self.limit is not None and used + cost > self.limit:
            raise ApiError(429, MONTHLY_LIMIT)
        self._used[_month(now)] = used + cost

    def set(self, limit: int | None, used: int | None, now: datetime) -> None:
        self.limit = limit
        if used is not None:
            self._used[_month(now)] = used

    def as_json(self) -> Json:
        if self.limit is None:
            return {"type": "none"}
        return {"type": "limited", "value": self.limit}


def _month(now: datetime) -> str:
    return now.astimezone(_COUNTRY).strftime("%Y-%m")


@dataclass(frozen=True, slots=True)
class RateLimit:
    calls: int
    seconds: int


RATE_LIMITS = {
    "reply": RateLimit(2000, 1),
    "push": RateLimit(2000, 1),
    "multicast": RateLimit(200, 1),
    "loading": RateLimit(100, 1),
    "rich menu change": RateLimit(100, 3600),
}


class RateLimits:
    """Counts calls by kind in fixed windows; a kind without a rate has no limit."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def take(self, kind: str) -> None:
        """Count a call. Raises ApiError 429 when the window is full."""
        rate = RATE_LIMITS.get(kind)
        if rate is None:
            return
        window = int(self._clock().timestamp()) // rate.seconds
        with self._lock:
            began, count = self._counts.get(kind, (window, 0))
            count = count + 1 if began == window else 1
            self._counts[kind] = (window, count)
        if count > rate.calls:
            raise ApiError(429, RATE_LIMIT)


#: LINE says "about one minute after the webhook is received"; 20 to 30 seconds have been reported.
REPLY_TOKEN_LIFE = timedelta(minutes=1)
#: A redelivery renews the token, but never past this age of the event.
LONGEST_LIFE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class _Token:
    chat_id: str
    issued: datetime
    received: datetime

    def good_at(self, now: datetime, life: timedelta) -> bool:
        return now <= min(self.received + life, self.issued + LONGEST_LIFE)


class ReplyTokens:
    """The chats of reply tokens. It has no lock: the platform holds its own."""

    def __init__(self, life: timedelta = REPLY_TOKEN_LIFE) -> None:
        self.life = life
        self._tokens: dict[str, _Token] = {}

    def add(self, token: str, chat_id: str, now: datetime) -> None:
        self._tokens[token] = _Token(chat_id, issued=now, received=now)

    def renew(self, token: str, now: datetime) -> None:
        """Start a token's minute again, as each delivery of its webhook does, unless it is used."""
        known = self._tokens.get(token)
        if known is not None:
            self._tokens[token] = replace(known, received=now)

    def use(self, token: str, now: datetime) -> str | None:
        """Use a token up and return its chat; None if it was used or has expired."""
        known = self._tokens.get(token)
        if known is None or not known.good_at(now, self.life):
            return None
        del self._tokens[token]
        return known.chat_id


RETRY_KEY_LIFE = timedelta(hours=24)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An accepted request under a retry key; `fingerprint` is the same for a repeated one."""

    request_id: str
    fingerprint: bytes
    at: datetime
    sent_messages: Sequence[Json]


class RetryKeys:
    """The accepted requests by retry key. It has no lock: the platform holds its own."""

    def __init__(self) -> None:
        self._accepted: dict[str, Acceptance] = {}

    def refuse_repeated(self, key: str, fingerprint: bytes, now: datetime) -> None:
        """Raise ApiError for a key that was accepted within its life: 409, or 400 if it was for
        another request."""
        known = self._accepted.get(key.lower())
        if known is None or now - known.at >= RETRY_KEY_LIFE:
            return
        if known.fingerprint != fingerprint:
            raise ApiError(400, "The retry key was used for another request")
        more: Json = {"sentMessages": list(known.sent_messages)} if known.sent_messages else {}
        headers = {"X-Line-Accepted-Request-Id": known.request_id}
        raise ApiError(409, "The retry key is already accepted", headers=headers, more=more)

    def keep(self, key: str, acceptance: Acceptance) -> None:
        self._accepted[key.lower()] = acceptance


def is_retry_key(text: str) -> bool:
    return _UUID.fullmatch(text) is not None
