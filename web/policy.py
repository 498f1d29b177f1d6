"""The Content-Security-Policy of an answer: nothing may be loaded but what the page asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import g

_NOBODY_KEEPS_IT = "no-store"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one answer allows the browser, and how long the answer may be kept. *tiles* is the host
    of a street map, named only by the page that shows one; *style* names the style of a page
    that is the same for everybody, and so can have no nonce."""

    scripts: bool = False
    forms: bool = False
    fetches: bool = False
    images: bool = False
    fonts: bool = False
    tiles: str = ""
    style: str = ""
    cache: str = _NOBODY_KEEPS_IT

    def header(self, nonce: str) -> str:
        """Write the Content-Security-Policy."""
        pictures = ("'self' data: " + self.tiles).strip()
        asked = (
            ("script-src", f"'nonce-{nonce}'", self.scripts),
            ("connect-src", "'self'", self.fetches),
            ("img-src", pictures, self.images or bool(self.tiles)),
            ("font-src", "'self'", self.fonts),
        )
        allowed = [f"{name} {sources}" for name, sources, is_asked in asked if is_asked]
        nonced = f"'nonce-{nonce}'"
        forms = "'self'" if self.forms else "'none'"
        return "; ".join(
            [
                "default-src 'none'",
                f"style-src {self.style or nonced}",
                *allowed,
                "base-uri 'none'",
                f"form-action {forms}",
                "frame-ancestors 'none'",
            ]
        )


def allow(**more: bool | str) -> None:
    """Allow *more* in this answer: ``allow(scripts=True, images=True)``."""
    g.policy = replace(g.policy, **more)
