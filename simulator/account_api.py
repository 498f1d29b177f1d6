"""The endpoints of the account and of messages: profile, quota, bot info, push, reply and
multicast."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, current_app, g, request
from flask.typing import ResponseReturnValue

from simulator import identifiers
from simulator.clock import milliseconds
from simulator.gateway import RESULT
from simulator.message_objects import check_messages
from simulator.platform import Call, Kind, paid
from simulator.refusals import ApiError, ErrorDetail, Json, parts
from simulator.request_body import Node, raise_problems, read_json

account = Blueprint("account", __name__)

_USER = re.compile(r"U[0-9a-f]{32}")
_LOADING_SECONDS = range(5, 61, 5)
_DEFAULT_LOADING_SECONDS = 20
_WEBHOOK_ADDRESS = 500


@account.get("/v2/bot/info")
def info() -> ResponseReturnValue:
    return {
        "userId": parts(current_app).platform.bot_user_id,
        "basicId": "@000simul",
        "displayName": parts(current_app).name,
        "chatMode": "bot",
        "markAsReadMode": "manual",
    }


@account.get("/v2/bot/profile/<user_id>")
def profile(user_id: str) -> ResponseReturnValue:
    """Return a user's profile; 404 also for a user who has blocked the account."""
    user = parts(current_app).platform.people.find(user_id)
    if user is None or user.blocked:
        raise ApiError(404, "Not found")
    return {"userId": user.id, "displayName": user.display_name, "language": user.language}


@account.get("/v2/bot/followers/ids")
def followers() -> ResponseReturnValue:
    people = parts(current_app).platform.people.all()
    return {"userIds": [user.id for user in people if not user.blocked]}


@account.get("/v2/bot/message/quota")
def quota() -> ResponseReturnValue:
    return parts(current_app).platform.quota()


@account.get("/v2/bot/message/quota/consumption")
def consumption() -> ResponseReturnValue:
    return {"totalUsage": parts(current_app).platform.quota_used()}


@account.post("/v2/bot/chat/loading/start")
def loading() -> ResponseReturnValue:
    """Show the loading animation in a one-to-one chat, for a multiple of five seconds."""
    parts(current_app).rates.take("loading")
    body = read_json(request.get_data())
    chat_id = body.text("chatId", 100)
    if chat_id is not None and not _USER.fullmatch(chat_id):
        body.complain("Must be a user id", "chatId")
    seconds = body.whole_number("loadingSeconds", 5, 60, required=False)
    if seconds is not None and seconds not in _LOADING_SECONDS:
        body.complain("Must be a multiple of 5", "loadingSeconds")
    raise_problems(body)
    if chat_id is not None:
        parts(current_app).platform.show_loading(chat_id, seconds or _DEFAULT_LOADING_SECONDS)
    return {}, 202


@account.post("/v2/bot/chat/markAsRead")
def mark_as_read() -> ResponseReturnValue:
    body = read_json(request.get_data())
    token = body.text("markAsReadToken", 1000)
    raise_problems(body)
    if not parts(current_app).platform.knows_read_token(token):
        raise ApiError(400, "The markAsReadToken is invalid")
    return {}


@account.get("/v2/bot/channel/webhook/endpoint")
def webhook_endpoint() -> ResponseReturnValue:
    callback = parts(current_app).sender.callback
    if not callback:
        raise ApiError(404, "Not found")
    return {"endpoint": callback, "active": True}


@account.put("/v2/bot/channel/webhook/endpoint")
def set_webhook_endpoint() -> ResponseReturnValue:
    """Set the webhook URL; LINE takes https only, but here the bot may be on the same machine."""
    body = read_json(request.get_data())
    address = body.web_address("endpoint", most=_WEBHOOK_ADDRESS, schemes=("https", "http"))
    raise_problems(body)
    parts(current_app).sender.callback = address or ""
    return {}


@account.post("/v2/bot/channel/webhook/test")
def test_webhook() -> ResponseReturnValue:
    body = read_json(request.get_data() or b"{}")
    address = body.web_address(
        "endpoint", most=_WEBHOOK_ADDRESS, required=False, schemes=("https", "http")
    )
    raise_problems(body)
    kept = parts(current_app)
    delivery = kept.wait_for(lambda: kept.sender.test(address))
    return {
        "success": delivery.ok,
        "timestamp": milliseconds(delivery.at),
        "statusCode": delivery.status or 0,
        "reason": delivery.reason,
        "detail": str(delivery.status or delivery.reason),
    }


@account.get("/v2/bot/group/<group_id>/members/count")
def group_members(group_id: str) -> ResponseReturnValue:
    group = parts(current_app).platform.people.find_group(group_id)
    if group is None:
        raise ApiError(404, "Not found")
    return {"count": len(group.members)}


@account.post("/v2/bot/group/<group_id>/leave")
def leave_group(group_id: str) -> ResponseReturnValue:
    kept = parts(current_app)
    if kept.platform.people.find_group(group_id) is None:
        raise ApiError(404, "Not found")
    kept.platform.people.remove_group(group_id)
    return {}


messages = Blueprint("messages", __name__)


@messages.post("/v2/bot/message/<any(reply, push, multicast):kind>")
def send(kind: str) -> ResponseReturnValue:
    _only_json()
    platform = parts(current_app).platform
    before = platform.newest()
    sent = platform.send(_call(cast("Kind", kind)))
    _report_result(before)
    return {"sentMessages": sent} if sent else {}


@messages.post("/v2/bot/message/validate/<any(reply, push, multicast, narrowcast, broadcast):kind>")
def validate(kind: str) -> ResponseReturnValue:
    _only_json()
    read_validation(request.get_data())
    return {}


def _call(kind: Kind) -> Call:
    parts(current_app).rates.take(kind)
    wanted = read_send(kind, request.get_data())
    retry_key = request.headers.get("X-Line-Retry-Key")
    return Call(
        kind=kind,
        to=wanted.to,
        messages=wanted.messages,
        request_id=g.request_id,
        retry_key=retry_key,
        fingerprint=fingerprint(kind, wanted.fields) if retry_key else b"",
    )


def _report_result(before: int) -> None:
    """Leave the cost and the receiver of this call for the gateway's traffic log."""
    accepted = parts(current_app).platform.accepted(before)
    rows = [row for row in accepted if row.request_id == g.request_id]
    request.environ[RESULT] |= {"paid": paid(rows), "who": rows[0].to if rows else ""}


def _only_json() -> None:
    if request.mimetype != "application/json":
        raise ApiError(415, f"The content type, {request.mimetype}, is not supported")


_CHAT = re.compile(r"[UCR][0-9a-f]{32}")
_REPLY_TOKEN_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class SendRequest:
    """A valid request; the `to` of a reply is its token."""

    to: tuple[str, ...]
    messages: tuple[Json, ...]
    fields: Json


def read_send(kind: Kind, raw: bytes) -> SendRequest:
    body = read_json(raw)
    to = _RECEIVERS[kind](body)
    body.yes_or_no("notificationDisabled")
    messages = check_messages(body)
    return SendRequest(to, tuple(messages), body.fields)


def read_validation(raw: bytes) -> None:
    check_messages(read_json(raw))


def fingerprint(kind: Kind, fields: Json) -> bytes:
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
    if len(receivers) > identifiers.MULTICAST_USERS:
        body.complain(f"Size must be between 1 and {identifiers.MULTICAST_USERS}", "to")
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
