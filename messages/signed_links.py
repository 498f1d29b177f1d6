"""Signed links that are good for minutes: to a copy of one's own data, and to the attachments of a
case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from config.secret import secret_keys
from config.settings import Settings

#: So that no token is taken for one of the other kind, or of another that we may ever sign.
_OF_COPIES, _OF_ATTACHMENTS = "my-data", "photo"
#: LINE's own browser cannot save a file.
_IN_A_BROWSER = "openExternalBrowser=1"


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Whose data a link leads to, and until when."""

    person: int
    until: datetime


@dataclass(frozen=True, slots=True)
class AttachmentLink:
    """Who may look at which attachment, and until when."""

    case: str
    attachment: str
    person: int
    until: datetime

    def is_over(self, now: datetime) -> bool:
        """Return whether its time has passed."""
        return now >= self.until


@dataclass(frozen=True, slots=True)
class CopyLinks:
    """Writes and reads the links to copies; the key is read when the first one is."""

    settings: Settings

    def until(self, now: datetime) -> datetime:
        """Return when a link that is written *now* is over."""
        return now + timedelta(minutes=self.settings.copy_link_minutes)

    def address(self, person: int, now: datetime) -> str:
        """Return the address under which *person* gets the copy from *now* on."""
        token = _signer(self.settings, _OF_COPIES).dumps([person, _seconds(self.until(now))])
        return f"{self.settings.public_url}/my-data/{token}?{_IN_A_BROWSER}"

    def read(self, token: str) -> CopyLink | None:
        """Return what a token says; None if we did not write it."""
        try:
            person, until = _signer(self.settings, _OF_COPIES).loads(token)
        except BadData:
            return None
        return CopyLink(person, datetime.fromtimestamp(until, UTC))


@dataclass(frozen=True, slots=True)
class AttachmentLinks:
    """Writes and reads the links to attachments; the key is read when the first one is."""

    settings: Settings

    def address(self, case: str, attachment: str, person: int, now: datetime) -> str:
        """Return the address under which *person* sees an attachment from *now* on."""
        until = now + timedelta(minutes=self.settings.photo_link_minutes)
        token = _signer(self.settings, _OF_ATTACHMENTS).dumps(
            [case, attachment, person, _seconds(until)]
        )
        return f"{self.settings.public_url}/photo/{token}"

    def read(self, token: str) -> AttachmentLink | None:
        """Return what a token says; None if we did not write it."""
        try:
            case, attachment, person, until = _signer(self.settings, _OF_ATTACHMENTS).loads(token)
        except BadData:
            return None
        return AttachmentLink(case, attachment, person, datetime.fromtimestamp(until, UTC))


def _signer(settings: Settings, salt: str) -> URLSafeSerializer:
    oldest_first = secret_keys(settings)[::-1]  # the last one signs
    return URLSafeSerializer(oldest_first, salt=salt)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
