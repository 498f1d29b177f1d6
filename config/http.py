"""The limits and headers of every request and answer, for the app and for the server before it."""

from __future__ import annotations

from collections.abc import Mapping

from config.settings import Settings

#: No route of ours takes a longer body: LINE's have a few kilobytes, seldom some hundred events.
LARGEST_BODY = 1024 * 1024

_HSTS = "Strict-Transport-Security"

SECURITY_HEADERS = {
    _HSTS: "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: The headers of the server's own answers: plain text that loads nothing and is not cached.
PLAIN_TEXT_HEADERS = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Content-Type": "text/plain; charset=utf-8",
}


def with_hsts(headers: Mapping[str, str], settings: Settings) -> Mapping[str, str]:
    """Return *headers* with HSTS for subdomains if the settings ask for it. All answers need the
    same header, the server's too: for a browser the last one counts."""
    if not settings.hsts_subdomains:
        return headers
    return {**headers, _HSTS: f"{headers[_HSTS]}; includeSubDomains"}
