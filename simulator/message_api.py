"""The endpoints that send messages: reply, push, multicast; and LINE's limits on what bots say."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from simulator import line_limits
from simulator.actions import IMAGE_CAROUSEL, QUICK_REPLY, TEMPLATE, TEMPLATE_DEFAULT, check_action
from simulator.app_parts import parts
from simulator.flex import check_container
from simulator.gateway import RESULT
from simulator.platform import Call, Kind, paid
from simulator.refusals import ApiError, ErrorDetail, Json
from simulator.request_body import FLEX_PATH, Node, PropertyPath, raise_problems, read_json

messages = Blueprint("messages", __name__)

_USER = re.compile(r"U[0-9a-f]{32}")
_CHAT = re.compile(r"[UCR][0-9a-f]{32}")
_REPLY_TOKEN_LENGTH = 1000
_DIGITS = re.compile(r"\d{1,20}")
_TITLE = 40
_COLUMNS = 10


@messages.post("/v2/bot/message/<any(reply, push, multicast):kind>")
def send(kind: str) -> ResponseReturnValue:
    _only_json()
    platform = parts().platform
    before = platform.newest()
    sent = platform.send(_call(cast("Kind", kind)))
    _report_result(before)
    return {"sentMessages": sent} if sent else {}


@messages.post("/v2/bot/message/validate/<any(reply, push, multicast, narrowcast, broadcast):kind>")
def validate(kind: str) -> ResponseReturnValue:
    _only_json()
    check_messages(read_json(request.get_data()))
    return {}


def _call(kind: Kind) -> Call:
    """Return a valid request as a call; the `to` of a reply is its token."""
    parts().rates.take(kind)
    body = read_json(request.get_data())
    to = _RECEIVERS[kind](body)
    body.yes_or_no("notificationDisabled")
    objects = tuple(check_messages(body))
    retry_key = request.headers.get("X-Line-Retry-Key")
    fingerprint = _fingerprint(kind, body.fields) if retry_key else b""
    return Call(kind, to, objects, g.request_id, fingerprint, retry_key)


def _report_result(before: int) -> None:
    """Leave the cost and the receiver of this call for the gateway's traffic log."""
    accepted = parts().platform.accepted(before)
    rows = [row for row in accepted if row.request_id == g.request_id]
    request.environ[RESULT] |= {"paid": paid(rows), "who": rows[0].to if rows else ""}


def _only_json() -> None:
    if request.mimetype != "application/json":
        raise ApiError(415, f"The content type, {request.mimetype}, is not supported")


def _fingerprint(kind: Kind, fields: Json) -> bytes:
    """Return a hash that is the same for two requests with the same meaning."""
    meaning = json.dumps(fields, sort_keys=True)
    return hashlib.sha256(f"{kind}\n{meaning}".encode()).digest()


def _reply_token(body: Node) -> tuple[str, ...]:
    token = body.text("replyToken", _REPLY_TOKEN_LENGTH)
    return () if token is None else (token,)


def _chat(body: Node) -> tuple[str, ...]:
    chat_id = body.text("to", 100)
    if chat_id is None:
        return ()
    if not _CHAT.fullmatch(chat_id):
        raise _invalid_property("to")
    return (chat_id,)


def _users(body: Node) -> tuple[str, ...]:
    receivers = body.fields.get("to")
    if not isinstance(receivers, list) or not receivers:
        body.complain("May not be empty", "to")
        return ()
    if len(receivers) > line_limits.MULTICAST_USERS:
        body.complain(f"Size must be between 1 and {line_limits.MULTICAST_USERS}", "to")
        return ()
    if not all(isinstance(one, str) and _USER.fullmatch(one) for one in receivers):
        raise _invalid_property("to")
    return tuple(dict.fromkeys(receivers))


_RECEIVERS: dict[Kind, Callable[[Node], tuple[str, ...]]] = {
    "reply": _reply_token,
    "push": _chat,
    "multicast": _users,
}


def _invalid_property(name: str) -> ApiError:
    message = f"The property, '{name}', in the request body is invalid (line: -, column: -)"
    return ApiError(400, message, [ErrorDetail("invalid property", name)])


