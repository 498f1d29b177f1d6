"""Checks of Flex containers and of action objects: what a button or an area does when tapped."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from simulator import identifiers
from simulator.flex_components import COLOUR, check_component
from simulator.request_body import Node, graphemes

_SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
#: LINE plays a video only in bubbles of these sizes, and never in a carousel.
_VIDEO_SIZES = ("kilo", "mega", "giga")
_BLOCKS = ("header", "hero", "body", "footer")
_RATIO = re.compile(r"\d{1,6}(\.\d+)?:\d{1,6}(\.\d+)?")


def check_container(container: Node) -> None:
    kind = container.one_of("type", ("bubble", "carousel"), required=True)
    if kind == "bubble":
        _check_bubble(container, alone=True)
    elif kind == "carousel":
        _check_carousel(container)


def _check_carousel(carousel: Node) -> None:
    carousel.only(("type", "contents"))
    bubbles = carousel.items("contents", 1, identifiers.CAROUSEL_BUBBLES)
    for bubble in bubbles:
        if bubble.one_of("type", ("bubble",), required=True) is not None:
            _check_bubble(bubble, alone=False)
    if len({_size(bubble) for bubble in bubbles}) > 1:
        carousel.complain("bubbles of different width cannot be combined", "contents")
    _check_bytes(carousel, identifiers.CAROUSEL_BYTES)


def _check_bubble(bubble: Node, *, alone: bool) -> None:
    bubble.only(("type", "size", "direction", "styles", "action", *_BLOCKS))
    bubble.one_of("size", _SIZES)
    bubble.one_of("direction", ("ltr", "rtl"))
    check_action(bubble.child("action", required=False), FLEX_AREA)
    _check_styles(bubble)
    if not any(bubble.has(block) for block in _BLOCKS):
        bubble.complain("at least one block must be specified")
    for block in ("header", "body", "footer"):
        check_component(bubble.child(block, required=False), ("box",))
    _check_hero(bubble, alone=alone)
    _check_bytes(bubble, identifiers.BUBBLE_BYTES)


def _check_hero(bubble: Node, *, alone: bool) -> None:
    hero = bubble.child("hero", required=False)
    if hero is None:
        return
    if hero.fields.get("type") != "video":
        check_component(hero, ("box", "image", "video"))
        return
    if not alone or _size(bubble) not in _VIDEO_SIZES:
        hero.complain("video is not supported in this bubble")
    _check_video(hero)


def _check_video(video: Node) -> None:
    video.only(("type", "url", "previewUrl", "altContent", "aspectRatio", "action"))
    video.web_address("url")
    video.web_address("previewUrl")
    video.matching("aspectRatio", _RATIO)
    check_component(video.child("altContent"), ("box", "image"))
    action = video.child("action", required=False)
    if action is not None and action.one_of("type", ("uri",), required=True) is not None:
        check_action(action, FLEX_AREA)


def _check_styles(bubble: Node) -> None:
    styles = bubble.child("styles", required=False)
    if styles is None:
        return
    styles.only(_BLOCKS)
    for block in _BLOCKS:
        style = styles.child(block, required=False)
        if style is not None:
            style.only(("backgroundColor", "separator", "separatorColor"))
            style.matching("backgroundColor", COLOUR)
            style.matching("separatorColor", COLOUR)
            style.yes_or_no("separator")


def _check_bytes(container: Node, most: int) -> None:
    text = json.dumps(container.fields, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode("utf-8", "surrogatepass")) > most:
        container.complain(
            f"the size of the {container.fields['type']} must be at most {most} bytes"
        )


def _size(bubble: Node) -> object:
    return bubble.fields.get("size") or "mega"


URI_SCHEMES = ("http", "https", "line", "tel")
_INPUT_OPTIONS = ("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")
_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
_PICKER_FORMATS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "date": ("%Y-%m-%d", re.compile(r"\d{4}-\d{2}-\d{2}")),
    "time": ("%H:%M", re.compile(r"\d{2}:\d{2}")),
    "datetime": ("%Y-%m-%dT%H:%M", re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}")),
}


@dataclass(frozen=True, slots=True)
class ActionSlot:
    """What is allowed at a place of an action: its types, and the length of its label."""

    allowed: frozenset[str]
    label: int
    label_required: bool


_EVERYWHERE = frozenset({"postback", "message", "uri", "datetimepicker", "clipboard"})
_QUICK = _EVERYWHERE | {"camera", "cameraRoll", "location"}

QUICK_REPLY = ActionSlot(_QUICK, identifiers.LABEL, label_required=True)
TEMPLATE = ActionSlot(_EVERYWHERE, identifiers.LABEL, label_required=True)
TEMPLATE_DEFAULT = ActionSlot(_EVERYWHERE, identifiers.LABEL, label_required=False)
IMAGE_CAROUSEL = ActionSlot(_EVERYWHERE, identifiers.IMAGE_CAROUSEL_LABEL, label_required=False)
FLEX_BUTTON = ActionSlot(_EVERYWHERE, identifiers.FLEX_BUTTON_LABEL, label_required=True)
FLEX_AREA = ActionSlot(_EVERYWHERE, identifiers.LABEL, label_required=False)
RICH_MENU = ActionSlot(_EVERYWHERE | {"richmenuswitch"}, identifiers.LABEL, label_required=False)


def check_action(action: Node | None, spot: ActionSlot) -> None:
    """Check an action; the reader of a missing one (None) has recorded the problem."""
    if action is None:
        return
    kind = action.one_of("type", tuple(sorted(spot.allowed)), required=True)
    if kind is None:
        return
    action.text("label", spot.label, required=spot.label_required, measure=graphemes)
    _CHECKS[kind](action)


def _postback(action: Node) -> None:
    action.text("data", identifiers.POSTBACK_DATA)
    action.text("displayText", identifiers.DISPLAY_TEXT, required=False)
    action.text("text", identifiers.DISPLAY_TEXT, required=False)
    option = action.one_of("inputOption", _INPUT_OPTIONS)
    action.text("fillInText", identifiers.FILL_IN_TEXT, required=False)
    if action.has("displayText") and action.has("text"):
        action.complain("displayText and text cannot be used together", "displayText")
    if action.has("fillInText") and option != "openKeyboard":
        action.complain("fillInText needs inputOption openKeyboard", "fillInText")


def _message(action: Node) -> None:
    action.text("text", identifiers.MESSAGE_TEXT)


def _uri(action: Node) -> None:
    action.web_address("uri", most=identifiers.URI, schemes=URI_SCHEMES)
    desktop = action.child("altUri", required=False)
    if desktop is not None:
        desktop.web_address("desktop", most=identifiers.URI, schemes=("http", "https"))


def _datetime_picker(action: Node) -> None:
    action.text("data", identifiers.POSTBACK_DATA)
    mode = action.one_of("mode", tuple(_PICKER_FORMATS), required=True)
    if mode is None:
        return
    least, initial, most = (_moment(action, key, mode) for key in ("min", "initial", "max"))
    if least is not None and most is not None and least >= most:
        action.complain("min must be before max", "min")
    if initial is not None and least is not None and initial < least:
        action.complain("initial must not be before min", "initial")
    if initial is not None and most is not None and initial > most:
        action.complain("initial must not be after max", "initial")


def _moment(action: Node, key: str, mode: str) -> datetime | None:
    form, pattern = _PICKER_FORMATS[mode]
    value = action.matching(key, pattern)
    if value is None:
        return None
    try:
        return datetime.strptime(value.upper(), form)  # noqa: DTZ007 - compared with its like only
    except ValueError:
        action.complain("invalid property", key)
        return None


def _clipboard(action: Node) -> None:
    action.text("clipboardText", identifiers.CLIPBOARD)


def _rich_menu_switch(action: Node) -> None:
    action.matching("richMenuAliasId", _ALIAS, required=True)
    action.text("data", identifiers.POSTBACK_DATA)


def _nothing_more(_action: Node) -> None:
    """Accept a camera, camera roll or location action: they have a label only."""


_CHECKS: Mapping[str, Callable[[Node], None]] = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "datetimepicker": _datetime_picker,
    "clipboard": _clipboard,
    "richmenuswitch": _rich_menu_switch,
    "camera": _nothing_more,
    "cameraRoll": _nothing_more,
    "location": _nothing_more,
}
