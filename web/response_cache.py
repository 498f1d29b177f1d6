"""Responses compressed with gzip. Those that are the same for everybody are made once for each
version of their data, so that many readers cost no more than one."""

from __future__ import annotations

import base64
import gzip
import re
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import bokeh
from flask import Blueprint, Response, abort, request

from web.policy import allow

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
#: zlib's window size that selects gzip's format.
_FRAME = 16 + zlib.MAX_WBITS
#: Smaller answers do not get smaller by compression.
_LEAST_BYTES = 500
_TEXTS = ("text/", "application/json", "application/geo+json")


@dataclass(frozen=True)
class CachedResponse:
    """The bytes of an answer, compressed, and *whole* where they are kept as well."""

    small: bytes
    whole: bytes = b""

    @classmethod
    def of(cls, whole: bytes, *, keep: bool) -> CachedResponse:
        """Compress what is sent many times, as small as it gets; *keep* it uncompressed, too."""
        return cls(gzip.compress(whole, compresslevel=9, mtime=0), whole if keep else b"")

    @cached_property
    def style(self) -> str:
        """Return the source of the page's style for its policy, "" of a file: what is the same for
        everybody cannot hold a nonce."""
        found = _STYLE.search(self.plain())
        digest = sha256(found[1]).digest() if found else b""
        return f"'sha256-{base64.b64encode(digest).decode()}'" if found else ""

    def plain(self) -> bytes:
        """Return the bytes uncompressed."""
        return self.whole or zlib.decompress(self.small, wbits=_FRAME)

    def answer(self, content_type: str) -> Response:
        """Build an answer, compressed where the browser takes it."""
        is_small = _takes_gzip()
        response = Response(self.small if is_small else self.plain(), content_type=content_type)
        response.vary.add("Accept-Encoding")
        if is_small:
            response.headers["Content-Encoding"] = "gzip"
        allow(style=self.style)
        return response


class ResponseCache:
    """Caches the last *most* responses; requests that come while one is made wait for it.

    A single response is kept uncompressed as well, so that many slow readers share its bytes."""

    def __init__(self, most: int = 1) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, CachedResponse] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, version: Hashable, make: Callable[[], str | bytes]) -> CachedResponse:
        """Return the response of *version*; make it if it is not in the cache."""
        with self._lock:
            found = self._kept.get(version)
            if found is None:
                made = make()
                whole = made.encode() if isinstance(made, str) else made
                found = self._kept[version] = CachedResponse.of(whole, keep=self._most == 1)
            self._kept.move_to_end(version)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return found


def compress(response: Response) -> Response:
    """Compress a text response, also a streamed one. The compressed length can reveal a secret on
    the page (BREACH), so a page with one has to mask it (web/access.py)."""
    if not (response.mimetype or "").startswith(_TEXTS) or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    is_short = not response.is_streamed and len(response.get_data()) < _LEAST_BYTES
    if response.status_code != 200 or not _takes_gzip() or is_short:
        return response
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # the same text, but not the same bytes
    response.response = _compressed(response.iter_encoded())
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Content-Length", None)
    return response


def _takes_gzip() -> bool:
    """Return whether the client accepts gzip."""
    return bool(request.accept_encodings["gzip"])


def _compressed(parts: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(wbits=_FRAME)
    for part in parts:
        if small := compressor.compress(part):
            yield small
    yield compressor.flush()


_BOKEH = Path(bokeh.__file__).parent / "server" / "static" / "js" / "bokeh.min.js"
#: The name changes with the content, so a cached file is never out of date.
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def bokeh_script() -> tuple[str, CachedResponse]:
    """Read and compress Bokeh's script: a third of a megabyte instead of more than one. Return its
    name under /static/, and the script."""
    plain = _BOKEH.read_bytes()
    digest = sha256(plain).hexdigest()[:16]
    return f"bokeh-{digest}.js", CachedResponse.of(plain, keep=True)


def static_files() -> Blueprint:
    """Build the route. It holds nothing of anybody, so it asks for no session."""
    routes = Blueprint("static_files", __name__)
    our_name, script = bokeh_script()

    @routes.get("/static/<name>")
    def show(name: str) -> Response:
        if name != our_name:
            abort(404)
        answer = script.answer("text/javascript; charset=utf-8")
        allow(cache=_FOR_EVER)
        is_small = "Content-Encoding" in answer.headers
        answer.set_etag(f"{name}{'-gzip' if is_small else ''}")
        answer.make_conditional(request)
        return answer

    return routes
