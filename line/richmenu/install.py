"""LINE's API of rich menus (reading, creating, deleting, linking), and the installation of ours:
unchanged ones stay, changed ones are replaced."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import urllib3
from urllib3.exceptions import HTTPError

from config.settings import Settings
from line.account_name import read_json
from line.richmenu.menus import OURS, Menu
from store.menu_links import DEFAULT, Installed, RedisMenus
from store.outbox import JsonObject

#: An operator waits for it; a picture may take a while.
_TIMEOUT = urllib3.Timeout(connect=3.0, read=20.0)
#: For the whole of an answer, which may drip.
_LONGEST_S = 60.0
_NO_GOOD = "LINE gives no good answer ({}): what is done stays done, run it again."
#: The most user ids in one call to LINE.
MOST_PEOPLE = 500


class MenuRefused(Exception):
    """Raised when LINE refuses a request; the text is one sentence for the operator."""


class MenuAccount:
    """The rich menus of the account. Everything here raises MenuRefused."""

    def __init__(self, settings: Settings) -> None:
        self._api = settings.api_base
        self._data_api = settings.data_api_base
        self._token = settings.channel_access_token

    def names(self) -> dict[str, str]:
        """Return the menus that were made by this API: id -> name."""
        rows = _rows(self._ask("GET", "/v2/bot/richmenu/list"), "richmenus")
        return {_text(row, "richMenuId"): _text(row, "name") for row in rows}

    def create(self, definition: JsonObject, picture: bytes) -> str:
        """Create a menu with its picture and return its id; leave nothing if that fails."""
        menu_id = _text(self._ask("POST", "/v2/bot/richmenu", definition), "richMenuId")
        try:
            address = f"{self._data_api}/v2/bot/richmenu/{quote(menu_id, safe='')}/content"
            self._send("POST", address, picture)
        except MenuRefused:
            self.delete(menu_id)
            raise
        return menu_id

    def delete(self, menu_id: str) -> None:
        """Delete a menu; the links to it go with it."""
        self._ask("DELETE", f"/v2/bot/richmenu/{quote(menu_id, safe='')}")

    def default(self) -> str:
        """Return the id of the menu of everybody without a link, or ""."""
        found = self._ask("GET", "/v2/bot/user/all/richmenu")
        return _text(found, "richMenuId") if found else ""

    def set_default(self, menu_id: str) -> None:
        """Show a menu to everybody without a link."""
        self._ask("POST", f"/v2/bot/user/all/richmenu/{quote(menu_id, safe='')}")

    def aliases(self) -> dict[str, str]:
        """Return the aliases that tabs turn to, and the menus behind them."""
        rows = _rows(self._ask("GET", "/v2/bot/richmenu/alias/list"), "aliases")
        return {_text(row, "richMenuAliasId"): _text(row, "richMenuId") for row in rows}

    def add_alias(self, alias: str, menu_id: str) -> None:
        """Create an alias for a menu."""
        body: JsonObject = {"richMenuAliasId": alias, "richMenuId": menu_id}
        self._ask("POST", "/v2/bot/richmenu/alias", body)

    def change_alias(self, alias: str, menu_id: str) -> None:
        """Point an alias to another menu."""
        path = f"/v2/bot/richmenu/alias/{quote(alias, safe='')}"
        self._ask("POST", path, {"richMenuId": menu_id})

    def delete_alias(self, alias: str) -> None:
        """Delete an alias."""
        self._ask("DELETE", f"/v2/bot/richmenu/alias/{quote(alias, safe='')}")

    def link(self, menu_id: str, people: Sequence[str]) -> None:
        """Link a menu to up to MOST_PEOPLE people; LINE skips those who do not exist any more."""
        body: JsonObject = {"richMenuId": menu_id, "userIds": list(people)}
        self._ask("POST", "/v2/bot/richmenu/bulk/link", body)

    def _ask(self, method: str, path: str, body: JsonObject | None = None) -> dict[str, Any]:
        """Call the API; a missing object is an empty answer."""
        return self._send(method, self._api + path, json.dumps(body).encode() if body else None)

    def _send(self, method: str, address: str, body: bytes | None) -> dict[str, Any]:
        kind = "image/png" if address.endswith("/content") else "application/json"
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": kind}
        try:
            with urllib3.request(
                method, address, body=body, headers=headers,
                timeout=_TIMEOUT, redirect=False, retries=False, preload_content=False,
            ) as answer:  # fmt: skip
                if answer.status == HTTPStatus.NOT_FOUND and method in ("GET", "DELETE"):
                    return {}
                if answer.status not in (HTTPStatus.OK, HTTPStatus.ACCEPTED):
                    raise MenuRefused(_sentence(answer.status))
                found = read_json(answer, within_s=_LONGEST_S)
        except (HTTPError, ValueError) as error:
            raise MenuRefused(_NO_GOOD.format(type(error).__name__)) from error
        if not isinstance(found, dict | None):
            raise MenuRefused(_NO_GOOD.format("no object"))
        return found or {}


def _rows(found: dict[str, Any], of: str) -> list[Any]:
    """Return the rows of a list. Raises MenuRefused if there are none."""
    rows = found.get(of)
    if not isinstance(rows, list):
        raise MenuRefused(_NO_GOOD.format(f"no {of}"))
    return rows


def _text(found: Any, name: str) -> str:
    value = found.get(name) if isinstance(found, dict) else None
    if not isinstance(value, str) or not value:
        raise MenuRefused(_NO_GOOD.format(f"no {name}"))
    return value


def _sentence(status: int) -> str:
    match status:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return "LINE does not take the access token: set LINE_CHANNEL_ACCESS_TOKEN."
        case HTTPStatus.TOO_MANY_REQUESTS:
            return (
                "LINE takes no more for now (it allows 100 menus to be made or deleted an hour): "
                "run it again in an hour, what is done stays done."
            )
        case _:
            return f"LINE refuses a rich menu (status {status})."


class Fate(StrEnum):
    """What an installation did with a menu."""

    UNCHANGED = "unchanged"
    CREATED = "created"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Result:
    """What an installation did."""

    fates: dict[str, Fate]
    deleted: int
    linked: int


def install(account: MenuAccount, store: RedisMenus, menus: Sequence[Menu]) -> Result:
    """Make our menus at LINE exactly *menus*, the default one among them. Raises MenuRefused; the
    work done until then stays, and the next run goes on from there.

    The old menus are deleted last, so that nobody is without one in between."""
    there = account.names()
    fates = {menu.name: _put(menu, account, store, there) for menu in menus}
    ids = {name: menu.id for name, menu in store.installed().items() if name in fates}
    _name(ids, account)
    if account.default() != ids[DEFAULT]:
        account.set_default(ids[DEFAULT])
    linked = _link(ids, account, store)
    return Result(fates, _delete_others(ids, account), linked)


def remove(account: MenuAccount, store: RedisMenus) -> int:
    """Delete all that install() made, and return the number of menus."""
    store.forget()
    ours = _ours(account)
    for alias, menu_id in account.aliases().items():
        if menu_id in ours:
            account.delete_alias(alias)
    return _delete_others({}, account)


def _put(menu: Menu, account: MenuAccount, store: RedisMenus, there: dict[str, str]) -> Fate:
    kept = store.installed().get(menu.name)
    is_there = kept is not None and kept.id in there
    if kept is not None and is_there and kept.digest == menu.digest:
        return Fate.UNCHANGED
    store.put(menu.name, Installed(account.create(menu.definition, menu.picture), menu.digest))
    return Fate.REPLACED if is_there else Fate.CREATED


def _name(ids: dict[str, str], account: MenuAccount) -> None:
    """Set the alias of each menu, by which tabs turn to it."""
    aliases = account.aliases()
    for name, menu_id in ids.items():
        if name not in aliases:
            account.add_alias(name, menu_id)
        elif aliases[name] != menu_id:
            account.change_alias(name, menu_id)


def _link(ids: dict[str, str], account: MenuAccount, store: RedisMenus) -> int:
    """Link everybody whose menu is not the default one, and return their number."""
    people: dict[str, list[str]] = {}
    for line_id, name in store.linked():
        people.setdefault(name, []).append(line_id)
    for name, line_ids in people.items():
        for first in range(0, len(line_ids), MOST_PEOPLE):
            account.link(ids[name], line_ids[first : first + MOST_PEOPLE])
    return sum(map(len, people.values()))


def _delete_others(ids: dict[str, str], account: MenuAccount) -> int:
    """Delete those of our menus that are not in use: former ones, and those that an interrupted
    installation has left. Menus of others stay."""
    others = _ours(account) - set(ids.values())
    for menu_id in others:
        account.delete(menu_id)
    return len(others)


def _ours(account: MenuAccount) -> set[str]:
    return {menu_id for menu_id, name in account.names().items() if name.startswith(OURS)}
