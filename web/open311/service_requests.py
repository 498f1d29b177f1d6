"""Cases as service requests. A partner reads what belongs to statistics, never a place, a word or a
person. Whoever has no key reads the open data, told as requests: a province and month of which the
open data tell ten cases has ten requests here, alike but for their ids. No case is looked at, so
there is nothing to be learnt that the open data do not tell (docs/decisions/0036-open311.md)."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from cases.calendar import BANGKOK, Period, Span, is_case_number, period_of
from geo.centres import PROVINCE_IDS
from messages.texts import public
from store import requested
from store.connection import StoreClient
from store.requested import Requested
from web.open311.request_query import CLOSED, OPEN, Query
from web.open311.responses import Record, both
from web.open311.service_list import SHARE, Services
from web.public_numbers import PublicNumbers

#: The specification's volume of an answer.
MOST = 1_000
#: So many cases are looked at for an answer: a narrower span of time finds the rest, and nobody
#: keeps LINE's webhook waiting.
_MOST_LOOKED_AT = 5_000
_CENTRES = sorted(PROVINCE_IDS)
_CASES = "cases"
#: Province, month, and which of its requests: "TH-14.2026-11.3".
_ID = re.compile(r"(TH-[0-9S]{1,2})\.([0-9]{4}-[0-9]{2})\.([1-9][0-9]{0,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartnerRequests:
    """What a partner may read."""

    client: StoreClient
    services: Services

    def find(self, numbers: Iterable[str]) -> list[Record]:
        """Return those of *numbers* that there are."""
        written = filter(is_case_number, numbers)
        return [self._record(one) for one in requested.read(self.client, written)]

    def find_all(self, asked: Query) -> list[Record]:
        """Return what is asked for, newest first."""
        since, until = _hour(asked.since), asked.until + timedelta(hours=1)
        cases = requested.newest(self.client, _CENTRES, since, until)
        shown = (one.number for one in cases if since <= _hour(one.at) <= asked.until)
        read = requested.read(self.client, islice(shown, _MOST_LOOKED_AT))
        found = (one for one in read if asked.wants(_status(one), one.kind or SHARE))
        return [self._record(one) for one in islice(found, MOST)]

    def _record(self, one: Requested) -> Record:
        merged = both(public.MERGED, number=one.merged_into) if one.merged_into else None
        return self.services.request(
            one.number,
            _status(one),
            merged,
            code=one.kind or SHARE,
            centre=one.centre,
            opened_at=_hour(one.opened_at),
            updated_at=_hour(one.updated_at),
        )


def _hour(at: datetime) -> datetime:
    return at.astimezone(BANGKOK).replace(minute=0, second=0, microsecond=0)


def _status(one: Requested) -> str:
    return OPEN if one.is_open else CLOSED


@dataclass(frozen=True, slots=True)
class PublicRequests:
    """What may be read without a key."""

    numbers: PublicNumbers
    services: Services

    def find(self, ids: Iterable[str]) -> list[Record]:
        """Return those of *ids* that a list would show."""
        told = {month.label: (month, counts) for month, counts in self._months()}
        named = (match.groups() for one in ids if (match := _ID.fullmatch(one)))
        return [
            self._record(told[label][0], centre, int(rank))
            for centre, label, rank in named
            if label in told and int(rank) <= told[label][1].get(centre, 0)
        ]

    def find_all(self, asked: Query) -> list[Record]:
        """Return the requests of the months from that of the first day asked for to that of the
        last, newest first."""
        if not asked.wants(OPEN, SHARE):
            return []
        months = (one for one in self._months() if _is_asked(one[0], asked))
        return list(islice(self._all(months), MOST))

    def version(self, asked: Query) -> Hashable:
        """Return what an answer to *asked* depends on; of this there are some hundreds."""
        labels = [month.label for month, _ in self._months() if _is_asked(month, asked)]
        return self.numbers.version, asked.wants(OPEN, SHARE), *labels

    def _months(self) -> Iterator[tuple[Period, dict[str, int]]]:
        """Yield each month, the newest first, and how many cases of each centre are told."""
        for year in self.numbers.years:
            rows = year.tables[_CASES].rows
            for at in reversed(range(len(year.months))):
                told = {centre: row.months[at] for centre, row in rows.items()}
                yield period_of(year.months[at].first, Span.MONTH), told

    def _all(self, months: Iterable[tuple[Period, dict[str, int]]]) -> Iterator[Record]:
        for month, told in months:
            for centre, count in told.items():
                for rank in range(1, count + 1):
                    yield self._record(month, centre, rank)

    def _record(self, month: Period, centre: str, rank: int) -> Record:
        begins = datetime(month.first.year, month.first.month, 1, tzinfo=BANGKOK)
        return self.services.request(
            f"{centre}.{month.label}.{rank}",
            OPEN,
            both(public.STATE_NOT_TOLD),
            code=SHARE,
            centre=centre,
            opened_at=begins,
            updated_at=begins,
        )


def _is_asked(month: Period, asked: Query) -> bool:
    """Compare by month: days would have to be told to be compared."""
    first, last = (one.astimezone(BANGKOK).date() for one in (asked.since, asked.until))
    return month.first <= last and month.last >= first
