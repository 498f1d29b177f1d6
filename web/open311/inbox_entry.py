"""A partner's share as an entry of the inbox: written by the web, read by the worker, which imports
nothing else of the web."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.case import Place
from geo.centres import Point
from handlers.events import PartnerShared
from line.inbound import OLDEST, BadBody, Ignored


@dataclass(frozen=True, slots=True)
class SentShare:
    """What a partner sent, read and cleaned; *kind* is empty where none was said."""

    place: Place
    kind: str
    words: str

    def to_json(self) -> str:
        """Write it for the inbox."""
        point = self.place.point
        where = [point.latitude, point.longitude, self.place.address]
        return json.dumps([*where, self.kind, self.words], ensure_ascii=False)


def partner_event(
    fields: Mapping[str, bytes], received_at: datetime, now: datetime
) -> PartnerShared | Ignored:
    """Read an entry that we wrote. Raises BadBody."""
    if now - received_at > OLDEST:
        return Ignored.TOO_OLD
    try:
        latitude, longitude, address, kind, words = json.loads(fields["share"])
        place = Place(Point(latitude, longitude), address)
        return PartnerShared(fields["token"].decode(), received_at, place, kind, words)
    except (KeyError, TypeError, ValueError) as error:
        raise BadBody from error
