"""Photos from LINE's data host: asked for in seconds, read to a limit, cleaned at once."""

from __future__ import annotations

import time
from http import HTTPStatus

import urllib3
from urllib3.exceptions import HTTPError

from bot.photo_cleaning import cleaned
from cases.sources import NoPhoto
from config.settings import Settings

#: LINE keeps an image of at most so many bytes.
LARGEST = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_ADDRESS = "{base}/v2/bot/message/{message}/content"
#: Seconds to connect, for each piece, and for all of it: whoever sends a byte a second holds the
#: one thread that fetches photos up no longer than this.
_TIMEOUT = urllib3.Timeout(connect=2.0, read=5.0)
_LONGEST_S = 10.0
_ANSWERS: dict[int, NoPhoto] = {
    HTTPStatus.ACCEPTED: NoPhoto.NOT_READY,
    HTTPStatus.NOT_FOUND: NoPhoto.GONE,
    HTTPStatus.GONE: NoPhoto.GONE,
}


class LinePhotos:
    """cases.sources.PhotoSource by HTTP.

    Not by the SDK: its model reads a body of any length into memory first."""

    def __init__(self, settings: Settings, *, longest_s: float = _LONGEST_S) -> None:
        self._base = settings.data_api_base
        self._headers = {"Authorization": f"Bearer {settings.channel_access_token}"}
        self._http = urllib3.PoolManager(retries=False, timeout=_TIMEOUT)
        self._longest_s = longest_s

    def fetch(self, message: str) -> bytes | NoPhoto:
        """Return a message's photo as a small JPEG in which nothing but the picture is left."""
        try:
            got = self._fetch(message)
        except HTTPError:  # no connection, no answer in time, or the answer broke off
            return NoPhoto.UNREACHABLE
        return got if isinstance(got, NoPhoto) else cleaned(got) or NoPhoto.UNUSABLE

    def _fetch(self, message: str) -> bytes | NoPhoto:
        response = self._http.request(
            "GET",
            _ADDRESS.format(base=self._base, message=message),
            headers=self._headers,
            redirect=False,  # the token is for this host alone
            preload_content=False,
            decode_content=False,  # a small body must not unpack into a large one
        )
        try:
            if response.status == HTTPStatus.OK:
                return self._read(response)
            return _ANSWERS.get(response.status, NoPhoto.UNREACHABLE)
        finally:
            response.close()

    def _read(self, response: urllib3.BaseHTTPResponse) -> bytes | NoPhoto:
        until = time.monotonic() + self._longest_s
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > LARGEST:
                return NoPhoto.UNUSABLE
            if time.monotonic() > until:
                return NoPhoto.UNREACHABLE
        return bytes(body)
