"""The users and groups of the platform."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from simulator.json_forms import Identifiers

#: So long after their last message who never added the account is reached.
_REACHED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class User:
    """A user's profile at LINE, and whether they blocked the account. Who never added it is no
    friend: *reached_until* is the end of the time in which messages reach them all the same. Role
    and colour are labels of the screen, which LINE and the bot do not have."""

    id: str
    display_name: str
    language: str = "th"
    blocked: bool = False
    role: str = ""
    colour: str = ""
    reached_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    members: frozenset[str]


class Users:
    """All users and groups, in the order in which they were added."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self._users: dict[str, User] = {}
        self._groups: dict[str, Group] = {}
        self._lock = Lock()

    def add(
        self,
        display_name: str,
        *,
        language: str = "th",
        user_id: str | None = None,
        role: str = "",
        colour: str = "",
    ) -> User:
        known = user_id or self._identifiers.user()
        user = User(known, display_name, language, role=role, colour=colour)
        self._users[user.id] = user
        return user

    def find(self, user_id: str) -> User | None:
        return self._users.get(user_id)

    def all(self) -> list[User]:
        return list(self._users.values())

    def remove(self, user_id: str) -> None:
        self._users.pop(user_id, None)

    def set_blocked(self, user_id: str, blocked: bool) -> None:
        """Block the account, or add it as a friend (again)."""
        with self._lock:
            if user := self._users.get(user_id):
                self._users[user_id] = replace(user, blocked=blocked, reached_until=None)

    def write(self, user_id: str, now: datetime) -> None:
        """Let a user write; who is unknown becomes known, without being a friend."""
        with self._lock:
            user = self._users.get(user_id)
            if user is None or user.reached_until is not None:
                user = user or User(user_id, "Somebody")
                self._users[user_id] = replace(user, reached_until=now + _REACHED_FOR)

    def add_group(self, members: Iterable[str], *, group_id: str | None = None) -> Group:
        group = Group(group_id or self._identifiers.group(), frozenset(members))
        self._groups[group.id] = group
        return group

    def find_group(self, group_id: str) -> Group | None:
        return self._groups.get(group_id)

    def remove_group(self, group_id: str) -> None:
        self._groups.pop(group_id, None)

    def receivers(self, chat_id: str, now: datetime) -> tuple[str, ...]:
        """Return the ids for which a message to this chat is counted: each member of a group."""
        group = self._groups.get(chat_id)
        if group is not None:
            return tuple(sorted(group.members))
        user = self._users.get(chat_id)
        if user is None or user.blocked:
            return ()
        return (chat_id,) if user.reached_until is None or now <= user.reached_until else ()

    def knows(self, chat_id: str) -> bool:
        return chat_id in self._users or chat_id in self._groups
