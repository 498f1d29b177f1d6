"""Answers made small for a poor line: gzip, where the browser takes it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request

#: zlib's word for gzip's frame.
_GZIP = 16 + zlib.MAX_WBITS
#: Below it the frame costs more than it saves.
_LEAST_BYTES = 500
_TEXTS = ("text/", "application/json", "application/geo+json")


def squeeze(response: Response) -> Response:
    """Compress a text, also one that is streamed. For public answers: beside a secret, the
    length of what is compressed would tell of it, unless it is masked (bot/web/csrf)."""
    if not (response.mimetype or "").startswith(_TEXTS):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not request.accept_encodings["gzip"] or _is_short(response):
        return response
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # the same text, but not the same bytes
    response.response = _compressed(response.iter_encoded())
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Content-Length", None)
    return response


def _is_short(response: Response) -> bool:
    return not response.is_streamed and len(response.get_data()) < _LEAST_BYTES


def _compressed(parts: Iterable[bytes]) -> Iterator[bytes]:
    squeezer = zlib.compressobj(wbits=_GZIP)
    for part in parts:
        if small := squeezer.compress(part):
            yield small
    yield squeezer.flush()
