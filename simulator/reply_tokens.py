"""Reply tokens and retry keys: how long they live, and what they were used for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from simulator.refusals import ApiError, Json

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

    def clear(self) -> None:
        self._accepted.clear()


def is_retry_key(text: str) -> bool:
    return _UUID.fullmatch(text) is not None
