"""Asking the bot's voice, and looking into what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from cases.facts.fact import Fact
from cases.people import Person
from config.settings import Settings
from handlers.events import Event
from line.flex import button_action, button_data
from line.outbound import OutboundRenderer
from messages.chat import Action, ChoosePhoto, Content, Link, PickLocation, Postback, TakePhoto
from messages.rendering import RenderContext, render
from store.outbox import OutboundMessage
from tests.builders import NOW, a_person, a_press, the_centres, the_taxonomy
from tests.messages.every_fact import ASKER

SETTINGS = Settings(secret_key="of the tests")


def asker(**changes: Any) -> Person:
    """Build who caused the event."""
    return a_person(ASKER, **changes)


def calls(event: Event, *became: Fact, now: datetime = NOW) -> list[OutboundMessage]:
    """Return the calls that these facts lead to."""
    renderer = OutboundRenderer(SETTINGS, the_taxonomy(), the_centres())
    return renderer.render(event, became, now)


def answer_to(*became: Fact) -> OutboundMessage:
    """Return the reply to one who pressed a button."""
    (call,) = calls(a_press(ASKER, "x"), *became)
    return call


def contents(*became: Fact, unasked: bool = False, now: datetime = NOW) -> list[Content]:
    """Return what these facts tell: the asker all of it, the others what must arrive."""
    context = RenderContext(SETTINGS, the_taxonomy(), the_centres(), now)
    told = [message for fact in became for message in render(fact, context)]
    free = None if unasked else ASKER
    return [one.content for one in told if one.must_arrive or one.to.id == free]


def said(*became: Fact, unasked: bool = False, now: datetime = NOW) -> str:
    """Return all that is told, a text below the other, with what the buttons send and open."""
    return "\n".join(_texts(contents(*became, unasked=unasked, now=now)))


def _texts(of: object) -> Iterator[str]:
    for value in values(of):
        if isinstance(value, str):
            yield value
        if isinstance(value, Postback):
            yield button_data(value)
        elif isinstance(value, Action) and not isinstance(value, Link):
            yield from address(value)


def values(of: object) -> Iterator[object]:
    """Yield every value inside of messages, in the order in which it is shown."""
    yield of
    if isinstance(of, list | tuple):
        for one in of:
            yield from values(one)
    elif is_dataclass(of):
        for field in fields(of):
            if field.name != "command":
                yield from values(getattr(of, field.name))


def postbacks(of: object) -> list[Postback]:
    """Return the postbacks inside of messages, in their order."""
    return [value for value in values(of) if isinstance(value, Postback)]


def data_in(of: object) -> list[str]:
    """Return the data of the buttons inside of messages, in their order."""
    return [button_data(one) for one in postbacks(of)]


def asked_by(of: object) -> list[dict[str, str]]:
    """Return what the buttons inside of messages ask for, in their order."""
    return [dict(parse_qsl(data)) for data in data_in(of)]


def asked_by_cards(*became: Fact) -> list[dict[str, str]]:
    """Return what the buttons of the cards ask for, in their order; quick replies left out."""
    return asked_by([one.cards for one in contents(*became)])


def acts(*became: Fact) -> list[str]:
    """Return the acts of the buttons of the cards."""
    return [asked["do"] for asked in asked_by_cards(*became)]


def links(*became: Fact) -> list[str]:
    """Return the addresses behind all buttons of cards, in their order."""
    cards = [one.cards for one in contents(*became)]
    return [to for value in values(cards) for to in address(value)]


def quick_links(*became: Fact) -> list[str]:
    """Return the addresses that are offered above the keyboard; there LINE opens the picker of a
    location by itself."""
    quick = [action for one in contents(*became) for action in one.replies]
    return [to for one in quick if not isinstance(one, PickLocation) for to in address(one)]


def address(value: object) -> list[str]:
    """Return the address that a tap opens, if any."""
    if not isinstance(value, Action) or isinstance(value, TakePhoto | ChoosePhoto):
        return []
    return [str(to) for name, to in button_action(value).items() if name == "uri"]


def parts(of: object) -> Iterator[dict[str, Any]]:
    """Yield every object inside of LINE's JSON, in the order in which it is shown."""
    if isinstance(of, dict):
        yield of
        for part in of.values():
            yield from parts(part)
    if isinstance(of, list | tuple):
        for part in of:
            yield from parts(part)
