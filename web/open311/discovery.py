"""Where the door is and what it speaks: the specification's service discovery."""

from __future__ import annotations

from web.open311.writing import Record

#: When what the door says last changed its shape.
_CHANGED = "2026-11-21T00:00:00+07:00"
_SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


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
