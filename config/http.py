"""What holds of every request and answer, whoever looks at it: the app, or the server before it."""

from __future__ import annotations

#: No route of ours takes a longer body: LINE's have a few kilobytes, seldom some hundred events.
LARGEST_BODY = 1024 * 1024

SECURITY_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: Of what the server answers by itself: plain words that load nothing and that nobody keeps.
OF_PLAIN_WORDS = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Content-Type": "text/plain; charset=utf-8",
}
