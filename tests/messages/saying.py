"""Asking the bot's voice, and looking into what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from cases.facts.fact import Fact
from cases.people import Person
from config.settings import Settings
from handlers.events import Event
from line.outbound import OutboundRenderer
from store.outbox import OutboundMessage
from tests.builders import NOW, a_person, a_press, the_centres, the_taxonomy
from tests.messages.every_fact import ASKER


def asker(**changes: Any) -> Person:
    """Build who caused the event."""
    return a_person(ASKER, **changes)


def calls(event: Event, *became: Fact, now: datetime = NOW) -> list[OutboundMessage]:
    """Return the calls that these facts lead to."""
    renderer = OutboundRenderer(Settings(secret_key="of the tests"), the_taxonomy(), the_centres())
    return renderer.render(event, became, now)


def answer_to(*became: Fact) -> OutboundMessage:
    """Return the reply to one who pressed a button."""
    (call,) = calls(a_press(ASKER, "x"), *became)
    return call


def said(*became: Fact, event: Event | None = None, now: datetime = NOW) -> str:
    """Return all that is told, as one text."""
    told = calls(event or a_press(ASKER, "x"), *became, now=now)
    return json.dumps([call.messages for call in told], ensure_ascii=False)


def parts(of: object) -> Iterator[dict[str, Any]]:
    """Yield every object inside of messages, in the order in which it is shown."""
    if isinstance(of, dict):
        yield of
        for part in of.values():
            yield from parts(part)
    if isinstance(of, list | tuple):
        for part in of:
            yield from parts(part)


def asked_by_cards(*became: Fact) -> list[dict[str, str]]:
    """Return what the buttons of the cards ask for, in their order; quick replies left out."""
    cards = [message.get("contents") for message in answer_to(*became).messages]
    return [dict(parse_qsl(part["data"])) for part in parts(cards) if "data" in part]


def acts(*became: Fact) -> list[str]:
    """Return the acts of the buttons of the cards."""
    return [asked["do"] for asked in asked_by_cards(*became)]


def links(*became: Fact) -> list[str]:
    """Return the addresses behind all buttons of cards, in their order."""
    return _addresses([one.get("contents") for one in answer_to(*became).messages])


def quick_links(*became: Fact) -> list[str]:
    """Return the addresses that are offered above the keyboard."""
    return _addresses([one.get("quickReply") for one in answer_to(*became).messages])


def _addresses(of: object) -> list[str]:
    return [part["uri"] for part in parts(of) if "uri" in part]
