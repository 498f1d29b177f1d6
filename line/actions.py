"""LINE's actions: what the messages' actions become on a card, above the keyboard and on a rich
menu, with labels that no phone cuts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from cases.people import Language
from cases.taxonomy import Taxonomy
from geo.point import Point
from messages.cut import clusters_of, cut
from messages.hotlines import HOTLINE
from messages.parts import (
    Action,
    ChoosePhoto,
    Dial,
    Link,
    Navigate,
    NavigateThrough,
    PickLocation,
    Postback,
    Say,
    TakePhoto,
)
from messages.texts.citizen import KINDS
from store.outbox import JsonObject

#: LINE allows 20 in a quick reply and on a rich menu, 40 on a Flex button, and at 20 no phone
#: shortens one. LINE's documentation counts clusters, a public measurement code points
#: (openclaw#113081): ours keep within 20 by both.
LABEL = 20
#: What shows in the chat as said by the one who pressed.
_SAID = 60
_LOCATION_PICKER = "https://line.me/R/nv/location/"
_WAY = "https://www.google.com/maps/dir/"
_DIALLED = re.compile(r"\+?\d(?:[\d ().-]*\d)?")
_NO_DIGIT = re.compile(r"[^\d+]")
#: Only a quick reply may hold these.
_OF_QUICK_REPLIES: dict[type[Action], str] = {
    PickLocation: "location",
    TakePhoto: "camera",
    ChoosePhoto: "cameraRoll",
}


def cut_label(words: str) -> str:
    """Shorten a label so that LINE takes it, whichever way it counts."""
    return cut(words, LABEL, code_points=LABEL)


def button_action(action: Action) -> JsonObject:
    """Return the action of a card's button, or of an area of a rich menu."""
    label = cut_label(action.label)
    if isinstance(action, Postback):
        shown: JsonObject = {"type": "postback", "label": label, "data": button_data(action)}
        return shown | ({"displayText": cut(action.said, _SAID)} if action.said else {})
    if isinstance(action, Say):
        return {"type": "message", "label": label, "text": action.label}
    return {"type": "uri", "label": label, "uri": _address(action)}


def quick_reply(action: Action) -> JsonObject:
    """Return a quick reply, which may also open the camera, the photos and the location picker."""
    kind = _OF_QUICK_REPLIES.get(type(action))
    shown = {"type": kind, "label": cut_label(action.label)} if kind else button_action(action)
    return {"type": "action", "action": shown}


def button_data(asked: Postback) -> str:
    """Return what comes back when the button is pressed: a query, read by line/button_data.py."""
    return urlencode({"v": "1", "do": asked.do, **asked.fields}, quote_via=quote)


def _address(action: Action) -> str:
    match action:
        case Link(address=address):
            return address
        case Dial(phone=phone):
            found = _DIALLED.search(phone)
            number = _NO_DIGIT.sub("", found.group()) if found else HOTLINE
            return f"tel:{number}"
        case Navigate(to=to):
            return f"{_WAY}?api=1&destination={_point(to)}&travelmode=driving"
        case NavigateThrough(stops=stops):
            *between, last = map(_point, stops)
            through = {"waypoints": "|".join(between)} if between else {}
            # LINE wants the bar and the comma in their percent form.
            query = {"api": "1", "destination": last, **through, "travelmode": "driving"}
            return f"{_WAY}?{urlencode(query)}"
        case PickLocation():
            return _LOCATION_PICKER
    raise TypeError(action)  # the camera and the photos are no button


def _point(at: Point) -> str:
    return f"{at.latitude:.6f},{at.longitude:.6f}"


def labels_too_long(taxonomy: Taxonomy) -> Iterator[str]:
    """Name each kind of the operator's own whose name is cut on a button; ours have short words."""
    for kind in taxonomy.kinds.values():
        for language in Language:
            name = " ".join(kind.name(language).split())
            seen = len(clusters_of(name))
            if kind.code not in KINDS and len(name) > LABEL:
                yield (
                    f"kind {kind.code}: the {language} name has {seen} characters ({len(name)} "
                    f"code points); a button shows {LABEL} by both counts, and cuts the rest"
                )
