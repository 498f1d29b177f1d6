"""LINE's Messaging API: the bot's calls, the meaning of LINE's answers, and the circuit breakers
that decide whether LINE is called now."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from http import HTTPStatus
from urllib.parse import quote

import structlog

from cases.people import Language
from cases.ports import Profile
from config import clock
from config.cleaning import clean
from config.clock import Clock
from config.settings import Settings
from line.http import HttpAnswer, LineHttp, NeverSent, NoAnswer, Wait
from line.watch import Reason, Shut
from store.outbox import JsonObject

Headers = Mapping[str, str]

#: The paths of the month's pushes: how many may be sent, how many were.
QUOTA, CONSUMPTION = "/v2/bot/message/quota", "/v2/bot/message/quota/consumption"

_NAME_GRAPHEMES = 40
#: A profile is a nicety (the language of the greeting) and holds a consumer of the inbox up.
_PROFILE_WAIT = Wait(connect_s=0.5, answer_s=1.0)
#: Refused by an edge before LINE had it, so no sign of a wrong content or address.
_NOT_LINES = (HTTPStatus.MISDIRECTED_REQUEST, HTTPStatus.TOO_EARLY)
_LONGEST_ID = 64
#: More pushes than LINE has users in a month: no number of LINE's.
_MOST_PUSHES = 10**12


class SendResult(Enum):
    """What became of a call, as far as it changes what comes next.

    ACCEPTED         LINE has it
    UNKNOWN          it may have it: no answer, 5xx, 408, or what does not look like LINE's own
    TOKEN_GONE       not sent: the reply token is used up or too old
    REFUSED          not sent, and never will be: LINE's own refusal of this call
    QUOTA_OVER       not sent: the month's pushes are used up
    RATE_LIMITED     not sent: too many calls of this channel, or an edge's 429
    UNAUTHORIZED     not sent: LINE does not take the access token (now; it may be being changed)
    NOT_NOW          not sent: too many messages to this one user
    AWAY             not sent: no way to LINE, or a page of an edge before it
    """

    ACCEPTED = auto()
    UNKNOWN = auto()
    TOKEN_GONE = auto()
    REFUSED = auto()
    QUOTA_OVER = auto()
    RATE_LIMITED = auto()
    UNAUTHORIZED = auto()
    NOT_NOW = auto()
    AWAY = auto()


@dataclass(frozen=True, slots=True)
class LineResponse:
    """The response to a call: its result, the HTTP *status* (0 without a response; *error* then
    names the reason), and LINE's id of the request."""

    answer: SendResult
    status: int = 0
    request_id: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PushQuota:
    """The month's pushes: the limit (None: no limit), the number used; *at* is LINE's time of the
    answer."""

    limit: int | None
    used: int
    at: datetime | None = None


