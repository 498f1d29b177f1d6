"""Checks of action objects: what a button or an area does when somebody taps it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from simulator import line_limits
from simulator.request_body import Node, graphemes

URI_SCHEMES = ("http", "https", "line", "tel")
_INPUT_OPTIONS = ("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")
ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
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

QUICK_REPLY = ActionSlot(_QUICK, line_limits.LABEL, label_required=True)
TEMPLATE = ActionSlot(_EVERYWHERE, line_limits.LABEL, label_required=True)
TEMPLATE_DEFAULT = ActionSlot(_EVERYWHERE, line_limits.LABEL, label_required=False)
IMAGE_CAROUSEL = ActionSlot(_EVERYWHERE, line_limits.IMAGE_CAROUSEL_LABEL, label_required=False)
FLEX_BUTTON = ActionSlot(_EVERYWHERE, line_limits.FLEX_BUTTON_LABEL, label_required=True)
FLEX_AREA = ActionSlot(_EVERYWHERE, line_limits.LABEL, label_required=False)
RICH_MENU = ActionSlot(_EVERYWHERE | {"richmenuswitch"}, line_limits.LABEL, label_required=False)


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
    action.text("data", line_limits.POSTBACK_DATA)
    action.text("displayText", line_limits.DISPLAY_TEXT, required=False)
    action.text("text", line_limits.DISPLAY_TEXT, required=False)
    option = action.one_of("inputOption", _INPUT_OPTIONS)
    action.text("fillInText", line_limits.FILL_IN_TEXT, required=False)
    if action.has("displayText") and action.has("text"):
        action.complain("displayText and text cannot be used together", "displayText")
    if action.has("fillInText") and option != "openKeyboard":
        action.complain("fillInText needs inputOption openKeyboard", "fillInText")


def _uri(action: Node) -> None:
    action.web_address("uri", most=line_limits.URI, schemes=URI_SCHEMES)
    desktop = action.child("altUri", required=False)
    if desktop is not None:
        desktop.web_address("desktop", most=line_limits.URI, schemes=("http", "https"))


def _datetime_picker(action: Node) -> None:
    action.text("data", line_limits.POSTBACK_DATA)
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


def _rich_menu_switch(action: Node) -> None:
    action.matching("richMenuAliasId", ALIAS, required=True)
    action.text("data", line_limits.POSTBACK_DATA)


def _nothing_more(_action: Node) -> None:
    """Accept a camera, camera roll or location action: they have a label only."""


_CHECKS: Mapping[str, Callable[[Node], object]] = {
    "postback": _postback,
    "message": partial(Node.text, key="text", most=line_limits.MESSAGE_TEXT),
    "uri": _uri,
    "datetimepicker": _datetime_picker,
    "clipboard": partial(Node.text, key="clipboardText", most=line_limits.CLIPBOARD),
    "richmenuswitch": _rich_menu_switch,
    "camera": _nothing_more,
    "cameraRoll": _nothing_more,
    "location": _nothing_more,
}
