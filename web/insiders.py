"""Who is told what waits and how the machine does: this machine, and who has METRICS_TOKEN."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from flask import Request

#: A proxy on this machine speaks from loopback for the whole world; each adds one of these.
_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip",
               "Via")  # fmt: skip


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
