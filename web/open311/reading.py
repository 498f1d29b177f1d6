"""A partner's POST, read: what is needed is checked, what is personal is never looked at.

Names, telephone numbers, e-mail addresses, device and account ids and links to media have fields of
their own in the specification; none of them is read here, so none can be kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from cases.case import Place
from cases.masking import mask
from config.cleaning import MOST_GRAPHEMES, clean
from geo.point import Point
from messages.texts import open311
from web.open311.entry import SentShare
from web.open311.errors import refuse
from web.open311.multipart import MULTIPART, as_plain_form
from web.open311.services import SHARE, Services

#: Room for the longest description in Thai, percent-encoded, and all fields beside it.
LARGEST_BODY = 64 * 1024
FORM = "application/x-www-form-urlencoded"
FORMS = f"{FORM}, {MULTIPART}"
_MOST_FIELDS = 100
#: The specification's names of the two.
PLACE = "lat, long"
#: The specification's limit; what is kept of it is what an officer reads (config/cleaning).
_LONGEST_DESCRIPTION = 4_000
_ADDRESS_GRAPHEMES = 120
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")
_MARK = re.compile(r"[!-~]{1,128}")


def plain_form(body: bytes, content_type: str) -> tuple[bytes, bool]:
    """Return a body as a plain form, and whether files came with it. Raises Refusal."""
    kind, options = parse_options_header(content_type)
    if kind.lower() == FORM:
        return body, False
    if kind.lower() != MULTIPART:
        refuse(400, open311.NO_FORM, form=FORMS, encoding="UTF-8")
    try:
        return as_plain_form(body, options.get("boundary", ""))
    except ValueError:
        refuse(400, open311.BROKEN_PARTS, form=MULTIPART, mark="boundary", encoding="UTF-8")


def read_form(body: bytes) -> Mapping[str, str]:
    """Read the fields of a plain form; an empty one is as good as none. Raises Refusal."""
    if body.count(b"&") >= _MOST_FIELDS:
        refuse(400, open311.TOO_MANY_FIELDS, most=_MOST_FIELDS)
    try:
        pairs = parse_qsl(body.decode("utf-8"), errors="strict")
    except ValueError:
        refuse(400, open311.NO_FORM, form=FORMS, encoding="UTF-8")
    return dict(reversed(pairs))


def read_share(fields: Mapping[str, str], known: Services) -> SentShare:
    """Read a share. Raises Refusal."""
    code = fields.get("service_code", "")
    if not code:
        refuse(400, open311.NEEDED, field="service_code")
    if not known.has(code):
        refuse(404, open311.NO_SERVICE)
    if len(fields.get("description", "")) > _LONGEST_DESCRIPTION:
        refuse(400, open311.TOO_LONG, field="description", most=_LONGEST_DESCRIPTION)
    address = _cleaned(fields.get("address_string", ""), most=_ADDRESS_GRAPHEMES)
    place = Place(_point(fields.get("lat", ""), fields.get("long", "")), address)
    kind = "" if code == SHARE else code
    return SentShare(place, kind, _cleaned(fields.get("description", "")))


def read_mark(given: str | None) -> str:
    """Read an Idempotency-Key. Raises Refusal."""
    if given is None:
        return ""
    if not _MARK.fullmatch(given):
        refuse(400, open311.ONE_OF, field="Idempotency-Key", values="[!-~]{1,128}")
    return given


def _point(latitude: str, longitude: str) -> Point:
    if not (_DEGREES.fullmatch(latitude) and _DEGREES.fullmatch(longitude)):
        refuse(400, open311.NO_PLACE, field=PLACE)
    try:
        return Point(float(latitude), float(longitude))
    except ValueError:
        refuse(400, open311.NO_PLACE, field=PLACE)


def _cleaned(text: str, most: int = MOST_GRAPHEMES) -> str:
    """Clean before what is personal is looked for, so that nothing unseen hides it."""
    visible = clean(text, most=_LONGEST_DESCRIPTION)
    return clean(mask(visible), most=most)
