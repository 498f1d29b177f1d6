"""Message objects: every limit that LINE sets on what a bot may say."""

import re
from collections.abc import Callable, Mapping, Sequence

from simulator import limits
from simulator.actions import QUICK_REPLY, check_action
from simulator.flex import check_container
from simulator.node import Dotted, Node, Pointer
from simulator.refusals import ApiError, ErrorDetail, Json, has_errors
from simulator.templates import check_template

_DIGITS = re.compile(r"\d{1,20}")


def check_messages(body: Node) -> list[Json]:
    """The messages of a request; raise LINE's answer if one of them is wrong.

    As on LINE, the inside of Flex Messages is looked at only when all the rest is right, and
    the first wrong one is told.
    """
    messages = body.items("messages", 1, limits.MESSAGES)
    for message in messages:
        _check_message(message)
    if body.problems:
        raise has_errors(body.problems)
    found = [message.fields for message in messages]
    _check_flex_insides(found)
    return found


def _check_message(message: Node) -> None:
    kind = message.one_of("type", tuple(_CHECKS), required=True)
    if kind is None:
        return
    _CHECKS[kind](message)
    _check_quick_reply(message)
    _check_sender(message)


def _check_quick_reply(message: Node) -> None:
    quick_reply = message.child("quickReply", required=False)
    if quick_reply is None:
        return
    for item in quick_reply.items("items", 1, limits.QUICK_REPLIES):
        item.one_of("type", ("action",), required=True)
        item.web_address("imageUrl", required=False)
        check_action(item.child("action"), QUICK_REPLY)


def _check_sender(message: Node) -> None:
    sender = message.child("sender", required=False)
    if sender is not None:
        sender.text("name", limits.SENDER_NAME, required=False)
        sender.web_address("iconUrl", required=False)


def _text(message: Node) -> None:
    message.text("text", limits.TEXT)
    message.text("quoteToken", 1000, required=False)


def _sticker(message: Node) -> None:
    message.matching("packageId", _DIGITS, required=True)
    message.matching("stickerId", _DIGITS, required=True)


def _image(message: Node) -> None:
    message.web_address("originalContentUrl")
    message.web_address("previewImageUrl")


def _audio(message: Node) -> None:
    message.web_address("originalContentUrl")
    message.whole_number("duration", 1, 24 * 60 * 60 * 1000)


def _location(message: Node) -> None:
    message.text("title", limits.LOCATION_TITLE)
    message.text("address", limits.LOCATION_ADDRESS)
    message.number("latitude", -90, 90)
    message.number("longitude", -180, 180)


def _imagemap(message: Node) -> None:
    message.web_address("baseUrl")
    message.text("altText", limits.ALT_TEXT)
    size = message.child("baseSize")
    if size is not None:
        size.whole_number("width", 1040, 1040)
        size.whole_number("height", 1, 10_000)
    message.items("actions", 0, 50)


def _flex(message: Node) -> None:
    message.text("altText", limits.ALT_TEXT)
    message.child("contents")


_CHECKS: Mapping[str, Callable[[Node], None]] = {
    "text": _text,
    "textV2": _text,
    "sticker": _sticker,
    "image": _image,
    "video": _image,
    "audio": _audio,
    "location": _location,
    "imagemap": _imagemap,
    "template": check_template,
    "flex": _flex,
}


def _check_flex_insides(messages: Sequence[Json]) -> None:
    for index, message in enumerate(messages):
        contents = message.get("contents")
        if message.get("type") != "flex" or not isinstance(contents, dict):
            continue
        place = Dotted("messages").item(index).name()
        wrong = f"A message ({place}) in the request body is invalid"
        problems: list[ErrorDetail] = []
        try:
            check_container(Node(contents, Pointer(), problems))
        except RecursionError as too_deep:
            raise ApiError(400, wrong) from too_deep
        if problems:
            raise ApiError(400, wrong, problems)
