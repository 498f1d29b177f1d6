"""Checks of Flex components: boxes, and what they may contain."""

import re
from collections.abc import Callable, Collection, Mapping
from re import Pattern

from simulator import line_limits
from simulator.actions import FLEX_AREA, FLEX_BUTTON, check_action
from simulator.request_body import Node

COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")

_PIXELS = r"\d+(\.\d+)?px"
_PERCENT = r"\d+(\.\d+)?%"
_STEPS = r"none|xs|sm|md|lg|xl|xxl"
_FONT = r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"

SPACE = re.compile(f"{_STEPS}|{_PIXELS}")
PADDING = re.compile(f"{_STEPS}|{_PIXELS}|{_PERCENT}")
OFFSET = re.compile(f"{_STEPS}|-?{_PIXELS}|-?{_PERCENT}")
EXTENT = re.compile(f"{_PIXELS}|{_PERCENT}")
BORDER = re.compile(f"none|light|normal|medium|semi-bold|bold|{_PIXELS}")
CORNER = SPACE
FONT_SIZE = re.compile(f"{_FONT}|{_PIXELS}")
IMAGE_SIZE = re.compile(f"{_FONT}|full|{_PIXELS}|{_PERCENT}")
LINE_SPACING = re.compile(_PIXELS)
ANGLE = re.compile(r"([0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])(\.\d+)?deg")
GRADIENT_STOP = re.compile(r"(100(\.0+)?|\d{1,2}(\.\d+)?)%")
RATIO = re.compile(r"(\d{1,6}(?:\.\d+)?):(\d{1,6}(?:\.\d+)?)")


#: A text inside a bubble of 30 KB can never be longer.
_TEXT = line_limits.BUBBLE_BYTES
_FLEX_MOST = 10_000
_IN_BOX = ("box", "button", "image", "text", "separator", "filler")
_IN_BASELINE = ("icon", "text", "filler")

_Values = dict[str, Pattern[str] | tuple[str, ...]]

_PLACED: _Values = {
    "margin": SPACE,
    "position": ("relative", "absolute"),
    **dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), OFFSET),
}
_LETTERS: _Values = {
    "size": FONT_SIZE,
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
    "spacing": SPACE,
    "backgroundColor": COLOUR,
    "borderColor": COLOUR,
    "borderWidth": BORDER,
    "cornerRadius": CORNER,
    **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), EXTENT),
    **dict.fromkeys(
        ("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"), PADDING
    ),
    "justifyContent": (*_ALONG, "space-between", "space-around", "space-evenly"),
    "alignItems": _ALONG,
}
_BUTTON: _Values = _PLACED | {
    "height": ("sm", "md"),
    "style": ("link", "primary", "secondary"),
    "color": COLOUR,
    "gravity": ("top", "bottom", "center"),
    "adjustMode": ("shrink-to-fit",),
}
_TEXT_VALUES: _Values = (
    _PLACED | _LETTERS | _ALIGNED | {"lineSpacing": LINE_SPACING, "adjustMode": ("shrink-to-fit",)}
)
_IMAGE: _Values = (
    _PLACED
    | _ALIGNED
    | {"size": IMAGE_SIZE, "aspectMode": ("cover", "fit"), "backgroundColor": COLOUR}
)
_ICON: _Values = _PLACED | {"size": FONT_SIZE}
_SEPARATOR: _Values = {"margin": SPACE, "color": COLOUR}


def check_component(component: Node | None, allowed: Collection[str]) -> None:
    """Check a component; a missing one (None) is optional, or its reader recorded the problem."""
    if component is None:
        return
    kind = component.one_of("type", allowed, required=True)
    if kind is not None:
        _CHECKS[kind](component)


def _box(box: Node) -> None:
    _values(box, _BOX, more=("type", "layout", "contents", "flex", "action", "background"))
    _flex(box)
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
    background.matching("angle", ANGLE, required=True)
    background.matching("startColor", COLOUR, required=True)
    background.matching("endColor", COLOUR, required=True)
    background.matching("centerColor", COLOUR)
    background.matching("centerPosition", GRADIENT_STOP)


def _button(button: Node) -> None:
    _values(button, _BUTTON, more=("type", "action", "flex", "scaling"))
    _flex(button)
    button.yes_or_no("scaling")
    check_action(button.child("action"), FLEX_BUTTON)


def _text(text: Node) -> None:
    more = ("type", "text", "contents", "flex", "wrap", "maxLines", "action", "scaling")
    _values(text, _TEXT_VALUES, more=more)
    _flex(text)
    text.yes_or_no("wrap")
    text.yes_or_no("scaling")
    text.whole_number("maxLines", 0, _FLEX_MOST, required=False)
    check_action(text.child("action", required=False), FLEX_AREA)
    spans = text.items("contents", 0, line_limits.BUBBLE_BYTES, required=False)
    for span in spans:
        check_component(span, ("span",))
    if not text.fields.get("contents"):
        text.text("text", _TEXT)


def _span(span: Node) -> None:
    _values(span, _LETTERS, more=("type", "text"))
    span.text("text", _TEXT)


def _image(image: Node) -> None:
    more = ("type", "url", "flex", "aspectRatio", "action", "animated")
    _values(image, _IMAGE, more=more)
    _flex(image)
    image.web_address("url", most=line_limits.MEDIA_URL)
    _ratio(image)
    image.yes_or_no("animated")
    check_action(image.child("action", required=False), FLEX_AREA)


def _icon(icon: Node) -> None:
    _values(icon, _ICON, more=("type", "url", "aspectRatio", "scaling"))
    icon.web_address("url", most=line_limits.MEDIA_URL)
    _ratio(icon)
    icon.yes_or_no("scaling")


def _separator(separator: Node) -> None:
    _values(separator, _SEPARATOR, more=("type",))


def _filler(filler: Node) -> None:
    filler.only(("type", "flex"))
    _flex(filler)


_CHECKS: Mapping[str, Callable[[Node], None]] = {
    "box": _box,
    "button": _button,
    "text": _text,
    "span": _span,
    "image": _image,
    "icon": _icon,
    "separator": _separator,
    "filler": _filler,
}


def _values(node: Node, values: _Values, *, more: Collection[str]) -> None:
    node.only({*values, *more})
    for name, allowed in values.items():
        if isinstance(allowed, tuple):
            node.one_of(name, allowed)
        else:
            node.matching(name, allowed)


def _flex(node: Node) -> None:
    node.whole_number("flex", 0, _FLEX_MOST, required=False)


def _ratio(node: Node) -> None:
    """Check an aspect ratio: at most three times as high as wide."""
    value = node.matching("aspectRatio", RATIO)
    if value is None:
        return
    width, height = (float(side) for side in value.split(":"))
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
        node.complain("invalid property", "aspectRatio")
