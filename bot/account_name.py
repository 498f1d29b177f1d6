"""The name of our account in LINE (@...): the setting, or what LINE says of the channel's token."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from http import HTTPStatus

import structlog
import urllib3
from urllib3.exceptions import HTTPError

from bot.line_json import read_json
from config.settings import Settings

_PATH = "/v2/bot/info"
#: A page waits for this, once a minute at the most; LINE answers well within it.
_TIMEOUT = urllib3.Timeout(connect=0.5, read=1.0)
_LONGEST_S = 2.0
_AGAIN_AFTER_S = 60.0
_NAME = re.compile(r"@[0-9a-z._-]{1,40}")


class AccountName:
    """Knows the name once it was found; without an answer it asks again after a minute."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._name = settings.basic_id
        self._clock, self._next_at = clock, float("-inf")
        self._lock = threading.Lock()

    def find(self) -> str:
        """Return the name; empty while nobody knows it."""
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
        except (HTTPError, ValueError) as error:
            structlog.get_logger().warning("account name not known", reason=type(error).__name__)

    def _ask(self) -> str:
        with urllib3.request(
            "GET",
            self._settings.api_base + _PATH,
            headers={"Authorization": f"Bearer {self._settings.channel_access_token}"},
            timeout=_TIMEOUT,
            redirect=False,
            retries=False,
            preload_content=False,
        ) as answer:
            is_good = answer.status == HTTPStatus.OK
            told = read_json(answer, within_s=_LONGEST_S) if is_good else None
        name = told.get("basicId") if isinstance(told, dict) else None
        return name if isinstance(name, str) and _NAME.fullmatch(name) else ""
