"""Whole messages: plain text, a Flex card with its notification text, quick replies."""

from __future__ import annotations

from collections.abc import Sequence

from messages.flex.cut import cut
from messages.flex.shapes import Shape

#: LINE allows 1,500 UTF-16 units, which 200 clusters cannot exceed; no lock screen shows more.
_ALT_TEXT = 200
_QUICK_REPLIES = 13


def text_message(words: str) -> Shape:
    """Say it in plain words."""
    return {"type": "text", "text": words}


def flex_message(alt: str, contents: Shape) -> Shape:
    """Show a card; *alt* is what the notification and old devices show."""
    return {"type": "flex", "altText": cut(alt, _ALT_TEXT), "contents": contents}


def with_quick_replies(message: Shape, actions: Sequence[Shape]) -> Shape:
    """Offer answers above the keyboard; phones only, and gone once the chat goes on."""
    items = [{"type": "action", "action": action} for action in actions[:_QUICK_REPLIES]]
    return message | {"quickReply": {"items": items}}
