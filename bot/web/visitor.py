"""What limits count by: an address block or a session, under a name that says nothing."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import Request

from config.secret import secret_key
from config.settings import Settings

#: What one who means harm has at hand: a small net, and of IPv6 what a household is given.
_BLOCKS = {4: 24, 6: 56}


@dataclass(frozen=True, slots=True)
class Visitors:
    """Names visitors by a keyed hash: an address is personal data, and is never kept."""

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
    forwarded = asked.headers.get("X-Forwarded-For", "").rpartition(",")[2]
    return _read(forwarded.strip()) or peer


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
