"""What a tap does: asks the bot for something, opens a map, dials a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urlencode

from cases.people import Language
from geo.point import Point
from messages.flex.cut import cut, cut_label
from messages.flex.shapes import Shape
from messages.hotlines import HOTLINE
from messages.texts.text import Label

#: What shows in the chat as said by the one who pressed.
_SAID = 60
_LOCATION_PICKER = "https://line.me/R/nv/location/"
_WAY = "https://www.google.com/maps/dir/"
_MAPS = f"{_WAY}?api=1&destination={{point}}&travelmode=driving"
_DIALLED = re.compile(r"\+?\d(?:[\d ().-]*\d)?")


def data(do: str, **fields: str) -> str:
    """Write a button's data; it is a request, which the server holds against what is kept."""
    return urlencode({"v": "1", "do": do} | fields, quote_via=quote)


def postback(label: str, do: str, *, said: str = "", **fields: str) -> Shape:
    """Ask the bot to *do* something; *said* is what the chat shows."""
    action: Shape = {"type": "postback", "label": cut_label(label), "data": data(do, **fields)}
    return action | {"displayText": cut(said, _SAID)} if said else action


def ask(label: Label, do: str, language: Language, *, about: str = "", **fields: str) -> Shape:
    """Ask the bot to *do* what the button says; the chat shows its words, and *about* what."""
    words = label.say(language)
    return postback(words, do, said=f"{words} {about}".rstrip(), **fields)


def say(words: str) -> Shape:
    """Let the one who taps say these very words, as if they had typed them."""
    return {"type": "message", "label": cut_label(words), "text": words}


def link(label: str, address: str) -> Shape:
    """Open an address."""
    return {"type": "uri", "label": cut_label(label), "uri": address}


def dial(label: str, phone: str) -> Shape:
    """Dial the first number that *phone* names; the hotline where it names none."""
    found = _DIALLED.search(phone)
    number = re.sub(r"[^\d+]", "", found.group()) if found else HOTLINE
    return link(label, f"tel:{number}")


def navigate(label: str, to: Point) -> Shape:
    """Open the way to a point in the map of the phone."""
    return link(label, _MAPS.format(point=f"{to.latitude:.6f},{to.longitude:.6f}"))


def navigate_through(label: str, stops: Sequence[Point]) -> Shape:
    """Open the way through several points, the last one at its end; LINE wants the bar and the
    comma in their percent form."""
    points = [f"{one.latitude:.6f},{one.longitude:.6f}" for one in stops]
    ways = {"waypoints": "|".join(points[:-1])} if points[1:] else {}
    query = urlencode({"api": "1", "destination": points[-1], **ways, "travelmode": "driving"})
    return link(label, f"{_WAY}?{query}")


def open_location_picker(label: str) -> Shape:
    """Open LINE's location picker from a button of a card."""
    return link(label, _LOCATION_PICKER)


def take_photo(label: str) -> Shape:
    """Open the camera from a quick reply, which alone may hold this action."""
    return {"type": "camera", "label": cut_label(label)}


def choose_photo(label: str) -> Shape:
    """Open the phone's photos from a quick reply, which alone may hold this action."""
    return {"type": "cameraRoll", "label": cut_label(label)}


def pick_location(label: str) -> Shape:
    """Open the location picker from a quick reply, which alone may hold this action."""
    return {"type": "location", "label": cut_label(label)}
