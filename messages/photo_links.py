"""Links to photos: signed, for one officer and case, and good for minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from config.secret import secret_keys
from config.settings import Settings

#: So that no other thing we may ever sign is taken for a link.
_SALT = "photo"


@dataclass(frozen=True, slots=True)
class PhotoLink:
    """Who may look at which photo, and until when."""

    case: str
    photo: str
    person: int
    until: datetime

    def is_over(self, now: datetime) -> bool:
        """Return whether its time has passed."""
        return now >= self.until


@dataclass(frozen=True, slots=True)
class PhotoLinks:
    """Writes and reads the links; the key is read when the first one is."""

    settings: Settings

    def address(self, case: str, photo: str, person: int, now: datetime) -> str:
        """Return the address under which *person* sees a photo from *now* on."""
        until = now + timedelta(minutes=self.settings.photo_link_minutes)
        token = self._signer().dumps([case, photo, person, int(until.timestamp())])
        return f"{self.settings.public_url}/photo/{token}"

    def read(self, token: str) -> PhotoLink | None:
        """Return what a token says; None if we did not write it."""
        try:
            case, photo, person, until = self._signer().loads(token)
        except BadData:
            return None
        return PhotoLink(case, photo, person, datetime.fromtimestamp(until, UTC))

    def _signer(self) -> URLSafeSerializer:
        oldest_first = secret_keys(self.settings)[::-1]  # the last one signs
        return URLSafeSerializer(oldest_first, salt=_SALT)
