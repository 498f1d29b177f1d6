"""The rich menus of the account, and which user sees which."""

from dataclasses import dataclass, replace

from simulator.json_forms import Identifiers
from simulator.refusals import ApiError, Json

#: The most menus, and the most aliases, of an account.
MOST_MENUS = 1000
_NOT_FOUND = "richmenu not found"


@dataclass(frozen=True, slots=True)
class RichMenu:
    """A menu's definition and picture; without a picture it cannot be shown."""

    id: str
    definition: Json
    image: bytes = b""
    image_type: str = ""

    def as_json(self) -> Json:
        return {"richMenuId": self.id} | self.definition


class RichMenus:
    """Menus, their pictures, their aliases and their links to users."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self._menus: dict[str, RichMenu] = {}
        self._aliases: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._default: str | None = None

    def add(self, definition: Json) -> RichMenu:
        if len(self._menus) >= MOST_MENUS:
            raise ApiError(400, f"The number of rich menus is limited to {MOST_MENUS}")
        menu = RichMenu(self._identifiers.rich_menu(), definition)
        self._menus[menu.id] = menu
        return menu

    def get(self, menu_id: str) -> RichMenu:
        menu = self._menus.get(menu_id)
        if menu is None:
            raise ApiError(404, _NOT_FOUND)
        return menu

    def all(self) -> list[RichMenu]:
        return list(self._menus.values())

    def remove(self, menu_id: str) -> None:
        self.get(menu_id)
        del self._menus[menu_id]
        self._links = {user: menu for user, menu in self._links.items() if menu != menu_id}
        if self._default == menu_id:
            self._default = None

    def set_image(self, menu_id: str, image: bytes, image_type: str) -> None:
        """Set a menu's picture, once. Raises ApiError 400 if it has one."""
        menu = self.get(menu_id)
        if menu.image:
            raise ApiError(400, "An image has already been uploaded to the richmenu")
        self._menus[menu_id] = replace(menu, image=image, image_type=image_type)

    def set_default(self, menu_id: str) -> None:
        self._shown(menu_id)
        self._default = menu_id

    def default(self) -> str:
        if self._default is None:
            raise ApiError(404, "no default richmenu")
        return self._default

    def clear_default(self) -> None:
        self._default = None

    def link(self, user_id: str, menu_id: str) -> None:
        self._shown(menu_id)
        self._links[user_id] = menu_id

    def linked(self, user_id: str) -> str:
        if user_id not in self._links:
            raise ApiError(404, "the user has no richmenu")
        return self._links[user_id]

    def unlink(self, user_id: str) -> None:
        self._links.pop(user_id, None)

    def seen_by(self, user_id: str) -> RichMenu | None:
        """Return the menu on a user's phone: their own, else the default one."""
        menu_id = self._links.get(user_id, self._default)
        return None if menu_id is None else self._menus.get(menu_id)

    def add_alias(self, alias: str, menu_id: str) -> None:
        if alias in self._aliases:
            raise ApiError(400, "conflict richmenu alias id")
        self._alias(alias, menu_id)

    def change_alias(self, alias: str, menu_id: str) -> None:
        self.alias(alias)
        self._alias(alias, menu_id)

    def alias(self, alias: str) -> str:
        if alias not in self._aliases:
            raise ApiError(404, "richmenu alias not found")
        return self._aliases[alias]

    def aliases(self) -> dict[str, str]:
        return dict(self._aliases)

    def remove_alias(self, alias: str) -> None:
        self.alias(alias)
        del self._aliases[alias]

    def _alias(self, alias: str, menu_id: str) -> None:
        if menu_id not in self._menus:
            raise ApiError(400, _NOT_FOUND)
        self._aliases[alias] = menu_id

    def _shown(self, menu_id: str) -> None:
        if not self.get(menu_id).image:
            raise ApiError(400, "must upload richmenu image before applying it to user")
