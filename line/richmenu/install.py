"""The installation of our rich menus at LINE: unchanged ones stay, changed ones are replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from line.richmenu.account import MOST_PEOPLE, MenuAccount
from line.richmenu.menus import OURS, Menu
from store.menu_links import DEFAULT, Installed, RedisMenus


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