class Line:
    """The bot's calls to LINE."""

    def __init__(self, settings: Settings) -> None:
        token = settings.channel_access_token
        self._http = LineHttp(settings.api_base, token, connections=settings.sender_threads)
        self._profiles = LineHttp(
            settings.api_base, token, connections=settings.worker_threads, wait=_PROFILE_WAIT
        )

    def reply(self, token: str, messages: Sequence[JsonObject]) -> LineResponse:
        """Send a reply: free, and possible once."""
        return self._send("reply", {"replyToken": token, "messages": messages})

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> LineResponse:
        """Send a push: paid; the same *retry_key* is never delivered twice within 24 hours."""
        return self._send("push", {"to": to, "messages": messages}, retry_key)

    def multicast(
        self, to: Sequence[str], messages: Sequence[JsonObject], retry_key: str
    ) -> LineResponse:
        """Send one push to several, at most 500; it costs what the pushes would."""
        return self._send("multicast", {"to": to, "messages": messages}, retry_key)

    def link_menu(self, to: str, menu_id: str | None) -> LineResponse:
        """Link a rich menu to a person, or (None) the default one again."""
        path = f"/v2/bot/user/{quote(to, safe='')}/richmenu"
        if menu_id is None:
            return self._call("DELETE", path)
        return self._call("POST", f"{path}/{quote(menu_id, safe='')}")

    def pushes(self) -> PushQuota | None:
        """Return the month's pushes and how many are used; None without a valid answer."""
        try:
            limit = self._http.call("GET", QUOTA)
            used = self._http.call("GET", CONSUMPTION)
        except (NeverSent, NoAnswer):
            return None
        found = read_pushes(_found(limit), _found(used))
        return None if found is None else replace(found, at=_date(used.headers))

    def find(self, line_id: str) -> Profile | None:
        """Return a user's name and language (cases.sources.Profiles)."""
        try:
            answer = self._profiles.call("GET", f"/v2/bot/profile/{quote(line_id, safe='')}")
        except (NeverSent, NoAnswer):
            return None
        found = _found(answer)
        name = found.get("displayName")
        if not isinstance(name, str):
            return None
        return Profile(clean(name, most=_NAME_GRAPHEMES), _language(found.get("language")))

    def _send(self, way: str, body: JsonObject, retry_key: str = "") -> LineResponse:
        headers = {"X-Line-Retry-Key": retry_key} if retry_key else {}
        return self._call("POST", f"/v2/bot/message/{way}", json.dumps(body).encode(), headers)

    def _call(
        self, method: str, path: str, body: bytes | None = None, headers: Headers | None = None
    ) -> LineResponse:
        """Call LINE without the SDK's models, which drop unknown properties of Flex and cost four
        times the rest of a call, and without its client (line/http.py says why)."""
        try:
            found = self._http.call(method, path, body, headers)
        except NeverSent as error:
            return LineResponse(SendResult.AWAY, error=str(error))
        except NoAnswer as error:
            return LineResponse(SendResult.UNKNOWN, error=str(error))
        request_id = found.headers.get("x-line-request-id", "")[:_LONGEST_ID]
        return LineResponse(
            read_answer(found.status, found.headers, found.body), found.status, request_id
        )


def read_pushes(quota: JsonObject, consumption: JsonObject) -> PushQuota | None:
    """Return the month's pushes and their limit, by LINE's answers to QUOTA and CONSUMPTION; None
    if an answer does not have LINE's form."""
    used = _count(consumption.get("totalUsage"))
    if used is not None and quota.get("type") == "none":
        return PushQuota(None, used)
    limit = _count(quota.get("value"))
    return None if limit is None or used is None else PushQuota(limit, used)


def _count(told: object) -> int | None:
    """Return a number of pushes; None for anything else, as for true, which Python counts."""
    if isinstance(told, bool) or not isinstance(told, int):
        return None
    return told if 0 <= told <= _MOST_PUSHES else None


def read_answer(status: int, headers: Headers, body: bytes | None) -> SendResult:
    """Return the result of a response. LINE's own is a JSON object, and its refusals have a
    `message`; anything else comes from a proxy between us and passes by itself. The names of
    *headers* are in small letters."""
    found = json_object(body)
    message = found.get("message") if found is not None else None
    match status:
        case HTTPStatus.UNAUTHORIZED:
            return SendResult.UNAUTHORIZED
        case HTTPStatus.CONFLICT if headers.get("x-line-accepted-request-id"):
            return SendResult.ACCEPTED  # this retry key has been accepted before
        case HTTPStatus.CONFLICT | HTTPStatus.REQUEST_TIMEOUT:
            return SendResult.UNKNOWN
        case HTTPStatus.TOO_MANY_REQUESTS:
            return _too_many(message)
        case _ if 200 <= status < 300:
            return SendResult.ACCEPTED if _says_yes(headers, body, found) else SendResult.UNKNOWN
        case _ if status >= 500 or status < 200:  # 102: it is being worked on, no more is heard
            return SendResult.UNKNOWN
        case _ if status < 400 or status in _NOT_LINES or not isinstance(message, str):
            return SendResult.AWAY
        case HTTPStatus.BAD_REQUEST if "invalid reply token" in message.lower():
            return SendResult.TOKEN_GONE
        case _:
            return SendResult.REFUSED


def _says_yes(headers: Headers, body: bytes | None, found: JsonObject | None) -> bool:
    """Return whether a success is LINE's own: {}, the sent messages, or nothing at all."""
    if found is not None and (not found or "sentMessages" in found):
        return True
    has_id = bool(headers.get("x-line-request-id"))
    return has_id and (body == b"" or (found is not None and "message" not in found))


