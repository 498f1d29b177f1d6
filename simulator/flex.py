"""Checks of Flex containers: a bubble, or a carousel of bubbles."""

import json
import re

from simulator import line_limits
from simulator.actions import FLEX_AREA, check_action
from simulator.flex_components import COLOUR, check_component
from simulator.request_body import Node

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
