"""The doctor's look at the address of our pages: can people open it, and sign in there."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.doctor.findings import Finding, ok, warning
from config.settings import LOCAL, Settings

_CHECK = "PUBLIC_URL"
_DO = "set PUBLIC_URL to the https address that people open"


def of_web(settings: Settings) -> Finding:
    """Look at the address to which the chat's links lead."""
    address = urlsplit(settings.public_url)
    if address.hostname in LOCAL:
        says = f"is {settings.public_url}: links in chats open on this machine alone"
        return warning(_CHECK, says, _DO)
    if address.scheme != "https":
        return warning(_CHECK, "is http: nobody can sign in, a session needs https", _DO)
    return ok(_CHECK, settings.public_url)
