"""Template messages: confirm, buttons, carousel, image carousel."""

from collections.abc import Callable, Mapping

from simulator import limits
from simulator.actions import IMAGE_CAROUSEL, TEMPLATE, TEMPLATE_DEFAULT, check_action
from simulator.node import Node

_TITLE = 40
_COLUMNS = 10


def check_template(message: Node) -> None:
    message.text("altText", limits.ALT_TEXT)
    template = message.child("template")
    if template is None:
        return
    kind = template.one_of("type", tuple(_CHECKS), required=True)
    if kind is not None:
        _CHECKS[kind](template)


def _confirm(template: Node) -> None:
    template.text("text", 240)
    _actions(template, 2, 2)


def _buttons(template: Node) -> None:
    _picture_title_text(template, plain=160, crowded=60)
    _actions(template, 1, 4)
    check_action(template.child("defaultAction", required=False), TEMPLATE_DEFAULT)


def _carousel(template: Node) -> None:
    columns = template.items("columns", 1, _COLUMNS)
    for column in columns:
        _picture_title_text(column, plain=120, crowded=60)
        _actions(column, 1, 3)
        check_action(column.child("defaultAction", required=False), TEMPLATE_DEFAULT)
    if len({_number_of_actions(column) for column in columns}) > 1:
        template.complain("The number of actions must be the same in all columns", "columns")


def _image_carousel(template: Node) -> None:
    for column in template.items("columns", 1, _COLUMNS):
        column.web_address("imageUrl", most=limits.MEDIA_URL)
        check_action(column.child("action"), IMAGE_CAROUSEL)


def _picture_title_text(node: Node, *, plain: int, crowded: int) -> None:
    """A picture or a title leaves less room for the text."""
    node.web_address("thumbnailImageUrl", required=False)
    node.text("title", _TITLE, required=False)
    has_more = node.has("thumbnailImageUrl") or node.has("title")
    node.text("text", crowded if has_more else plain)


def _actions(node: Node, least: int, most: int) -> None:
    for action in node.items("actions", least, most):
        check_action(action, TEMPLATE)


def _number_of_actions(column: Node) -> int:
    actions = column.fields.get("actions")
    return len(actions) if isinstance(actions, list) else 0


_CHECKS: Mapping[str, Callable[[Node], None]] = {
    "confirm": _confirm,
    "buttons": _buttons,
    "carousel": _carousel,
    "image_carousel": _image_carousel,
}
