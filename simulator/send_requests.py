"""The bodies of reply, push, multicast and their dry runs."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from simulator import limits
from simulator.accepted import Kind
from simulator.messages import check_messages
from simulator.node import Dotted, Node
from simulator.refusals import ApiError, ErrorDetail, Json, has_errors

_USER = re.compile(r"U[0-9a-f]{32}")
_CHAT = re.compile(r"[UCR][0-9a-f]{32}")
_REPLY_TOKEN_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class SendRequest:
    """A right request: for a reply, `to` is the token."""

    to: tuple[str, ...]
    messages: tuple[Json, ...]
    fields: Json


def read_json(raw: bytes) -> Node:
    """The body as an object to be looked at; LINE tells where the JSON breaks."""
    try:
        body = json.loads(raw.decode(), parse_constant=_no_constant)
    except json.JSONDecodeError as wrong:
        raise _not_json(wrong.lineno, wrong.colno) from wrong
    except (ValueError, RecursionError) as wrong:
        raise _not_json(1, 1) from wrong
    if not isinstance(body, dict):
        raise _not_json(1, 1)
    return Node(body, Dotted(), [])


def read_send(kind: Kind, raw: bytes) -> SendRequest:
    body = read_json(raw)
    to = _RECEIVERS[kind](body)
    body.yes_or_no("notificationDisabled")
    messages = check_messages(body)
    return SendRequest(to, tuple(messages), body.fields)


def read_validation(raw: bytes) -> None:
    check_messages(read_json(raw))


def fingerprint(kind: Kind, fields: Json) -> bytes:
    """The same for two requests with the same meaning."""
    meaning = json.dumps(fields, sort_keys=True)
    return hashlib.sha256(f"{kind}\n{meaning}".encode()).digest()


def raise_problems(body: Node) -> None:
    if body.problems:
        raise has_errors(body.problems)


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
    if len(receivers) > limits.MULTICAST_USERS:
        body.complain(f"Size must be between 1 and {limits.MULTICAST_USERS}", "to")
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


def _not_json(line: int, column: int) -> ApiError:
    message = f"The request body could not be parsed as JSON (line: {line}, column: {column})"
    return ApiError(400, message)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
