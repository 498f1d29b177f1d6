"""Which rich menu somebody has: LINE's ids of the menus, and who is linked to which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cases.people import Language
from store import keys
from store.connection import StoreClient

#: The menu of those who are in no team; in Thai it is everybody's who has no link of their own.
CITIZEN = "citizen"
DEFAULT = f"{CITIZEN}-{Language.THAI}"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Installed:
    """A menu at LINE: its id, and the digest of what it was made of."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class MenuLink:
    """The menu that is linked to somebody; None for the default one."""

    menu_id: str | None


class RedisMenus:
    """The installed menus, and whose is which."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client

    def installed(self) -> dict[str, Installed]:
        """Return the installed menus by their names."""
        rows: Any = self._client.hgetall(keys.RICH_MENUS)
        return {name.decode(): Installed(**json.loads(raw)) for name, raw in rows.items()}

    def put(self, name: str, menu: Installed) -> None:
        """Keep what was installed."""
        kept = json.dumps({"id": menu.id, "digest": menu.digest})
        self._client.hset(keys.RICH_MENUS, name, kept)

    def forget(self) -> None:
        """Keep none: nobody is linked any more."""
        self._client.delete(keys.RICH_MENUS)

    def link_of(self, line_id: str) -> MenuLink | None:
        """Return the link that somebody should have now; None where no menu is installed."""
        installed = self.installed()
        if not installed:
            return None
        number: Any = self._client.hget(keys.PEOPLE, line_id)
        name = next(self._names([int(number)])) if number else DEFAULT
        found = installed.get(name)
        return MenuLink(found.id if found and name != DEFAULT else None)

    def linked(self) -> Iterator[tuple[str, str]]:
        """Yield user id and menu of everybody who has another one than the default."""
        everyone: Any = self._client.hscan_iter(keys.PEOPLE, count=_BATCH)
        while rows := list(islice(everyone, _BATCH)):
            names = self._names([int(number) for _, number in rows])
            for (line_id, _), name in zip(rows, names, strict=True):
                if name != DEFAULT:
                    yield line_id.decode(), name

    def _names(self, numbers: list[int]) -> Iterator[str]:
        """Name the menus of people, by what is true now, in two round trips."""
        pipeline = self._client.pipeline(transaction=False)
        for number in numbers:
            pipeline.hmget(keys.person(number), ["language", "centre"])
        people = pipeline.execute()
        for number, (_, centre) in zip(numbers, people, strict=True):
            pipeline.hget(keys.team((centre or b"").decode()), str(number))
        members = pipeline.execute()
        for (language, _), member in zip(people, members, strict=True):
            yield _name(language, json.loads(member) if member else {})


def _name(language: bytes | None, member: Mapping[str, Any]) -> str:
    spoken = language.decode() if language else Language.THAI
    return f"{member.get('role', CITIZEN)}-{spoken}"
