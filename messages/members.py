"""What heads are told of their team: who is in it, who leaves it, what is late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from cases.amounts import MEMBERS_A_PAGE
from cases.case import Case
from cases.clocks import TOLD_BEFORE
from cases.facts.team_changes import (
    AlertsStopped,
    CasesBack,
    CasesGivenBack,
    DutyChanged,
    LateCases,
    MemberRemoved,
    RemovalAsked,
    TakenOut,
    TeamFact,
    TeamShown,
    UrgentSummedUp,
)
from cases.people import Language, Member
from cases.rules import may_be_removed
from messages.context import RenderContext, centre_name
from messages.cut import cut
from messages.guide import plain
from messages.message import Content, Message, answer, must_hear
from messages.parts import Button, Card, Row, Tone, ask, primary, quiet, secondary
from messages.shift import cases_back, duty_changed, given_back
from messages.team import duty, list_buttons, staff_text, with_lists
from messages.texts import members, staff, team
from messages.texts.dates import moment
from messages.texts.measures import count

_NAME = 40
#: So many of the oldest late cases are named.
_OLDEST = 5


def told(fact: TeamFact, context: RenderContext) -> list[Message]:
    """Put a fact about a team into words."""
    match fact:
        case CasesGivenBack():
            return given_back(fact)
        case CasesBack():
            return cases_back(fact, context)
        case TeamShown():
            return answer(fact.to, _team(fact, context))
        case RemovalAsked():
            return answer(fact.to, _asked(fact, context))
        case MemberRemoved():
            name = cut(fact.member.name, _NAME)
            words = members.REMOVED.say(fact.to.language, name=name, cases=fact.cases)
            return must_hear(fact.to, staff_text(words, fact.to))
        case TakenOut():
            language = fact.to.language
            words = members.TAKEN_OUT.say(language, centre=centre_name(fact.centre, language))
            return must_hear(fact.to, plain(words, language))
        case LateCases():
            return must_hear(fact.to, _late(fact, context))
        case DutyChanged():
            return duty_changed(fact, context)
        case AlertsStopped():
            return answer(fact.to, _alerts_stopped(fact))
        case UrgentSummedUp():
            return _summed_up(fact)
        case _:
            assert_never(fact)


def _summed_up(fact: UrgentSummedUp) -> list[Message]:
    """Lead to the queue, where the cases of one account stand; it is an alert of all of them."""
    numbers = " ".join(case.number for case in fact.cases)
    return [
        Message(
            one.person,
            _many_urgent(fact, one.person.language),
            must_arrive=True,
            alert_for=numbers,
            urgent=True,
        )
        for one in fact.team
    ]


def _many_urgent(fact: UrgentSummedUp, language: Language) -> Content:
    heading = members.MANY_URGENT.say(language)
    came = members.MANY_URGENT_CAME.say_of(
        language, len(fact.cases), cases=count(len(fact.cases)), total=count(fact.total)
    )
    shown = Card(
        heading,
        Tone.URGENT,
        badge=staff.URGENT.say(language),
        rows=((members.FIRST_ONES.say(language), _first(fact.cases)),),
        sentences=(came, members.MANY_URGENT_NEXT.say(language)),
        buttons=list_buttons(language),
    )
    return Content(f"{heading} · {came}", shown)


def _first(cases: Sequence[Case]) -> str:
    return ", ".join(case.number for case in cases[:_OLDEST])


def _alerts_stopped(fact: AlertsStopped) -> Content:
    """Lead to the queue, for nothing else tells staff of it now. No quick replies: LINE shows those
    of the last message alone, and the answer's own matter more."""
    language = fact.to.language
    stopped = staff.ALERTS_STOPPED.say(language, since=moment(fact.since, language))
    if not fact.untold:
        return Content(stopped)
    waits = staff.UNTOLD.say_of(language, fact.untold, cases=count(fact.untold))
    return Content("\n".join((stopped, waits)))


