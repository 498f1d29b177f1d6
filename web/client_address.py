"""The client of a request: the address block by which limits count, and whether it is an insider,
who may read queue lengths and metrics."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import Request

from config.secret import secret_key
from config.settings import Settings

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
