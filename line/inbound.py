"""Reads LINE's webhook bodies event by event into our own events. LINE adds kinds and properties
without notice and leaves optional ones out; so everything is checked before it is used, and what is
not understood is a value, never an error."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, NoReturn

import structlog

from cases.case import Form, Place, Unreadable
from config.cleaning import clean, is_cut
from config.clock import CLOCK_IS_OFF, Clock, from_ms, is_off
from geo.centres import Point
from handlers import events
from line.flex import read_data
from messages.texts.understanding import answer_of, understand
from store.connection import MARK_LIFE_S

RawEvent = Mapping[str, Any]

#: Marks of applied events live 7 days; an hour is left for clocks that disagree.
OLDEST = timedelta(seconds=MARK_LIFE_S - 3600)
_EVENT_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_USER_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
#: LINE's types of messages, and endings of files, that are taken as attachments: phones and
#: computers send a photo as a file, too.
_FORMS = dict.fromkeys(("image", ".jpg", ".jpeg", ".png", ".heic"), Form.PHOTO)
_UNREADABLE = {one.value: one for one in Unreadable}
#: Digits, 18 of them since 2023; a row of the timers holds one as a number.
_MESSAGE_ID = re.compile(r"[1-9][0-9]{0,31}")
_REPLY_TOKEN = re.compile(r"[!-~]{1,256}")
#: The address ends with the province, so a long title must not push it out.
_TITLE_GRAPHEMES = 60
_ADDRESS_GRAPHEMES = 120
#: LINE's own events have five levels; what has more is read by nobody.
_MOST_LEVELS = 20


class BadBody(Exception):
    """Raised when a signed body is not a JSON object with a list of events."""


class Ignored(StrEnum):
    """The reasons why an event is not handled; each is counted."""

    NOT_AN_EVENT = "not_an_event"
    TOO_OLD = "too_old"
    STANDBY = "standby"
    NOBODY = "nobody"
    GROUP = "group"
    KIND = "kind"


def read_body(body: bytes) -> list[object]:
    """Return the events of a body: strict UTF-8, no NaN, no endless nesting. Raises BadBody."""
    try:
        parsed = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadBody from error
    found = parsed.get("events") if isinstance(parsed, dict) else None
    if not isinstance(found, list):
        raise BadBody
    return found


def to_event(raw: object, received_at: datetime, now: datetime) -> events.Event | Ignored:
    """Return one event, or why it is not handled. The age of a first delivery counts from its
    receipt, for LINE sends it at once: nothing that came this minute is too old, whatever our clock
    shows. Of a redelivery LINE's own time counts, for an earlier delivery may have been applied
    then, and its mark has expired."""
    if not isinstance(raw, dict) or _is_deep(raw):
        return Ignored.NOT_AN_EVENT
    at = time_of(raw, received_at, now)
    if now - (max(at, received_at) if is_first_delivery(raw) else at) > OLDEST:
        return Ignored.TOO_OLD
    source = _mapping(raw, "source")
    line_id = source.get("userId")
    if not isinstance(line_id, str) or not _USER_ID.fullmatch(line_id):
        return _nameless(raw, source, at)
    event = _from_person(raw, at, line_id)
    if raw.get("mode") == "standby" and not isinstance(event, events.Unfollowed | events.Unsent):
        return Ignored.STANDBY  # another system speaks; what is taken back is gone all the same
    # In a group others read along: no case is talked about there, and no place is taken from there.
    if source.get("type") != "user" and not isinstance(event, events.Unsent):
        return Ignored.GROUP
    return event


def _nameless(raw: RawEvent, source: RawEvent, at: datetime) -> events.Nameless | Ignored:
    """Return an event of a person whose id LINE does not send, as for people who never consented to
    it."""
    token = _reply_token(raw)
    is_theirs = source.get("type") == "user" and source.get("userId") is None
    if not (is_theirs and token) or raw.get("mode") == "standby":
        return Ignored.NOBODY
    return events.Nameless(_event_id(raw), at, "", reply_token=token)


def timer_event(fields: Mapping[str, bytes]) -> events.TimerDue:
    """Return the event of a timer that became due; its id is new each time it is set. Raises
    BadBody."""
    try:
        row = fields["timer"].decode()
        kind, case, *step = row.split(":", 2)
        due = int(fields["due"])
        return events.TimerDue(_timer_id(row, due), from_ms(due), kind, case, *map(int, step))
    except (KeyError, ValueError) as error:
        raise BadBody from error


def _timer_id(row: str, due: int) -> str:
    """Return the id of a due timer; its step may be LINE's id of a photo, which no mark may
    outlive."""
    name = f"{row}:{due}"
    return name if row.count(":") < 2 else hashlib.sha256(name.encode()).hexdigest()


def _from_person(raw: RawEvent, at: datetime, line_id: str) -> events.Event | Ignored:
    event_id = _event_id(raw)
    reply: Mapping[str, Any] = {"reply_token": _reply_token(raw)}
    match raw.get("type"):
        case "follow":
            return events.Followed(event_id, at, line_id, **reply)
        case "unfollow":
            return events.Unfollowed(event_id, at, line_id, **reply)
        case "postback":
            pressed = _mapping(raw, "postback")
            command = read_data(pressed.get("data"), _mapping(pressed, "params").get("datetime"))
            return events.Pressed(event_id, at, line_id, command, **reply)
        case "message":
            return _message(_mapping(raw, "message"), event_id, at, line_id, reply)
        case "unsend":
            message = _message_id(_mapping(raw, "unsend"), "messageId")
            return events.Unsent(event_id, at, line_id, message) if message else Ignored.KIND
        case _:
            return Ignored.KIND


def _message(
    message: RawEvent, event_id: str, at: datetime, line_id: str, reply: Mapping[str, Any]
) -> events.Event:
    message_id, kind = _message_id(message, "id"), message.get("type")
    if kind == "location":
        place = _place(message)
        if place is not None:
            return events.LocationSent(event_id, at, line_id, place, message_id, **reply)
    text = message.get("text")
    if kind == "text" and isinstance(text, str):
        cleaned = clean(text)
        asked = understand(cleaned)
        likely = (asked.rest, asked.likely, asked.perhaps, answer_of(cleaned), is_cut(text))
        return events.TextSent(
            event_id, at, line_id, cleaned, asked.sure, message_id, *likely, **reply
        )
    from_line = _mapping(message, "contentProvider").get("type", "line") == "line"
    kind = kind if isinstance(kind, str) else ""
    form = _FORMS.get(_ending(message) if kind == "file" else kind)
    if form and message_id and from_line:
        found = _mapping(message, "imageSet").get("id")
        set_id = found if isinstance(found, str) and _EVENT_ID.fullmatch(found) else ""
        return events.AttachmentSent(event_id, at, line_id, message_id, form, set_id, **reply)
    return events.OtherSent(event_id, at, line_id, _UNREADABLE.get(kind), **reply)


def _ending(message: RawEvent) -> str:
    name = message.get("fileName")
    return PurePosixPath(name).suffix.lower() if isinstance(name, str) else ""


def _message_id(of: RawEvent, name: str) -> str:
    """Return LINE's id of a message; it is put into an address, so only digits pass."""
    given = of.get(name)
    return given if isinstance(given, str) and _MESSAGE_ID.fullmatch(given) else ""


