"""The life of reply tokens: once, and for a minute or less."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

#: LINE says "about one minute after the webhook is received"; 20 to 30 seconds have been reported.
LIFE = timedelta(minutes=1)
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
    """Not locked: the platform holds its own lock around every call."""

    def __init__(self, life: timedelta = LIFE) -> None:
        self.life = life
        self._tokens: dict[str, _Token] = {}

    def add(self, token: str, chat_id: str, now: datetime) -> None:
        self._tokens[token] = _Token(chat_id, issued=now, received=now)

    def renew(self, token: str, now: datetime) -> None:
        """A delivery of the webhook begins the minute anew; a used token stays used."""
        known = self._tokens.get(token)
        if known is not None:
            self._tokens[token] = replace(known, received=now)

    def use(self, token: str, now: datetime) -> str | None:
        """The chat that the token speaks to, or None if it no longer does."""
        known = self._tokens.get(token)
        if known is None or not known.good_at(now, self.life):
            return None
        del self._tokens[token]
        return known.chat_id
