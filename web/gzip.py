"""Answers made small for a poor line: compressed with gzip, where the browser takes it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request

#: zlib's word for gzip's frame.
FRAME = 16 + zlib.MAX_WBITS
#: Below it the frame costs more than it saves.
_LEAST_BYTES = 500
_TEXTS = ("text/", "application/json", "application/geo+json")


def compress(response: Response) -> Response:
    """Compress a text, also one that is streamed. Beside a secret, the length of what is compressed
    would tell of it: a page with one has to mask it (web/csrf)."""
    if not (response.mimetype or "").startswith(_TEXTS) or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not is_taken() or _is_short(response):
        return response
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # the same text, but not the same bytes
    response.response = _compressed(response.iter_encoded())
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Content-Length", None)
    return response


def is_taken() -> bool:
    """Return whether the browser that asks takes gzip."""
    return bool(request.accept_encodings["gzip"])


def compressed(plain: bytes) -> bytes:
    """Return what is sent many times, as small as it gets."""
    return gzip.compress(plain, compresslevel=9, mtime=0)


def _is_short(response: Response) -> bool:
    return not response.is_streamed and len(response.get_data()) < _LEAST_BYTES


def _compressed(parts: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(wbits=FRAME)
    for part in parts:
        if small := compressor.compress(part):
            yield small
    yield compressor.flush()
