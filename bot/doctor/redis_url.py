"""Whether others can read, or use, the way to a store on another machine."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from bot.doctor.findings import Finding, warning
from config.loopback import is_loopback

_CHECK = "REDIS_URL"


def of_redis_url(url: str) -> Iterator[Finding]:
    """Look at REDIS_URL in each of its forms; nothing of it is told. What cannot be read is another
    check's."""
    try:
        parts = urlsplit(url)
        hosts = parts.netloc.rpartition("@")[2].split(",")
        stays_here = all(is_loopback(urlsplit(f"//{host}").hostname) for host in hosts)
    except ValueError:
        return
    if not url or parts.scheme == "unix" or stays_here:
        return
    options = parse_qs(parts.query)
    with_tls = parts.scheme.partition("+")[0] == "rediss"
    if not (parts.password or options.get("password") or (with_tls and "ssl_certfile" in options)):
        says = "has no password, and the store is on another machine: whoever reaches it reads all"
        yield warning(_CHECK, says, "give the store a password and put it into REDIS_URL")
    if not with_tls:
        says = "is without TLS beyond this machine: who is on the way reads cases and the password"
        yield warning(_CHECK, says, f"use {_secured(parts.scheme)}:// and let the store speak TLS")
    elif options.get("ssl_cert_reqs", ["required"])[0].lower() == "none":
        says = "does not look at the store's certificate: who is on the way can pose as the store"
        yield warning(_CHECK, says, "leave ssl_cert_reqs out; REDIS_CA_FILE names a CA of your own")


def _secured(scheme: str) -> str:
    return scheme.replace("redis", "rediss", 1)
