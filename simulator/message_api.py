"""The endpoints that send messages: reply, push, multicast, and their validation."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, current_app, g, request
from flask.typing import ResponseReturnValue

from simulator import line_limits
from simulator.app_parts import parts
from simulator.gateway import RESULT
from simulator.message_objects import check_messages
from simulator.platform import Call, Kind, paid
from simulator.refusals import ApiError, ErrorDetail, Json
from simulator.request_body import Node, read_json

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


_USER = re.compile(r"U[0-9a-f]{32}")
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
