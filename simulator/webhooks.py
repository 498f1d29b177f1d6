"""Webhook events as LINE writes them, and the signature of a body."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import timedelta

from simulator.clock import milliseconds
from simulator.platform import Platform
from simulator.refusals import Json


def sign(secret: str, body: bytes) -> str:
    """The value of x-line-signature."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def webhook_body(destination: str, events: Sequence[Json]) -> bytes:
    body = {"destination": destination, "events": list(events)}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def redelivered(event: Json) -> Json:
    """The same event, sent once more: only this flag differs."""
    return event | {"deliveryContext": {"isRedelivery": True}}


class Events:
    """What people do, each act as the event that LINE makes of it; strangers are made known."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def follow(self, user_id: str, *, is_unblocked: bool = False) -> Json:
        event = self._replyable("follow", user_id, None)
        self._platform.people.set_blocked(user_id, False)
        return event | {"follow": {"isUnblocked": is_unblocked}}

    def unfollow(self, user_id: str) -> Json:
        event = self._event("unfollow", user_id, None)
        self._platform.people.set_blocked(user_id, True)
        return event

    def text(self, user_id: str, text: str, *, group_id: str | None = None) -> Json:
        message: Json = {"text": text, "quoteToken": self._platform.ids.token()}
        return self._message("text", user_id, group_id, message)

    def sticker(
        self,
        user_id: str,
        *,
        package_id: str = "446",
        sticker_id: str = "1988",
        group_id: str | None = None,
    ) -> Json:
        message: Json = {
            "packageId": package_id,
            "stickerId": sticker_id,
            "stickerResourceType": "STATIC",
            "quoteToken": self._platform.ids.token(),
        }
        return self._message("sticker", user_id, group_id, message)

    def location(
        self,
        user_id: str,
        latitude: float,
        longitude: float,
        *,
        title: str | None = None,
        address: str | None = None,
        group_id: str | None = None,
    ) -> Json:
        """Title and address are often missing on LINE, too."""
        message: Json = {"latitude": latitude, "longitude": longitude}
        named = {"title": title, "address": address}
        message |= {key: value for key, value in named.items() if value is not None}
        return self._message("location", user_id, group_id, message)

    def image(
        self,
        user_id: str,
        *,
        data_base64: str = "",
        content_type: str = "image/jpeg",
        ready_after: float = 0.0,
        image_set: Json | None = None,
        group_id: str | None = None,
    ) -> Json:
        """The photo itself is kept on the data host and is ready after so many seconds.

        `image_set` (id, index, total) tells that several were sent at once.
        """
        message: Json = {
            "contentProvider": {"type": "line"},
            "quoteToken": self._platform.ids.token(),
        }
        if image_set is not None:
            message["imageSet"] = image_set
        event = self._message("image", user_id, group_id, message)
        self._platform.contents.add(
            message_id(event),
            base64.b64decode(data_base64),
            content_type=content_type,
            now=self._platform.clock(),
            ready_after=timedelta(seconds=ready_after),
        )
        return event

    def postback(
        self,
        user_id: str,
        data: str,
        *,
        params: Json | None = None,
        group_id: str | None = None,
    ) -> Json:
        postback: Json = {"data": data} | ({"params": params} if params else {})
        return self._replyable("postback", user_id, group_id) | {"postback": postback}

    def unsend(self, user_id: str, message_id: str, *, group_id: str | None = None) -> Json:
        """The content is gone from LINE at the same moment."""
        self._platform.contents.unsend(message_id)
        return self._event("unsend", user_id, group_id) | {"unsend": {"messageId": message_id}}

    def join(self, group_id: str) -> Json:
        return self._replyable("join", None, group_id)

    def leave(self, group_id: str) -> Json:
        self._platform.people.remove_group(group_id)
        return self._event("leave", None, group_id)

    def unknown(self, user_id: str, *, kind: str = "somethingNew") -> Json:
        """An event of a kind that nobody has heard of yet."""
        return self._replyable(kind, user_id, None) | {kind: {"newProperty": True}}

    def unknown_message(self, user_id: str, *, kind: str = "hologram") -> Json:
        return self._message(kind, user_id, None, {"newProperty": True})

    def standby(self, user_id: str, text: str) -> Json:
        """Another module owns the chat: LINE gives no reply token then."""
        event = self.text(user_id, text) | {"mode": "standby"}
        del event["replyToken"]
        return event

    def _message(self, kind: str, user_id: str, group_id: str | None, message: Json) -> Json:
        head: Json = {
            "type": kind,
            "id": self._platform.ids.message(),
            "markAsReadToken": self._platform.new_read_token(),
        }
        return self._replyable("message", user_id, group_id) | {"message": head | message}

    def _replyable(self, kind: str, user_id: str | None, group_id: str | None) -> Json:
        event = self._event(kind, user_id, group_id)
        token = self._platform.new_reply_token(group_id or user_id or "")
        return event | {"replyToken": token}

    def _event(self, kind: str, user_id: str | None, group_id: str | None) -> Json:
        self._make_known(user_id, group_id)
        now = self._platform.clock()
        return {
            "type": kind,
            "mode": "active",
            "timestamp": milliseconds(now),
            "source": _source(user_id, group_id),
            "webhookEventId": self._platform.ids.ulid(now),
            "deliveryContext": {"isRedelivery": False},
        }

    def _make_known(self, user_id: str | None, group_id: str | None) -> None:
        people = self._platform.people
        if user_id is not None and people.find(user_id) is None:
            people.add("Somebody", user_id=user_id)
        if group_id is not None and people.find_group(group_id) is None:
            people.add_group([user_id] if user_id else [], group_id=group_id)


def event_id(event: Json) -> str:
    return str(event["webhookEventId"])


def happened_ms(event: Json) -> int:
    return int(str(event["timestamp"]))


def message_id(event: Json) -> str:
    message = event["message"]
    return str(message["id"]) if isinstance(message, dict) else ""


def _source(user_id: str | None, group_id: str | None) -> Json:
    if group_id is None:
        source: Json = {"type": "user"}
    else:  # LINE's ids of rooms begin with R, those of groups with C
        kind = "room" if group_id.startswith("R") else "group"
        source = {"type": kind, f"{kind}Id": group_id}
    return source if user_id is None else source | {"userId": user_id}
