"""The way to our account in LINE: its link, and the same as a QR code."""

from __future__ import annotations

import segno


def friend_link(basic_id: str) -> str:
    """Return the link that adds our account; empty while its name is not known."""
    return f"https://line.me/R/ti/p/{basic_id}" if basic_id else ""


def friend_code(link: str) -> segno.QRCode:
    """Draw *link*; a quarter of it may be covered, as papers on walls are."""
    return segno.make(link, error="q", micro=False)