def check_messages(body: Node) -> list[Json]:
    """Return the messages of a request. Raises ApiError with LINE's answer if one is wrong.

    As on LINE, the inside of Flex Messages is checked only when all the rest is right, and only
    the first wrong one is reported.
    """
    messages = body.items("messages", 1, line_limits.MESSAGES)
    for message in messages:
        _check_message(message)
    raise_problems(body)
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
    for item in quick_reply.items("items", 1, line_limits.QUICK_REPLIES):
        item.one_of("type", ("action",), required=True)
        item.web_address("imageUrl", required=False)
        check_action(item.child("action"), QUICK_REPLY)


def _check_sender(message: Node) -> None:
    sender = message.child("sender", required=False)
    if sender is not None:
        sender.text("name", line_limits.SENDER_NAME, required=False)
        sender.web_address("iconUrl", required=False)


def _text(message: Node) -> None:
    message.text("text", line_limits.TEXT)
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
    message.text("title", line_limits.LOCATION_TITLE)
    message.text("address", line_limits.LOCATION_ADDRESS)
    message.number("latitude", -90, 90)
    message.number("longitude", -180, 180)


def _imagemap(message: Node) -> None:
    message.web_address("baseUrl")
    message.text("altText", line_limits.ALT_TEXT)
    size = message.child("baseSize")
    if size is not None:
        size.whole_number("width", 1040, 1040)
        size.whole_number("height", 1, 10_000)
    message.items("actions", 0, 50)


def _flex(message: Node) -> None:
    message.text("altText", line_limits.ALT_TEXT)
    message.child("contents")


def _check_flex_insides(messages: Sequence[Json]) -> None:
    for index, message in enumerate(messages):
        contents = message.get("contents")
        if message.get("type") != "flex" or not isinstance(contents, dict):
            continue
        place = PropertyPath("messages").item(index).name()
        wrong = f"A message ({place}) in the request body is invalid"
        problems: list[ErrorDetail] = []
        try:
            check_container(Node(contents, FLEX_PATH, problems))
        except RecursionError as too_deep:
            raise ApiError(400, wrong) from too_deep
        if problems:
            raise ApiError(400, wrong, problems)


def _check_template(message: Node) -> None:
    message.text("altText", line_limits.ALT_TEXT)
    template = message.child("template")
    if template is None:
        return
    kind = template.one_of("type", tuple(_TEMPLATES), required=True)
    if kind is not None:
        _TEMPLATES[kind](template)


def _confirm(template: Node) -> None:
    template.text("text", 240)
    _template_actions(template, 2, 2)


def _buttons(template: Node) -> None:
    _picture_title_text(template, plain=160, crowded=60)
    _template_actions(template, 1, 4)
    check_action(template.child("defaultAction", required=False), TEMPLATE_DEFAULT)


def _carousel(template: Node) -> None:
    columns = template.items("columns", 1, _COLUMNS)
    for column in columns:
        _picture_title_text(column, plain=120, crowded=60)
        _template_actions(column, 1, 3)
        check_action(column.child("defaultAction", required=False), TEMPLATE_DEFAULT)
    if len({_number_of_actions(column) for column in columns}) > 1:
        template.complain("The number of actions must be the same in all columns", "columns")


def _image_carousel(template: Node) -> None:
    for column in template.items("columns", 1, _COLUMNS):
        column.web_address("imageUrl", most=line_limits.MEDIA_URL)
        check_action(column.child("action"), IMAGE_CAROUSEL)


def _picture_title_text(node: Node, *, plain: int, crowded: int) -> None:
    """Check a column's texts: with a picture or a title its text may have `crowded` characters."""
    node.web_address("thumbnailImageUrl", required=False)
    node.text("title", _TITLE, required=False)
    has_more = node.has("thumbnailImageUrl") or node.has("title")
    node.text("text", crowded if has_more else plain)


def _template_actions(node: Node, least: int, most: int) -> None:
    for action in node.items("actions", least, most):
        check_action(action, TEMPLATE)


def _number_of_actions(column: Node) -> int:
    actions = column.fields.get("actions")
    return len(actions) if isinstance(actions, list) else 0


_TEMPLATES: Mapping[str, Callable[[Node], None]] = {
    "confirm": _confirm,
    "buttons": _buttons,
    "carousel": _carousel,
    "image_carousel": _image_carousel,
}


_CHECKS: Mapping[str, Callable[[Node], None]] = {
    "text": _text,
    "textV2": _text,
    "sticker": _sticker,
    "image": _image,
    "video": _image,
    "audio": _audio,
    "location": _location,
    "imagemap": _imagemap,
    "template": _check_template,
    "flex": _flex,
}
