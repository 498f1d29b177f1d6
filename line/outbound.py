"""Facts become calls to LINE: one a person, the reply first, the same id at every try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from cases.facts.fact import Fact
from cases.moments import to_ms
from cases.people import Person
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centres
from handlers.events import Event, PartnerShared, TimerDue
from line.flex import line_message
from messages.context import RenderContext
from messages.message import Message
from messages.rendering import render, renderers
from store.outbox import OutboundMessage

#: Made once for this bot; another one would send again what is on its way.
_CALLS = UUID("6f1c1d3e-5b0a-4c0e-9a51-0b6d3b2f7c14")
#: A redelivery gives a reply token one more minute, which ends 20 minutes after the event.
_LAST_MINUTE = timedelta(minutes=19)


@dataclass(frozen=True, slots=True)
class Replies:
    """Turns facts into outbound messages."""

    settings: Settings
    taxonomy: Taxonomy
    centres: Centres

    def __post_init__(self) -> None:
        """Import the renderers now, and not amid the first event."""
        renderers()

    def calls(self, event: Event, became: Sequence[Fact], now: datetime) -> list[OutboundMessage]:
        """Say what *became* true by *event*.

        All that one person is told goes into one call, for a push is paid by the call. Who caused
        the event is answered by the free reply; who has blocked the account is told nothing else.
        """
        context = RenderContext(self.settings, self.taxonomy, self.centres, now)
        people: dict[int, list[Message]] = {}
        for one in (told for fact in became for told in render(fact, context)):
            people.setdefault(one.to.id, []).append(one)
        calls = (_call(event, number, told, now) for number, told in enumerate(people.values()))
        return [call for call in calls if call is not None]


def _call(event: Event, number: int, told: list[Message], now: datetime) -> OutboundMessage | None:
    person = told[0].to
    token = _reply_token(event, person)
    said = told if token else [one for one in told if one.must_arrive and not person.blocked]
    if not said:
        return None
    return OutboundMessage(
        id=str(uuid5(_CALLS, f"{event.id}:{number}:{person.id}")),
        # A reply needs no address: the last one to somebody erased leads to nobody.
        to="" if any(one.names_nobody for one in said) else person.line_id,
        messages=_messages(said),
        created_ms=to_ms(now),
        reply_token=token,
        token_ms=to_ms(_token_time(event)),
        worth_push=any(one.must_arrive for one in said),
        alert_for=" ".join(dict.fromkeys(one.alert_for for one in said if one.alert_for)),
        urgent=any(one.urgent for one in said),
        until_ms=min((to_ms(one.good_until) for one in said if one.good_until), default=0),
    )


def _reply_token(event: Event, person: Person) -> str:
    if isinstance(event, TimerDue | PartnerShared) or event.line_id != person.line_id:
        return ""
    return event.reply_token


def _token_time(event: Event) -> datetime:
    """Return when the reply token's last minute began: with the webhook that brought it."""
    if isinstance(event, TimerDue | PartnerShared) or event.received_at is None:
        return event.at
    return min(event.received_at, event.at + _LAST_MINUTE)


def _messages(said: list[Message]) -> tuple[dict[str, object], ...]:
    # LINE shows quick replies only under the last message.
    contents = sorted((one.content for one in said), key=lambda content: bool(content.replies))
    return tuple(map(line_message, contents))
