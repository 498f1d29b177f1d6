"""The Content-Security-Policy and caching headers of every response; and no page is served by an
older version than the store's."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import structlog
from flask import Response, abort, g, request

from store import schema
from store.connection import StoreClient
from store.errors import StoreError
from store.exceptions import SchemaUnknown

_log = structlog.get_logger()
T = TypeVar("T")
#: Blueprints that go on under a newer version: a webhook is stored as it came, for any version to
#: handle; probes report the state.
_GO_ON = ("webhook", "health", "metrics", "static_files")
#: Seconds for which a process keeps the version that it read.
_SCHEMA_LIFE_S = 5.0

_NOBODY_KEEPS_IT = "no-store"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one answer allows the browser, and how long the answer may be kept. *tiles* is the host
    of a street map, named only by the page that shows one; *style* names the style of a page
    that is the same for everybody, and so can have no nonce."""

    scripts: bool = False
    forms: bool = False
    fetches: bool = False
    images: bool = False
    fonts: bool = False
    tiles: str = ""
    style: str = ""
    cache: str = _NOBODY_KEEPS_IT

    def header(self, nonce: str) -> str:
        """Write the Content-Security-Policy."""
        pictures = ("'self' data: " + self.tiles).strip()
        asked = (
            ("script-src", f"'nonce-{nonce}'", self.scripts),
            ("connect-src", "'self'", self.fetches),
            ("img-src", pictures, self.images or bool(self.tiles)),
            ("font-src", "'self'", self.fonts),
        )
        allowed = [f"{name} {sources}" for name, sources, is_asked in asked if is_asked]
        nonced = f"'nonce-{nonce}'"
        forms = "'self'" if self.forms else "'none'"
        return "; ".join(
            [
                "default-src 'none'",
                f"style-src {self.style or nonced}",
                *allowed,
                "base-uri 'none'",
                f"form-action {forms}",
                "frame-ancestors 'none'",
            ]
        )


def allow(**more: bool | str) -> None:
    """Allow *more* in this answer: ``allow(scripts=True, images=True)``."""
    g.policy = replace(g.policy, **more)


def begin() -> None:
    """Set the nonce and the strictest policy before a request is handled."""
    g.nonce, g.policy = secrets.token_urlsafe(16), Policy()


def secure(headers: Mapping[str, str], response: Response) -> Response:
    """Set *headers* and those of the policy on a response."""
    response.headers.update(headers)
    response.headers["Content-Security-Policy"] = g.policy.header(g.nonce)
    response.headers["Cache-Control"] = g.policy.cache
    return response


class Recent(Generic[T]):
    """A cached value, read again on request when it is older than *life_s* seconds."""

    def __init__(self, read: Callable[[], T], life_s: float) -> None:
        self._read, self._life_s = read, life_s
        self._lock = threading.Lock()
        self._kept: tuple[T, float] | None = None

    def get(self) -> T:
        """Return the value."""
        with self._lock:
            if self._kept is None or time.monotonic() - self._kept[1] >= self._life_s:
                # The time after it: who waited for a slow read does not read again.
                self._kept = self._read(), time.monotonic()
            return self._kept[0]


class SchemaWatch:
    """Checks whether a newer version has taken the store over."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._found = ""
        self._recent = Recent(self._look, _SCHEMA_LIFE_S)

    def says(self) -> str:
        """Return the sentence about a newer version, empty where there is none."""
        return self._recent.get()

    def close_pages(self) -> None:
        """Answer 503 to requests that would read or write by this version's schema."""
        if request.blueprint not in _GO_ON and (says := self.says()):
            abort(503, says)

    def _look(self) -> str:
        with suppress(*StoreError):  # then what was known goes on
            try:
                schema.is_marked(self._client)
                self._found = ""
            except SchemaUnknown as newer:
                if not self._found:
                    _log.critical("newer schema", says=str(newer))
                self._found = str(newer)
        return self._found
