"""The doctor's look at the rich menus: are those of this version at LINE?"""

from __future__ import annotations

from bot.doctor.findings import Finding, ok, warning
from line.richmenu.menus import every_menu
from store.connection import StoreClient
from store.menus import RedisMenus

_DO = "`richmenu install`"


def of_menus(client: StoreClient) -> Finding:
    """Hold what was installed against what this version would install."""
    kept = {name: menu.digest for name, menu in RedisMenus(client).installed().items()}
    if not kept:
        return warning("rich menus", "not installed", _DO)
    if any(kept.get(menu.name) != menu.digest for menu in every_menu()):
        return warning("rich menus", "installed by another version", _DO)
    return ok("rich menus", "installed")
