"""What is read without a key: the open data, told as requests.

A province and month of which the open data tell ten cases has ten requests here, alike but for
their ids. No case is looked at, so there is nothing to be learnt that the open data do not tell
(docs/decisions/0036-open311.md)."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from cases.calendar import BANGKOK, Period, Span, period_of
from messages.texts import open311
from web.open311.asked import OPEN, Asked
from web.open311.requests import MOST
from web.open311.services import SHARE, Services
from web.open311.writing import Record, both
from web.public_numbers import PublicNumbers

_CASES = "cases"
#: Province, month, and which of its requests: "TH-14.2026-11.3".
_ID = re.compile(r"(TH-[0-9S]{1,2})\.([0-9]{4}-[0-9]{2})\.([1-9][0-9]{0,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class OfEverybody:
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

    def find_all(self, asked: Asked) -> list[Record]:
        """Return the requests of the months from that of the first day asked for to that of the
        last, newest first."""
        if not asked.wants(OPEN, SHARE):
            return []
        months = (one for one in self._months() if _is_asked(one[0], asked))
        return list(islice(self._all(months), MOST))

    def version(self, asked: Asked) -> Hashable:
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
        return {
            "service_request_id": f"{centre}.{month.label}.{rank}",
            "status": OPEN,
            "status_notes": both(open311.STATE_NOT_TOLD),
            "service_name": self.services.name(SHARE),
            "service_code": SHARE,
            "agency_responsible": self.services.agency(centre),
            "requested_datetime": _begins(month).isoformat(),
            "updated_datetime": _begins(month).isoformat(),
        }


def _is_asked(month: Period, asked: Asked) -> bool:
    """Compare by month: days would have to be told to be compared."""
    first, last = (one.astimezone(BANGKOK).date() for one in (asked.since, asked.until))
    return month.first <= last and month.last >= first


def _begins(month: Period) -> datetime:
    return datetime(month.first.year, month.first.month, 1, tzinfo=BANGKOK)