def _too_many(message: object) -> SendResult:
    """Return the cause of a 429; only LINE's words distinguish them."""
    if not isinstance(message, str) or "rate limit" in message.lower():
        return SendResult.RATE_LIMITED
    return SendResult.QUOTA_OVER if "monthly limit" in message.lower() else SendResult.NOT_NOW


def _found(answer: HttpAnswer) -> JsonObject:
    """Return the JSON object of a success; an empty one if it is anything else."""
    return (json_object(answer.body) if answer.status == HTTPStatus.OK else None) or {}


def json_object(body: bytes | None) -> JsonObject | None:
    """Return the JSON object in a body; None if it is anything else."""
    try:
        found = json.loads((body or b"").decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _language(told: object) -> Language:
    """Return a person's first language, of which LINE names the BCP 47 tag: English if the bot does
    not speak it."""
    if not isinstance(told, str) or not told:
        return Language.THAI
    spoken = told.lower().replace("_", "-").partition("-")[0]
    return next((one for one in Language if one == spoken), Language.ENGLISH)


def _date(headers: Headers | None) -> datetime | None:
    try:
        return parsedate_to_datetime((headers or {}).get("date", ""))
    except (TypeError, ValueError):
        return None


_log = structlog.get_logger()


class Breaker:
    """Shuts a way after failures in a row and opens it after one success; shared by all senders of
    a process. A call that began before it shut does not change it."""

    def __init__(
        self, way: str, now: Clock = clock.now, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._way = way
        self._now = now
        self._seconds = seconds
        self._lock = threading.Lock()
        self._failures = 0
        self._shut: Shut | None = None
        self._shut_at = 0.0
        self._pause = 0.0
        self._probe_at = 0.0

    @property
    def shut(self) -> Shut | None:
        """Return why and since when only probes are sent; None while the way is open."""
        return self._shut

    def began(self) -> float:
        """Return the mark of a call that begins now, for succeed() and fail()."""
        return self._seconds()

    def succeed(self, began: float) -> None:
        """Record that a call got through."""
        with self._lock:
            if self._shut and began < self._shut_at:
                return
            self._failures, shut, self._shut = 0, self._shut, None
        if shut:
            lasted = round((self._now() - shut.since).total_seconds())
            _log.warning("open again", way=self._way, reason=shut.reason.word, seconds=lasted)

    def fail(self, reason: Reason, began: float) -> None:
        """Record that a call did not get through."""
        with self._lock:
            before = self._shut
            if before and began < self._shut_at:
                return
            self._failures += 1
            if before is None and self._failures < reason.failures:
                return
            if before is None or before.reason is not reason:
                self._shut = Shut(reason, before.since if before else self._now())
                self._shut_at, self._pause = self._seconds(), reason.first_pause
            else:
                self._pause = min(2 * self._pause, reason.longest_pause)
            self._probe_at = self._seconds() + self._pause
            changed = self._shut is not before
        if changed:
            _log.error("shut", way=self._way, reason=reason.word)

    def probe_is_due(self) -> bool:
        """Return whether one call should be tried now; only one caller gets True."""
        with self._lock:
            if self._shut is None or self._seconds() < self._probe_at:
                return False
            self._probe_at = self._seconds() + self._pause
            return True

    def hasten(self) -> None:
        """Make the next probe due now."""
        with self._lock:
            self._probe_at = 0.0


@dataclass(frozen=True, slots=True)
class Ways:
    """The way of every call to LINE, and the one of pushes, which the quota may shut."""

    line: Breaker = field(default_factory=lambda: Breaker("line"))
    pushes: Breaker = field(default_factory=lambda: Breaker("pushes"))

    def hear(self, answer: SendResult, began: float, *, is_push: bool) -> None:
        """Record a result for each way; LINE's own refusal of a call shows that the way is open."""
        match answer:
            case SendResult.AWAY | SendResult.UNKNOWN:
                self.line.fail(Reason.AWAY, began)
            case SendResult.UNAUTHORIZED:
                self.line.fail(Reason.UNAUTHORIZED, began)
            case SendResult.RATE_LIMITED:
                self.line.fail(Reason.RATE_LIMIT, began)
            case _:
                self.line.succeed(began)
        if is_push and answer is SendResult.QUOTA_OVER:
            self.pushes.fail(Reason.QUOTA, began)
        elif is_push and answer is SendResult.ACCEPTED:
            self.pushes.succeed(began)
