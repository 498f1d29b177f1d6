"""A partner at the door of Open311: answers of both formats, read into the same values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as Xml

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.app import create_app
from config.clock import from_ms
from config.settings import Settings
from handlers.events import PartnerShared
from store import keys, partners
from tests.builders import LATER
from web.open311.inbox_entry import partner_event

SETTINGS = Settings(channel_secret="s", secret_key="k", public_url="https://cheer.example")
LISTS = {"services", "service_requests", "errors", "attributes", "endpoints", "formats"}
FORMS = ("json", "xml")
TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
PLACE = {"lat": "14.3532", "long": "100.5689"}


def parsed(answer: TestResponse) -> Any:
    """Read either format, as the specification maps one to the other."""
    form = "json" if "json" in answer.headers["Content-Type"] else "xml"
    assert answer.headers["Content-Type"] == TYPES[form]
    if form == "json":
        return answer.get_json()
    assert answer.data.lower().startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    return _value(Xml.fromstring(answer.data))  # noqa: S314  (our own)


def _value(element: Xml.Element) -> Any:
    if element.tag in LISTS:
        return [_value(one) for one in element]
    if len(element):
        return {one.tag: _value(one) for one in element}
    return {"true": True, "false": False}.get(element.text or "", element.text)


@dataclass(frozen=True, slots=True)
class Rig:
    """The door on a store, and the key of a partner."""

    client: Any
    web: FlaskClient
    key: str

    def post(self, form: str = "json", headers: Any = None, **fields: str) -> TestResponse:
        """Bring a share; what is not said is Ayutthaya, of no kind, with the partner's key."""
        given = {"api_key": self.key, "service_code": "SHARE", **PLACE, **fields}
        data = {name: value for name, value in given.items() if value != "-"}
        return self.web.post(f"/open311/v2/requests.{form}", data=data, headers=headers)

    def get(self, path: str, _from: str = "127.0.0.1", **arguments: str) -> TestResponse:
        """Read, without a key if none is given."""
        return self.web.get(
            f"/open311/v2/{path}",
            query_string=arguments,
            environ_overrides={"REMOTE_ADDR": _from},
        )

    def kept(self) -> list[PartnerShared]:
        """Return the shares that lie in the inbox."""
        return [_event(fields) for _, fields in self.client.xrange(keys.INBOX)]


def _event(raw: dict[bytes, bytes]) -> PartnerShared:
    fields = {name.decode(): value for name, value in raw.items()}
    at = from_ms(int(fields["at"]))
    event = partner_event(fields, at, at)
    assert isinstance(event, PartnerShared)
    return event


def a_rig(client: Any, per_hour: int = 100, **settings: Any) -> Rig:
    """Build the door, and let a partner in."""
    _, key = partners.add(client, "1300", per_hour=per_hour, now=LATER)
    return Rig(
        client, create_app(replace(SETTINGS, **settings), client, lambda: LATER).test_client(), key
    )
