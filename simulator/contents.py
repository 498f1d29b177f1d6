"""The photos and other files of messages, as LINE keeps them on its data host."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.refusals import ApiError


@dataclass(frozen=True, slots=True)
class MediaContent:
    data: bytes
    content_type: str
    ready_at: datetime


class Contents:
    """Contents by message id, and the ids of unsent messages."""

    def __init__(self) -> None:
        self._contents: dict[str, MediaContent] = {}
        self._unsent: set[str] = set()

    def add(
        self,
        message_id: str,
        data: bytes,
        *,
        content_type: str = "image/jpeg",
        now: datetime,
        ready_after: timedelta = timedelta(0),
    ) -> None:
        self._contents[message_id] = MediaContent(data, content_type, now + ready_after)

    def unsend(self, message_id: str) -> None:
        self._contents.pop(message_id, None)
        self._unsent.add(message_id)

    def get(self, message_id: str, now: datetime) -> MediaContent | None:
        """Return a content, None while LINE prepares it. Raises ApiError 404, or 410 if unsent."""
        if message_id in self._unsent:
            raise ApiError(410, "The message has been unsent")
        content = self._contents.get(message_id)
        if content is None:
            raise ApiError(404, "Not found")
        return content if now >= content.ready_at else None

    def clear(self) -> None:
        self._contents.clear()
        self._unsent.clear()
