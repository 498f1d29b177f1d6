"""Checks of Flex containers, a bubble or a carousel of bubbles, and of the components in them."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from functools import partial

from simulator import line_limits
from simulator.actions import FLEX_AREA, FLEX_BUTTON, check_action
from simulator.request_body import Node

COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")

_SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
#: LINE plays a video only in bubbles of these sizes, and never in a carousel.
_VIDEO_SIZES = ("kilo", "mega", "giga")
_BLOCKS = ("header", "hero", "body", "footer")

_PIXELS = r"\d+(\.\d+)?px"
_PERCENT = r"\d+(\.\d+)?%"
_STEPS = r"none|xs|sm|md|lg|xl|xxl"
_FONT = r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"

_SPACE = re.compile(f"{_STEPS}|{_PIXELS}")
_PADDING = re.compile(f"{_STEPS}|{_PIXELS}|{_PERCENT}")
_OFFSET = re.compile(f"{_STEPS}|-?{_PIXELS}|-?{_PERCENT}")
_EXTENT = re.compile(f"{_PIXELS}|{_PERCENT}")
_BORDER = re.compile(f"none|light|normal|medium|semi-bold|bold|{_PIXELS}")
_FONT_SIZE = re.compile(f"{_FONT}|{_PIXELS}")
_IMAGE_SIZE = re.compile(f"{_FONT}|full|{_PIXELS}|{_PERCENT}")
_LINE_SPACING = re.compile(_PIXELS)
_ANGLE = re.compile(r"([0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])(\.\d+)?deg")
_GRADIENT_STOP = re.compile(r"(100(\.0+)?|\d{1,2}(\.\d+)?)%")
_RATIO = re.compile(r"(\d{1,6}(?:\.\d+)?):(\d{1,6}(?:\.\d+)?)")

#: A text inside a bubble of 30 KB can never be longer.
_TEXT = line_limits.BUBBLE_BYTES
_IN_BOX = ("box", "button", "image", "text", "separator", "filler")
_IN_BASELINE = ("icon", "text", "filler")

#: What a property may be: one of some words, of a pattern, yes or no, a number from 0 to this one.
_Values = dict[str, tuple[str, ...] | re.Pattern[str] | type[bool] | int]

_FLEX: _Values = {"flex": 10_000}
_PLACED: _Values = {
    "margin": _SPACE,
    "position": ("relative", "absolute"),
    **dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), _OFFSET),
}
_LETTERS: _Values = {
    "size": _FONT_SIZE,
    "color": COLOUR,
    "weight": ("regular", "bold"),
    "style": ("normal", "italic"),
    "decoration": ("none", "underline", "line-through"),
}
_ALIGNED: _Values = {
    "align": ("start", "end", "center"),
    "gravity": ("top", "bottom", "center"),
}
_ALONG = ("flex-start", "center", "flex-end")
_BOX: _Values = _PLACED | {
    "spacing": _SPACE,
    "backgroundColor": COLOUR,
    "borderColor": COLOUR,
    "borderWidth": _BORDER,
    "cornerRadius": _SPACE,
    **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), _EXTENT),
    **dict.fromkeys(
        ("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"), _PADDING
    ),
    "justifyContent": (*_ALONG, "space-between", "space-around", "space-evenly"),
    "alignItems": _ALONG,
    **_FLEX,
}
_BUTTON: _Values = _PLACED | {
    "height": ("sm", "md"),
    "style": ("link", "primary", "secondary"),
    "color": COLOUR,
    "gravity": ("top", "bottom", "center"),
    "adjustMode": ("shrink-to-fit",),
    **_FLEX,
    "scaling": bool,
}
_TEXT_VALUES: _Values = {
    **(_PLACED | _LETTERS | _ALIGNED),
    "lineSpacing": _LINE_SPACING,
    "adjustMode": ("shrink-to-fit",),
    **_FLEX,
    "wrap": bool,
    "scaling": bool,
    "maxLines": 10_000,
}
_IMAGE: _Values = {
    **(_PLACED | _ALIGNED),
    "size": _IMAGE_SIZE,
    "aspectMode": ("cover", "fit"),
    "backgroundColor": COLOUR,
    **_FLEX,
}
_ICON: _Values = _PLACED | {"size": _FONT_SIZE}
_SEPARATOR: _Values = {"margin": _SPACE, "color": COLOUR}


def check_container(container: Node) -> None:
    kind = container.one_of("type", ("bubble", "carousel"), required=True)
    if kind == "bubble":
        _check_bubble(container, alone=True)
    elif kind == "carousel":
        _check_carousel(container)


def _check_carousel(carousel: Node) -> None:
    carousel.only(("type", "contents"))
    bubbles = carousel.items("contents", 1, line_limits.CAROUSEL_BUBBLES)
    for bubble in bubbles:
        if bubble.one_of("type", ("bubble",), required=True) is not None:
            _check_bubble(bubble, alone=False)
    if len({_size(bubble) for bubble in bubbles}) > 1:
        carousel.complain("bubbles of different width cannot be combined", "contents")
    _check_bytes(carousel, line_limits.CAROUSEL_BYTES)


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
    _check_bytes(bubble, line_limits.BUBBLE_BYTES)


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


def check_component(component: Node | None, allowed: Collection[str]) -> None:
    """Check a component; a missing one (None) is optional, or its reader recorded the problem."""
    if component is None:
        return
    kind = component.one_of("type", allowed, required=True)
    if kind is not None:
        _CHECKS[kind](component)


def _box(box: Node) -> None:
    _values(box, _BOX, "layout", "contents", "action", "background")
    check_action(box.child("action", required=False), FLEX_AREA)
    _background(box)
    layout = box.one_of("layout", ("horizontal", "vertical", "baseline"), required=True)
    allowed = _IN_BASELINE if layout == "baseline" else _IN_BOX
    for child in box.items("contents", 0, line_limits.BUBBLE_BYTES):
        check_component(child, allowed)


def _background(box: Node) -> None:
    background = box.child("background", required=False)
    if background is None:
        return
    background.only(("type", "angle", "startColor", "endColor", "centerColor", "centerPosition"))
    background.one_of("type", ("linearGradient",), required=True)
    background.matching("angle", _ANGLE, required=True)
    background.matching("startColor", COLOUR, required=True)
    background.matching("endColor", COLOUR, required=True)
    background.matching("centerColor", COLOUR)
    background.matching("centerPosition", _GRADIENT_STOP)


def _button(button: Node) -> None:
    _values(button, _BUTTON, "action")
    check_action(button.child("action"), FLEX_BUTTON)


def _text(text: Node) -> None:
    _values(text, _TEXT_VALUES, "text", "contents", "action")
    check_action(text.child("action", required=False), FLEX_AREA)
    for span in text.items("contents", 0, line_limits.BUBBLE_BYTES, required=False):
        check_component(span, ("span",))
    if not text.fields.get("contents"):
        text.text("text", _TEXT)


def _span(span: Node) -> None:
    _values(span, _LETTERS, "text")
    span.text("text", _TEXT)


def _image(image: Node) -> None:
    _values(image, _IMAGE, "url", "aspectRatio", "action", "animated")
    image.web_address("url", most=line_limits.MEDIA_URL)
    _ratio(image)
    image.yes_or_no("animated")
    check_action(image.child("action", required=False), FLEX_AREA)


def _icon(icon: Node) -> None:
    _values(icon, _ICON, "url", "aspectRatio", "scaling")
    icon.web_address("url", most=line_limits.MEDIA_URL)
    _ratio(icon)
    icon.yes_or_no("scaling")


def _values(node: Node, values: _Values, *more: str) -> None:
    """Check the properties in *values*, and that there are no others but *more*."""
    node.only({"type", *values, *more})
    for name, allowed in values.items():
        if isinstance(allowed, tuple):
            node.one_of(name, allowed)
        elif isinstance(allowed, re.Pattern):
            node.matching(name, allowed)
        elif isinstance(allowed, int):
            node.whole_number(name, 0, allowed, required=False)
        else:
            node.yes_or_no(name)


def _ratio(node: Node) -> None:
    """Check an aspect ratio: at most three times as high as wide."""
    value = node.matching("aspectRatio", _RATIO)
    if value is None:
        return
    width, height = (float(side) for side in value.split(":"))
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
        node.complain("invalid property", "aspectRatio")


_CHECKS: Mapping[str, Callable[[Node], None]] = {
    "box": _box,
    "button": _button,
    "text": _text,
    "span": _span,
    "image": _image,
    "icon": _icon,
    "separator": partial(_values, values=_SEPARATOR),
    "filler": partial(_values, values=_FLEX),
}
