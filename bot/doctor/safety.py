"""Checks of what lets strangers in though everything works, for the doctor and for each start."""

from __future__ import annotations

import os
import re
import socket
import stat
from collections.abc import Iterable, Iterator
from ipaddress import IPv6Address, ip_address
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import structlog

from bot.doctor.findings import Finding, Grade, ok, warning, wrong
from config.secret import kept_key_file
from config.settings import LOCAL, Settings
from store.installation import files_in

_OTHERS = stat.S_IRWXO
_REDIS_URL, _PUBLIC_URL = "REDIS_URL", "PUBLIC_URL"
_SET_PUBLIC_URL = "set PUBLIC_URL to the https address that people open"
#: 128 random bits in hex: nobody tries so many out, not even at home against a link that was sent.
SHORTEST = 32
#: Of 32 random hex digits fewer are different once in a million times.
_FEWEST_DIFFERENT = 7
_GUESSED = re.compile(
    r"cheer-?to-?share|change-?(it|me|this)?|pass-?word|pass-?phrase|example|default|placeholder"
    r"|insecure|secret|metrics|access|token|random|string|development|production|testing|test"
    r"|please|letmein|super|your|very|this|here|must|long|key|qwerty(uiop)?|asdfgh(jkl)?|zxcvbn(m)?"
    r"|[\W_]+"
)
_SET_RANDOM = "set a random one of at least 32 characters, such as `openssl rand -hex 32` prints"
_log = structlog.get_logger()


def check_safety(settings: Settings) -> Iterator[Finding]:
    """Check secrets, connections to other machines, the user, and who may read our files."""
    found = [
        *check_secrets(settings),
        *check_redis_url(settings.redis_url),
        *_plain_http(settings),
        *_check_root(),
        *_check_data_dir(settings.data_dir),
        *_check_files(_secret_files(settings)),
    ]
    yield from found or [ok("safety", "secrets, ways out, user and files keep strangers out")]


def dangers(settings: Settings) -> list[Finding]:
    """Return what a start warns of. A PUBLIC_URL on this machine, as used to try the service, is a
    finding of the doctor's alone."""
    found = list(check_safety(settings))
    if not is_loopback(urlsplit(settings.public_url).hostname):
        found.append(check_web(settings))
    return [one for one in found if one.grade is not Grade.OK]


def warn_of(found: Iterable[Finding]) -> None:
    """Log a line for each finding."""
    for one in found:
        _log.warning("not safe", check=one.check, says=one.says, do=one.do)


def _plain_http(settings: Settings) -> Iterator[Finding]:
    """Check the URLs that get the access token or serve photos."""
    bases = {
        "LINE_API_BASE": settings.api_base,
        "LINE_DATA_API_BASE": settings.data_api_base,
    }
    for name, base in bases.items():
        try:
            address = urlsplit(base)
        except ValueError:  # calls fail, and say so
            continue
        if address.scheme == "http" and not is_loopback(address.hostname):
            says = "is http: the access token and all messages can be read on the way"
            yield warning(name, says, "set it to an https address, or unset it for LINE's own")


def _check_root() -> Iterator[Finding]:
    if os.geteuid() == 0:
        says = "runs as root: a fault in the service would be one in the whole machine"
        yield warning("user", says, "run it as a user of its own, who owns DATA_DIR alone")


def _check_data_dir(data_dir: Path) -> Iterator[Finding]:
    mode = _mode(data_dir)
    if mode & (stat.S_IRWXG | _OTHERS):
        do = f"chmod 700 {data_dir}"
        yield wrong("data directory", f"{data_dir} is open to others (mode {mode:o})", do)


def _secret_files(settings: Settings) -> dict[Path, str]:
    """Map each file that holds secrets or cases to the name of its check."""
    ours = [kept_key_file(settings.data_dir), *files_in(settings.data_dir)]
    named = {path: name for name, path in settings.secret_files.items()}
    return dict.fromkeys(ours, "data directory") | named


def _check_files(files: dict[Path, str]) -> Iterator[Finding]:
    for path, check in files.items():
        mode = _mode(path)
        if mode & _OTHERS:
            says = f"{path} can be read by every user of this machine (mode {mode:o})"
            yield warning(
                check, says, f"give it to the service's user alone: chown, chmod 600 {path}"
            )


def _mode(path: Path) -> int:
    """Return the permission bits of a file, 0 where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def check_redis_url(url: str) -> Iterator[Finding]:
    """Check whether others can read or use the connection to a store on another machine.

    Nothing of *url* appears in a finding. Another check reports a URL that cannot be read."""
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
        yield warning(_REDIS_URL, says, "give the store a password and put it into REDIS_URL")
    if not with_tls:
        says = "is without TLS beyond this machine: who is on the way reads cases and the password"
        yield warning(
            _REDIS_URL,
            says,
            f"use {parts.scheme.replace('redis', 'rediss', 1)}:// and let the store speak TLS",
        )
    elif options.get("ssl_cert_reqs", ["required"])[0].lower() == "none":
        says = "does not look at the store's certificate: who is on the way can pose as the store"
        yield warning(
            _REDIS_URL, says, "leave ssl_cert_reqs out; REDIS_CA_FILE names a CA of your own"
        )


def check_secrets(settings: Settings) -> Iterator[Finding]:
    """Check the secrets that an operator chooses; LINE makes its own."""
    given = {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_OLD": settings.secret_key_old,
        "METRICS_TOKEN": settings.metrics_token,
    }
    for name, secret in given.items():
        if secret and (why := weakness(secret)):
            yield warning(name, why, _SET_RANDOM)


def weakness(secret: str) -> str:
    """Return why *secret* can be guessed, without a character of it; empty where it cannot."""
    if len(secret) < SHORTEST:
        return f"is shorter than {SHORTEST} characters: so few can be found by trying"
    if len(set(secret)) < _FEWEST_DIFFERENT or _period(secret) <= len(secret) // 2:
        return "repeats a few characters: it can be guessed"
    if _steps(secret) > len(secret) // 2:
        return "is a row of characters that follow each other: it can be guessed"
    if len(_GUESSED.sub("", secret.casefold())) < SHORTEST // 2:
        return "is made of words that everybody tries first"
    return ""


def _period(secret: str) -> int:
    """Return the length of the part that *secret* repeats; its own length where it repeats none."""
    return next(
        (shift for shift in range(1, len(secret)) if secret.startswith(secret[shift:])), len(secret)
    )


def _steps(secret: str) -> int:
    """Count the characters that follow the one before in the code table, as in abc or 321."""
    return sum(abs(ord(one) - ord(next_)) == 1 for one, next_ in pairwise(secret))


def check_web(settings: Settings) -> Finding:
    """Check that people can open our pages at PUBLIC_URL, and sign in there."""
    address = urlsplit(settings.public_url)
    if address.hostname in LOCAL:
        says = f"is {settings.public_url}: links in chats open on this machine alone"
        return warning(_PUBLIC_URL, says, _SET_PUBLIC_URL)
    if address.scheme != "https":
        return warning(
            _PUBLIC_URL, "is http: nobody can sign in, a session needs https", _SET_PUBLIC_URL
        )
    return ok(_PUBLIC_URL, settings.public_url)


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
