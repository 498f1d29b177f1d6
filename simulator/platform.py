"""The state of the platform: the account, its users, its messages, their contents, its tokens."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock
from typing import Literal

from simulator.allowances import Acceptance, MonthlyQuota, ReplyTokens, RetryKeys
from simulator.json_forms import Clock, Identifiers, utc_now
from simulator.refusals import FAILED_TO_SEND, INVALID_REPLY_TOKEN, ApiError, Json
from simulator.rich_menus import RichMenus
from simulator.users import Users

Kind = Literal["reply", "push", "multicast"]


@dataclass(frozen=True, slots=True)
class Call:
    """A valid request to send messages; `fingerprint` is the same for two that are the same."""

    kind: Kind
    to: tuple[str, ...]
    messages: tuple[Json, ...]
    request_id: str
    fingerprint: bytes = b""
    retry_key: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted message object; the first one of a call carries the call's cost."""

    number: int
    at: datetime
    kind: Kind
    to: str
    message: Json
    message_id: str
    request_id: str
    retry_key: str | None
    cost: int
    delivered: bool


def paid(rows: Sequence[Accepted]) -> int:
    """Return the sum of the messages' costs, in paid messages."""
    return sum(row.cost for row in rows)


@dataclass(slots=True)
class _Log:
    rows: list[Accepted] = field(default_factory=list)
    by_chat: dict[str, list[Accepted]] = field(default_factory=dict)

    def add(self, row: Accepted) -> None:
        self.rows.append(row)
        self.by_chat.setdefault(row.to, []).append(row)


@dataclass(frozen=True, slots=True)
class MediaContent:
    """A photo or another file of a message, as LINE keeps it on its data host."""

    data: bytes
    content_type: str
    ready_at: datetime


class Contents:
    """Contents by message id, and the ids of unsent messages."""

    def __init__(self) -> None:
        self._contents: dict[str, MediaContent] = {}
        self._unsent: set[str] = set()

    def add(self, message_id: str, content: MediaContent) -> None:
        self._contents[message_id] = content

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


class Platform:
    """Accepts messages and keeps what LINE keeps. Thread-safe: one lock holds for each change."""

    def __init__(
        self, *, clock: Clock = utc_now, seed: int | None = None, quota: int | None = None
    ) -> None:
        self.clock = clock
        self.ids = Identifiers(seed)
        self.bot_user_id = self.ids.user()
        self._lock = RLock()
        self.reset(quota)

    def reset(self, quota: int | None = None) -> None:
        """Begin anew; only the account's own user id stays."""
        with self._lock:
            self.people = Users(self.ids)
            self.contents = Contents()
            self.rich_menus = RichMenus(self.ids)
            self._quota = MonthlyQuota(quota)
            self._reply_tokens = ReplyTokens()
            self._retry_keys = RetryKeys()
            self._read_tokens: set[str] = set()
            self._loading_until: dict[str, float] = {}
            self._log = _Log()

    def send(self, call: Call) -> list[Json]:
        """Accept a call as a whole and return its sentMessages. Raises ApiError."""
        with self._lock:
            if call.kind == "reply":
                return self._reply(call)
            return self._paid(call)

    def new_reply_token(self, chat_id: str) -> str:
        token = self.ids.token()
        with self._lock:
            self._reply_tokens.add(token, chat_id, self.clock())
        return token

    def renew_reply_token(self, token: str) -> None:
        with self._lock:
            self._reply_tokens.renew(token, self.clock())

    def set_reply_token_life(self, life: timedelta) -> None:
        with self._lock:
            self._reply_tokens.life = life

    def new_read_token(self) -> str:
        token = self.ids.token()
        self._read_tokens.add(token)
        return token

    def knows_read_token(self, token: object) -> bool:
        return token in self._read_tokens

    def show_loading(self, chat_id: str, seconds: int) -> None:
        self._loading_until[chat_id] = self.clock().timestamp() + seconds

    def is_loading(self, chat_id: str) -> bool:
        """Return whether the loading animation shows: until its time is over or a message comes."""
        return self._loading_until.get(chat_id, 0) > self.clock().timestamp()

    def accepted(self, after: int = 0) -> list[Accepted]:
        """Return all accepted messages with a number above `after`, oldest first."""
        with self._lock:
            return self._log.rows[max(after, 0) :]

    def newest(self) -> int:
        """Return the number of the message that was accepted last; 0 before the first."""
        with self._lock:
            return len(self._log.rows)

    def messages_of(self, chat_id: str) -> list[Accepted]:
        """Return the messages that arrived in a chat."""
        with self._lock:
            return [row for row in self._log.by_chat.get(chat_id, []) if row.delivered]

    def set_quota(self, limit: int | None, used: int | None = None) -> None:
        with self._lock:
            self._quota.set(limit, used, self.clock())

    def quota(self) -> Json:
        return self._quota.as_json()

    def quota_used(self) -> int:
        return self._quota.used(self.clock())

    def _reply(self, call: Call) -> list[Json]:
        chat_id = self._reply_tokens.use(call.to[0], self.clock())
        if chat_id is None:
            raise ApiError(400, INVALID_REPLY_TOKEN)
        return self._deliver(call, chat_id, cost=0)

    def _paid(self, call: Call) -> list[Json]:
        now = self.clock()
        if call.retry_key is not None:
            self._retry_keys.refuse_repeated(call.retry_key, call.fingerprint, now)
        if call.kind == "push" and not self.people.knows(call.to[0]):
            raise ApiError(400, FAILED_TO_SEND)
        costs = {chat_id: len(self.people.receivers(chat_id, now)) for chat_id in call.to}
        self._quota.spend(sum(costs.values()), now)
        sent = [self._deliver(call, chat_id, cost) for chat_id, cost in costs.items()]
        told = sent[0] if call.kind == "push" else []
        if call.retry_key is not None:
            kept = Acceptance(call.request_id, call.fingerprint, now, told)
            self._retry_keys.keep(call.retry_key, kept)
        return told

    def _deliver(self, call: Call, chat_id: str, cost: int) -> list[Json]:
        self._loading_until.pop(chat_id, None)
        delivered = bool(self.people.receivers(chat_id, self.clock()))
        costs = [cost] + [0] * (len(call.messages) - 1)
        return [
            self._accept(call, chat_id, message, cost=each, delivered=delivered)
            for message, each in zip(call.messages, costs, strict=True)
        ]

    def _accept(
        self, call: Call, chat_id: str, message: Json, *, cost: int, delivered: bool
    ) -> Json:
        row = Accepted(
            number=len(self._log.rows) + 1,
            at=self.clock(),
            kind=call.kind,
            to=chat_id,
            message=message,
            message_id=self.ids.message(),
            request_id=call.request_id,
            retry_key=call.retry_key,
            cost=cost,
            delivered=delivered,
        )
        self._log.add(row)
        return _sent_message(row, self.ids.token())


def _sent_message(row: Accepted, quote_token: str) -> Json:
    sent: Json = {"id": row.message_id}
    if row.message.get("type") in {"text", "textV2", "sticker", "image", "template"}:
        sent["quoteToken"] = quote_token
    return sent
