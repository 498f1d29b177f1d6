"""Cases as service requests: only what belongs to statistics, never a place, a word or a person.

Who has no key reads less: days instead of hours, no kinds, no numbers that run on, nothing of
today, and of a centre's month whole fives as in the open data (docs/decisions/0036-open311.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from bot.open311.asked import CLOSED, OPEN, Asked
from bot.open311.names import Names
from bot.open311.services import SHARE, Services
from bot.open311.writing import Record, both
from bot.texts import open311
from cases.calendar import BANGKOK
from cases.case_number import is_case_number
from cases.hiding import round_down
from geo.centre import PROVINCE_IDS
from store import requested
from store.connection import StoreClient
from store.requested import Opened, Requested

#: The specification's volume of an answer.
_MOST = 1_000
#: So many cases are looked at for an answer to a partner, and to others: a narrower span of time
#: finds the rest, and nobody keeps LINE's webhook waiting.
_MOST_LOOKED_AT = 5_000
_MOST_LOOKED_AT_FOR_ALL = 2_000
_CENTRES = sorted(PROVINCE_IDS)


@dataclass(frozen=True, slots=True)
class OfPartners:
    """What a partner may read."""

    client: StoreClient
    services: Services

    def find(self, numbers: Iterable[str]) -> list[Record]:
        """Give those of *numbers* that there are."""
        written = filter(is_case_number, numbers)
        return [self._record(one) for one in requested.read(self.client, written)]

    def find_all(self, asked: Asked) -> list[Record]:
        """Give what is asked for, newest first."""
        until = asked.until + timedelta(hours=1)
        cases = requested.newest(self.client, _CENTRES, asked.since, until)
        shown = (one.number for one in cases if asked.since <= _hour(one.at) <= asked.until)
        read = requested.read(self.client, islice(shown, _MOST_LOOKED_AT))
        found = (one for one in read if asked.wants(_status(one), one.kind or SHARE))
        return [self._record(one) for one in islice(found, _MOST)]

    def _record(self, one: Requested) -> Record:
        code = one.kind or SHARE
        return {
            "service_request_id": one.number,
            "status": _status(one),
            "status_notes": _notes(one),
            "service_name": self.services.name(code),
            "service_code": code,
            "agency_responsible": self.services.agency(one.centre),
            "requested_datetime": _hour(one.opened_at).isoformat(),
            "updated_datetime": _hour(one.updated_at).isoformat(),
        }


@dataclass(frozen=True, slots=True)
class OfEverybody:
    """What may be read without a key, at *now*.

    The times that are shown are compared, not the true ones: dates that come ever closer together
    would tell them. Nothing of today is told, for who asks each minute would see it come in."""

    client: StoreClient
    services: Services
    names: Names
    now: datetime
    _last: dict[datetime, dict[str, Opened]] = field(default_factory=dict)

    def find(self, names: Iterable[str]) -> list[Record]:
        """Give those of *names* that a list would show."""
        numbers = (number for name in names if (number := self.names.open(name)))
        read = requested.read(self.client, numbers)
        return [self._record(one) for one in read if self._is_told(_opened(one))]

    def find_all(self, asked: Asked) -> list[Record]:
        """Give what is asked for, newest first."""
        until = min(asked.until + timedelta(days=1), self._today)
        if until <= asked.since:
            return []
        cases = requested.newest(self.client, _CENTRES, asked.since, until)
        within = (one for one in cases if asked.since <= _day(one.at) <= asked.until)
        shown = (one.number for one in within if self._is_told(one))
        read = requested.read(self.client, islice(shown, _MOST_LOOKED_AT_FOR_ALL))
        found = (one for one in read if asked.wants(self._status(one), SHARE))
        return [self._record(one) for one in islice(found, _MOST)]

    def _record(self, one: Requested) -> Record:
        is_over = self._status(one) == CLOSED
        return {
            "service_request_id": self.names.seal(one.number),
            "status": CLOSED if is_over else OPEN,
            "status_notes": None,
            "service_name": self.services.name(SHARE),
            "service_code": SHARE,
            "agency_responsible": self.services.agency(one.centre),
            "requested_datetime": _day(one.opened_at).isoformat(),
            "updated_datetime": _day(one.updated_at if is_over else one.opened_at).isoformat(),
        }

    def _status(self, one: Requested) -> str:
        """Say what was so when yesterday ended: closed today is open until then."""
        return CLOSED if not one.is_open and one.updated_at < self._today else OPEN

    def _is_told(self, case: Opened) -> bool:
        """Tell whether a case is one of the whole fives of its centre's month."""
        month = _day(case.at).replace(day=1)
        if month not in self._last:
            self._last[month] = self._last_told(month)
        last = self._last[month].get(case.centre)
        return last is not None and (case.at, case.number) <= (last.at, last.number)

    def _last_told(self, month: datetime) -> dict[str, Opened]:
        """Give the last case of each centre's month that is told: the fifth, the tenth, ..."""
        until = min((month + timedelta(days=32)).replace(day=1), self._today)
        counts = requested.opened(self.client, _CENTRES, month, until)
        ranks = {centre: round_down(count) for centre, count in counts.items()}
        return requested.at_ranks(self.client, ranks, month, until)

    @property
    def _today(self) -> datetime:
        return _day(self.now)


def _opened(one: Requested) -> Opened:
    return Opened(one.number, one.centre, one.opened_at)


def _hour(at: datetime) -> datetime:
    return at.astimezone(BANGKOK).replace(minute=0, second=0, microsecond=0)


def _day(at: datetime) -> datetime:
    return _hour(at).replace(hour=0)


def _status(one: Requested) -> str:
    return OPEN if one.is_open else CLOSED


def _notes(one: Requested) -> str | None:
    return both(open311.MERGED, number=one.merged_into) if one.merged_into else None
