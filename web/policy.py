"""The Content-Security-Policy and caching headers of every response; and no page is served by an
older version than the store's."""

from __future__ import annotations

import hmac
import re
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Generic, TypeVar

import structlog
from flask import Request, Response, abort, g, request

from config.secret import secret_key
from config.settings import Settings
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
#: Stands for the nonce in a policy that is kept.
_NONCE = "{nonce}"


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
    media: bool = False
    tiles: str = ""
    style: str = ""
    cache: str = _NOBODY_KEEPS_IT

    def header(self, nonce: str) -> str:
        """Return the Content-Security-Policy of a page."""
        return _header(self).replace(_NONCE, nonce)


@lru_cache(maxsize=64)  # nearly all answers have one of a few policies
def _header(policy: Policy) -> str:
    nonced = f"'nonce-{_NONCE}'"
    pictures = ("'self' data: " + policy.tiles).strip()
    asked = (
        ("script-src", nonced, policy.scripts),
        ("connect-src", "'self'", policy.fetches),
        ("img-src", pictures, policy.images or bool(policy.tiles)),
        ("font-src", "'self'", policy.fonts),
        ("media-src", "'self'", policy.media),
    )
    allowed = [f"{name} {sources}" for name, sources, is_asked in asked if is_asked]
    forms = "'self'" if policy.forms else "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {policy.style or nonced}",
            *allowed,
            "base-uri 'none'",
            f"form-action {forms}",
            "frame-ancestors 'none'",
        ]
    )


_STRICTEST = Policy()


def allow(**more: bool | str) -> None:
    """Allow *more* in this answer: ``allow(scripts=True, images=True)``."""
    g.policy = replace(g.policy, **more)


def begin() -> None:
    """Set the nonce and the strictest policy before a request is handled."""
    g.nonce, g.policy = secrets.token_urlsafe(16), _STRICTEST


def secure(headers: Mapping[str, str], response: Response) -> Response:
    """Set *headers* and those of the policy on a response."""
    policy: Policy = g.policy
    own = ("Content-Security-Policy", policy.header(g.nonce)), ("Cache-Control", policy.cache)
    response.headers.extend([*headers.items(), *own])  # nobody else sets them
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


#: Prefix lengths of the blocks that limits count by: what one attacker easily has, a small IPv4
#: network or the IPv6 network of a household.
_BLOCKS = {4: 24, 6: 56}
_PORT = re.compile(r"[0-9]{1,5}")
_IN_BRACKETS = re.compile(r"\[([^]]*)\](?::[0-9]{1,5})?")
#: Headers that proxies add. A request from loopback with one of them comes through a proxy on this
#: machine, and so from anywhere.
_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip",
               "Via")  # fmt: skip


@dataclass(frozen=True, slots=True)
class LimitKeys:
    """Returns keyed hashes of what limits count by, an address block or a session: an address is
    personal data and is never stored."""

    settings: Settings

    def block(self, asked: Request) -> str:
        """Return the hash of the address block that a request comes from."""
        address = _address(asked)
        block = ip_network((address, _BLOCKS[address.version]), strict=False) if address else ""
        return self.name(str(block))

    def name(self, what: str) -> str:
        """Return the hash of a text that must not be stored itself."""
        key = secret_key(self.settings) + b" of the web's limits"
        return hmac.new(key, what.encode("utf-8", "replace"), sha256).hexdigest()[:32]


def _address(asked: Request) -> IPv4Address | IPv6Address | None:
    """Return the last address that a proxy in a private network or on this machine forwards, else
    the address of the connection. Addresses before the last can be forged by the client."""
    peer = _read(asked.remote_addr or "")
    if peer is not None and not peer.is_private:
        return peer
    hops = asked.headers.get("X-Forwarded-For", "").split(",")
    named = [hop.strip() for hop in hops if hop.strip()]
    return (_read(_without_port(named[-1])) if named else None) or peer


def _without_port(hop: str) -> str:
    """Remove the port that some proxies add (Azure's, some load balancers), and the quotes and
    brackets that come with it. Colons without brackets are an IPv6 address of no port."""
    bare = hop.strip('"')
    if match := _IN_BRACKETS.fullmatch(bare):
        return match[1]
    host, colon, port = bare.partition(":")
    return host if colon and _PORT.fullmatch(port) else bare


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        # A zone ("%eth0") names a network card of the machine that wrote it, no visitor.
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_insider(asked: Request, token: str) -> bool:
    """Return whether a request comes from this machine or brings METRICS_TOKEN."""
    return _has_token(asked, token) or _is_local(asked)


def _has_token(asked: Request, token: str) -> bool:
    given = asked.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(
        given.encode("utf-8", "replace"), f"Bearer {token}".encode()
    )


def _is_local(asked: Request) -> bool:
    if any(name in asked.headers for name in _OF_A_PROXY):
        return False
    try:
        return ip_address(asked.remote_addr or "").is_loopback
    except ValueError:  # a unix socket has no address: a proxy stands before it
        return False
