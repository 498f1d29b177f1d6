"""The name of our account in LINE (@...): from the setting, or as LINE reports it for the channel's
token."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
import urllib3

from config.settings import Settings
from line.http import LineHttp, NeverSent, NoAnswer, Wait

_PATH = "/v2/bot/info"
#: A page waits for this, once a minute at the most; LINE answers well within it.
_WAIT = Wait(connect_s=0.5, answer_s=1.0)
_AGAIN_AFTER_S = 60.0
_NAME = re.compile(r"@[0-9a-z._-]{1,40}")


class AccountName:
    """Reads the name once and keeps it; without an answer it asks again after a minute."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._name = settings.basic_id
        self._clock, self._next_at = clock, float("-inf")
        self._lock = threading.Lock()

    def find(self) -> str:
        """Return the name; empty while it is not known."""
        if self._name or not self._settings.channel_access_token:
            return self._name
        if self._lock.acquire(blocking=False):  # who comes meanwhile does not wait for LINE
            try:
                self._look()
            finally:
                self._lock.release()
        return self._name

    def _look(self) -> None:
        if self._clock() < self._next_at:
            return
        self._next_at = self._clock() + _AGAIN_AFTER_S
        try:
            self._name = self._ask()
        except (NeverSent, NoAnswer, ValueError, RecursionError) as error:  # ValueError: no JSON
            structlog.get_logger().warning("account name not known", reason=type(error).__name__)

    def _ask(self) -> str:
        line = LineHttp(
            self._settings.api_base,
            self._settings.channel_access_token,
            connections=1,
            wait=_WAIT,
        )
        answer = line.call("GET", _PATH)
        told = json.loads(answer.body or b"") if answer.status == HTTPStatus.OK else None
        name = told.get("basicId") if isinstance(told, dict) else None
        return name if isinstance(name, str) and _NAME.fullmatch(name) else ""


#: A thousand rich menus with twenty places to tap each have some megabytes.
_LONGEST_BODY = 16 * 1024 * 1024
_CHUNK = 64 * 1024


def read_json(answer: urllib3.BaseHTTPResponse, *, within_s: float) -> Any:
    """Return the JSON of a response whose body was not read yet; None if it is empty. Raises
    ValueError if it is no JSON in UTF-8, too long or too slow."""
    until = time.monotonic() + within_s
    body = bytearray()
    try:
        while chunk := answer.read1(_CHUNK):
            body += chunk
            if len(body) > _LONGEST_BODY or time.monotonic() > until:
                raise ValueError("an answer without end")
        return json.loads(body.decode("utf-8")) if body else None
    except RecursionError as error:
        raise ValueError("JSON within JSON without end") from error
    finally:
        answer.close()
