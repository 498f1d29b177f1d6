"""What can be reported: the kinds of the citizens' menu, and a share of no kind; and the
specification's discovery, which says where this endpoint is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.taxonomy import Kind
from messages.texts import public
from web.catalogue import Catalogue
from web.open311.responses import Record, both

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
        return [self._service(code) for code in (SHARE, *self.kinds)]

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

    def _service(self, code: str) -> Record:
        return {
            "service_code": code,
            "service_name": self.name(code),
            "description": both(public.DESCRIPTION),
            "metadata": False,
            "type": "batch",
            "keywords": f"{public.KEYWORDS.th}, {public.KEYWORDS.en}",
            "group": both(public.GROUP),
        }


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
