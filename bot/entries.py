"""What an entry of the inbox holds, and whether it can still be worked on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.events import Event, FromPerson
from line.inbound import OLDEST, BadBody, Ignored, read_body, timer_event, to_event
from line.skew import Skew
from store.inbox import received_at
from store.stream import Entry
from web.open311.entry import partner_event


def events_of(entry: Entry, now: datetime, skew: Skew | None = None) -> list[Event | Ignored]:
    """Read the events of an entry; *skew* learns of the clocks from them. Raises BadBody."""
    if "timer" in entry.fields:
        return [timer_event(entry.fields)]
    if "share" in entry.fields:
        return [partner_event(entry.fields, received_at(entry), now)]
    body = read_body(entry.fields.get("body", b""))
    if skew is not None:
        skew.received(body, received_at(entry))
    return [_from_line(raw, received_at(entry), now) for raw in body]


def is_too_old(entry: Entry, now: datetime) -> bool:
    """Return whether nothing in an entry is worked on any more, because it came too long ago."""
    try:
        events = events_of(entry, now)
    except BadBody:
        return has_waited_too_long(entry, now)
    return Ignored.TOO_OLD in events and all(isinstance(one, Ignored) for one in events)


def has_waited_too_long(entry: Entry, now: datetime) -> bool:
    """Return whether an entry lies here for so long that it must not be worked on any more."""
    return now - received_at(entry) > OLDEST


def _from_line(raw: object, at: datetime, now: datetime) -> Event | Ignored:
    event = to_event(raw, at, now)
    return replace(event, received_at=at) if isinstance(event, FromPerson) else event
