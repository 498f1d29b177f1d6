"""The doctor's checks of LINE: the access token, the pushes that are left, the webhook's URL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError

from bot.doctor.findings import Finding, ok, warning, wrong
from cases.digest import Quota
from config import clock
from config.clock import Clock, in_words, is_off
from config.settings import Settings
from line.account_name import read_json
from line.api import CONSUMPTION, QUOTA, read_pushes

#: Short, for an operator waits for the answer.
_TIMEOUT = urllib3.Timeout(connect=3.0, read=5.0)
_LONGEST_S = 10.0
#: Above this part of the month's pushes a larger plan should be booked.
_NEARLY_USED = 0.8
#: Reply tokens live for a minute.
_CLOCK_WITHIN = timedelta(seconds=30)
_CONSOLE = "LINE Developers console, your Messaging API channel"
_TOKEN = "LINE_CHANNEL_ACCESS_TOKEN"  # noqa: S105  (its name)


class _NoAnswer(Exception):
    """Raised when LINE does not answer with 200 and a JSON object; *status* is 0 where nothing
    came."""

    def __init__(self, says: str, status: int = 0) -> None:
        super().__init__(says)
        self.status = status


def check_line(settings: Settings, now: Clock = clock.now) -> Iterator[Finding]:
    """Check all that concerns LINE, and compare our clock *now* with LINE's."""
    secrets = {
        "LINE_CHANNEL_SECRET": settings.channel_secret,
        _TOKEN: settings.channel_access_token,
    }
    missing = [name for name, value in secrets.items() if not value]
    if missing:
        yield wrong("LINE secrets", f"{' and '.join(missing)} missing", f"see {_CONSOLE}")
    else:
        yield ok("LINE secrets", "set")
    if settings.channel_secret_old:
        says = "webhooks signed by the old channel secret are still taken"
        yield warning("LINE secrets", says, "unset LINE_CHANNEL_SECRET_OLD once LINE signs anew")
    if settings.channel_access_token:
        yield from _check_api(settings, now)


def _check_api(settings: Settings, now: Clock) -> Iterator[Finding]:
    try:
        answer = _get(settings, "/v2/bot/info")
        basic_id = _found(answer).get("basicId", "?")
    except _NoAnswer as error:
        yield _closed(settings, error)
        return
    yield ok("LINE API", f"answers as {basic_id}")
    if settings.basic_id and settings.basic_id != basic_id:
        yield wrong("LINE_BASIC_ID", f"LINE says {basic_id}", f"set it to {basic_id}")
    yield from _clock(answer.headers.get("Date"), now)
    yield from _quota(settings)
    yield _endpoint(settings)


def _ask(settings: Settings, path: str) -> dict[str, Any]:
    return _found(_get(settings, path))


def _get(settings: Settings, path: str) -> urllib3.BaseHTTPResponse:
    """Send one GET, without following redirects and without a second try."""
    try:
        return urllib3.request(
            "GET",
            settings.api_base + path,
            headers={"Authorization": f"Bearer {settings.channel_access_token}"},
            timeout=_TIMEOUT,
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except HTTPError as error:
        raise _NoAnswer(type(error).__name__) from error


def _found(answer: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    found: Any = None
    try:
        with answer:
            if answer.status == HTTPStatus.OK:
                found = read_json(answer, within_s=_LONGEST_S)
    except (HTTPError, ValueError) as error:
        raise _NoAnswer(type(error).__name__) from error
    if not isinstance(found, dict):
        raise _NoAnswer(f"status {answer.status}", answer.status)
    return found


def _closed(settings: Settings, error: _NoAnswer) -> Finding:
    if error.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        do = f"issue a new one and set {_TOKEN}: {_CONSOLE}"
        return wrong("LINE API", f"does not take the access token ({error})", do)
    says = f"no good answer from {settings.api_base} ({error})"
    return wrong("LINE API", says, "look at the network, proxy and DNS of this machine")


def _clock(date: str | None, now: Clock) -> Iterator[Finding]:
    """Compare this machine's clock with the Date header of LINE's answer."""
    try:
        off = now() - parsedate_to_datetime(date or "")
    except (TypeError, ValueError):
        return
    if abs(off) > _CLOCK_WITHIN:
        way = "ahead of" if off > timedelta() else "behind"
        says = f"{round(abs(off).total_seconds()):,} s {way} LINE's"
        if is_off(off):
            says += f": this machine's clock is {in_words(off)} LINE's, and reminders come wrong"
        yield wrong("clock", says, "set this machine's clock by NTP (timedatectl set-ntp true)")


def _quota(settings: Settings) -> Iterator[Finding]:
    """Check the month's pushes, and the digests, which stop before the alerts do."""
    try:
        found = read_pushes(_ask(settings, QUOTA), _ask(settings, CONSUMPTION))
        if found is None:
            raise _NoAnswer("no numbers")
    except _NoAnswer as error:
        yield warning("pushes", f"could not be asked ({error})", "try again")
        return
    yield _pushes(found.limit, found.used)
    month = Quota(found.limit, found.used, clock.now())
    if month.is_low(settings.quota_reserve):
        says = f"none goes out: less than {settings.quota_reserve} % of the pushes are left"
        yield warning("digests", says, "book a larger plan, or lower QUOTA_RESERVE")


def _pushes(limit: int | None, used: int) -> Finding:
    if limit is None:
        return ok("pushes", f"{used} used this month, without a limit")
    says = f"{used} of {limit} used this month"
    if used >= limit:
        return wrong("pushes", says, "book a larger plan; what waits goes out by itself")
    if used >= _NEARLY_USED * limit:
        return warning("pushes", says, "book a larger plan before nobody can be alerted")
    return ok("pushes", says)


def _endpoint(settings: Settings) -> Finding:
    """Check where LINE sends webhooks; its API does not tell whether it redelivers them."""
    expected = f"{settings.public_url}/callback"
    do = f"set the webhook URL to {expected}; switch on its use and redelivery: {_CONSOLE}"
    try:
        found = _ask(settings, "/v2/bot/channel/webhook/endpoint")
    except _NoAnswer as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return wrong("webhook", "LINE has no webhook URL", do)
        return warning("webhook", f"could not be asked ({error})", "try again")
    if not found.get("active"):
        return wrong("webhook", "is switched off", do)
    if found.get("endpoint") != expected:
        return warning("webhook", f"LINE sends to {found.get('endpoint')}", do)
    return ok("webhook", f"LINE sends to {expected}")
