"""Links to a copy of one's own data: signed, for one person, and good for minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from config.secret import secret_keys
from config.settings import Settings

_SALT = "my-data"
#: LINE's own browser cannot save a file.
_IN_A_BROWSER = "openExternalBrowser=1"


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Whose data a link leads to, and until when."""

    person: int
    until: datetime


@dataclass(frozen=True, slots=True)
class CopyLinks:
    """Writes and reads the links; the key is read when the first one is."""

    settings: Settings

    def until(self, now: datetime) -> datetime:
        """Return when a link that is written *now* is over."""
        return now + timedelta(minutes=self.settings.copy_link_minutes)

    def address(self, person: int, now: datetime) -> str:
        """Return the address under which *person* gets the copy from *now* on."""
        token = self._signer().dumps([person, int(self.until(now).timestamp())])
        return f"{self.settings.public_url}/my-data/{token}?{_IN_A_BROWSER}"

    def read(self, token: str) -> CopyLink | None:
        """Return what a token says; None if we did not write it."""
        try:
            person, until = self._signer().loads(token)
        except BadData:
            return None
        return CopyLink(person, datetime.fromtimestamp(until, UTC))

    def _signer(self) -> URLSafeSerializer:
        oldest_first = secret_keys(self.settings)[::-1]  # the last one signs
        return URLSafeSerializer(oldest_first, salt=_SALT)
