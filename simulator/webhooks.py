"""Webhook events as LINE writes them, and the signature of a body."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from simulator.json_forms import milliseconds
from simulator.platform import MediaContent, Platform
from simulator.refusals import ApiError, Json


def sign(secret: str, body: bytes) -> str:
    """Return the value of x-line-signature."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def webhook_body(destination: str, events: Sequence[Json]) -> bytes:
    body = {"destination": destination, "events": list(events)}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def redelivered(event: Json) -> Json:
    """Return an event as LINE sends it once more: only this flag differs."""
    return event | {"deliveryContext": {"isRedelivery": True}}


class Events:
    """Makes LINE's event of each act of a person or group; unknown ones are added first."""

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
        """Return a location message; title and address are often missing on LINE, too."""
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
        """Return an image message; its content is on the data host after `ready_after` seconds.

        `image_set` (id, index, total) marks images that were sent together."""
        message: Json = {
            "contentProvider": {"type": "line"},
            "quoteToken": self._platform.ids.token(),
        }
        if image_set is not None:
            message["imageSet"] = image_set
        event = self._message("image", user_id, group_id, message)
        ready_at = self._platform.clock() + timedelta(seconds=ready_after)
        content = MediaContent(base64.b64decode(data_base64), content_type, ready_at)
        self._platform.contents.add(message_id(event), content)
        return event

    def media(
        self, user_id: str, *, as_type: str, file_name: str = "", data_base64: str = ""
    ) -> Json:
        """Return a voice message, a film or a file (audio, video, file), with its content."""
        content = base64.b64decode(data_base64)
        message: Json = {"contentProvider": {"type": "line"}, "duration": 4_000}
        if as_type == "file":
            message = {"fileName": file_name, "fileSize": len(content)}
        event = self._message(as_type, user_id, None, message)
        kept = MediaContent(content, "application/octet-stream", self._platform.clock())
        self._platform.contents.add(message_id(event), kept)
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
        """Return the event of unsending a message, and delete its content."""
        self._platform.contents.unsend(message_id)
        return self._event("unsend", user_id, group_id) | {"unsend": {"messageId": message_id}}

    def join(self, group_id: str) -> Json:
        return self._replyable("join", None, group_id)

    def leave(self, group_id: str) -> Json:
        self._platform.people.remove_group(group_id)
        return self._event("leave", None, group_id)

    def unknown(self, user_id: str, *, kind: str = "somethingNew") -> Json:
        """Return an event of a type that no bot knows."""
        return self._replyable(kind, user_id, None) | {kind: {"newProperty": True}}

    def unknown_message(self, user_id: str, *, kind: str = "hologram") -> Json:
        return self._message(kind, user_id, None, {"newProperty": True})

    def standby(self, user_id: str, text: str) -> Json:
        """Return a text in a chat that another module owns: LINE gives no reply token then."""
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
        if user_id is not None:
            people.write(user_id, self._platform.clock())
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


ACTS = tuple(name for name in vars(Events) if not name.startswith("_"))
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")


def text_of(user: str, text: str) -> Json:
    return {"kind": "text", "userId": user, "text": text}


def tap_of(user: str, data: str) -> Json:
    """Return the act of tapping a button with this postback data."""
    return {"kind": "postback", "userId": user, "data": data}


def location_of(
    user: str, latitude: float, longitude: float, title: str = "", address: str = ""
) -> Json:
    named = {"title": title, "address": address}
    place: Json = {"kind": "location", "userId": user, "latitude": latitude, "longitude": longitude}
    return place | {name: said for name, said in named.items() if said}


def again_of(event: Json) -> Json:
    """Return the act of sending an event once more, marked as redelivered."""
    return {"kind": "raw", "event": redelivered(event)}


def simple_act(kind: str, user: str) -> Json:
    """Return an act that needs no other argument: sticker, follow, unknown, standby."""
    told: Json = {"kind": kind, "userId": user}
    return told | ({"text": "..."} if kind == "standby" else {})


def act(platform: Platform, told: Json) -> Json:
    """Return the event of an act such as `{"kind": "text", "userId": "U...", "text": "..."}`.

    The keys but `kind` are the arguments of its method of Events; `raw` has a finished event.
    Raises ApiError."""
    kind = told.get("kind")
    event = told.get("event")
    if kind == "raw" and isinstance(event, dict):
        return event
    if kind not in ACTS:
        raise ApiError(400, f"kind must be one of {', '.join(ACTS)}, raw")
    arguments = {_snake(key): value for key, value in told.items() if key != "kind"}
    make: Callable[..., Json] = getattr(Events(platform), str(kind))
    try:
        return make(**arguments)
    except TypeError as wrong:
        raise ApiError(400, str(wrong)) from wrong


def _snake(name: str) -> str:
    return _CAPITAL.sub(r"_\1", name).lower()
