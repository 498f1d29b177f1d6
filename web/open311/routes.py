"""/open311: GeoReport v2, by which partners' systems bring shares and follow them.

https://wiki.open311.org/GeoReport_v2; docs/open311.md is for partners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from cases.case import Place
from config.clock import Clock
from config.settings import Settings
from geo.boundaries import BoundariesError
from geo.centres_file import CentresError
from messages.texts import public
from messages.texts.text import HOTLINE
from store import partners, sign_in
from store.connection import StoreClient
from store.errors import StoreError
from store.failures import line_state
from store.partners import REFUSED, TOKEN_DAYS, Keeping, Partner
from web.open311 import responses, share_form
from web.open311.responses import ROOT, Record, both, refuse, refuse_for_now, write
from web.open311.service_list import Services, discovery, read_numbers, read_query
from web.open311.share_form import PLACE, PartnerRequests, PublicRequests
from web.policy import LimitKeys
from web.public import PublicTotals
from web.response_cache import ResponseCache
from web.templates import Catalogue

_V2 = f"{ROOT}v2"
_FORM = "<any(json,xml):form>"
_REQUESTS = "service_requests"
_KEY = "api_key"
_READS, _WRONG_KEYS = "open311", "wrong_keys"
#: Whatever span of time is asked for, it begins in one of sixty months and ends in one of four.
_MOST_MADE = 2 * 60 * 5


class GeoReport:
    """The methods of the specification."""

    def __init__(
        self,
        settings: Settings,
        client: StoreClient,
        catalogue: Catalogue,
        totals: PublicTotals,
        *,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._catalogue = catalogue
        self._services = Services(catalogue)
        self._totals = totals
        self._limit_keys = LimitKeys(settings)
        self._made = ResponseCache(_MOST_MADE)

    def routes(self) -> Blueprint:
        """Build the routes."""
        routes = Blueprint("open311", __name__)
        routes.register_error_handler(responses.GeoReportError, responses.refusal_response)
        for away in StoreError:
            routes.register_error_handler(away, responses.say_away)

        def add(path: str, view: Callable[..., Response], method: str = "GET") -> None:
            routes.add_url_rule(f"{path}.{_FORM}", view.__name__, view, methods=[method])

        add(f"{ROOT}discovery", self.discovery)
        add(f"{_V2}/services", self.services)
        add(f"{_V2}/services/<code>", self.service)
        add(f"{_V2}/requests", self.requests)
        add(f"{_V2}/requests", self.share, "POST")
        add(f"{_V2}/requests/<number>", self.request_of)
        add(f"{_V2}/tokens/<token>", self.token)
        return routes

    def discovery(self, form: str) -> Response:
        """Return the discovery document."""
        contact = self._settings.privacy_contact or HOTLINE
        return write("discovery", discovery(self._settings.public_url, contact), form)

    def services(self, form: str) -> Response:
        """Return the list of services."""
        return write("services", self._services.all(), form)

    def service(self, code: str, form: str) -> Response:
        """Define one service; none asks for more than the specification's own fields."""
        if not self._services.has(code):
            refuse(404, public.NO_SERVICE)
        defined: Record = {"service_code": code, "attributes": []}
        return write("service_definition", defined, form)

    def requests(self, form: str) -> Response:
        """List requests."""
        reader = self._reader()
        numbers = read_numbers(request.args)
        if numbers:
            return write(_REQUESTS, reader.find(numbers), form)
        asked = read_query(request.args, self._clock(), self._services)
        if isinstance(reader, PartnerRequests):
            return write(_REQUESTS, reader.find_all(asked), form)

        def make() -> str | bytes:
            return responses.spell(_REQUESTS, reader.find_all(asked), form)

        kept = self._made.find((form, reader.version(asked)), make)
        return kept.answer(responses.TYPES[form])

    def request_of(self, number: str, form: str) -> Response:
        """Return one request."""
        found = self._reader().find([number])
        return write(_REQUESTS, found, form) if found else refuse(404, public.NO_REQUEST)

    def token(self, token: str, form: str) -> Response:
        """Return the number of the case that a share came to; it is empty until the worker was
        there."""
        self._reader()
        number = partners.case_of(self._client, token)
        if number is None:
            refuse(404, public.NO_TOKEN, days=TOKEN_DAYS)
        if number == REFUSED:
            refuse(400, public.ABROAD, field=PLACE)
        return write(_REQUESTS, [{"service_request_id": number or None, "token": token}], form)

    def share(self, form: str) -> Response:
        """Keep a partner's share, and answer with its token."""
        body, has_files = share_form.plain_form(_body(), request.headers.get("Content-Type", ""))
        fields = share_form.read_form(body)
        partner = self._partner(fields) or refuse(403, public.NO_KEY, field=_KEY)
        mark = share_form.read_mark(request.headers.get("Idempotency-Key"))
        kept = partners.peek(self._client, partner, body=body, mark=mark)
        if kept is None:
            sent = share_form.read_share(fields, self._services)
            if self._is_abroad(sent.place):
                refuse(400, public.ABROAD, field=PLACE)
            kept = partners.keep(
                self._client, partner, sent.to_json(), self._clock(), body=body, mark=mark
            )
        if kept.keeping is Keeping.OVER:
            refuse_for_now(kept.wait_s)
        if kept.keeping is Keeping.DIFFERS:
            refuse(409, public.OTHER_BODY, field="Idempotency-Key")
        told: Record = {
            "token": kept.token,
            "service_notice": self._notice(has_files=has_files),
            "account_id": None,
        }
        return write(_REQUESTS, [told], form, 201 if kept.keeping is Keeping.KEPT else 200)

    def _notice(self, *, has_files: bool) -> str:
        """Return the notice of what becomes of a share: while LINE takes no pushes, nobody can be
        alerted of it."""
        is_untold = line_state(self._client).pushes_stopped_since is not None
        notice = both(public.NOTICE_UNTOLD if is_untold else public.NOTICE)
        return f"{notice} · {both(public.NO_PHOTOS)}" if has_files else notice

    def _is_abroad(self, place: Place) -> bool:
        """Return whether the worker would refuse the place. Where the files cannot be read the
        share is kept, and the worker decides: nobody in need waits for a file to be mended."""
        try:
            map = self._catalogue.map
        except (CentresError, BoundariesError):
            return False
        return not map.locate(place.point, place.address or None).inside

    def _reader(self) -> PartnerRequests | PublicRequests:
        """Return the reader of a request: a partner, or everybody."""
        partner = self._partner(request.args)
        who = partner.id if partner else self._limit_keys.block(request)
        self._hold(_READS, who, self._settings.open311_reads_per_minute)
        if partner:
            return PartnerRequests(self._client, self._services)
        numbers = self._totals.find() or refuse(503, public.FAILED)
        return PublicRequests(numbers, self._services)

    def _partner(self, fields: Mapping[str, str]) -> Partner | None:
        """Return the partner with this key. Raises GeoReportError for an unknown key."""
        key = request.headers.get("Api-Key") or fields.get(_KEY, "")
        if not key:
            return None
        return partners.find(self._client, key) or self._refuse_key()

    def _refuse_key(self) -> NoReturn:
        """Count an unknown key against its limit, which never delays partners with a right one."""
        sign_in.tally(self._client, "api_keys_refused")
        block = self._limit_keys.block(request)
        self._hold(_WRONG_KEYS, block, self._settings.sign_ins_per_minute)
        refuse(403, public.NO_KEY, field=_KEY)

    def _hold(self, what: str, who: str, most: int) -> None:
        """Count a request against the limit of the minute. Raises GeoReportError above it."""
        if sign_in.count(self._client, what, who) > most:
            refuse_for_now(sign_in.MINUTE_S)


def _body() -> bytes:
    """Read the whole body; gunicorn has errors of its own for chunks that are none."""
    request.max_content_length = share_form.LARGEST_BODY + 1
    try:
        return request.get_data()
    except HTTPException:
        raise
    except Exception:
        refuse(400, public.NO_FORM, form=share_form.FORMS, encoding="UTF-8")
