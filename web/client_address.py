"""What a request's address tells: the visitor by which limits count, and whether it is an insider,
who is told what waits and how the machine does."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import Request

from config.secret import secret_key
from config.settings import Settings

#: What one who means harm has at hand: a small net, and of IPv6 what a household is given.
_BLOCKS = {4: 24, 6: 56}
_PORT = re.compile(r"[0-9]{1,5}")
_IN_BRACKETS = re.compile(r"\[([^]]*)\](?::[0-9]{1,5})?")
#: A proxy on this machine speaks from loopback for the whole world; each adds one of these.
_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip",
               "Via")  # fmt: skip


@dataclass(frozen=True, slots=True)
class LimitKeys:
    """Names what limits count by, an address block or a session, by a keyed hash: an address is
    personal data, and is never kept."""

    settings: Settings

    def block(self, asked: Request) -> str:
        """Name the block of addresses from which a request comes."""
        address = _address(asked)
        block = ip_network((address, _BLOCKS[address.version]), strict=False) if address else ""
        return self.name(str(block))

    def name(self, what: str) -> str:
        """Name what must not be kept itself."""
        key = secret_key(self.settings) + b" of the web's limits"
        return hmac.new(key, what.encode("utf-8", "replace"), sha256).hexdigest()[:32]


def _address(asked: Request) -> IPv4Address | IPv6Address | None:
    """Return whom a proxy of our own net, or of this machine, names as the last; else who asks.
    What stands before the last, a visitor may have written."""
    peer = _read(asked.remote_addr or "")
    if peer is not None and not peer.is_private:
        return peer
    hops = asked.headers.get("X-Forwarded-For", "").split(",")
    named = [hop.strip() for hop in hops if hop.strip()]
    return (_read(_without_port(named[-1])) if named else None) or peer


def _without_port(hop: str) -> str:
    """Take off the port that some proxies add (Azure's, some load balancers), and the quotes and
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
