"""How environment variables become settings. Each reader takes a text and raises ValueError."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import field
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

T = TypeVar("T")

#: What may lie in a file, as container platforms and systemd hand secrets over:
#: LINE_CHANNEL_SECRET_FILE=/run/secrets/line.
_SECRETS = (
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_SECRET_OLD",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "SECRET_KEY",
    "SECRET_KEY_OLD",
    "REDIS_URL",
    "METRICS_TOKEN",
)
_WITH_TLS = ("rediss://", "rediss+cluster://")


def setting(
    default: T, read: Callable[[str], object], *, variable: str = "", secret: bool = False
) -> T:
    """Return a dataclass field that *read* converts from *variable*, or from the variable with the
    field's own name in capitals. A *secret* stays out of the repr."""
    metadata = {"read": read, "variable": variable}
    return field(default=default, repr=not secret, metadata=metadata)


def number(at_least: int, at_most: int) -> Callable[[str], int]:
    """Return the reader of a whole number within two bounds."""

    def convert(text: str) -> int:
        number = int(text) if text.isascii() and text.lstrip("-").isdigit() else None
        if number is None or not at_least <= number <= at_most:
            raise ValueError(f"a whole number from {at_least} to {at_most} is needed")
        return number

    return convert


def yes_or_no(text: str) -> bool:
    """Read a switch."""
    if text.lower() not in ("yes", "no"):
        raise ValueError("yes or no is needed")
    return text.lower() == "yes"


def ip(text: str) -> str:
    """Read an address of this machine, IPv6 with or without brackets."""
    try:
        return str(ip_address(text.removeprefix("[").removesuffix("]")))
    except ValueError:
        raise ValueError("an IP address such as 0.0.0.0, 127.0.0.1 or :: is needed") from None


def quiet_hours(text: str) -> tuple[int, int] | None:
    """Read "22-6": from the hour of 22 until 6 in Bangkok."""
    if text == "none":
        return None
    first, _, end = text.partition("-")
    hours = [int(one) if one.isascii() and one.isdigit() else 24 for one in (first, end)]
    if max(hours) > 23 or hours[0] == hours[1]:
        raise ValueError("two hours such as 22-6, or none, are needed")
    return hours[0], hours[1]


def base_url(text: str) -> str:
    """Read a URL and remove the slash at its end."""
    if not text.startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https:// is needed")
    return text.rstrip("/")


def public_url(text: str) -> str:
    """Read a URL and write its host as browsers write the origin of a form: in small letters, a
    Thai host in ASCII, without the scheme's default port."""
    address = urlsplit(base_url(text))
    if not address.hostname:
        raise ValueError("an address with a host is needed")
    name = address.hostname.encode("idna").decode()
    host = f"[{name}]" if ":" in name else name
    usual = 443 if address.scheme == "https" else 80
    port = "" if address.port in (None, usual) else f":{address.port}"
    return f"{address.scheme}://{host}{port}{address.path}"


def tiles_url(text: str) -> str:
    """Read the URL template of a map's tiles."""
    if not text.startswith("https://") or not all(part in text for part in ("{X}", "{Y}", "{Z}")):
        raise ValueError("an address https://... with {X}, {Y} and {Z} in it is needed")
    return text


def routing(text: str) -> str:
    """Read how the centre of a share is chosen."""
    if text not in ("nearest", "province"):
        raise ValueError("nearest or province is needed")
    return text


def existing_file(text: str) -> Path:
    """Read the path of a file that exists."""
    path = Path(text)
    if not path.is_file():
        raise ValueError("there is no such file")
    return path


def ca_file(text: str) -> Path:
    """Read the path of a file of CA certificates, and load it as the store's client will."""
    path = existing_file(text)
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:  # ssl.SSLError is one
        raise ValueError("no certificate (PEM) can be read from it") from error
    return path


def add_ca_file(values: dict[str, object]) -> list[str]:
    """Add the CA file's path to the store's URL in *values*, and return what is wrong with that."""
    path, url = values.get("redis_ca_file"), str(values.get("redis_url", ""))
    if not isinstance(path, Path):
        return []
    if not url.startswith(_WITH_TLS):
        return [f"REDIS_CA_FILE: REDIS_URL must begin with {' or '.join(_WITH_TLS)}"]
    mark = "&" if "?" in url else "?"
    values["redis_url"] = f"{url}{mark}ssl_ca_certs={quote(str(path.resolve()))}"
    return []


def with_secret_files(env: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return *env* with the secrets read from their files, and what is wrong with those; no
    sentence contains a word of a file."""
    known, problems = dict(env), []
    for name in _SECRETS:
        path = known.get(f"{name}_FILE", "").strip()
        if not path:
            continue
        if known.get(name, "").strip():
            problems.append(f"{name} and {name}_FILE are both set; unset one")
            continue
        try:
            known[name] = Path(path).read_text("utf-8").strip()
        except OSError as error:
            problems.append(f"{name}_FILE: {(error.strerror or type(error).__name__).lower()}")
            continue
        except UnicodeDecodeError:
            problems.append(f"{name}_FILE: the file is no text")
            continue
        if not known[name]:
            problems.append(f"{name}_FILE: the file is empty")
    return known, problems


def secret_file_paths(env: Mapping[str, str]) -> dict[str, Path]:
    """Return the secrets' files by their variables, for a process that runs in another folder."""
    named = {f"{name}_FILE": env.get(f"{name}_FILE", "").strip() for name in _SECRETS}
    return {name: Path(path) for name, path in named.items() if path}
