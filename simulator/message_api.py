"""Sending: reply, push, multicast and their dry runs."""

from typing import cast

from flask import Blueprint, current_app, g, request
from flask.typing import ResponseReturnValue

from simulator.accepted import Call, Kind, paid
from simulator.door import TOLD
from simulator.parts import parts
from simulator.refusals import ApiError
from simulator.send_requests import fingerprint, read_send, read_validation

messages = Blueprint("messages", __name__)


@messages.post("/v2/bot/message/<any(reply, push, multicast):kind>")
def send(kind: str) -> ResponseReturnValue:
    _only_json()
    platform = parts(current_app).platform
    before = platform.newest()
    sent = platform.send(_call(cast("Kind", kind)))
    _tell_the_door(before)
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


def _tell_the_door(before: int) -> None:
    """What this call cost and whom it reached, for those who watch the traffic."""
    accepted = parts(current_app).platform.accepted(before)
    rows = [row for row in accepted if row.request_id == g.request_id]
    request.environ[TOLD] |= {"paid": paid(rows), "who": rows[0].to if rows else ""}


def _only_json() -> None:
    if request.mimetype != "application/json":
        raise ApiError(415, f"The content type, {request.mimetype}, is not supported")
