"""What can be reported through Open311, and what a GET of requests asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.calendar import BANGKOK
from cases.taxonomy import Kind
from messages.texts import public
from web.open311.responses import Record, both, refuse
from web.templates import Catalogue

#: A share of which nothing is said yet; without a key every request is shown as one.
SHARE = "SHARE"
#: When the answers last changed their shape.
_CHANGED = "2026-11-21T00:00:00+07:00"
_SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


@dataclass(frozen=True, slots=True)
class Services:
    """What the operator's files say of services, read when a request asks."""

    catalogue: Catalogue

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Return the kinds in force."""
        return self.catalogue.taxonomy.kinds

    def has(self, code: str) -> bool:
        """Return whether there is such a service."""
        return code == SHARE or code in self.kinds

    def name(self, code: str) -> str:
        """Return the name of a service."""
        kind = self.kinds.get(code)
        return f"{kind.th} · {kind.en}" if kind else both(public.SHARE_NAME)

    def all(self) -> list[Record]:
        """Describe every service; each answers with a token, for a case has a number only once the
        worker has looked whether it is known already."""
        return [
            {
                "service_code": code,
                "service_name": self.name(code),
                "description": both(public.DESCRIPTION),
                "metadata": False,
                "type": "batch",
                "keywords": f"{public.KEYWORDS.th}, {public.KEYWORDS.en}",
                "group": both(public.GROUP),
            }
            for code in (SHARE, *self.kinds)
        ]

    def request(
        self,
        number: str,
        status: str,
        notes: str | None,
        *,
        code: str,
        centre: str,
        opened_at: datetime,
        updated_at: datetime,
    ) -> Record:
        """Describe a request by its service's code and the centre that is responsible."""
        return {
            "service_request_id": number,
            "status": status,
            "status_notes": notes,
            "service_name": self.name(code),
            "service_code": code,
            "agency_responsible": self.agency(centre),
            "requested_datetime": opened_at.isoformat(),
            "updated_datetime": updated_at.isoformat(),
        }

    def agency(self, centre: str) -> str:
        """Name the centre that is responsible."""
        found = self.catalogue.centres.known(centre)
        return f"{found.name_th} · {found.name_en}" if found else centre


def discovery(public_url: str, contact: str) -> Record:
    """Describe the one endpoint."""
    endpoint: Record = {
        "specification": _SPECIFICATION,
        "url": f"{public_url}/open311/v2",
        "changeset": _CHANGED,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {"changeset": _CHANGED, "contact": contact, "key_service": contact,
            "endpoints": [endpoint]}  # fmt: skip


OPEN, CLOSED = "open", "closed"
_EXAMPLE = "2026-11-20T00:00:00+07:00"
#: The specification's span.
LONGEST = timedelta(days=90)
_MOST_IDS = 100
_DAY = timedelta(days=1)
#: A partner's clock may be so far ahead of ours; what begins later than that, nobody can know yet.
_AHEAD = timedelta(minutes=15)
#: A day, or a moment (https://www.w3.org/TR/NOTE-datetime), also without a zone, and with one as
#: PHP writes it: "+0700". Fractions are as fine as .NET's.
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)

#: Before the first there is nothing to find, and behind the last no calendar.
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=BANGKOK), datetime(9000, 1, 1, tzinfo=BANGKOK)


@dataclass(frozen=True, slots=True)
class Query:
    """From *since* to *until*, both included; no services and states are all of them."""

    since: datetime
    until: datetime
    services: frozenset[str]
    states: frozenset[str]

    def wants(self, state: str, service: str) -> bool:
        """Return whether a request of this state and service is asked for."""
        return (not self.states or state in self.states) and (
            not self.services or service in self.services
        )


def read_numbers(arguments: Mapping[str, str]) -> list[str]:
    """Return the numbers asked for by name; they override all else. Raises GeoReportError."""
    numbers = list(dict.fromkeys(_listed(arguments.get("service_request_id", ""))))
    if len(numbers) > _MOST_IDS:
        refuse(400, public.TOO_MANY_IDS, most=_MOST_IDS)
    return numbers


def read_query(arguments: Mapping[str, str], now: datetime, known: Services) -> Query:
    """Read what is asked for. Raises GeoReportError."""
    services = frozenset(_listed(arguments.get("service_code", "")))
    if not all(map(known.has, services)):
        refuse(404, public.NO_SERVICE)
    states = frozenset(_listed(arguments.get("status", "")))
    if not states <= {OPEN, CLOSED}:
        refuse(400, public.ONE_OF, field="status", values=f"{OPEN}, {CLOSED}")
    since, until = _span(arguments, now)
    return Query(since, until, services, states)


def _span(arguments: Mapping[str, str], now: datetime) -> tuple[datetime, datetime]:
    first, last = (_date(arguments.get(name, "")) for name in ("start_date", "end_date"))
    since = first[0] if first else (last[0] if last else now) - LONGEST
    if since > now + _AHEAD:
        refuse(400, public.NOT_YET, now=now.astimezone(BANGKOK).isoformat(timespec="minutes"))
    if last is None:
        return since, max(since, min(now, since + LONGEST))
    begins, ends = last
    if not since <= begins <= since + LONGEST:
        refuse(400, public.BAD_SPAN, days=LONGEST.days)
    return since, ends


def _date(text: str) -> tuple[datetime, datetime] | None:
    """Read a day, from its first to its last moment, or one moment; of Bangkok where it says no
    zone. A plus that became a blank is a plus."""
    text = text.strip().replace(" ", "+")
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        refuse(400, public.BAD_DATE, example=_EXAMPLE)
    at = read if read.tzinfo else read.replace(tzinfo=BANGKOK)
    if not _FIRST <= at <= _LAST:
        refuse(400, public.BAD_DATE, example=_EXAMPLE)
    return at, at + _DAY - datetime.resolution if "T" not in text else at


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]