def _place(message: RawEvent) -> Place | None:
    latitude, longitude = message.get("latitude"), message.get("longitude")
    if not (_is_number(latitude) and _is_number(longitude)):
        return None
    try:
        point = Point(float(latitude), float(longitude))  # type: ignore[arg-type]  # looked at
    except (ValueError, OverflowError):
        return None
    title = _words(message, "title", _TITLE_GRAPHEMES)
    address = _words(message, "address", _ADDRESS_GRAPHEMES)
    return Place(point, ", ".join(word for word in (title, address) if word))


def _words(message: RawEvent, name: str, most: int) -> str:
    value = message.get(name)
    return clean(value, most=most) if isinstance(value, str) else ""


def _reply_token(raw: RawEvent) -> str:
    token = raw.get("replyToken")
    return token if isinstance(token, str) and _REPLY_TOKEN.fullmatch(token) else ""


def _event_id(raw: RawEvent) -> str:
    """Return LINE's id of an event, or, for a body without one, a digest of the event."""
    given = raw.get("webhookEventId")
    if isinstance(given, str) and _EVENT_ID.fullmatch(given):
        return given
    same_each_time = {name: value for name, value in raw.items() if name != "deliveryContext"}
    return hashlib.sha256(json.dumps(same_each_time, sort_keys=True).encode()).hexdigest()


