"""A partner's POST, read: what is needed is checked, what is personal is never looked at.

Names, telephone numbers, e-mail addresses, device and account ids and links to media have fields of
their own in the specification; none of them is read here, so none can be kept. A form as
multipart/form-data is written anew as the plain form that it could have been: so both are read,
limited and known again by the same rules, for the boundary between the parts is another one each
time that a client sends the same share."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from urllib.parse import parse_qsl, urlencode

from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder

from cases.calendar import BANGKOK, Period, Span, is_case_number, period_of
from cases.case import Place
from cases.masking import mask
from config.cleaning import MOST_GRAPHEMES, clean
from geo.centres import PROVINCE_IDS, Point
from messages.texts import public
from store import requested
from store.connection import StoreClient
from store.requested import Requested
from web.open311.inbox_entry import SentShare
from web.open311.responses import Record, both, refuse
from web.open311.service_list import CLOSED, OPEN, SHARE, Query, Services
from web.public import PublicNumbers

#: Room for the longest description in Thai, percent-encoded, and all fields beside it.
LARGEST_BODY = 64 * 1024
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
FORMS = f"{FORM}, {MULTIPART}"
#: Ways to write a part that leave its bytes as they are; others have gone out of use (RFC 7578).
_AS_IT_IS = ("", "7bit", "8bit", "binary")
_MOST_FIELDS = 100
#: The specification's names of the coordinates.
PLACE = "lat, long"
#: The specification's limit; what is kept of it is what an officer reads (config/cleaning).
_LONGEST_DESCRIPTION = 4_000
_ADDRESS_GRAPHEMES = 120
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")
_MARK = re.compile(r"[!-~]{1,128}")


def plain_form(body: bytes, content_type: str) -> tuple[bytes, bool]:
    """Return a body as a plain form, and whether files came with it. Raises GeoReportError."""
    kind, options = parse_options_header(content_type)
    if kind.lower() == FORM:
        return body, False
    if kind.lower() != MULTIPART:
        refuse(400, public.NO_FORM, form=FORMS, encoding="UTF-8")
    try:
        return as_plain_form(body, options.get("boundary", ""))
    except ValueError:
        refuse(400, public.BROKEN_PARTS, form=MULTIPART, mark="boundary", encoding="UTF-8")


def read_form(body: bytes) -> Mapping[str, str]:
    """Read the fields of a plain form; an empty one is as good as none. Raises GeoReportError."""
    if body.count(b"&") >= _MOST_FIELDS:
        refuse(400, public.TOO_MANY_FIELDS, most=_MOST_FIELDS)
    try:
        pairs = parse_qsl(body.decode("utf-8"), errors="strict")
    except ValueError:
        refuse(400, public.NO_FORM, form=FORMS, encoding="UTF-8")
    return dict(reversed(pairs))


def read_share(fields: Mapping[str, str], known: Services) -> SentShare:
    """Read a share. Raises GeoReportError."""
    code = fields.get("service_code", "")
    if not code:
        refuse(400, public.NEEDED, field="service_code")
    if not known.has(code):
        refuse(404, public.NO_SERVICE)
    if len(fields.get("description", "")) > _LONGEST_DESCRIPTION:
        refuse(400, public.TOO_LONG, field="description", most=_LONGEST_DESCRIPTION)
    address = _cleaned(fields.get("address_string", ""), most=_ADDRESS_GRAPHEMES)
    place = Place(_point(fields.get("lat", ""), fields.get("long", "")), address)
    kind = "" if code == SHARE else code
    return SentShare(place, kind, _cleaned(fields.get("description", "")))


def read_mark(given: str | None) -> str:
    """Read an Idempotency-Key. Raises GeoReportError."""
    if given is None:
        return ""
    if not _MARK.fullmatch(given):
        refuse(400, public.ONE_OF, field="Idempotency-Key", values="[!-~]{1,128}")
    return given


def _point(latitude: str, longitude: str) -> Point:
    if not (_DEGREES.fullmatch(latitude) and _DEGREES.fullmatch(longitude)):
        refuse(400, public.NO_PLACE, field=PLACE)
    try:
        return Point(float(latitude), float(longitude))
    except ValueError:
        refuse(400, public.NO_PLACE, field=PLACE)


def _cleaned(text: str, most: int = MOST_GRAPHEMES) -> str:
    """Clean before what is personal is looked for, so that nothing unseen hides it."""
    visible = clean(text, most=_LONGEST_DESCRIPTION)
    return clean(mask(visible), most=most)


def as_plain_form(body: bytes, boundary: str) -> tuple[bytes, bool]:
    """Return the fields in order as a plain form, and whether a file came with them, which is not
    read. Raises ValueError for what has no end, no names or no UTF-8."""
    if not boundary:
        raise ValueError("no boundary")
    parts = list(_parts(body, boundary.encode("ascii")))
    fields = [(part.name, data.decode("utf-8")) for part, data in parts if isinstance(part, Field)]
    # A page with a field for a photo sends an empty file where none was chosen.
    has_files = any(isinstance(part, File) and data for part, data in parts)
    return urlencode(fields).encode(), has_files


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Field | File, bytes]]:
    decoder = MultipartDecoder(boundary)
    decoder.receive_data(body)
    decoder.receive_data(None)
    part, data = None, bytearray()
    while not isinstance(event := decoder.next_event(), Epilogue):
        if isinstance(event, Field | File):
            part, data = _named(event), bytearray()
        elif isinstance(event, Data) and part:
            data += event.data
            if not event.more_data:
                yield part, bytes(data)


def _named(part: Field | File) -> Field | File:
    way = part.headers.get("Content-Transfer-Encoding", "").lower()
    if part.name is None or way not in _AS_IT_IS:
        raise ValueError("a part without a name, or in an encoding of its own")
    return part


#: Requests in an answer at most, as the specification says.
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
