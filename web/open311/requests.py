"""Cases as service requests for partners: only what belongs to statistics, never a place, a word or
a person. Who has no key reads the open data instead (web/open311/everybody.py)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from cases.calendar import BANGKOK
from cases.case_number import is_case_number
from geo.centre import PROVINCE_IDS
from messages.texts import open311
from store import requested
from store.connection import StoreClient
from store.requested import Requested
from web.open311.asked import CLOSED, OPEN, Asked
from web.open311.services import SHARE, Services
from web.open311.writing import Record, both

#: The specification's volume of an answer.
MOST = 1_000
#: So many cases are looked at for an answer: a narrower span of time finds the rest, and nobody
#: keeps LINE's webhook waiting.
_MOST_LOOKED_AT = 5_000
_CENTRES = sorted(PROVINCE_IDS)


@dataclass(frozen=True, slots=True)
class OfPartners:
    """What a partner may read."""

    client: StoreClient
    services: Services

    def find(self, numbers: Iterable[str]) -> list[Record]:
        """Return those of *numbers* that there are."""
        written = filter(is_case_number, numbers)
        return [self._record(one) for one in requested.read(self.client, written)]

    def find_all(self, asked: Asked) -> list[Record]:
        """Return what is asked for, newest first."""
        since, until = _hour(asked.since), asked.until + timedelta(hours=1)
        cases = requested.newest(self.client, _CENTRES, since, until)
        shown = (one.number for one in cases if since <= _hour(one.at) <= asked.until)
        read = requested.read(self.client, islice(shown, _MOST_LOOKED_AT))
        found = (one for one in read if asked.wants(_status(one), one.kind or SHARE))
        return [self._record(one) for one in islice(found, MOST)]

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


def _hour(at: datetime) -> datetime:
    return at.astimezone(BANGKOK).replace(minute=0, second=0, microsecond=0)


def _status(one: Requested) -> str:
    return OPEN if one.is_open else CLOSED


def _notes(one: Requested) -> str | None:
    return both(open311.MERGED, number=one.merged_into) if one.merged_into else None
