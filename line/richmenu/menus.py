"""The rich menus in the form of LINE's API: definition and picture."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cases.people import Language
from line.richmenu.pages import HEIGHT, PAGES, WIDTH, MenuPage
from messages.texts import menus
from store.outbox import JsonObject

_PICTURES = Path(__file__).parent / "pictures"
#: The beginning of our menus' names at LINE, which nobody sees.
OURS = "cheer-to-share "


@dataclass(frozen=True, slots=True)
class Menu:
    """A page in one language."""

    name: str
    definition: JsonObject
    picture: bytes

    @property
    def digest(self) -> str:
        """Return a short hash of definition and picture."""
        told = json.dumps(self.definition, sort_keys=True).encode()
        return hashlib.sha256(told + self.picture).hexdigest()[:16]


def picture_path(name: str) -> Path:
    """Return the path of a menu's picture."""
    return _PICTURES / f"{name}.png"


def every_menu() -> Iterator[Menu]:
    """Yield all menus."""
    for language in Language:
        for page in PAGES:
            name = f"{page.name}-{language}"
            picture = picture_path(f"{page.picture}-{language}").read_bytes()
            yield Menu(name, _definition(page, name, language), picture)


def _definition(page: MenuPage, name: str, language: Language) -> JsonObject:
    taps = [(area.box, area.action(language)) for area in page.areas]
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "name": OURS + name,
        "chatBarText": menus.CHAT_BAR.say(language),
        "areas": [
            {"bounds": dict(zip(("x", "y", "width", "height"), box, strict=True)), "action": action}
            for box, action in taps
            if action is not None
        ],
    }
