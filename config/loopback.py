"""Whether a host is this machine, so that nobody on the network can read what is sent there."""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address


def is_loopback(host: str | None) -> bool:
    """Return whether every address of *host*, a name or an IP address, is of this machine.

    No host is this machine; an unknown name is taken for another one."""
    name = (host or "localhost").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(name, None)}
    except (OSError, UnicodeError):
        return False
    return all(map(_stays_here, found))


def _stays_here(address: str) -> bool:
    known = ip_address(address)
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    return known.is_loopback or known.is_unspecified
