"""Rich menus: LINE's ids of the installed menus, and the menu that each person should have."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cases.people import Language
from store import keys
from store.connection import StoreClient, batches, replies

#: The menu of people in no team; the Thai one is the default of everybody without a link.
CITIZEN = "citizen"
DEFAULT = f"{CITIZEN}-{Language.THAI}"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Installed:
    """A menu installed at LINE: its id, and the digest of its source."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class MenuLink:
    """The menu that is linked to a person; None for the default one."""

    menu_id: str | None


class RedisMenus:
    """The installed menus, and the menu of each person."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client

    def installed(self) -> dict[str, Installed]:
        """Return the installed menus by their names."""
        rows: Any = self._client.hgetall(keys.RICH_MENUS)
        return {name.decode(): Installed(**json.loads(raw)) for name, raw in rows.items()}

    def put(self, name: str, menu: Installed) -> None:
        """Store an installed menu."""
        kept = json.dumps({"id": menu.id, "digest": menu.digest})
        self._client.hset(keys.RICH_MENUS, name, kept)

    def forget(self) -> None:
        """Delete all installed menus: nobody is linked any more."""
        self._client.delete(keys.RICH_MENUS)

    def link_of(self, line_id: str) -> MenuLink | None:
        """Return the link that a person should have now; None if no menu is installed."""
        installed = self.installed()
        if not installed:
            return None
        number: Any = self._client.hget(keys.PEOPLE, line_id)
        name = next(self._names([int(number)])) if number else DEFAULT
        found = installed.get(name)
        return MenuLink(found.id if found and name != DEFAULT else None)

    def linked(self) -> Iterator[tuple[str, str]]:
        """Yield user id and menu of everybody who should have another menu than the default."""
        everyone: Any = self._client.hscan_iter(keys.PEOPLE, count=_BATCH)
        for rows in batches(everyone, _BATCH):
            names = self._names([int(number) for _, number in rows])
            for (line_id, _), name in zip(rows, names, strict=True):
                if name != DEFAULT:
                    yield line_id.decode(), name

    def _names(self, numbers: list[int]) -> Iterator[str]:
        """Yield the menu names of people, by their present state, in two round trips."""
        names = (("HMGET", keys.person(one), "language", "centre") for one in numbers)
        people = list(replies(self._client, names))
        teams = [keys.team((centre or b"").decode()) for _, centre in people]
        rows = zip(teams, numbers, strict=True)
        members = replies(self._client, (("HGET", team, number) for team, number in rows))
        for (language, _), member in zip(people, members, strict=True):
            yield _name(language, json.loads(member) if member else {})


def _name(language: bytes | None, member: Mapping[str, Any]) -> str:
    spoken = Language(language.decode()) if language else Language.THAI
    return f"{member.get('role', CITIZEN)}-{spoken.written}"
