"""What staff are told of their team and themselves: joining, menu, duty."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from cases.facts.casework import Guided
from cases.facts.team_changes import (
    CasesInHand,
    CodeRefused,
    CodeTriesOver,
    JoinFact,
    MemberArrived,
    MemberLeft,
    TeamJoined,
)
from cases.people import Language, Member, Person, Role
from messages.context import RenderContext, centre_name
from messages.cut import cut
from messages.guide import guide, plain
from messages.message import Content, Message, answer, must_hear
from messages.parts import Button, Card, Row, Tone, ask, primary, quiet, secondary
from messages.texts import caller, rounds, team
from messages.texts.dates import moment, time_of_day

_NAME = 40
#: Wrong codes are forgotten an hour after the last one at the latest.
_TRIES_FORGOTTEN = timedelta(hours=1)


def told(fact: Guided | JoinFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for staff, or for one who tries to become staff."""
    if isinstance(fact, MemberArrived | MemberLeft):
        heads = [head.person for head in fact.heads]
        return [one for head in heads for one in must_hear(head, _news(fact, head, context))]
    language = fact.to.language
    match fact:
        case Guided():
            return answer(fact.to, _guided(fact, context))
        case TeamJoined():
            return must_hear(fact.to, _joined(fact, context))
        case CodeRefused():
            return answer(fact.to, plain(team.CODE_REFUSED.say(language), language))
        case CodeTriesOver():
            until = moment(context.now + _TRIES_FORGOTTEN, language)
            return answer(fact.to, plain(team.CODE_TRIES_OVER.say(language, until=until), language))
        case CasesInHand():
            words = team.CASES_IN_HAND.say_of(language, fact.cases, cases=fact.cases)
            return answer(fact.to, staff_text(words, fact.to))
        case _:
            assert_never(fact)


def _guided(fact: Guided, context: RenderContext) -> Content:
    if fact.member:
        return _menu(fact.member, context)
    return guide(fact.to.language, kept=fact.kept)


def staff_text(words: str, person: Person) -> Content:
    """Say something short to staff; the lists are a tap or a typed word away."""
    return with_lists(Content(words), person.language)


def with_lists(message: Content, language: Language) -> Content:
    """Offer the queue and one's own cases above the keyboard."""
    lists = [ask(team.QUEUE, "queue", language), ask(team.MINE, "mine", language)]
    return message.offering(lists)


def reader_text(words: str, person: Person) -> Content:
    """Say something short to a manager, whose work is the report."""
    language = person.language
    ways = [ask(team.REPORT, "report", language), ask(team.QUEUE, "queue", language)]
    return Content(words).offering(ways)


def list_buttons(language: Language) -> tuple[Button, ...]:
    """Lead to the queue, and to one's own cases."""
    queue = primary(ask(team.QUEUE, "queue", language))
    return (queue, secondary(ask(team.MINE, "mine", language)))


def duty(member: Member, now: datetime, language: Language) -> str:
    """Return whether somebody is on duty, and until when."""
    if not member.on_duty:
        return team.IS_OFF_DUTY.say(language)
    if member.until is None:
        return team.IS_ON_DUTY.say(language)
    return team.IS_ON_DUTY_UNTIL.say(language, until=time_of_day(member.until, now, language))


def _joined(fact: TeamJoined, context: RenderContext) -> Content:
    language = fact.to.language
    alt = team.JOINED_ALT.say(language, centre=centre_name(fact.centre, language))
    shown = _member_card(team.JOINED.say(language), Tone.DONE, fact.member, context)
    return Content(alt, shown)


def _menu(member: Member, context: RenderContext) -> Content:
    heading = team.MENU.say(member.person.language)
    return Content(heading, _member_card(heading, Tone.CALM, member, context))


def _member_card(heading: str, tone: Tone, member: Member, context: RenderContext) -> Card:
    language = member.person.language
    rows: tuple[Row, ...] = (
        (team.CENTRE.say(language), context.centre_name(member.centre, language)),
        (team.ROLE.say(language), team.ROLES[member.role].say(language)),
    )
    if member.takes_cases:
        rows = (*rows, (team.DUTY.say(language), duty(member, context.now, language)))
    hint = team.TYPE_INSTEAD if member.takes_cases else team.TYPE_REPORT
    return Card(
        heading, tone, rows=rows, sentences=(hint.say(language),), buttons=_menu_buttons(member)
    )


def _menu_buttons(member: Member) -> tuple[Button, ...]:
    language = member.person.language
    report = ask(team.REPORT, "report", language)
    if not member.takes_cases:
        return (primary(report), secondary(ask(team.QUEUE, "queue", language)))
    duty = (team.OFF_DUTY, "off_duty") if member.on_duty else (team.ON_DUTY, "on_duty")
    lists = (*list_buttons(language), secondary(ask(rounds.ROUND, "round", language)))
    buttons = (*lists, secondary(ask(*duty, language)))
    of_heads = (secondary(report), secondary(ask(team.TEAM, "team", language)))
    caller_button = quiet(ask(caller.ENTER, "caller", language))
    return (*buttons, *(of_heads if member.role is Role.HEAD else ()), caller_button)


def _news(fact: MemberArrived | MemberLeft, head: Person, context: RenderContext) -> Content:
    """Tell a head who came, or that somebody left: the name of one who left is erased."""
    words = team.MEMBER_ARRIVED if isinstance(fact, MemberArrived) else team.MEMBER_LEFT
    language, member = head.language, fact.member
    said = words.say(
        language,
        name=cut(member.name, _NAME),
        centre=context.centre_name(member.centre, language),
        role=team.ROLES[member.role].say(language),
    )
    return Content(said)
