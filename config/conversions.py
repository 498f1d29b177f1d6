"""How the words of an environment variable become a value; each raises ValueError."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit


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
    """Read an address without the slash at its end."""
    if not text.startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https:// is needed")
    return text.rstrip("/")


def public_url(text: str) -> str:
    """Write the host as browsers do when they name the origin of a form: in small letters, a Thai
    one in ASCII, without the port that goes without saying."""
    address = urlsplit(base_url(text))
    if not address.hostname:
        raise ValueError("an address with a host is needed")
    name = address.hostname.encode("idna").decode()
    host = f"[{name}]" if ":" in name else name
    usual = 443 if address.scheme == "https" else 80
    port = "" if address.port in (None, usual) else f":{address.port}"
    return f"{address.scheme}://{host}{port}{address.path}"


def tiles_url(text: str) -> str:
    """Read the address of a map's tiles."""
    if not text.startswith("https://") or not all(part in text for part in ("{X}", "{Y}", "{Z}")):
        raise ValueError("an address https://... with {X}, {Y} and {Z} in it is needed")
    return text


def routing(text: str) -> str:
    """Read by what a share finds its centre."""
    if text not in ("nearest", "province"):
        raise ValueError("nearest or province is needed")
    return text
