"""What the handlers need of the store for partners, whose systems bring shares."""

from __future__ import annotations

from typing import Protocol


class PartnerShares(Protocol):
    """What became of a partner's share, by the token that the partner got for it."""

    def put_case(self, token: str, number: str) -> None:
        """Keep to which case it came."""

    def put_refused(self, token: str) -> None:
        """Keep that it lies outside Thailand."""