def _mapping(raw: RawEvent, name: str) -> RawEvent:
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def _is_deep(raw: RawEvent) -> bool:
    """Return whether an event is nested too deeply; checked level by level, because recursion would
    fail on the very depth."""
    level: list[object] = [raw]
    for _ in range(_MOST_LEVELS):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: object) -> Collection[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def is_first_delivery(raw: Mapping[str, Any]) -> bool:
    """Return whether LINE marks an event as sent for the first time."""
    context = raw.get("deliveryContext")
    return isinstance(context, dict) and context.get("isRedelivery") is False


def stamp_of(raw: Mapping[str, Any]) -> datetime | None:
    """Return LINE's time of an event; None if it has none, or an impossible one."""
    stamp = raw.get("timestamp")
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 0 < stamp < 10**14:
        return None
    return from_ms(stamp)


def time_of(raw: Mapping[str, Any], received_at: datetime, now: datetime) -> datetime:
    """Return the event's own time; never one later than its receipt, unless a clock that was
    behind, and is right now, recorded the receipt."""
    stamp = stamp_of(raw)
    if stamp is None:
        return received_at
    if stamp - received_at > CLOCK_IS_OFF and stamp <= now:
        return stamp
    return min(stamp, received_at)


#: How long a measurement of a clock counts: LINE is called every hour.
_STANDS_S = 2 * 3600.0
#: A clock that is set, not steered, jumps by more than this.
_STEP_S = 60.0
#: One late delivery must not look like a wrong clock: the nearest of the last few counts.
_SAMPLES = 5
_log = structlog.get_logger()


def steady() -> float:
    """Return seconds that no setting of the clock changes; on Linux they count sleep as well."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Skew:
    """A worker's measurements of the clocks. "web" is the clock that records receipts, compared
    with the times of LINE's events; "worker" is this process's, compared with LINE's answers."""

    def __init__(self, clock: Clock, steadily: Callable[[], float] = steady) -> None:
        self._clock = clock
        self._steadily = steadily
        self._lock = threading.Lock()
        self._offset = self._offset_now()
        self._said: dict[str, deque[tuple[float, timedelta]]] = {}

    def received(self, raws: Sequence[object], received_at: datetime) -> None:
        """Compare the clock of receipts with the times of a body's events. A redelivery is late by
        itself: it can only show that the clock is right."""
        for raw in raws:
            stamp = stamp_of(raw) if isinstance(raw, dict) else None
            if stamp is not None and isinstance(raw, dict):
                ahead = received_at - stamp
                if is_first_delivery(raw) or not is_off(ahead):
                    self._learn("web", ahead)

    def answered(self, date: datetime) -> None:
        """Compare this process's clock with the date of a response of LINE's."""
        self._learn("worker", self._clock() - date)

    def ahead(self) -> dict[str, timedelta]:
        """Return by how much each known clock is ahead, negative if it is behind."""
        oldest = self._steadily() - _STANDS_S
        with self._lock:
            found = {
                name: [ahead for at, ahead in said if at >= oldest]
                for name, said in self._said.items()
            }
        return {name: min(some, key=abs) for name, some in found.items() if some}

    def is_right(self) -> bool:
        """Return whether the clocks are known to be right; an unknown clock is not right."""
        known = self.ahead().values()
        if abs(self._offset_now() - self._offset) > _STEP_S:  # set since: stepped() will say so
            return False
        return bool(known) and not any(map(is_off, known))

    def stepped(self) -> timedelta | None:
        """Return by how much the clock was set since the last call. Earlier measurements are
        dropped, for they are of another clock."""
        offset = self._offset_now()
        step, self._offset = offset - self._offset, offset
        if abs(step) <= _STEP_S:
            return None
        with self._lock:
            self._said.clear()
        _log.warning("clock was set", by_seconds=round(step))
        return timedelta(seconds=step)

    def _learn(self, name: str, ahead: timedelta) -> None:
        with self._lock:
            said = self._said.setdefault(name, deque(maxlen=_SAMPLES))
            said.append((self._steadily(), ahead))

    def _offset_now(self) -> float:
        return self._clock().timestamp() - self._steadily()
