"""The endpoints of the account: profiles, followers, quota, loading, webhook URL and groups; and of
the contents of messages, which are on LINE's data host."""

import re

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from simulator.app_parts import parts
from simulator.json_forms import milliseconds
from simulator.refusals import ApiError
from simulator.request_body import raise_problems, read_json

account = Blueprint("account", __name__)

_USER = re.compile(r"U[0-9a-f]{32}")
_LOADING_SECONDS = range(5, 61, 5)
_DEFAULT_LOADING_SECONDS = 20
_WEBHOOK_ADDRESS = 500


@account.get("/v2/bot/info")
def info() -> ResponseReturnValue:
    return {
        "userId": parts().platform.bot_user_id,
        "basicId": "@000simul",
        "displayName": parts().name,
        "chatMode": "bot",
        "markAsReadMode": "manual",
    }


@account.get("/v2/bot/profile/<user_id>")
def profile(user_id: str) -> ResponseReturnValue:
    """Return a user's profile; 404 also for a user who has blocked the account."""
    user = parts().platform.people.find(user_id)
    if user is None or user.blocked:
        raise ApiError(404, "Not found")
    return {"userId": user.id, "displayName": user.display_name, "language": user.language}


@account.get("/v2/bot/followers/ids")
def followers() -> ResponseReturnValue:
    people = parts().platform.people.all()
    return {"userIds": [user.id for user in people if not user.blocked]}


@account.get("/v2/bot/message/quota")
def quota() -> ResponseReturnValue:
    return parts().platform.quota()


@account.get("/v2/bot/message/quota/consumption")
def consumption() -> ResponseReturnValue:
    return {"totalUsage": parts().platform.quota_used()}


@account.post("/v2/bot/chat/loading/start")
def loading() -> ResponseReturnValue:
    """Show the loading animation in a one-to-one chat, for a multiple of five seconds."""
    parts().rates.take("loading")
    body = read_json(request.get_data())
    chat_id = body.text("chatId", 100)
    if chat_id is not None and not _USER.fullmatch(chat_id):
        body.complain("Must be a user id", "chatId")
    seconds = body.whole_number("loadingSeconds", 5, 60, required=False)
    if seconds is not None and seconds not in _LOADING_SECONDS:
        body.complain("Must be a multiple of 5", "loadingSeconds")
    raise_problems(body)
    if chat_id is not None:
        parts().platform.show_loading(chat_id, seconds or _DEFAULT_LOADING_SECONDS)
    return {}, 202


@account.post("/v2/bot/chat/markAsRead")
def mark_as_read() -> ResponseReturnValue:
    body = read_json(request.get_data())
    token = body.text("markAsReadToken", 1000)
    raise_problems(body)
    if not parts().platform.knows_read_token(token):
        raise ApiError(400, "The markAsReadToken is invalid")
    return {}


@account.get("/v2/bot/channel/webhook/endpoint")
def webhook_endpoint() -> ResponseReturnValue:
    callback = parts().sender.callback
    if not callback:
        raise ApiError(404, "Not found")
    return {"endpoint": callback, "active": True}


@account.put("/v2/bot/channel/webhook/endpoint")
def set_webhook_endpoint() -> ResponseReturnValue:
    """Set the webhook URL; LINE takes https only, but here the bot may be on the same machine."""
    body = read_json(request.get_data())
    address = body.web_address("endpoint", most=_WEBHOOK_ADDRESS, schemes=("https", "http"))
    raise_problems(body)
    parts().sender.callback = address or ""
    return {}


@account.post("/v2/bot/channel/webhook/test")
def test_webhook() -> ResponseReturnValue:
    body = read_json(request.get_data() or b"{}")
    address = body.web_address(
        "endpoint", most=_WEBHOOK_ADDRESS, required=False, schemes=("https", "http")
    )
    raise_problems(body)
    kept = parts()
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
    group = parts().platform.people.find_group(group_id)
    if group is None:
        raise ApiError(404, "Not found")
    return {"count": len(group.members)}


@account.post("/v2/bot/group/<group_id>/leave")
def leave_group(group_id: str) -> ResponseReturnValue:
    kept = parts()
    if kept.platform.people.find_group(group_id) is None:
        raise ApiError(404, "Not found")
    kept.platform.people.remove_group(group_id)
    return {}


@account.get("/v2/bot/message/<message_id>/content")
@account.get("/v2/bot/message/<message_id>/content/preview", endpoint="preview")
def content(message_id: str) -> ResponseReturnValue:
    """Return a message's content; 202 with an empty body while LINE prepares it."""
    platform = parts().platform
    found = platform.contents.get(message_id, platform.clock())
    if found is None:
        return Response(status=202)
    return Response(found.data, content_type=found.content_type)


@account.get("/v2/bot/message/<message_id>/content/transcoding")
def transcoding(message_id: str) -> ResponseReturnValue:
    platform = parts().platform
    found = platform.contents.get(message_id, platform.clock())
    return {"status": "processing" if found is None else "succeeded"}
