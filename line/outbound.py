"""Turns facts into outbound messages: one for each person, the reply first, the same id at every
try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from cases.facts.fact import Fact
from cases.facts.personal_data import Erased
from cases.facts.shares import LanguageChosen, Welcomed
from cases.facts.team_changes import TakenOut, TeamJoined
from cases.people import Person
from cases.taxonomy import Taxonomy
from config.clock import to_ms
from config.settings import Settings
from geo.centres import Centres
from handlers.events import Event, PartnerShared, TimerDue
from line.flex import line_message
from messages.chat import Message
from messages.rendering import RenderContext, render, renderers
from store.outbox import OutboundMessage

#: Made once for this bot; another value would send calls on their way a second time.
_MESSAGES = UUID("6f1c1d3e-5b0a-4c0e-9a51-0b6d3b2f7c14")
_MENU_LINKS = UUID("0d8f4f0e-6c52-4d0b-a0f5-7a4c2a1e8b93")
#: A redelivery gives a reply token one more minute, which ends 20 minutes after the event.
_LAST_MINUTE = timedelta(minutes=19)
#: LINE takes no more for one multicast.
_MOST_RECIPIENTS = 500
#: Facts after which a person may have another language or team.
_MENU_CHANGES = (Welcomed, LanguageChosen, TeamJoined, TakenOut, Erased)


@dataclass(frozen=True, slots=True)
class OutboundRenderer:
    """Renders the facts of an event as messages for LINE."""

    settings: Settings
    taxonomy: Taxonomy
    centres: Centres

    def __post_init__(self) -> None:
        """Import the renderers now, and not during the first event."""
        renderers()

    def render(self, event: Event, facts: Sequence[Fact], now: datetime) -> list[OutboundMessage]:
        """Return the messages about *facts*, which became true by *event*. All for one person goes
        into one outbound message, for pushes are paid by the message. The person who caused the
        event gets the free reply; a person who has blocked the account gets no push."""
        context = RenderContext(self.settings, self.taxonomy, self.centres, now)
        people: dict[int, list[Message]] = {}
        for message in (one for fact in facts for one in render(fact, context)):
            people.setdefault(message.to.id, []).append(message)
        outbound = (
            _outbound(event, number, messages, now)
            for number, messages in enumerate(people.values())
        )
        return _in_few_calls(one for one in outbound if one is not None)


def _in_few_calls(calls: Iterable[OutboundMessage]) -> list[OutboundMessage]:
    """Join those that say the same to several into multicasts. Replies are not joined, for they are
    free, nor what is one person's alone: a link to sign in with, an answer to nobody."""
    few: list[OutboundMessage] = []
    open_for: list[int] = []
    for call in calls:
        if call.reply_token or call.until_ms or not call.to:
            few.append(call)
            continue
        alike = replace(call, id="", to="")
        for place in open_for:
            other = few[place]
            if replace(other, id="", to="") == alike and len(other.recipients) < _MOST_RECIPIENTS:
                few[place] = replace(other, to=f"{other.to} {call.to}")
                break
        else:
            open_for.append(len(few))
            few.append(call)
    return few


def menu_links(event: Event, facts: Sequence[Fact], now: datetime) -> list[OutboundMessage]:
    """Return a request for each person whose rich menu may have changed; the sender looks up which
    one is right. It goes through the outbox, so that none is lost."""
    people = {fact.to.id: fact.to for fact in facts if isinstance(fact, _MENU_CHANGES)}
    return [_menu_link(event, person, now) for person in people.values()]


def _menu_link(event: Event, person: Person, now: datetime) -> OutboundMessage:
    name = str(uuid5(_MENU_LINKS, f"{event.id}:{person.id}"))
    return OutboundMessage(name, person.line_id, (), to_ms(now), menu=True)


def _outbound(
    event: Event, number: int, messages: list[Message], now: datetime
) -> OutboundMessage | None:
    person = messages[0].to
    token = _reply_token(event, person)
    if not token:
        messages = [one for one in messages if one.must_arrive and not person.blocked]
    if not messages:
        return None
    return OutboundMessage(
        id=str(uuid5(_MESSAGES, f"{event.id}:{number}:{person.id}")),
        # A reply needs no address: the last one to an erased person leads to nobody.
        to="" if any(one.names_nobody for one in messages) else person.line_id,
        messages=_as_json(messages),
        created_ms=to_ms(now),
        reply_token=token,
        token_ms=to_ms(_token_time(event)),
        worth_push=any(one.must_arrive for one in messages),
        alert_for=" ".join(dict.fromkeys(one.alert_for for one in messages if one.alert_for)),
        urgent=any(one.urgent for one in messages),
        until_ms=min((to_ms(one.good_until) for one in messages if one.good_until), default=0),
    )


def _reply_token(event: Event, person: Person) -> str:
    if isinstance(event, TimerDue | PartnerShared) or event.line_id != person.line_id:
        return ""
    return event.reply_token


def _token_time(event: Event) -> datetime:
    """Return when the reply token's last minute began: at the receipt of its webhook."""
    if isinstance(event, TimerDue | PartnerShared) or event.received_at is None:
        return event.at
    return min(event.received_at, event.at + _LAST_MINUTE)


def _as_json(messages: list[Message]) -> tuple[dict[str, object], ...]:
    # LINE shows quick replies only under the last message.
    contents = sorted((one.content for one in messages), key=lambda content: bool(content.replies))
    return tuple(map(line_message, contents))
