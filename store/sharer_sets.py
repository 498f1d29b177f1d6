"""Who has been counted in a period, so that nobody is counted twice, and for no longer than that.

Of a day and a week the ids are kept, of longer periods a keyed hash; the key goes with the period,
and with it goes the way back. A set of whole numbers is kept in their order, so that it does not
tell who came first. (docs/decisions/0056-sets-of-sharers.md)"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cases.calendar import BANGKOK, Period, Span
from store import keys
from store.transaction import Transaction, Word

#: An event is taken up to seven days after it happened.
SETS_LIVE_ON = timedelta(days=8)
#: Periods so short that their sets hold the ids themselves.
WITH_IDS = (Span.DAY, Span.WEEK)
_KEY_BYTES = 32
_HASH_BYTES = 8


@dataclass(frozen=True, slots=True)
class SharerSets:
    """The sets of sharers on one transaction."""

    tx: Transaction
    now: datetime
    _keys: dict[str, bytes] = field(default_factory=dict)

    def add_new(
        self, scopes: Iterable[str], periods: Iterable[Period], person: int
    ) -> list[tuple[str, Period]]:
        """Add a sharer to the sets of all *scopes* and *periods*; return those that did not hold
        them."""
        members = {period: self._member(period, person) for period in periods}
        sets = [(scope, period) for scope in scopes for period in members]
        known = self.tx.read_each(
            [("SISMEMBER", key_of(*one), members[one[1]]) for one in sets],
        )
        new = [one for one, is_known in zip(sets, known, strict=True) if not is_known]
        for scope, period in new:
            self.tx.write("SADD", key_of(scope, period), members[period])
            self.tx.write("EXPIRE", key_of(scope, period), life_s(period, self.now))
        return new

    def _member(self, period: Period, person: int) -> Word:
        if period.span in WITH_IDS:
            return person
        return hashed(self._key(period), person)

    def _key(self, period: Period) -> bytes:
        """Return the period's key. Who draws it first is known at the commit: the read is
        compared."""
        if period.label not in self._keys:
            name = keys.sharer_key(period.label)
            key: bytes | None = self.tx.read("GET", name)
            if key is None:
                key = secrets.token_hex(_KEY_BYTES).encode()
                self.tx.write("SET", name, key, "EX", life_s(period, self.now))
            self._keys[period.label] = key
        return self._keys[period.label]


def key_of(scope: str, period: Period) -> str:
    """Return the key of the set of a centre, or of the country, in a period."""
    named = keys.sharers if period.span in WITH_IDS else keys.hashed_sharers
    return named(scope, period.label)


def hashed(key: bytes, person: int) -> int:
    """Return the number that stands for a person in a period's sets."""
    digest = hmac.digest(key, str(person).encode(), "sha256")
    return int.from_bytes(digest[:_HASH_BYTES], "big", signed=True)


def life_s(period: Period, now: datetime) -> int:
    """Return how many seconds from *now* a period's sets and key live."""
    after = period.last + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=BANGKOK) + SETS_LIVE_ON
    return max(1, int((end - now).total_seconds()))