def _team(fact: TeamShown, context: RenderContext) -> Content:
    language = fact.to.language
    if not fact.members:
        return staff_text(members.NOBODY.say(language), fact.to)
    cards = [_member(one, cases, language, context) for one, cases in fact.members]
    turns = _turns(fact)
    if turns:
        cards.append(Card(members.OTHERS.say(language), Tone.QUIET, buttons=turns))
    first = fact.page * MEMBERS_A_PAGE + 1
    alt = members.TEAM_ALT.say(
        language,
        centre=centre_name(fact.centre, language),
        first=first,
        last=first + len(fact.members) - 1,
        total=fact.total,
    )
    # A team of heads alone has no button on its cards.
    return with_lists(Content(alt, tuple(cards)), language)


def _member(member: Member, cases: int, language: Language, context: RenderContext) -> Card:
    button = ask(members.REMOVE, "remove", language, person=str(member.person.id))
    return Card(
        cut(member.name, _NAME),
        rows=_rows(member, cases, language, context),
        buttons=(quiet(button),) if may_be_removed(member) else (),
    )


def _rows(
    member: Member, cases: int, language: Language, context: RenderContext
) -> tuple[Row, ...]:
    return (
        (members.NUMBER.say(language), str(member.person.id)),
        (team.ROLE.say(language), team.ROLES[member.role].say(language)),
        (team.DUTY.say(language), duty(member, context.now, language)),
        (members.IN_HAND.say(language), f"{cases:,}"),
    )


def _turns(fact: TeamShown) -> tuple[Button, ...]:
    language, turns = fact.to.language, []
    if (fact.page + 1) * MEMBERS_A_PAGE < fact.total:
        page = str(fact.page + 1)
        turns.append(primary(ask(members.NEXT_PAGE, "team", language, page=page)))
    if fact.page > 0:
        page = str(fact.page - 1)
        turns.append(secondary(ask(members.PREVIOUS_PAGE, "team", language, page=page)))
    return tuple(turns)


def _asked(fact: RemovalAsked, context: RenderContext) -> Content:
    language, member = fact.to.language, fact.member
    yes = {"person": str(member.person.id), "sure": "yes"}
    heading = members.REMOVE_ASKED.say(language)
    shown = Card(
        heading,
        title=cut(member.name, _NAME),
        rows=_rows(member, fact.in_hand, language, context),
        sentences=(members.REMOVE_WHAT.say(language, cases=fact.in_hand),),
        buttons=(
            primary(ask(members.YES_REMOVE, "remove", language, **yes)),
            secondary(ask(members.NO_BACK, "team", language)),
        ),
    )
    return Content(f"{heading} {cut(member.name, _NAME)}", shown)


def _late(fact: LateCases, context: RenderContext) -> Content:
    language = fact.to.language
    rows = [
        (members.AS_OF.say(language), moment(context.now, language)),
        *late_rows(fact.waiting, fact.held, fact.ending, language),
    ]
    urgent = any(case.need.urgent for case in (*fact.waiting, *fact.held))
    shown = Card(
        members.LATE_HEADING.say(language),
        Tone.URGENT if urgent else Tone.CALM,
        badge=staff.URGENT.say(language) if urgent else "",
        title=centre_name(fact.centre, language),
        rows=tuple(rows),
        sentences=(members.LATE_NEXT.say(language),),
        buttons=list_buttons(language),
    )
    alt = members.LATE_ALT.say(
        language,
        centre=centre_name(fact.centre, language),
        waiting=len(fact.waiting),
        held=len(fact.held),
    )
    return Content(alt, shown)


def late_rows(
    waiting: Sequence[Case], held: Sequence[Case], ending: Sequence[Case], language: Language
) -> list[Row]:
    """Say what waits and what is held for too long, and whose sharers are forgotten soon."""
    return [
        *_counted(members.NOT_CLAIMED.say(language), waiting, language),
        *_counted(members.NOT_CLOSED.say(language), held, language),
        *_counted(members.FORGOTTEN_SOON.say(language, days=TOLD_BEFORE.days), ending, language),
    ]


def _counted(what: str, cases: Sequence[Case], language: Language) -> list[Row]:
    """Say how many, and which have waited longest."""
    if not cases:
        return []
    oldest = ", ".join(case.number for case in cases[:_OLDEST])
    return [(what, f"{len(cases):,}"), (members.OLDEST.say(language), oldest)]
