"""Message objects that LINE takes, to be bent by the tables of good and bad requests."""

from typing import Any

USER = "U0123456789abcdef0123456789abcdef"
Shape = dict[str, Any]


def postback(label: str = "Go", **more: object) -> Shape:
    return {"type": "postback", "label": label, "data": "v=1&do=claim"} | more


def uri(address: str) -> Shape:
    return {"type": "uri", "label": "Open", "uri": address}


def leaf(**more: object) -> Shape:
    return {"type": "text", "text": "hello"} | more


def button(**more: object) -> Shape:
    return {"type": "button", "action": postback()} | more


def box(*contents: object, **more: object) -> Shape:
    return {"type": "box", "layout": "vertical", "contents": list(contents)} | more


def image(**more: object) -> Shape:
    return {"type": "image", "url": "https://example.com/a.png"} | more


def bubble(*contents: object, **more: object) -> Shape:
    return {"type": "bubble", "body": box(*contents)} | more


def carousel(*bubbles: object) -> Shape:
    return {"type": "carousel", "contents": list(bubbles)}


def flex(contents: object, **more: object) -> Shape:
    return {"type": "flex", "altText": "alt", "contents": contents} | more


def card(*contents: object, **more: object) -> Shape:
    return flex(bubble(*contents, **more))


def quick(*actions: object, **more: object) -> Shape:
    items = [{"type": "action", "action": action} | more for action in actions]
    return {"type": "text", "text": "choose", "quickReply": {"items": items}}


def location(**more: object) -> Shape:
    place = {"title": "Market", "address": "Ayutthaya", "latitude": 14.35, "longitude": 100.57}
    return {"type": "location"} | place | more


def picture(**more: object) -> Shape:
    url = "https://example.com/a.jpg"
    return {"type": "image", "originalContentUrl": url, "previewImageUrl": url} | more


def template(kind: str, **more: object) -> Shape:
    return {"type": "template", "altText": "alt", "template": {"type": kind} | more}


def column(actions: int = 1, **more: object) -> Shape:
    return {"text": "words", "actions": [postback() for _ in range(actions)]} | more


def picker(mode: str = "date", **more: object) -> Shape:
    return {"type": "datetimepicker", "label": "When", "data": "d", "mode": mode} | more
