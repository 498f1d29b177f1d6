"""LINE's Messaging API through its own SDK: one client a process, a time-out on every call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
)
from urllib3.exceptions import HTTPError

from bot.cleaning import clean
from cases.people import Language
from cases.sources import Profile
from config.settings import Settings
from store.outbox import JsonObject

#: Seconds to connect and to wait for an answer. LINE answers in well under a second; a call that
#: hangs holds one sender thread and no other.
_CALL_TIMEOUT = (2.0, 5.0)
_NAME_GRAPHEMES = 40
#: A profile is a nicety (the language of the greeting) and holds a consumer of the inbox up.
_PROFILE_TIMEOUT = (0.5, 1.0)


class Answer(Enum):
    """What LINE said, as far as it changes what comes next."""

    ACCEPTED = auto()
    TOKEN_GONE = auto()
    RATE_LIMITED = auto()
    QUOTA_OVER = auto()
    UNKNOWN = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """An answer; *status* is 0 where none came back."""

    answer: Answer
    status: int = 0
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Pushes:
    """The month's pushes: how many there are (None: no limit), how many are used; *at* is LINE's
    time of the answer."""

    limit: int | None
    used: int
    at: datetime | None = None


class Line:
    """The calls that the bot makes."""

    def __init__(self, settings: Settings) -> None:
        configuration = Configuration(
            host=settings.api_base, access_token=settings.channel_access_token
        )
        # The SDK's HTTP client would try again by itself, without a retry key on a reply.
        configuration.retries = False
        configuration.connection_pool_maxsize = settings.sender_threads + settings.worker_threads
        self._client = ApiClient(configuration)
        self._api = MessagingApi(self._client)

    def reply(self, token: str, messages: Sequence[JsonObject]) -> Said:
        """Send a reply: free, and possible once."""
        return self._send("reply", {"replyToken": token, "messages": messages})

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> Said:
        """Send a push: paid; the same *retry_key* is never delivered twice within 24 hours."""
        return self._send("push", {"to": to, "messages": messages}, retry_key)

    def link_menu(self, to: str, menu_id: str | None) -> Said:
        """Show somebody a rich menu of their own, or (None) the default one again."""
        path = f"/v2/bot/user/{to}/richmenu"
        return (
            self._call("POST", f"{path}/{menu_id}", {})
            if menu_id
            else self._call("DELETE", path, {})
        )

    def pushes(self) -> Pushes | None:
        """Ask how many pushes the month has and how many are used; None without a good answer."""
        try:
            quota = self._api.get_message_quota(_request_timeout=_CALL_TIMEOUT)
            answer = self._api.get_message_quota_consumption_with_http_info(
                _request_timeout=_CALL_TIMEOUT
            )
            limit = None if quota.value is None else int(quota.value)
            return Pushes(limit, int(answer.data.total_usage), _date(answer.headers))
        except (ApiException, HTTPError, ValueError, TypeError, AttributeError):
            return None

    def find(self, line_id: str) -> Profile | None:
        """Return a user's name and language (cases.sources.Profiles)."""
        try:
            profile = self._api.get_profile(line_id, _request_timeout=_PROFILE_TIMEOUT)
        except (ApiException, HTTPError, ValueError, TypeError, AttributeError):
            return None  # no answer in time, or none that the SDK's model understands
        thai = not (profile.language or "").startswith("en")
        return Profile(
            clean(profile.display_name, most=_NAME_GRAPHEMES),
            Language.THAI if thai else Language.ENGLISH,
        )

    def _send(self, way: str, body: JsonObject, retry_key: str = "") -> Said:
        headers = {"Content-Type": "application/json"}
        if retry_key:
            headers["X-Line-Retry-Key"] = retry_key
        return self._call("POST", f"/v2/bot/message/{way}", headers, body)

    def _call(
        self, method: str, path: str, headers: dict[str, str], body: JsonObject | None = None
    ) -> Said:
        """Call by the SDK's client, not its models: those drop what they do not know of Flex, and
        cost four times the rest of a call."""
        try:
            response = self._client.call_api(
                path,
                method,
                header_params=headers,
                body=body,
                auth_settings=["Bearer"],
                response_types_map={},
                _request_timeout=_CALL_TIMEOUT,
            )
        except ApiException as error:
            return Said(_refusal(error), error.status, _request_id(error.headers))
        except HTTPError:  # no connection, no answer in time: it may or may not have arrived
            return Said(Answer.UNKNOWN)
        return Said(Answer.ACCEPTED, response.status_code, _request_id(response.headers))


def _refusal(error: ApiException) -> Answer:
    """Tell refusals apart; the three causes of 429 differ by nothing but LINE's words."""
    text = error.body or ""
    if error.status == HTTPStatus.CONFLICT:  # this retry key has been accepted before
        return Answer.ACCEPTED
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Answer.UNKNOWN
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Answer.QUOTA_OVER if "monthly limit" in text else Answer.RATE_LIMITED
    if error.status == HTTPStatus.BAD_REQUEST and "Invalid reply token" in text:
        return Answer.TOKEN_GONE
    return Answer.REFUSED


def _date(headers: Any) -> datetime | None:
    try:
        return parsedate_to_datetime((headers or {}).get("date", ""))
    except (TypeError, ValueError):
        return None


def _request_id(headers: Any) -> str:
    return str((headers or {}).get("x-line-request-id", ""))
