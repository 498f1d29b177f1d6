"""Answers that are the same for everybody: their bytes are made once for each version of what they
tell, so that many readers cost no more than one."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

from flask import Response

from web import gzip
from web.policy import allow

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class Made:
    """The bytes of an answer, compressed, and *whole* where they are kept as well."""

    small: bytes
    whole: bytes = b""

    @cached_property
    def style(self) -> str:
        """Return the source of the page's style for its policy, "" of a file: what is the same for
        everybody cannot hold a nonce."""
        found = _STYLE.search(self.plain())
        digest = hashlib.sha256(found[1]).digest() if found else b""
        return f"'sha256-{base64.b64encode(digest).decode()}'" if found else ""

    def plain(self) -> bytes:
        """Return the bytes uncompressed."""
        return self.whole or zlib.decompress(self.small, wbits=gzip.FRAME)

    def answer(self, content_type: str) -> Response:
        """Build an answer, compressed where the browser takes it."""
        is_small = gzip.is_taken()
        response = Response(self.small if is_small else self.plain(), content_type=content_type)
        response.vary.add("Accept-Encoding")
        if is_small:
            response.headers["Content-Encoding"] = "gzip"
        allow(style=self.style)
        return response


class MadeOnce:
    """Keeps the last *most* answers; who comes while one is made waits for it.

    A single one is kept uncompressed, too: of many who read it slowly all share the same bytes."""

    def __init__(self, most: int = 1) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, version: Hashable, make: Callable[[], str | bytes]) -> Made:
        """Return the answer of *version*; it is made if it is not kept."""
        with self._lock:
            made = self._kept.get(version) or self._make(make)
            self._kept[version] = made
            self._kept.move_to_end(version)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return made

    def _make(self, make: Callable[[], str | bytes]) -> Made:
        whole = _bytes(make())
        return Made(gzip.compressed(whole), whole if self._most == 1 else b"")


def _bytes(made: str | bytes) -> bytes:
    return made.encode() if isinstance(made, str) else made
