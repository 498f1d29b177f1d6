"""Facts become calls to LINE: one a person, the reply first, the same id at every try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID, uuid5

from bot.replies import citizen, heard, menus, photo, report, team, visit
from bot.replies.told import Scene, Told
from cases import facts
from cases.citizen_facts import CitizenFact
from cases.people import Person
from cases.photo_facts import PhotoFact
from cases.seen import HeardFact
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centres
from handlers.events import Event, TimerDue
from store.moments import to_ms
from store.outbox import Call

#: Made once for this bot; another one would send again what is on its way.
_CALLS = UUID("6f1c1d3e-5b0a-4c0e-9a51-0b6d3b2f7c14")


@dataclass(frozen=True, slots=True)
class Replies:
    """The bot's voice."""

    settings: Settings
    taxonomy: Taxonomy
    centres: Centres

    def calls(self, event: Event, became: Sequence[facts.Fact], now: datetime) -> list[Call]:
        """Say what *became* true by *event*.

        All that one person is told goes into one call, for a push is paid by the call. Who caused
        the event is answered by the free reply; who has blocked the account is told nothing else.
        """
        scene = Scene(self.settings, self.taxonomy, self.centres, now)
        people: dict[int, list[Told]] = {}
        for one in (told for fact in became for told in _told(fact, scene)):
            people.setdefault(one.person.id, []).append(one)
        calls = (_call(event, number, told, now) for number, told in enumerate(people.values()))
        return [call for call in calls if call is not None]


def _told(fact: facts.Fact, scene: Scene) -> list[Told]:
    if isinstance(fact, CitizenFact):
        return citizen.told(fact, scene)
    if isinstance(fact, PhotoFact):
        return photo.told(fact, scene)
    if isinstance(fact, HeardFact):
        return heard.told(fact, scene)
    match fact:
        case (
            facts.Guided()
            | facts.TeamJoined()
            | facts.MemberArrived()
            | facts.CodeRefused()
            | facts.CodeTriesOver()
            | facts.CasesInHand()
            | facts.DutyChanged()
        ):
            return team.told(fact, scene)
        case (
            facts.Alerted()
            | facts.Refused()
            | facts.CaseClaimed()
            | facts.SharerAdded()
            | facts.CaseReleased()
            | facts.OfficerGoing()
            | facts.OfficerArrived()
            | facts.OutcomeAsked()
            | facts.CaseClosed()
            | facts.QueueShown()
        ):
            return visit.told(fact, scene)
        case facts.InvitingExplained():
            return menus.told(fact)
        case facts.Reported():
            return report.told(fact, scene)
        case _:
            assert_never(fact)


def _call(event: Event, number: int, told: list[Told], now: datetime) -> Call | None:
    person = told[0].person
    token = _reply_token(event, person)
    said = told if token else [one for one in told if one.worth_push and not person.blocked]
    if not said:
        return None
    return Call(
        id=str(uuid5(_CALLS, f"{event.id}:{number}:{person.id}")),
        # A reply needs no address: the last one to somebody erased leads to nobody.
        to="" if any(one.names_nobody for one in said) else person.line_id,
        messages=_messages(said),
        created_ms=to_ms(now),
        reply_token=token,
        token_ms=to_ms(event.at),
        worth_push=any(one.worth_push for one in said),
        alert_for=next((one.alert_for for one in said if one.alert_for), ""),
    )


def _reply_token(event: Event, person: Person) -> str:
    if isinstance(event, TimerDue) or event.line_id != person.line_id:
        return ""
    return event.reply_token


def _messages(said: list[Told]) -> tuple[dict[str, object], ...]:
    messages = [message for one in said for message in one.messages]
    # LINE shows quick replies only under the last message.
    return tuple(sorted(messages, key=lambda message: "quickReply" in message))
